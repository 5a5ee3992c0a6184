"""``feature-visualizations``: the picture that excites a channel most, for the channels of a layer."""

from dataclasses import replace

from flask import Blueprint, Response, request
from pydantic import ValidationError
from torch import Tensor

from deepvision.api.errors import ApiError
from deepvision.api.operation import Operation, Parameter, body, operation, reply
from deepvision.api.resources.evidence import gathered_evidence
from deepvision.api.resources.jobs import item_shown, shown
from deepvision.api.resources.networks import find_layer, find_network
from deepvision.api.schemas import (
    FeatureVisualizationPlan,
    FeatureVisualizationRequest,
    Job,
    Jobs,
    NetworkVisualizationRequest,
    Preset,
    VisualizationSettings,
)
from deepvision.api.services import Services
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import LoadedNetwork
from deepvision.jobs import Item, Start, Work
from deepvision.visualization.maximization import PRESETS, GradientPolicy, Settings

PRESET_HELP = {
    "default": "from noise, in about half the steps of the thesis, within the range of pictures",
    "thesis": "the original tool's way: from the picture in the network, 200 steps, the seven transformations",
    "spectrum": "in the frequencies of decorrelated colours: larger forms, for layers that see much of the picture",
    "maco": "only phases move, each frequency stays as strong as in the data set: pictures that look like it",
}
"""What clients can choose; the first is the default."""
FROM_A_PICTURE = ("thesis",)
"""Presets that begin with a picture where there is one."""


def blueprint(services: Services) -> Blueprint:
    """Return the routes of feature visualization."""
    routes = Blueprint("visualizations", __name__)

    @routes.post("/networks/<network>/layers/<layer>/feature-visualizations")
    @operation(
        Operation(
            "Make the pictures that excite channels of a layer most",
            Job,
            status=202,
            request=FeatureVisualizationRequest,
            problems={
                404: "unknown network, layer or run",
                413: "too many bytes",
                415: "not JSON",
                422: "the body does not fit, or a channel, preset or setting does not exist",
            },
        )
    )
    def visualize(network: str, layer: str) -> Response:
        found = find_network(services, network)
        wanted = body(FeatureVisualizationRequest)
        node = find_layer(found, layer)
        channels = list(range(node.shape[0])) if wanted.channels is None else wanted.channels
        if max(channels) >= node.shape[0]:
            raise ApiError(
                422,
                "channel-unknown",
                "No such channel",
                f"Expected channels from 0 to {node.shape[0] - 1} of {layer!r}, got {max(channels)}.",
            )
        work = _work(services, found, layer, wanted.preset, wanted.settings or {}, wanted.run)
        return reply(shown(services, services.jobs.start(work, channels)), 202)

    @routes.post("/networks/<network>/feature-visualizations")
    @operation(
        Operation(
            "Make the pictures of the strongest channels of every layer, after everything else",
            Jobs,
            status=202,
            request=NetworkVisualizationRequest,
            problems={
                404: "unknown network",
                413: "too many bytes",
                415: "not JSON",
                422: "the body does not fit, or an unknown preset",
                503: "which channels are the strongest is not known yet",
            },
        )
    )
    def visualize_all(network: str) -> Response:
        found = find_network(services, network)
        wanted = body(NetworkVisualizationRequest)
        layers = [node.id for node in found.graph.nodes if node.kind != "input"]
        works = [_work(services, found, layer, wanted.preset, {}, None) for layer in layers]
        evidence = gathered_evidence(services, found)
        jobs = [
            services.jobs.start(work, evidence.layers[work.layer].strongest()[: wanted.per_layer], background=True)
            for work in works
        ]
        return reply(Jobs(jobs=[shown(services, job) for job in jobs]), 202)

    @routes.get("/networks/<network>/layers/<layer>/feature-visualizations")
    @operation(
        Operation(
            "What it would take, and what is there",
            FeatureVisualizationPlan,
            query=(
                Parameter("preset", {"type": "string"}, "its name; absent: the default"),
                Parameter("run", {"type": "string"}, "whose channels are ranked"),
            ),
            problems={404: "unknown network, layer or run", 422: "unknown preset"},
        )
    )
    def plan(network: str, layer: str) -> Response:
        found = find_network(services, network)
        node = find_layer(found, layer)
        run = request.args.get("run")
        work = _work(services, found, layer, request.args.get("preset"), {}, run)
        ready = [(channel, work.address(channel)) for channel in range(node.shape[0])]
        stored = [(channel, address, services.jobs.stored(address)) for channel, address in ready]
        return reply(
            FeatureVisualizationPlan(
                presets=[Preset(name=name, help=text) for name, text in PRESET_HELP.items()],
                seconds_per_picture=services.jobs.seconds_per_picture(work),
                strongest=_strongest(services, found, layer, run),
                ready=[
                    item_shown(services, work, Item(channel, address, result, 0))
                    for channel, address, result in stored
                    if result is not None
                ],
            )
        )

    return routes


