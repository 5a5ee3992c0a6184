"""The application factory: everything the server is, made from its settings."""

import io
from typing import IO

from flask import Flask, Request, Response, request

from deepvision.api import errors, guard
from deepvision.api.resources import (
    client,
    datasets,
    evidence,
    images,
    jobs,
    networks,
    runs,
    server,
    training,
    visualizations,
)
from deepvision.api.schemas import API_VERSION
from deepvision.api.services import Services, build_services
from deepvision.settings import MEBIBYTE, Settings


class _Request(Request):
    """A request whose files stay in memory, so that a full disk stops no upload; their size is limited anyway."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return io.BytesIO()


def create_app(settings: Settings, services: Services | None = None) -> Flask:
    """Return the application with its networks loaded.

    Args:
        settings: what the user set.
        services: what the server serves; loaded from the settings when not given.

    Raises:
        CatalogError: nothing to serve could be loaded.
    """
    made = services or build_services(settings)
    app = Flask("deepvision", static_folder=None)
    app.request_class = _Request
    app.extensions["deepvision"] = made
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload_mb * MEBIBYTE
    app.config["MAX_FORM_MEMORY_SIZE"] = MEBIBYTE
    guard.register(app, settings)
    errors.register(app)
    for routes in (
        server.blueprint(made),
        networks.blueprint(made),
        datasets.blueprint(made),
        images.blueprint(made),
        runs.blueprint(made),
        visualizations.blueprint(made),
        evidence.blueprint(made),
        jobs.blueprint(made),
        training.blueprint(made),
    ):
        app.register_blueprint(routes, url_prefix=f"/api/v{API_VERSION}")
    app.register_blueprint(client.blueprint())
    app.after_request(_revalidated)
    return app


def _revalidated(response: Response) -> Response:
    """Give every answer that may change an ETag, and say nothing again to a client that has it."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Cache-Control", "no-cache")
    changeable = response.headers["Cache-Control"] == "no-cache"
    if request.method in ("GET", "HEAD") and response.status_code == 200 and changeable and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response
