import pytest

from deepvision.layout import layout
from deepvision.tracking.graph import Edge, Graph, Node

INCEPTION = "input>m m>b1 m>b2a b2a>b2b m>b3a b3a>b3b b3b>b3c m>pool pool>b4 b1>cat b2b>cat b3c>cat b4>cat cat>end"


def lanes(hall):
    return {id: round(panel.position[0] / 5.0) for id, panel in hall.panels.items()}


def floor(path):
    return [(x, z) for x, _, z in path.points]


def test_a_chain_stands_straight_4_metres_apart(graph):
    hall = layout(graph("input>a:conv a>b"))
    assert {id: panel.position for id, panel in hall.panels.items()} == {
        "input": (0.0, 1.5, -4.0),
        "a": (0.0, 1.5, -8.0),
        "b": (0.0, 1.5, -12.0),
    }
    assert all(panel.yaw == 0.0 for panel in hall.panels.values())
    assert hall.edges["input", "a"].points == ((0.0, 0.12, -4.0), (0.0, 0.12, -8.0))
    assert hall.edges["input", "a"].label == "conv"
    assert not hall.edges["a", "b"].skip
    assert (hall.bounds.z_min, hall.bounds.z_max) == (-12.0, 0.0)
    assert hall.bounds.x_max == -hall.bounds.x_min == hall.panels["a"].width / 2


def test_a_skip_without_a_panel_runs_in_the_aisle(graph, faults):
    hall = layout(graph("input>x x>a a>b b>sum x>sum sum>end"))
    assert set(lanes(hall).values()) == {0}
    skip = hall.edges["x", "sum"]
    assert skip.skip
    assert max(x for x, _ in floor(skip)) == 2.0  # 0.4 m beside the widest panel there can be
    assert [edge for edge, path in hall.edges.items() if path.skip] == [("x", "sum")]
    assert faults(hall) == []


def test_a_skip_with_a_panel_stands_beside_the_sum_in_its_own_lane(graph, faults):
    hall = layout(graph("input>x x>a a>b x>down b>sum down>sum sum>end"))
    assert lanes(hall) == {"input": 0, "x": 0, "a": 0, "b": 0, "down": 1, "sum": 0, "end": 0}
    assert hall.panels["down"].position[2] == hall.panels["b"].position[2]
    assert {x for x, _ in floor(hall.edges["x", "down"])} > {5.0}
    assert hall.edges["x", "down"].skip
    assert hall.edges["down", "sum"].skip
    assert faults(hall) == []


def test_four_branches_stand_in_four_lanes_without_crossing(graph, faults, overlaps):
    hall = layout(graph(INCEPTION))
    placed = lanes(hall)
    assert {placed[node] for node in ("m", "b3a", "b3b", "b3c", "cat", "end")} == {0}
    assert placed["b2a"] == placed["b2b"]
    assert placed["pool"] == placed["b4"]
    assert {placed["b1"], placed["b2a"], placed["b4"]} == {-1, 1, 2} or {placed["b1"], placed["b2a"], placed["b4"]} == {
        -1,
        1,
        -2,
    }
    assert crossings(hall) == 0
    assert faults(hall) == []
    assert overlaps(hall) == []


def test_a_branch_within_a_branch_stands_next_to_it(graph, faults):
    """The last module of Inception v3: a branch that splits in two and is joined again."""
    hall = layout(
        graph(
            "input>m m>d1 d1>d2 d2>d3a d2>d3b d3a>dcat d3b>dcat m>e1 e1>e2a e1>e2b e2a>ecat e2b>ecat"
            " m>pool pool>p1 m>one dcat>cat ecat>cat p1>cat one>cat"
        )
    )
    placed = lanes(hall)
    assert abs(placed["e2a"] - placed["e2b"]) == 1
    assert abs(placed["d3a"] - placed["d3b"]) == 1
    assert len(set(placed.values())) <= 5
    assert crossings(hall) <= 2  # none would take a sixth lane
    assert faults(hall) == []


def test_every_source_of_a_dense_block_has_a_track_of_its_own(graph, faults, overlaps):
    names = [f"n{i}" for i in range(10)]
    dense = " ".join(f"{a}>{b}" for j, b in enumerate(names) for a in names[:j])
    hall = layout(graph(f"input>n0 {dense}"))
    assert set(lanes(hall).values()) == {0}
    assert hall.bounds.x_max - hall.bounds.x_min < 10.0
    assert faults(hall) == []
    assert overlaps(hall) == []


