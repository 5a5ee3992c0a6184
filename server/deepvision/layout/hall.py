"""The hall of a network: where its panels, edges and gates stand. A pure function of the graph."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from deepvision.layout import sizes
from deepvision.layout.folding import Sections, fold, sections_to_fold
from deepvision.layout.grid import panel
from deepvision.layout.lanes import assign_lanes
from deepvision.layout.model import Bounds, EdgePath, Gate, Layout, Panel
from deepvision.layout.paths import edge_points
from deepvision.layout.ranks import rank_nodes
from deepvision.layout.routes import lane_x, route_edges
from deepvision.tracking.graph import Graph, Node


def layout(graph: Graph, folded: Collection[str] | None = None) -> Layout:
    """Lays a network out.

    Args:
        graph: nodes in order of execution, with shapes (C, H, W).
        folded: ids of the sections that are folded, with everything nested in them. None: as many as it takes,
            the deepest first, until at most 30 ranks stand.

    Raises:
        ValueError: ``folded`` names a section that the graph does not have, or the graph contradicts itself.
    """
    sections = Sections(graph)
    unknown = sorted(set(folded or ()) - set(sections.names))
    if unknown:
        known = ", ".join(sections.names) or "none"
        raise ValueError(f"no section {', '.join(map(repr, unknown))} to fold; the sections are: {known}")
    folded = sections_to_fold(graph, sections) if folded is None else frozenset(folded)

    standing = fold(graph, sections, folded)
    ranks = rank_nodes(standing.nodes, standing.edges)
    lanes = assign_lanes(standing.nodes, standing.edges, ranks)
    nodes = [node for node in graph.nodes if node.id in ranks]
    entrances = _entrances(nodes, sections, folded, ranks, lanes)
    depths = _rank_depths(ranks, entrances.values())

    panels = {
        node.id: panel(node.shape, (lane_x(lanes[node.id]), sizes.PANEL_CENTRE_HEIGHT, depths[ranks[node.id]]))
        for node in nodes
    }
    routes = route_edges(list(standing.edges), ranks, lanes)
    points = edge_points(routes, ranks, panels)
    edges = {
        edge: EdgePath(points[edge], not (lanes[edge[0]] == lanes[edge[1]] == 0 and routes[edge].centre_end), label)
        for edge, label in standing.edges.items()
    }
    gates = _gates(entrances, depths)
    return Layout(panels, edges, gates, folded, _bounds(panels.values(), edges.values(), gates.values()))


def _entrances(
    nodes: Iterable[Node],
    sections: Sections,
    folded: frozenset[str],
    ranks: Mapping[str, int],
    lanes: Mapping[str, int],
) -> dict[str, tuple[int, int]]:
    """Per section that gets a gate the rank and lane where it begins, outer sections before those within them."""
    entrances: dict[str, tuple[int, int]] = {}
    for node in nodes:
        here = (ranks[node.id], lanes[node.id])
        for section in sections.around(node):
            if section in folded:
                break
            known = entrances.setdefault(section, here)
            entrances[section] = min(known, here, key=lambda place: (place[0], abs(place[1])))
    return dict(sorted(entrances.items(), key=lambda item: sections.depth(item[0])))


def _rank_depths(ranks: Mapping[str, int], entrances: Iterable[tuple[int, int]]) -> list[float]:
    """z of every rank, in metres."""
    gated = {rank for rank, _ in entrances}
    depths = [sizes.FIRST_RANK_Z]
    for rank in range(1, max(ranks.values(), default=0) + 1):
        depths.append(depths[-1] - sizes.RANK_DISTANCE - (sizes.GATE_DISTANCE if rank in gated else 0.0))
    return depths


def _gates(entrances: Mapping[str, tuple[int, int]], depths: list[float]) -> dict[str, Gate]:
    """Gates in the middle between two ranks; where several sections begin, one behind the other around it."""
    together: dict[tuple[int, int], list[str]] = {}
    for section, place in entrances.items():
        together.setdefault(place, []).append(section)
    gates = {}
    for (rank, lane), starting in together.items():
        before = depths[rank - 1] if rank > 0 else 0.0
        spacing = min(sizes.GATE_SPACING, sizes.GATE_DISTANCE / len(starting))
        for index, section in enumerate(starting):
            z = (before + depths[rank]) / 2 + ((len(starting) - 1) / 2 - index) * spacing
            gates[section] = Gate((lane_x(lane), 0.0, z), sizes.GATE_WIDTH)
    return gates


def _bounds(panels: Iterable[Panel], edges: Iterable[EdgePath], gates: Iterable[Gate]) -> Bounds:
    """What panels, edges, gates and the input canvas at the origin cover of the floor."""
    canvas = (sizes.CANVAS_LONGER_SIDE, (0.0, 0.0, 0.0))
    bars = chain([canvas], ((p.width, p.position) for p in panels), ((g.width, g.position) for g in gates))
    extents = [(x - width / 2, x + width / 2, z) for width, (x, _, z) in bars]
    extents += [(x, x, z) for edge in edges for x, _, z in edge.points]
    return Bounds(
        x_min=min(low for low, _, _ in extents),
        x_max=max(high for _, high, _ in extents),
        z_min=min(z for _, _, z in extents),
        z_max=max(z for _, _, z in extents),
    )
