import pytest

from deepvision.layout.ranks import longest_path, neighbours, rank_nodes


def parse(edges):
    pairs = [tuple(pair.split(">")) for pair in edges.split()]
    return list(dict.fromkeys(node for pair in pairs for node in pair)), pairs


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ("input>a a>b", {"input": 0, "a": 1, "b": 2}),
        # the skip stands beside the last node before the sum, not behind the input
        ("input>a a>b b>c input>skip c>sum skip>sum", {"input": 0, "a": 1, "b": 2, "c": 3, "skip": 3, "sum": 4}),
        # nothing reads `probe`: it stands behind what it reads
        ("input>a a>probe a>b b>c", {"input": 0, "a": 1, "probe": 2, "b": 2, "c": 3}),
        # the head of two nodes starts as early as it can, too
        (
            "input>a a>h1 h1>h2 a>b b>c c>d",
            {"input": 0, "a": 1, "h1": 2, "h2": 3, "b": 2, "c": 3, "d": 4},
        ),
        # `constant` has no source; the input is first all the same
        ("input>sum constant>more more>sum", {"input": 0, "constant": 0, "more": 1, "sum": 2}),
    ],
)
def test_ranks_by_hand(edges, expected):
    assert rank_nodes(*parse(edges)) == expected


def test_of_two_longest_paths_the_one_that_executes_first_is_taken():
    nodes, pairs = parse("input>a input>b a>join b>join")
    assert longest_path(nodes, neighbours(nodes, pairs)) == ["input", "a", "join"]


def test_the_longest_path_begins_at_the_input():
    nodes, pairs = parse("input>sum c1>c2 c2>c3 c3>sum")
    assert longest_path(nodes, neighbours(nodes, pairs)) == ["input", "sum"]
