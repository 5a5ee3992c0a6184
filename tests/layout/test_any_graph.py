"""What holds in every hall, for graphs drawn at random and for one as large as ResNet-50."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from deepvision.layout import layout
from deepvision.tracking.graph import Edge, Graph, Node, Section


@st.composite
def graphs(draw):
    """Every node reads up to three earlier ones, or none; nested sections of nodes that follow each other."""
    count = draw(st.integers(2, 16))
    ids = ["input", *(f"n{i}" for i in range(1, count))]
    edges = {
        (ids[source], ids[target])
        for target in range(1, count)
        for source in draw(st.sets(st.integers(0, target - 1), max_size=3))
    }
    cuts = sorted(draw(st.sets(st.integers(1, count), max_size=4)))
    parents = {f"s{i}": draw(st.sampled_from([None, *(f"s{j}" for j in range(i))])) for i in range(len(cuts))}
    section_of = {id: f"s{i}" for i, cut in enumerate(cuts) for id in ids[cut : cut + 3]}
    channels = draw(st.lists(st.sampled_from([1, 3, 64, 1000]), min_size=count, max_size=count))
    return Graph(
        tuple(Node(id, id, "layer", (channels[i], 9, 7), section_of.get(id)) for i, id in enumerate(ids)),
        tuple(Edge(source, target) for source, target in sorted(edges, key=lambda edge: ids.index(edge[1]))),
        tuple(
            Section(id, id, parent, tuple(n for n in ids if section_of.get(n) == id)) for id, parent in parents.items()
        ),
    )


@settings(derandomize=True, deadline=None, max_examples=300)
@given(graphs(), st.data())
def test_nothing_stands_or_runs_in_anothers_way(faults, overlaps, graph, data):
    ids = [section.id for section in graph.sections]
    folded = data.draw(st.sets(st.sampled_from(ids)) if ids else st.just(set()))
    hall = layout(graph, folded)
    assert faults(hall) == []
    assert overlaps(hall) == []
    assert reachable(hall.edges) >= reachable((e.source, e.target) for e in graph.edges) & set(hall.panels)
    bounds = hall.bounds
    for path in hall.edges.values():
        assert all(bounds.x_min <= x <= bounds.x_max and bounds.z_min <= z <= bounds.z_max for x, _, z in path.points)


def reachable(edges):
    """What the input's data reaches; edges in the order of execution of their targets."""
    reached = {"input"}
    for source, target in edges:
        if source in reached:
            reached.add(target)
    return reached


def residual_network(depths):
    """As ResNet-50 is traced: blocks of three convolutions and a sum, the first one of a stage with a skip layer."""
    nodes = [Node("input", "input", "input", (3, 224, 224)), Node("conv1", "conv1", "layer", (64, 112, 112))]
    edges = [Edge("input", "conv1")]
    sections = []
    for stage, depth in enumerate(depths):
        shape = (256 * 2**stage, 56 // 2**stage, 56 // 2**stage)
        sections.append(Section(f"layer{stage}", f"layer{stage}", None, ()))
        for block in range(depth):
            name, before = f"layer{stage}.{block}", nodes[-1].id
            path = [before, *(f"{name}.conv{i}" for i in (1, 2, 3)), f"{name}.add"]
            edges += [Edge(source, target) for source, target in itertools.pairwise(path)]
            skip = [f"{name}.skip"] if block == 0 else []
            edges += [Edge(before, *skip), Edge(*skip, path[-1])] if skip else [Edge(before, path[-1])]
            nodes += [Node(id, id, "layer", shape, name) for id in (*path[1:4], *skip, path[4])]
            sections.append(Section(name, name, f"layer{stage}", (*path[1:4], *skip, path[4])))
    return Graph(tuple(nodes), tuple(edges), tuple(sections))


def test_the_hall_of_a_residual_network(faults, overlaps):
    graph = residual_network([3, 4, 6, 3])
    whole = layout(graph, [])
    assert len(whole.panels) == 2 + 16 * 4 + 4
    assert {round(panel.position[0]) for panel in whole.panels.values()} == {0, 5}
    assert {id for id, panel in whole.panels.items() if panel.position[0] > 0} == {f"layer{i}.0.skip" for i in range(4)}
    assert faults(whole) == overlaps(whole) == []

    start = layout(graph)
    ranks = len({panel.position[2] for panel in start.panels.values()})
    assert ranks == 30  # 66 ranks; 12 of 16 blocks folded, each by 3 ranks
    assert start.folded == {f"layer{s}.{b}" for s, b in blocks([3, 4, 6, 3])[4:]}
    assert faults(start) == overlaps(start) == []


def blocks(depths):
    return [(stage, block) for stage, depth in enumerate(depths) for block in range(depth)]
