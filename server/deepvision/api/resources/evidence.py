"""``evidence``: which pictures of the data set excite a channel most, and where."""

import math

from flask import Blueprint, Response

from deepvision.api.errors import ApiError
from deepvision.api.operation import Operation, operation, reply
from deepvision.api.resources.networks import find_layer, find_network
from deepvision.api.schemas import Evidence, Patch
from deepvision.api.services import Services
from deepvision.catalog.networks import LoadedNetwork
from deepvision.jobs import NetworkEvidence
from deepvision.tracking import Node
from deepvision.visualization.evidence import LayerEvidence
from deepvision.visualization.seen_pixels import Seen, patch

_MOST_SECONDS = 60.0


def blueprint(services: Services) -> Blueprint:
    """Return the route of evidence."""
    routes = Blueprint("evidence", __name__)

    @routes.get("/networks/<network>/layers/<layer>/channels/<int:channel>/evidence")
    @operation(
        Operation(
            "What the data set does to a channel; the first time this takes a pass over the data set",
            Evidence,
            problems={404: "unknown network, layer or channel", 503: "not gathered yet"},
        )
    )
    def evidence(network: str, layer: str, channel: int) -> Response:
        found = find_network(services, network)
        node = find_layer(found, layer)
        if channel >= node.shape[0]:
            raise ApiError(
                404,
                "channel-unknown",
                "No such channel",
                f"Expected channels from 0 to {node.shape[0] - 1} of {layer!r}, got {channel}.",
            )
        gathered = gathered_evidence(services, found)
        return reply(_shown(services, found, node, gathered.layers[layer], gathered.seen.get(layer), channel))

    return routes


def gathered_evidence(services: Services, network: LoadedNetwork) -> NetworkEvidence:
    """Return what the data set does to a network, as soon as it is known.

    Raises:
        ApiError: 503, it takes longer, or cannot be gathered.
    """
    found, error = services.evidence.wait(network.id, _MOST_SECONDS)
    if found is not None and found.layers:
        return found
    if found is not None:
        error = "No picture of the data set can be read. Look at the server's terminal, or start it with another one."
    if error is not None:
        raise ApiError(503, "evidence-impossible", "The data set cannot be shown to the network", error)
    raise ApiError(
        503,
        "evidence-in-work",
        "Not gathered yet",
        f"The data set is being shown to {network.name}, which takes longer than {_MOST_SECONDS:.0f} s. Ask again.",
    )


def _shown(
    services: Services, network: LoadedNetwork, node: Node, found: LayerEvidence, seen: Seen | None, channel: int
) -> Evidence:
    assert services.evidence_dataset is not None
    dataset = services.evidence_dataset
    patches = []
    for value, number, row, column in zip(
        found.values[channel].tolist(),
        found.pictures[channel].tolist(),
        found.rows[channel].tolist(),
        found.columns[channel].tolist(),
        strict=True,
    ):
        if number >= 0:
            part = patch(seen, node.shape, network.network.input_size, (row, column))
            patches.append(Patch(image=f"{dataset.id}:{number}", activation=value, **vars(part)))
    largest = float(found.means[channel])
    return Evidence(
        dataset=dataset.name,
        maximum=largest if math.isfinite(largest) else None,
        dead=bool(found.dead[channel]),
        patches=patches,
    )
