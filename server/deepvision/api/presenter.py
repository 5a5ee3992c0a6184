"""A loaded network in the words of the contract."""

from collections.abc import Collection
from typing import Any

from deepvision.api import schemas
from deepvision.catalog.networks import LoadedNetwork
from deepvision.layout import Layout, layout
from deepvision.tracking import Graph, Node


def summary(network: LoadedNetwork) -> schemas.NetworkSummary:
    """Return what stands in the list of networks."""
    return schemas.NetworkSummary(**_summary_fields(network))


def full(network: LoadedNetwork, graph: Graph, folded: Collection[str] | None = None) -> schemas.Network:
    """Return a network with its graph laid out.

    Args:
        network: whose name, class names and parameters are told.
        graph: of the network, or of one run that took another way.
        folded: ids of the sections that are folded; None folds as many as needed.

    Raises:
        ValueError: an unknown section.
    """
    placed = layout(graph, folded)
    return schemas.Network(
        **_summary_fields(network),
        class_names=list(network.network.class_names),
        nodes=[_node(network, node, placed) for node in graph.nodes],
        edges=[
            schemas.Edge(
                id=f"{source}>{target}",
                source=source,
                target=target,
                label=path.label,
                skip=path.skip,
                points=[_position(point) for point in path.points],
            )
            for (source, target), path in placed.edges.items()
        ],
        sections=[
            schemas.Section(
                id=section.id,
                name=section.name,
                parent=section.parent,
                nodes=list(section.nodes),
                folded=section.id in placed.folded,
                gate=_gate(placed, section.id),
            )
            for section in graph.sections
        ],
        bounds=schemas.Bounds(
            x_min=placed.bounds.x_min,
            x_max=placed.bounds.x_max,
            z_min=placed.bounds.z_min,
            z_max=placed.bounds.z_max,
        ),
    )


def _summary_fields(network: LoadedNetwork) -> dict[str, Any]:
    return {
        "id": network.id,
        "name": network.name,
        "source": network.network.source,
        "weights": network.weights,
        "trained": network.trained,
        "parameters": network.parameters,
        "input_size": network.network.input_size,
        "input_channels": len(network.network.mean),
    }


def _node(network: LoadedNetwork, node: Node, placed: Layout) -> schemas.Node:
    panel = placed.panels.get(node.id)
    module = network.network.module
    return schemas.Node(
        id=node.id,
        name=node.name,
        kind=node.kind,
        shape=node.shape,
        parameters=sum(module.get_parameter(name).numel() for name in node.parameters),
        section=node.section,
        panel=None
        if panel is None
        else schemas.Panel(
            position=_position(panel.position),
            yaw=panel.yaw,
            width=panel.width,
            height=panel.height,
            columns=panel.columns,
            rows=panel.rows,
            gap=panel.gap,
        ),
    )


def _gate(placed: Layout, section: str) -> schemas.Gate | None:
    gate = placed.gates.get(section)
    return None if gate is None else schemas.Gate(position=_position(gate.position), width=gate.width)


def _position(values: tuple[float, float, float]) -> tuple[float, float, float]:
    x, y, z = values
    return round(x, 4), round(y, 4), round(z, 4)
