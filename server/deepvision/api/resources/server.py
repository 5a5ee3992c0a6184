"""``GET server`` and ``GET openapi.json``: what answers here."""

import json

from flask import Blueprint, Response, current_app

import deepvision
from deepvision.api import openapi
from deepvision.api.operation import Operation, operation, reply
from deepvision.api.schemas import API_VERSION, Server
from deepvision.api.services import Services
from deepvision.settings import MEBIBYTE
from deepvision.visualization.pictures import FORMATS


def blueprint(services: Services) -> Blueprint:
    """Return the routes that describe the server."""
    routes = Blueprint("server", __name__)

    @routes.get("/server")
    @operation(Operation("What answers here", Server))
    def server() -> Response:
        device = next(iter(services.networks.values())).device
        return reply(
            Server(
                name="deepvision",
                version=deepvision.__version__,
                api=API_VERSION,
                device=str(device),
                max_upload_bytes=services.settings.max_upload_mb * MEBIBYTE,
                max_upload_pixels=services.settings.max_upload_pixels,
                image_formats=list(FORMATS),
                training=services.training is not None,
            )
        )

    @routes.get("/openapi.json")
    def document() -> Response:
        return Response(json.dumps(openapi.document(current_app)), content_type="application/json")

    return routes
