"""A route and its documentation in one place: what it takes, what it answers, what can go wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Response
from pydantic import BaseModel

View = TypeVar("View", bound=Callable[..., Response])
CONTAINER = "application/vnd.deepvision.dvx1"
IMMUTABLE = "private, max-age=31536000, immutable"


@dataclass(frozen=True)
class Parameter:
    """A query parameter: name, JSON schema, help."""

    name: str
    schema: dict[str, Any]
    description: str


@dataclass(frozen=True)
class Operation:
    """What the OpenAPI document says of a route."""

    summary: str
    response: type[BaseModel] | str
    status: int = 200
    request: type[BaseModel] | str | None = None
    query: tuple[Parameter, ...] = ()
    problems: dict[int, str] = field(default_factory=dict)


def operation(described: Operation) -> Callable[[View], View]:
    """Attach the documentation to a view."""

    def attach(view: View) -> View:
        view.operation = described  # type: ignore[attr-defined]
        return view

    return attach


def reply(model: BaseModel, status: int = 200, *, immutable: bool = False) -> Response:
    """Return a model as JSON. ``immutable`` is for what is addressed by everything it depends on."""
    response = Response(model.model_dump_json(), status, content_type="application/json")
    if immutable:
        response.headers["Cache-Control"] = IMMUTABLE
    return response
