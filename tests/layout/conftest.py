from itertools import combinations, pairwise

import pytest

from deepvision.tracking.graph import Edge, Graph, Node, Section


def build(edges, sections=None, shape=(64, 8, 8)):
    """A graph from "input>a a>b"; nodes execute in the order in which they are first named as a source or target.

    Args:
        edges: each source>target, optionally source>target:label.
        sections: id → (parent or None, nodes directly in it).
    """
    parsed = [(pair.partition(":")[0].split(">"), pair.partition(":")[2]) for pair in edges.split()]
    ids = list(dict.fromkeys(node for pair, _ in parsed for node in pair))
    section_of = {node: id for id, (_, members) in (sections or {}).items() for node in members}
    return Graph(
        nodes=tuple(Node(id, id, "input" if id == "input" else "layer", shape, section_of.get(id)) for id in ids),
        edges=tuple(Edge(source, target, label) for (source, target), label in parsed),
        sections=tuple(Section(id, f"name of {id}", p, tuple(nodes)) for id, (p, nodes) in (sections or {}).items()),
    )


def floor_segments(path):
    """Straight pieces of an edge: (fixed axis, its coordinate, from, to) on the floor."""
    for (x0, _, z0), (x1, _, z1) in pairwise(path.points):
        assert x0 == x1 or z0 == z1, "a ribbon runs along the hall or across it"
        if x0 == x1:
            yield "x", x0, min(z0, z1), max(z0, z1)
        else:
            yield "z", z0, min(x0, x1), max(x0, x1)


def faults(layout):
    """Everything that must not be in a hall, in words."""
    found = []
    for (a, first), (b, second) in combinations(layout.panels.items(), 2):
        aisle = abs(first.position[0] - second.position[0]) - (first.width + second.width) / 2
        if first.position[2] == second.position[2] and aisle < 1.0:
            found.append(f"{a} and {b} stand {aisle} m apart")
    for (source, target), path in layout.edges.items():
        if layout.panels[source].position[2] <= layout.panels[target].position[2]:
            found.append(f"{target} does not stand behind {source}")
        if path.points[0][2] != layout.panels[source].position[2]:
            found.append(f"{source} → {target} does not begin at its source")
        if path.points[-1][2] != layout.panels[target].position[2]:
            found.append(f"{source} → {target} does not end at its target")
        for id, panel in layout.panels.items():
            if any(_meets(piece, panel, id in (source, target)) for piece in floor_segments(path)):
                found.append(f"{source} → {target} runs through {id}")
    return found


def _meets(piece, panel, is_end):
    axis, at, low, high = piece
    x, _, z = panel.position
    if axis == "z":
        return at == z and low < x + panel.width / 2 and high > x - panel.width / 2
    inside = low < z < high if is_end else low <= z <= high
    return inside and abs(at - x) < panel.width / 2


def overlaps(layout):
    """Pairs of edges that lie on each other although they share neither source nor target."""
    pieces = [(edge, piece) for edge, path in layout.edges.items() for piece in floor_segments(path)]
    return [
        (one, other)
        for (one, (axis, at, low, high)), (other, (other_axis, other_at, other_low, other_high)) in combinations(
            pieces, 2
        )
        if one[0] != other[0] and one[1] != other[1] and (axis, at) == (other_axis, other_at)
        if min(high, other_high) - max(low, other_low) > 1e-9
    ]


@pytest.fixture(name="graph", scope="session")
def graph_builder():
    return build


@pytest.fixture(name="faults", scope="session")
def fault_finder():
    return faults


@pytest.fixture(name="overlaps", scope="session")
def overlap_finder():
    return overlaps