def test_two_inputs_of_one_join(faults):
    """Besides the picture a learnt constant that nothing feeds."""
    shape = (3, 8, 8)
    net = Graph(
        nodes=(
            Node("input", "input", "input", shape),
            Node("constant", "constant", "layer", shape),
            Node("join", "join", "join", shape),
        ),
        edges=(Edge("input", "join"), Edge("constant", "join")),
    )
    hall = layout(net)
    assert lanes(hall) == {"input": 0, "constant": 1, "join": 0}
    assert hall.panels["constant"].position[2] == hall.panels["input"].position[2] == -4.0
    assert faults(hall) == []


def test_nodes_that_nothing_feeds_or_reads_stand_beside_the_input(faults):
    shape = (3, 8, 8)
    hall = layout(Graph(tuple(Node(id, id, "layer", shape) for id in ("input", "a", "b")), ()))
    assert lanes(hall) == {"input": 0, "a": 1, "b": -1}
    assert faults(hall) == []


def test_a_graph_without_nodes_is_an_empty_hall():
    hall = layout(Graph((), ()))
    assert hall.panels == hall.edges == hall.gates == {}


def test_a_section_begins_2_metres_further_behind_its_gate(graph):
    hall = layout(graph("input>a a>b b>c", {"s": (None, ["b", "c"])}))
    assert [panel.position[2] for panel in hall.panels.values()] == [-4.0, -8.0, -14.0, -18.0]
    assert hall.gates["s"].position == (0.0, 0.0, -11.0)
    assert hall.gates["s"].width > 3.2


def test_sections_that_begin_together_share_the_distance_the_outer_gate_first(graph):
    hall = layout(graph("input>a a>b b>c", {"s": (None, ["c"]), "s.t": ("s", ["b"])}))
    assert [panel.position[2] for panel in hall.panels.values()] == [-4.0, -8.0, -14.0, -18.0]
    outer, inner = hall.gates["s"].position[2], hall.gates["s.t"].position[2]
    assert (outer + inner) / 2 == -11.0
    assert outer > inner


def test_a_folded_section_has_no_gate(graph):
    net = graph("input>a a>b b>c c>d", {"s": (None, ["d"]), "s.t": ("s", ["b", "c"])})
    assert set(layout(net, ["s.t"]).gates) == {"s"}
    assert set(layout(net, ["s"]).gates) == set()
    assert [panel.position[2] for panel in layout(net, ["s"]).panels.values()] == [-4.0, -8.0, -12.0]


def test_the_gate_of_a_branch_stands_in_its_lane(graph):
    hall = layout(graph("input>x x>a a>b b>c x>k k>l c>sum l>sum", {"s": (None, ["k", "l"])}))
    assert hall.gates["s"].position[0] == hall.panels["k"].position[0] == 5.0


def test_the_same_graph_gives_the_same_hall_whatever_the_order_of_its_edges(graph):
    net = graph(INCEPTION)
    assert layout(Graph(net.nodes, net.edges[::-1])) == layout(net)


@pytest.mark.parametrize("blocks", [1, 8])
def test_residual_skips_one_after_another_use_the_same_track(graph, faults, blocks):
    edges = "".join(f" x{i}>a{i} a{i}>b{i} x{i}>x{i + 1} b{i}>x{i + 1}" for i in range(blocks))
    hall = layout(graph(f"input>x0{edges}"))
    skips = [path for path in hall.edges.values() if path.skip]
    assert len(skips) == blocks
    assert {max(abs(x) for x, _ in floor(path)) for path in skips} == {2.0}
    assert faults(hall) == []


def crossings(hall):
    """How often a run along the hall crosses a change of lane of another source and another target."""
    pieces = [
        (edge, start, end)
        for edge, path in hall.edges.items()
        for start, end in zip(floor(path)[:-1], floor(path)[1:], strict=True)
    ]
    along = [piece for piece in pieces if piece[1][0] == piece[2][0]]
    across = [piece for piece in pieces if piece[1][0] != piece[2][0]]
    return sum(
        min(a[1][1], a[2][1]) < c[1][1] < max(a[1][1], a[2][1])
        and min(c[1][0], c[2][0]) < a[1][0] < max(c[1][0], c[2][0])
        and a[0][0] != c[0][0]
        for a in along
        for c in across
    )
