"""``networks``: what can be walked through, and the weights in it."""

from collections.abc import Iterator

import torch
from flask import Blueprint, Response, request
from torch import Tensor

from deepvision.api import presenter
from deepvision.api.errors import ApiError
from deepvision.api.operation import CONTAINER, Operation, Parameter, operation, reply
from deepvision.api.schemas import Histogram, Network, Networks
from deepvision.api.services import Services
from deepvision.api.stream import streamed
from deepvision.catalog.networks import LoadedNetwork
from deepvision.tracking import Node
from deepvision.visualization.statistics import histogram
from deepvision.wire import LayerEntry, end_frame, exact_frames, header

_UNKNOWN = {404: "unknown network or layer, or a layer without weights"}


def blueprint(services: Services) -> Blueprint:
    """Return the routes of networks and their weights."""
    routes = Blueprint("networks", __name__)

    @routes.get("/networks")
    @operation(Operation("Every network, and those that failed to load", Networks))
    def networks() -> Response:
        listed = [presenter.summary(network) for network in services.networks.values()]
        return reply(Networks(networks=listed, failures=services.failures))

    @routes.get("/networks/<network>")
    @operation(
        Operation(
            "A network with its graph, laid out as a hall",
            Network,
            query=(
                Parameter(
                    "folded", {"type": "string"}, "ids of folded sections, separated by commas; absent: as needed"
                ),
            ),
            problems={404: "unknown network", 422: "unknown section"},
        )
    )
    def network(network: str) -> Response:
        found = find_network(services, network)
        folded = request.args.get("folded")
        sections = None if folded is None else [section for section in folded.split(",") if section]
        try:
            return reply(presenter.full(found, found.graph, sections))
        except ValueError as error:
            raise ApiError(422, "section-unknown", "Unknown section", str(error)) from error

    @routes.get("/networks/<network>/layers/<layer>/weights")
    @operation(Operation("The kernels of a layer, exact, (out · in, height, width)", CONTAINER, problems=_UNKNOWN))
    def weights(network: str, layer: str) -> Response:
        found = find_network(services, network)
        return streamed(_kernels(found, weights_of(found, layer)), request, immutable=False)

    @routes.get("/networks/<network>/layers/<layer>/weights/histogram")
    @operation(Operation("The distribution of the weights of a layer", Histogram, problems=_UNKNOWN))
    def weights_histogram(network: str, layer: str) -> Response:
        kernels = weights_of(find_network(services, network), layer)
        values = torch.cat([kernel.detach().flatten().float().cpu() for kernel in kernels.values()])
        return reply(Histogram(**vars(services.encoder.run(histogram, values))))

    return routes


def find_network(services: Services, network: str) -> LoadedNetwork:
    """Return a network by its id.

    Raises:
        ApiError: 404 ``network-unknown``.
    """
    if network not in services.networks:
        there = ", ".join(services.networks)
        raise ApiError(
            404, "network-unknown", "Unknown network", f"There is no network {network!r}. There is: {there}."
        )
    return services.networks[network]


def find_layer(network: LoadedNetwork, layer: str) -> Node:
    """Return a layer by its id.

    Raises:
        ApiError: 404 ``layer-unknown``.
    """
    nodes = {node.id: node for node in network.graph.nodes}
    if layer not in nodes:
        raise ApiError(
            404, "layer-unknown", "Unknown layer", f"There is no layer {layer!r}. There are: {', '.join(nodes)}."
        )
    return nodes[layer]


def weights_of(network: LoadedNetwork, layer: str) -> dict[str, Tensor]:
    """Return the parameters with two dimensions or more that a layer owns, by name, in order of use.

    Raises:
        ApiError: 404 for an unknown layer, and ``no-weights`` for one that has none.
    """
    module = network.network.module
    parameters = ((name, module.get_parameter(name)) for name in find_layer(network, layer).parameters)
    kernels: dict[str, Tensor] = {name: values for name, values in parameters if values.ndim >= 2}
    if not kernels:
        raise ApiError(
            404, "no-weights", "No weights", f"The layer {layer!r} has no weights: it only combines or scales."
        )
    return kernels


def _kernels(network: LoadedNetwork, kernels: dict[str, Tensor]) -> Iterator[bytes]:
    planes = {name: _as_planes(kernel) for name, kernel in kernels.items()}
    entries = [LayerEntry(name, (p.shape[0], p.shape[1], p.shape[2])) for name, p in planes.items()]
    yield header(network.id, "", entries)
    for index, values in enumerate(planes.values()):
        yield from exact_frames(index, values)
    yield end_frame()


def _as_planes(kernel: Tensor) -> Tensor:
    height, width = (kernel.shape[-2], kernel.shape[-1]) if kernel.ndim >= 4 else (1, kernel.shape[-1])
    return kernel.detach().reshape(-1, height, width)
