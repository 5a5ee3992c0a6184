"""``training``: the training of the network that is shown, as it goes on."""

import time
from collections.abc import Iterator

from flask import Blueprint, Response

from deepvision.api.errors import ApiError
from deepvision.api.live_training import LiveTraining
from deepvision.api.operation import Operation, Parameter, operation, reply
from deepvision.api.resources.datasets import whole_number
from deepvision.api.resources.jobs import EVENTS
from deepvision.api.schemas import Training
from deepvision.api.services import Services

_HEARTBEAT_SECONDS = 15.0
_LEAST_SECONDS = 1.0
"""Between two events within an epoch."""
_NONE = {404: "nothing is trained here"}


def blueprint(services: Services) -> Blueprint:
    """Return the routes of a training."""
    routes = Blueprint("training", __name__)

    @routes.get("/training")
    @operation(Operation("The training of the network that is shown, with its epochs", Training, problems=_NONE))
    def training() -> Response:
        return reply(_training(services).shown())

    @routes.get("/training/events")
    @operation(
        Operation(
            "The training as it goes on: server-sent events, each the training with the epochs that are new",
            EVENTS,
            query=(
                Parameter("since", {"type": "integer", "minimum": 0, "default": 0}, "number of the last epoch known"),
            ),
            problems={**_NONE, 422: "since is no such number"},
        )
    )
    def events() -> Response:
        since = whole_number("since", 0, 0, 10**9)
        return Response(
            _told(_training(services), since),
            content_type=EVENTS,
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )

    return routes


def _training(services: Services) -> LiveTraining:
    if services.training is None:
        raise ApiError(
            404,
            "no-training",
            "Nothing is trained here",
            "This server shows networks that are not being trained. Start one that is with deepvision train CONFIG "
            "--serve.",
        )
    return services.training


def _told(training: LiveTraining, since: int) -> Iterator[str]:
    yield ": connected\n\n"
    seen, version, said = -1, -1, time.monotonic()
    while True:
        changes, is_over = training.changes, training.is_over
        quiet = time.monotonic() - said
        if changes != seen and (training.version != version or is_over or quiet >= _LEAST_SECONDS):
            told = training.shown(since)
            yield f"event: training\ndata: {told.model_dump_json()}\n\n"
            seen, version, since, said = changes, told.version, told.epoch, time.monotonic()
            if is_over:
                return
        elif quiet >= _HEARTBEAT_SECONDS:
            yield ": still here\n\n"
            said = time.monotonic()
        training.wait(changes, _LEAST_SECONDS)
