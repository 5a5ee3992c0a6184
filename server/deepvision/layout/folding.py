"""Folding: a section that is folded is represented by its last node only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from deepvision.layout import sizes
from deepvision.layout.ranks import rank_nodes
from deepvision.tracking.graph import Edge, Graph, Node


@dataclass(frozen=True)
class Standing:
    """What is left of a graph when sections are folded.

    Attributes:
        nodes: ids that stand, in order of execution.
        edges: (source, target) → label, both standing, in order of execution of the targets; every source executes
            before its target.
    """

    nodes: tuple[str, ...]
    edges: dict[tuple[str, str], str]


class Sections:
    """The tree of a graph's sections.

    Raises:
        ValueError: a node or a section names a section that is not there, or sections contain each other.
    """

    def __init__(self, graph: Graph) -> None:
        self.names = {section.id: section.name for section in graph.sections}
        self._ancestors: dict[str | None, tuple[str, ...]] = {None: ()}
        parents = {section.id: section.parent for section in graph.sections}
        for section in parents:
            self._ancestors[section] = _ancestors(section, parents)
        self.members: dict[str, list[str]] = {section: [] for section in parents}
        for node in graph.nodes:
            for section in self.around(node):
                self.members[section].append(node.id)

    def around(self, node: Node) -> tuple[str, ...]:
        """The sections that hold a node, outermost first."""
        if node.section not in self._ancestors:
            raise ValueError(f"node {node.id!r} is in section {node.section!r}, which the graph does not list")
        return self._ancestors[node.section]

    def depth(self, section: str) -> int:
        """1 for a section that is in no other one."""
        return len(self._ancestors[section])


def _ancestors(section: str, parents: dict[str, str | None]) -> tuple[str, ...]:
    """The section and all sections around it, outermost first."""
    chain: list[str] = []
    current: str | None = section
    while current is not None:
        if current in chain:
            raise ValueError(f"section {current!r} contains itself")
        if current not in parents:
            raise ValueError(f"section {chain[-1]!r} is in section {current!r}, which the graph does not list")
        chain.append(current)
        current = parents[current]
    return tuple(reversed(chain))


def fold(graph: Graph, sections: Sections, folded: Collection[str]) -> Standing:
    """Leaves the last node of every folded section, the outermost where they nest, and moves the edges to it.

    An edge that leaves a folded section towards a node that executes before the section's last one cannot start
    there; it starts where the section got the data from, so the result has no cycle.
    """
    entered = {node.id: next((s for s in sections.around(node) if s in folded), None) for node in graph.nodes}
    last = {section: sections.members[section][-1] for section in entered.values() if section is not None}
    stands_for = {node: node if section is None else last[section] for node, section in entered.items()}
    order = {node.id: index for index, node in enumerate(graph.nodes)}
    predecessors = _predecessors(graph, order)

    edges: dict[tuple[str, str], str] = {}
    for edge in sorted(graph.edges, key=lambda edge: (order[edge.target], -order[edge.source])):
        target, section = stands_for[edge.target], entered[edge.target]
        for source in _standing_sources(edge, stands_for, order, predecessors):
            label = edge.label if section is None else sections.names[section]
            edges[source, target] = edges.get((source, target)) or label
    nodes = tuple(node.id for node in graph.nodes if stands_for[node.id] == node.id)
    in_order = sorted(edges, key=lambda edge: (order[edge[1]], order[edge[0]]))
    return Standing(nodes, {edge: edges[edge] for edge in in_order})


def _predecessors(graph: Graph, order: dict[str, int]) -> dict[str, list[str]]:
    predecessors: dict[str, list[str]] = {node: [] for node in order}
    for edge in graph.edges:
        if edge.source not in order or edge.target not in order:
            raise ValueError(f"edge {edge.source!r} → {edge.target!r} ends at a node that the graph does not list")
        if order[edge.source] >= order[edge.target]:
            raise ValueError(
                f"edge {edge.source!r} → {edge.target!r} runs backwards: expected nodes in order of execution"
            )
        predecessors[edge.target].append(edge.source)
    return predecessors


def _standing_sources(
    edge: Edge, stands_for: dict[str, str], order: dict[str, int], predecessors: dict[str, list[str]]
) -> Sequence[str]:
    """Where the data of an edge comes from, among the standing nodes that execute before its target's one."""
    target = stands_for[edge.target]
    sources: list[str] = []
    pending, seen = [edge.source], {edge.source}
    while pending:
        node = pending.pop()
        source = stands_for[node]
        if order[source] < order[target]:
            sources.append(source)
        elif source != target:
            fresh = [p for p in predecessors[node] if p not in seen]
            seen.update(fresh)
            pending.extend(fresh)
    return sources


def sections_to_fold(graph: Graph, sections: Sections) -> frozenset[str]:
    """Folds the deepest section first, of equally deep ones the last in the hall, until at most 30 ranks stand."""
    order = {node.id: index for index, node in enumerate(graph.nodes)}
    candidates = sorted(
        (section for section, members in sections.members.items() if members),
        key=lambda section: (sections.depth(section), order[sections.members[section][-1]]),
    )
    folded: set[str] = set()
    while candidates and _ranks(graph, sections, folded) > sizes.UNFOLDED_RANKS_MAX:
        folded.add(candidates.pop())
    return frozenset(folded)


def _ranks(graph: Graph, sections: Sections, folded: Collection[str]) -> int:
    standing = fold(graph, sections, folded)
    return max(rank_nodes(standing.nodes, standing.edges).values(), default=-1) + 1
