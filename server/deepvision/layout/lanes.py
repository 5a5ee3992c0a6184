"""Lanes (how far beside the straight lane a node stands).

A layered drawing after Sugiyama, Tagawa and Toda (IEEE Trans. Syst. Man Cybern. 11, 1981), simplified by what a
hall needs: whatever is not on the longest path is cut into chains, a chain keeps its lane, and chains change places
until the edges between them are short and cross few others. Edges without panels need no lane (see ``routes``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from deepvision.layout.ranks import longest_path, neighbours

CROSSING = 2
"""What a crossing costs, in lanes of extra length."""

IMPROVED_CHAINS = 24
"""Groups of more chains keep the places they are first given: looking for better ones takes cubic time."""


@dataclass(frozen=True)
class Chain:
    """Nodes that follow each other in one lane.

    Attributes:
        ranks: of its first and its last panel; no other chain stands between them in the same lane.
        span: from the rank of the first source to the rank of the last target, the chain's edges included; one
            rank more than its panels at least.
        edges: from and to the chain: the chain's own node, the other one, the rank behind which the edge changes lanes.
    """

    nodes: tuple[str, ...]
    ranks: tuple[int, int]
    span: tuple[int, int]
    edges: tuple[tuple[str, str, int], ...]


def assign_lanes(
    nodes: Sequence[str], edges: Mapping[tuple[str, str], str], ranks: Mapping[str, int]
) -> dict[str, int]:
    """Lane per node: 0 for the longest path, 1, 2, … towards +x, -1, -2, … towards -x.

    Args:
        nodes: ids in order of execution.
        edges: keys (source, target).
        ranks: as :func:`deepvision.layout.ranks.rank_nodes` gives them.

    Returns:
        Lanes; no two nodes share rank and lane.
    """
    if not nodes:
        return {}
    successors = neighbours(nodes, edges)
    trunk = longest_path(nodes, successors)
    lanes = dict.fromkeys(trunk, 0)
    for cluster in _clusters(_chains(nodes, trunk, successors, ranks)):
        _place(cluster, lanes)
        _improve(cluster, lanes)
    return lanes


def _chains(
    nodes: Sequence[str], trunk: Sequence[str], successors: Mapping[str, Sequence[str]], ranks: Mapping[str, int]
) -> list[Chain]:
    """Cuts what is not on the trunk into paths, the longest first."""
    predecessors: dict[str, list[str]] = {node: [] for node in nodes}
    for node in nodes:
        for successor in successors[node]:
            predecessors[successor].append(node)
    on_trunk = set(trunk)
    remaining = [node for node in nodes if node not in on_trunk]
    chains = []
    while remaining:
        path = longest_path(remaining, successors)
        taken = set(path)
        remaining = [node for node in remaining if node not in taken]
        entering = [(n, p, ranks[p]) for n in path for p in predecessors[n] if p not in taken]
        leaving = [(n, s, ranks[s] - 1) for n in path for s in successors[n] if s not in taken]
        first, last = ranks[path[0]], ranks[path[-1]]
        start = min([first - 1, *(ranks[p] for _, p, _ in entering)])
        end = max([last + 1, *(ranks[s] for _, s, _ in leaving)])
        chains.append(Chain(tuple(path), (first, last), (start, end), (*entering, *leaving)))
    return chains


def _clusters(chains: Sequence[Chain]) -> Iterator[list[Chain]]:
    """Groups chains whose spans overlap; different groups cannot disturb each other."""
    cluster: list[Chain] = []
    end = 0
    for chain in sorted(chains, key=lambda chain: chain.span):
        if cluster and chain.span[0] >= end:
            yield cluster
            cluster = []
        end = max(end, chain.span[1]) if cluster else chain.span[1]
        cluster.append(chain)
    if cluster:
        yield cluster


def _beside() -> Iterator[int]:
    """1, -1, 2, -2, …"""
    lane = 1
    while True:
        yield lane
        yield -lane
        lane += 1


def _place(cluster: Sequence[Chain], lanes: dict[str, int]) -> None:
    """Gives every chain, the longest first, the free lane nearest to what it is connected with."""
    placed: list[Chain] = []
    for chain in sorted(cluster, key=lambda chain: -len(chain.nodes)):
        near = [lanes.get(other, 0) for _, other, _ in chain.edges]
        candidates = [lane for lane, _ in zip(_beside(), range(2 * len(placed) + 2), strict=False)]
        free = [lane for lane in candidates if _is_free(lane, chain, placed, lanes)]
        best = min(free, key=lambda lane: (sum(abs(lane - other) for other in near), abs(lane)))
        lanes.update(dict.fromkeys(chain.nodes, best))
        placed.append(chain)


def _is_free(lane: int, chain: Chain, others: Sequence[Chain], lanes: Mapping[str, int]) -> bool:
    return all(
        lanes[other.nodes[0]] != lane or other.ranks[1] < chain.ranks[0] or chain.ranks[1] < other.ranks[0]
        for other in others
        if other is not chain
    )


def _improve(cluster: Sequence[Chain], lanes: dict[str, int]) -> None:
    """Moves chains to other lanes, and lets two change places, as long as that makes the drawing better."""
    cost = _cost(cluster, lanes)
    better = 1 < len(cluster) <= IMPROVED_CHAINS
    while better:
        better = False
        for trial in _moves(cluster, lanes):
            trial_cost = _cost(cluster, trial)
            if trial_cost < cost:
                lanes.update(trial)
                cost, better = trial_cost, True
                break


def _moves(cluster: Sequence[Chain], lanes: dict[str, int]) -> Iterator[dict[str, int]]:
    """All assignments of lanes that differ in one chain's lane or in two chains' places."""
    used = {lanes[chain.nodes[0]] for chain in cluster}
    for index, chain in enumerate(cluster):
        for lane in sorted(used | {1, -1}, key=lambda lane: (abs(lane), -lane)):
            if lane != lanes[chain.nodes[0]] and _is_free(lane, chain, cluster, lanes):
                yield lanes | dict.fromkeys(chain.nodes, lane)
        for other in cluster[index + 1 :]:
            lane, other_lane = lanes[chain.nodes[0]], lanes[other.nodes[0]]
            trial = lanes | dict.fromkeys(chain.nodes, other_lane) | dict.fromkeys(other.nodes, lane)
            if (
                lane != other_lane
                and _is_free(other_lane, chain, cluster, trial)
                and _is_free(lane, other, cluster, trial)
            ):
                yield trial


def _cost(cluster: Sequence[Chain], lanes: Mapping[str, int]) -> int:
    """Length of all changes of lane, what they cross counted on top, and the distance from the straight lane."""
    cost = 0
    for chain in cluster:
        lane = lanes[chain.nodes[0]]
        cost += abs(lane)
        for _, other, gap in chain.edges:
            low, high = sorted((lane, lanes.get(other, 0)))
            cost += high - low + CROSSING * (low < 0 < high)
            cost += CROSSING * sum(
                low < lanes[crossed.nodes[0]] < high and crossed.span[0] < gap < crossed.span[1] - 1
                for crossed in cluster
            )
    return cost
