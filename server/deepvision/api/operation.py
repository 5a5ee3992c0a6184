"""A route and its documentation in one place: what it takes, what it answers, what can go wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Response, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from deepvision.api.errors import ApiError
from deepvision.settings import MEBIBYTE

View = TypeVar("View", bound=Callable[..., Response])
Body = TypeVar("Body", bound=BaseModel)
MAX_JSON_BYTES = MEBIBYTE
"""An upload may be larger; no JSON body of the contract needs more."""
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


def body(model: type[Body]) -> Body:
    """Return the JSON body of the request that is being answered.

    Raises:
        UnsupportedMediaType: it is not sent as JSON.
        RequestEntityTooLarge: it is larger than :data:`MAX_JSON_BYTES`.
        ApiError: 422, it is not JSON or does not fit the model; the detail names the fields.
    """
    if not request.is_json:
        raise UnsupportedMediaType(f"Expected Content-Type: application/json, got {request.mimetype or 'none'!r}.")
    request.max_content_length = MAX_JSON_BYTES
    try:
        return model.model_validate_json(request.get_data())
    except ValidationError as error:
        entries = error.errors(include_url=False, include_context=False, include_input=False)
        detail = "; ".join(f"{'.'.join(map(str, entry['loc'])) or 'body'}: {entry['msg']}" for entry in entries[:20])
        raise ApiError(422, "body-invalid", "The body does not fit", detail) from error


def reply(model: BaseModel, status: int = 200, *, immutable: bool = False) -> Response:
    """Return a model as JSON. ``immutable`` is for what is addressed by everything it depends on."""
    response = Response(model.model_dump_json(), status, content_type="application/json")
    if immutable:
        response.headers["Cache-Control"] = IMMUTABLE
    return response
