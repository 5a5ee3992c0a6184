"""Ranks (how far along the hall a node stands) and the longest path, which becomes the straight lane."""

from collections.abc import Collection, Mapping, Sequence

from deepvision.tracking.graph import INPUT


def rank_nodes(nodes: Sequence[str], edges: Collection[tuple[str, str]]) -> dict[str, int]:
    """Ranks as late as possible, so that a skip stands beside its sum.

    A node that nothing reads has nothing to be late for, so it stands as early as possible: behind what it reads,
    instead of at the far end of the hall. The input is always rank 0.

    Args:
        nodes: ids in order of execution.
        edges: (source, target); every source before its target.

    Returns:
        Rank from 0 per node; every target has a higher one than its source.
    """
    successors = neighbours(nodes, edges)
    ranks = dict.fromkeys(nodes, 0)
    for node in nodes:
        for successor in successors[node]:
            ranks[successor] = max(ranks[successor], ranks[node] + 1)
    for node in reversed(nodes):
        if successors[node] and node != INPUT:
            ranks[node] = min(ranks[successor] for successor in successors[node]) - 1
    return ranks


def neighbours(nodes: Sequence[str], edges: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    """Per node the nodes that read it, in order of execution."""
    order = {node: index for index, node in enumerate(nodes)}
    successors: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in sorted(edges, key=lambda edge: order[edge[1]]):
        successors[source].append(target)
    return successors


def longest_path(nodes: Sequence[str], successors: Mapping[str, Sequence[str]]) -> list[str]:
    """The path with most nodes; of equally long ones the one whose nodes execute first.

    Args:
        nodes: among which to look, in order of execution, at least one.
        successors: per node the nodes that read it, in order of execution; others than ``nodes`` are passed over.
    """
    length: dict[str, int] = {}
    following: dict[str, str] = {}
    for node in reversed(nodes):
        inside = [successor for successor in successors[node] if successor in length]
        if inside:
            following[node] = max(inside, key=length.__getitem__)
        length[node] = 1 + max((length[successor] for successor in inside), default=0)
    node = INPUT if INPUT in length else max(nodes, key=length.__getitem__)
    path = [node]
    while path[-1] in following:
        path.append(following[path[-1]])
    return path
