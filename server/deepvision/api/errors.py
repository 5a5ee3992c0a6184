"""Every error leaves the server as problem+json that says what was expected, what came, and what to do."""

import logging

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from deepvision.api.schemas import Problem

log = logging.getLogger(__name__)


class ApiError(Exception):
    """An error that a client caused or has to know about."""

    def __init__(self, status: int, slug: str, title: str, detail: str) -> None:
        super().__init__(detail)
        self.problem = Problem(type=slug, title=title, status=status, detail=detail)


def problem_response(problem: Problem) -> Response:
    """Return the response for a problem."""
    return Response(problem.model_dump_json(), problem.status, content_type="application/problem+json")


def register(app: Flask) -> None:
    """Install the one handler of each sort of error."""

    def known(error: ApiError) -> Response:
        return problem_response(error.problem)

    def http(error: HTTPException) -> Response:
        status = error.code or 500
        detail = error.description or error.name
        if isinstance(error, RequestEntityTooLarge):
            detail = f"Expected at most {request.max_content_length or 0:,} bytes. Send less, or a smaller picture."
        slug = error.name.lower().replace(" ", "-")
        response = problem_response(Problem(type=slug, title=error.name, status=status, detail=detail))
        response.headers.extend(
            {k: v for k, v in error.get_headers() if k.lower() not in ("content-type", "content-length")}
        )
        return response

    def unforeseen(error: Exception) -> Response:
        log.exception("a request failed", exc_info=error)  # the trace stays here
        detail = "The server met an error of its own; its log says more. Try again."
        return problem_response(Problem(type="internal", title="Server error", status=500, detail=detail))

    app.register_error_handler(ApiError, known)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, unforeseen)