def _work(
    services: Services,
    network: LoadedNetwork,
    layer: str,
    preset: str | None,
    changes: dict[str, object],
    run: str | None,
) -> Work:
    name = preset or next(iter(PRESET_HELP))
    if name not in PRESET_HELP:
        raise ApiError(
            422, "preset-unknown", "Unknown preset", f"Expected one of {', '.join(PRESET_HELP)}, got {name!r}."
        )
    start = Start()
    if run is not None:
        pixels = services.runs.get(run).recipe.pixels[0]
        start = Start(pixels) if name in FROM_A_PICTURE else start
    wanted = _validated(changes)
    settings = _changed(PRESETS[name](), wanted)
    magnitudes = _magnitudes(services, network) if settings.parameterization == "maco" else None
    return Work.of(network.id, network.digest, layer, settings, start, wanted.objective or "mean", magnitudes)


def _magnitudes(services: Services, network: LoadedNetwork) -> Tensor:
    try:
        return services.magnitudes(network.id)
    except CatalogError as error:
        raise ApiError(503, "data-set-unreadable", "The preset maco needs a data set", str(error)) from error


def _validated(changes: dict[str, object]) -> VisualizationSettings:
    try:
        return VisualizationSettings.model_validate(changes)
    except ValidationError as error:
        entries = error.errors(include_url=False, include_context=False, include_input=False)
        detail = "; ".join(f"settings.{'.'.join(map(str, entry['loc']))}: {entry['msg']}" for entry in entries)
        raise ApiError(422, "body-invalid", "The body does not fit", detail) from error


def _changed(settings: Settings, wanted: VisualizationSettings) -> Settings:
    given = wanted.model_dump(exclude_none=True, exclude={"objective"})
    kind, slope = given.pop("policy", None), given.pop("slope", None)
    if kind is not None or slope is not None:
        policy = settings.policy if kind is None else GradientPolicy(kind, settings.policy.slope)
        given["policy"] = policy if slope is None else replace(policy, slope=slope, final_slope=None)
    return replace(settings, **given)


def _strongest(services: Services, network: LoadedNetwork, layer: str, run: str | None) -> list[int]:
    """Return the channels of a layer by what a run, or else the data set, does to them; empty: not known yet."""
    if run is not None:
        return _ranked(services.runs.get(run).trace.activations[layer])
    evidence = services.evidence.known(network.id)
    return [] if evidence is None or layer not in evidence.layers else evidence.layers[layer].strongest()


def _ranked(activation: Tensor) -> list[int]:
    """Return the channels of (1, C, H, W) or (1, C) by their largest absolute value."""
    values = activation[0].detach().float().abs().nan_to_num()
    ranked = values.reshape(values.shape[0], -1).amax(1).argsort(descending=True, stable=True)
    return [int(channel) for channel in ranked]
