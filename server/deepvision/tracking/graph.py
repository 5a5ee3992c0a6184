"""The graph of one forward pass: what a trace returns and what a layout is made from."""

from dataclasses import dataclass, field
from typing import Literal

from torch import Tensor

NodeKind = Literal["input", "tracker", "layer", "join"]

INPUT = "input"
"""Id of the node that every trace begins with: the channels of the network's input."""


@dataclass(frozen=True)
class Node:
    """One place whose activation is shown.

    Attributes:
        id: qualified name of the module, followed by ``:k`` for its call k > 0; ``input`` for the input.
        name: the label: the tracker's own name, or the module's.
        kind: ``tracker`` for a :class:`TrackerModule`; in networks without trackers ``layer`` for a module
            and ``join`` for a sum, a concatenation or a product of several sources.
        shape: (channels, height, width) of the activation of one picture; a vector (C,) is (C, 1, 1).
        section: id of the innermost section that holds the node, or None.
        parameters: qualified names of the parameters that entered the data flow between the node's
            predecessors and the node, in order of use.
    """

    id: str
    name: str
    kind: NodeKind
    shape: tuple[int, int, int]
    section: str | None = None
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edge:
    """Data flow from one node to the next one, with what happens in between.

    Attributes:
        source: id of the node whose output flows.
        target: id of the node it reaches without crossing another one.
        label: the operations in between, such as ``conv 3×3 /2, 64 → 128 · norm · relu``; may be empty.
        inferred: the flow crossed code that could not be watched (numpy, an extension), so the edge is assumed
            from the inputs of the module it happened in.
    """

    source: str
    target: str
    label: str = ""
    inferred: bool = False


@dataclass(frozen=True)
class Section:
    """A stretch of the network between two markers, or a submodule in a network without trackers.

    Attributes:
        id: qualified name of the marker (``:k`` for its call k > 0), or of the submodule.
        name: the label on its gate.
        parent: id of the section around it, or None.
        nodes: ids of the nodes directly in it, in order of execution.
    """

    id: str
    name: str
    parent: str | None
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class Graph:
    """Nodes in order of execution, the edges between them, and the sections around them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Trace:
    """One recorded forward pass.

    Attributes:
        graph: what ran, and how it was connected.
        activations: per node id what the node saw, detached, with the batch dimension first: (N, C, H, W) or
            (N, C). Never a tensor that the network overwrites later.
        output: what the module returned.
    """

    graph: Graph
    activations: dict[str, Tensor] = field(repr=False)
    output: object = field(repr=False)
