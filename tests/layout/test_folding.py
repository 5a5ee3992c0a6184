import itertools

import pytest

from deepvision.layout import layout

NESTED = {"stage": (None, ["tail"]), "stage.block": ("stage", ["a", "b", "c"])}


def test_a_folded_section_leaves_its_last_node(graph):
    net = graph("input>stem stem>a:x a>b b>c c>tail:y tail>end:z", NESTED)
    hall = layout(net, ["stage.block"])
    assert list(hall.panels) == ["input", "stem", "c", "tail", "end"]
    assert {edge: path.label for edge, path in hall.edges.items()} == {
        ("input", "stem"): "",
        ("stem", "c"): "name of stage.block",
        ("c", "tail"): "y",
        ("tail", "end"): "z",
    }
    assert hall.folded == {"stage.block"}


def test_a_section_is_folded_with_everything_in_it(graph):
    net = graph("input>stem stem>a a>b b>c c>tail tail>end", NESTED)
    hall = layout(net, {"stage", "stage.block"})
    assert list(hall.panels) == ["input", "stem", "tail", "end"]
    assert hall.edges["stem", "tail"].label == "name of stage"
    assert layout(net, {"stage"}).panels == hall.panels


def test_edges_through_a_folded_block_are_one(graph):
    """A residual block: both the skip and the path end in the sum that is left."""
    net = graph("input>x x>a a>b x>sum b>sum sum>out", {"block": (None, ["a", "b", "sum"])})
    hall = layout(net, ["block"])
    assert set(hall.edges) == {("input", "x"), ("x", "sum"), ("sum", "out")}
    assert all(not path.skip for path in hall.edges.values())


def test_an_edge_from_within_a_folded_section_starts_at_its_last_node(graph):
    """As in a U-Net: what leaves the encoder early reaches the decoder."""
    net = graph("input>a a>b b>c a>d c>d", {"encoder": (None, ["a", "b"])})
    assert set(layout(net, ["encoder"]).edges) == {("input", "b"), ("b", "c"), ("b", "d"), ("c", "d")}


def test_a_section_with_another_node_in_its_middle_makes_no_cycle(graph, faults):
    """`x` reads `a` and feeds `b`, so it cannot read the folded section: it reads what `a` read."""
    net = graph("input>a a>x x>b b>end", {"split": (None, ["a", "b"])})
    hall = layout(net, ["split"])
    assert set(hall.edges) == {("input", "x"), ("x", "b"), ("b", "end")} | {("input", "b")}
    assert faults(hall) == []


def test_nothing_is_folded_where_30_ranks_suffice(graph):
    names = ["input", *(f"n{i}" for i in range(29))]
    net = graph(chain(names), {"s": (None, names[1:10])})
    assert layout(net).folded == frozenset()
    assert len(layout(net).panels) == 30


def test_the_deepest_and_then_the_last_sections_are_folded_until_30_ranks_stand(graph):
    names = ["input", *(f"n{i}" for i in range(40))]
    sections = {
        "A": (None, []),
        "A.1": ("A", names[1:9]),
        "A.2": ("A", names[9:17]),
        "B": (None, names[17:41]),
    }
    hall = layout(graph(chain(names), sections))
    assert hall.folded == {"A.1", "A.2"}  # 41 - 7 = 34 ranks, then 27
    assert len(hall.panels) == 27


def test_a_long_network_without_sections_stands_whole(graph):
    names = ["input", *(f"n{i}" for i in range(50))]
    hall = layout(graph(chain(names)))
    assert len(hall.panels) == 51
    assert hall.folded == frozenset()


def test_an_unknown_section_is_named_with_the_known_ones(graph):
    net = graph("input>a", {"one": (None, ["a"])})
    with pytest.raises(ValueError, match=r"no section 'two' to fold; the sections are: one"):
        layout(net, ["two"])
    with pytest.raises(ValueError, match="the sections are: none"):
        layout(graph("input>a"), ["two"])


def test_graphs_that_contradict_themselves_are_refused(graph):
    with pytest.raises(ValueError, match="contains itself"):
        layout(graph("input>a", {"s": ("t", ["a"]), "t": ("s", [])}))
    with pytest.raises(ValueError, match="in section 'gone', which the graph does not list"):
        layout(graph("input>a", {"s": ("gone", ["a"])}))
    with pytest.raises(ValueError, match="runs backwards"):
        layout(graph("input>a a>b b>a"))


def chain(names):
    return " ".join(f"{a}>{b}" for a, b in itertools.pairwise(names))
