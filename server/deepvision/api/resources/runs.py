"""``runs``: a picture's way through a network, layer by layer."""

import functools
import io
import math

import numpy as np
import torch
from flask import Blueprint, Response, request

from deepvision.api import presenter
from deepvision.api.errors import ApiError
from deepvision.api.operation import CONTAINER, IMMUTABLE, Operation, Parameter, body, operation, reply
from deepvision.api.resources.networks import find_network
from deepvision.api.run_store import Recipe, RecordedRun
from deepvision.api.schemas import Channel, Histogram, Prediction, Run, RunRequest
from deepvision.api.services import Services
from deepvision.api.stream import activation_of, layer_index, mips_of, order_of_layers, streamed
from deepvision.visualization.statistics import histogram

TOP = 100
NPY = "application/x-npy"
_UNKNOWN = {404: "unknown run, layer or channel"}
_MIPS = {"type": "string", "default": "2,0", "pattern": "^[0-5](,[0-5])*$"}


def blueprint(services: Services) -> Blueprint:
    """Return the routes of runs."""
    routes = Blueprint("runs", __name__)

    @routes.post("/networks/<network>/runs")
    @operation(
        Operation(
            "Run a picture through a network",
            Run,
            request=RunRequest,
            problems={
                404: "unknown network or picture",
                413: "too many bytes",
                415: "not JSON",
                422: "the body does not fit, or a layer cannot be changed",
            },
        )
    )
    def run(network: str) -> Response:
        found = find_network(services, network)
        wanted = body(RunRequest)
        stored = services.pictures.get(wanted.image)
        see = functools.partial(stored.as_input, found.network)
        pixels = services.encoder.run(see) if stored.filters else see()
        last = {(change.layer, change.channel): change for change in wanted.interventions}  # the later word holds
        recipe = Recipe(found, wanted.image, pixels, tuple(last.values()))
        recorded = services.runs.run(recipe, keep=wanted.keep)
        differs = recorded.trace.graph != found.graph
        return reply(
            Run(
                run=recorded.id,
                network=found.id,
                image=wanted.image,
                predictions=_predictions(recorded),
                true_class=stored.true_class,
                graph=presenter.full(found, recorded.trace.graph) if differs else None,
            )
        )

    @routes.get("/runs/<run>/activations")
    @operation(
        Operation(
            "Every layer in one stream",
            CONTAINER,
            query=(
                Parameter("order", {"type": "string"}, "near:LAYER sends the layers around it first"),
                Parameter("mips", _MIPS, "levels, in the order they are sent"),
                Parameter("layers", {"type": "string"}, "ids, separated by commas; absent: all"),
            ),
            problems={**_UNKNOWN, 422: "another order or level"},
        )
    )
    def activations(run: str) -> Response:
        recorded = services.runs.get(run)
        layers = order_of_layers(recorded, request.args.get("order"), request.args.get("layers"))
        return streamed(services.encoder.container(recorded, layers, mips_of(request.args.get("mips", "2,0"))), request)

    @routes.get("/runs/<run>/layers/<layer>/activation")
    @operation(
        Operation(
            "One layer",
            CONTAINER,
            query=(Parameter("mips", _MIPS, "levels, in the order they are sent"),),
            problems={**_UNKNOWN, 422: "unknown level"},
        )
    )
    def activation(run: str, layer: str) -> Response:
        recorded = services.runs.get(run)
        mips = mips_of(request.args.get("mips", "2,0"))
        return streamed(services.encoder.container(recorded, [layer_index(recorded, layer)], mips), request)

    @routes.get("/runs/<run>/layers/<layer>/histogram")
    @operation(Operation("The distribution of a layer's activations", Histogram, problems=_UNKNOWN))
    def activation_histogram(run: str, layer: str) -> Response:
        recorded = services.runs.get(run)
        values = activation_of(recorded, layer_index(recorded, layer))
        return reply(Histogram(**vars(services.encoder.run(histogram, values))), immutable=True)

    @routes.get("/runs/<run>/layers/<layer>/channels/<int:channel>")
    @operation(Operation("One feature map exactly, as JSON or, by Accept, as NPY", Channel, problems=_UNKNOWN))
    def channel(run: str, layer: str, channel: int) -> Response:
        recorded = services.runs.get(run)
        values = activation_of(recorded, layer_index(recorded, layer))
        if channel >= values.shape[0]:
            raise ApiError(
                404,
                "channel-unknown",
                "Unknown channel",
                f"{layer} has the channels 0 to {values.shape[0] - 1}, and {channel} was asked for.",
            )
        exact = values[channel].float().cpu()
        if request.accept_mimetypes.best_match(["application/json", NPY]) == NPY:
            return _npy(exact)
        height, width = exact.shape
        listed = [value if math.isfinite(value) else None for value in exact.flatten().tolist()]
        response = reply(Channel(shape=(height, width), values=listed), immutable=True)
        response.headers["Vary"] = "Accept"
        return response

    return routes


def _npy(values: torch.Tensor) -> Response:
    buffer = io.BytesIO()
    np.save(buffer, values.numpy(), allow_pickle=False)
    headers = {"Cache-Control": IMMUTABLE, "Vary": "Accept"}
    return Response(buffer.getvalue(), content_type=NPY, headers=headers)


def _predictions(run: RecordedRun) -> list[Prediction]:
    output = run.trace.output
    if not isinstance(output, torch.Tensor):
        raise ApiError(
            500,
            "no-logits",
            "No logits",
            f"The network returned {type(output).__name__}, expected logits (1, classes).",
        )
    logits = output[0].detach().double().cpu()
    probabilities = logits.softmax(0)
    names = run.recipe.network.network.class_names
    best = torch.argsort(torch.nan_to_num(logits, nan=-math.inf), descending=True, stable=True)[:TOP]
    return [
        Prediction(index=i, name=names[i], logit=_finite(logits[i]), probability=_finite(probabilities[i]))
        for i in best.tolist()
    ]


def _finite(value: torch.Tensor) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None
