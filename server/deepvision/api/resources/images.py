"""``images`` and ``noise``: pictures by id."""

import functools

from flask import Blueprint, Response, request

from deepvision.api.errors import ApiError
from deepvision.api.operation import IMMUTABLE, Operation, Parameter, body, operation, reply
from deepvision.api.picture_store import noise_id
from deepvision.api.resources.datasets import whole_number
from deepvision.api.resources.networks import find_network
from deepvision.api.schemas import Image, NoiseRequest
from deepvision.api.services import Services
from deepvision.visualization.pictures import MAX_SIDE, to_png


def blueprint(services: Services) -> Blueprint:
    """Return the routes of pictures."""
    routes = Blueprint("images", __name__)

    @routes.post("/images")
    @operation(
        Operation(
            "Upload a picture: PNG, JPEG, WebP, BMP or GIF, as the multipart field 'file'",
            Image,
            status=201,
            request="multipart/form-data",
            problems={400: "no file", 413: "too many bytes or pixels", 415: "not a picture, or damaged"},
        )
    )
    def upload() -> Response:
        file = request.files.get("file")
        if file is None:
            raise ApiError(
                400, "file-missing", "No file", "Expected a multipart body with a picture in the field 'file'."
            )
        identity, picture = services.pictures.add_upload(file.read())
        return reply(Image(image=identity, width=picture.width, height=picture.height), 201)

    @routes.post("/noise")
    @operation(
        Operation(
            "White noise from a seed",
            Image,
            request=NoiseRequest,
            problems={413: "too many bytes", 415: "not JSON", 422: "body"},
        )
    )
    def noise() -> Response:
        wanted = body(NoiseRequest)
        identity = noise_id(wanted.seed, wanted.width, wanted.height)
        return reply(Image(image=identity, width=wanted.width, height=wanted.height))

    @routes.get("/images/<image>")
    @operation(
        Operation(
            "A picture as PNG",
            "image/png",
            query=(
                Parameter("size", {"type": "integer", "minimum": 1, "maximum": MAX_SIDE}, "longer side, pixels"),
                Parameter("network", {"type": "string"}, "cropped as this network sees it"),
            ),
            problems={404: "unknown picture or network", 422: "size out of range"},
        )
    )
    def image(image: str) -> Response:
        size = whole_number("size", MAX_SIDE, 1, MAX_SIDE)
        stored = services.pictures.get(image)
        network = request.args.get("network")
        if network is None:
            draw = functools.partial(stored.shown, size)
        else:
            draw = functools.partial(stored.seen_by, find_network(services, network).network)
        picture = services.encoder.run(draw) if stored.filters else draw()
        return Response(to_png(picture, size), content_type="image/png", headers={"Cache-Control": IMMUTABLE})

    return routes
