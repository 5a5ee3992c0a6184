"""The OpenAPI document, made from the routes and the models."""

import re
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import deepvision
from deepvision.api import schemas
from deepvision.api.operation import Operation

_CONVERTER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")


def document(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of every route that carries an :class:`Operation`."""
    described = [
        (rule, view.operation)
        for rule in app.url_map.iter_rules()
        if (view := app.view_functions[rule.endpoint]) and hasattr(view, "operation")
    ]
    models = {m for _, op in described for m in (op.response, op.request) if isinstance(m, type)} | {schemas.Problem}
    ordered: list[type[BaseModel]] = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema(
        [(model, "validation") for model in ordered], ref_template="#/components/schemas/{model}"
    )
    paths: dict[str, Any] = {}
    for rule, op in described:
        path = _CONVERTER.sub(lambda match: "{" + match["name"] + "}", rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            paths.setdefault(path, {})[method.lower()] = _operation(op, rule.rule)
    return {
        "openapi": "3.1.0",
        "info": {"title": "DeepVisionVR", "version": deepvision.__version__},
        "paths": paths,
        "components": {"schemas": definitions["$defs"]},
    }


def _operation(op: Operation, rule: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": op.summary,
        "parameters": [*_path_parameters(rule), *_query_parameters(op)],
        "responses": {str(op.status): {"description": "as asked", "content": _content(op.response)}}
        | {
            str(status): {
                "description": text,
                "content": {"application/problem+json": {"schema": _reference("Problem")}},
            }
            for status, text in sorted(op.problems.items())
        },
    }
    if op.request is not None:
        described["requestBody"] = {"required": True, "content": _content(op.request)}
    return described


def _path_parameters(rule: str) -> list[dict[str, Any]]:
    return [
        {
            "name": match["name"],
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 0} if match["converter"] == "int" else {"type": "string"},
        }
        for match in _CONVERTER.finditer(rule)
    ]


def _query_parameters(op: Operation) -> list[dict[str, Any]]:
    return [
        {"name": p.name, "in": "query", "required": False, "schema": p.schema, "description": p.description}
        for p in op.query
    ]


def _content(body: type[BaseModel] | str) -> dict[str, Any]:
    if not isinstance(body, str):
        return {"application/json": {"schema": _reference(body.__name__)}}
    if body == "multipart/form-data":
        upload = {
            "type": "object",
            "required": ["file"],
            "properties": {"file": {"type": "string", "format": "binary"}},
        }
        return {body: {"schema": upload}}
    return {body: {}}


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
