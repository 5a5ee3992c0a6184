"""Which steps of a pass are nodes: the trackers, or in a network without any its layers and joins."""

from dataclasses import dataclass, field

from torch import nn

from deepvision.tracking.graph import INPUT, NodeKind
from deepvision.tracking.hooks import is_tracker
from deepvision.tracking.operations import is_light
from deepvision.tracking.provenance import Step
from deepvision.tracking.session import Session


@dataclass(eq=False, slots=True)
class Draft:
    """A node to be.

    Attributes:
        id, name, kind: as in the graph.
        final: the step whose values are shown.
        steps: every step that belongs to the node, in order.
        module: qualified name of the module that it is, or stands in.
        section: in networks with trackers the id of its section.
    """

    id: str
    name: str
    kind: NodeKind
    final: Step
    steps: list[Step]
    module: str
    section: str | None = None


@dataclass(eq=False, slots=True)
class _Element:
    """One leaf call with everything in it, or one operation outside leaves."""

    steps: list[Step] = field(default_factory=list)
    sources: list["_Element"] = field(default_factory=list)
    consumers: set[int] = field(default_factory=set)
    draft: Draft | None = None
    owned: bool = False

    @property
    def is_leaf(self) -> bool:
        return self.steps[-1].kind == "leaf"

    @property
    def computes(self) -> bool:
        return any(step.kind == "operation" for step in self.steps)

    @property
    def is_light(self) -> bool:
        return all(step.kind != "operation" or is_light(step.name) for step in self.steps)


def tracker_drafts(session: Session, module: nn.Module) -> list[Draft]:
    """Return the input and every call of a tracker."""
    names = {name: str(m.name) for name, m in module.named_modules() if is_tracker(m)}
    drafts = []
    for step in session.provenance.steps:
        if step.kind == "input":
            drafts.append(Draft(INPUT, INPUT, "input", step, [step], ""))
        elif step.kind == "tracker" and step.call is not None and step in session.recorded:
            name = step.call.name
            drafts.append(Draft(step.name, names.get(name, name), "tracker", step, [step], name, step.call.section))
    return drafts


def layer_drafts(session: Session, module: nn.Module, outputs: list[Step]) -> list[Draft]:
    """Return the input, the layers and the joins; what only follows one and is light belongs to it.

    A layer is a call of a leaf module. A join is an operation on values of two nodes or more. A normalisation, an
    activation, a dropout or an identity is no node if it alone reads the node before it; that node then shows the
    values after it. What does not depend on the input is no node.
    """
    factor_concatenations(session.provenance.steps)
    elements = _elements(session.provenance.steps)
    for step in outputs:
        if step.index in elements:
            elements[step.index].consumers.add(-1)
    drafts: list[Draft] = []
    ids: dict[str, int] = {}
    for element in dict.fromkeys(elements.values()):
        _place(element, drafts, ids, session, module)
    return drafts


def factor_concatenations(steps: list[Step]) -> None:
    """Let a concatenation that begins with all the parts of an earlier one read that one instead.

    Dense blocks concatenate everything before for every layer; their edges would grow with the square of the depth.
    """
    earlier: dict[tuple[Step, ...], Step] = {}
    for step in steps:
        if step.kind != "operation" or step.name != "concat" or len(step.sources) < 2:
            continue
        parts = step.sources
        for length in range(len(parts) - 1, 1, -1):
            if parts[:length] in earlier:
                step.sources = (earlier[parts[:length]], *parts[length:])
                break
        earlier.setdefault(parts, step)


def _elements(steps: list[Step]) -> dict[int, _Element]:
    """Return, by step index, the elements that depend on the input, with sources and consumers, in order."""
    elements: dict[int, _Element] = {}
    calls: dict[int, _Element] = {}
    for step in steps:
        live = [source for source in step.sources if source.index in elements]
        if step.kind != "input" and not live:
            continue
        inside = step.call is not None and step.call.leaf
        element = calls.setdefault(id(step.call), _Element()) if inside else _Element()
        element.steps.append(step)
        elements[step.index] = element
        for source in live:
            before = elements[source.index]
            if before is not element:
                before.consumers.add(element.steps[0].index)
                if before not in element.sources:
                    element.sources.append(before)
    return elements


def _place(element: _Element, drafts: list[Draft], ids: dict[str, int], session: Session, module: nn.Module) -> None:
    """Make a node of the element, add it to the one before, or let it pass values through."""
    before = list(dict.fromkeys(source.draft for source in element.sources if source.draft is not None))
    main = element.steps[-1]
    if main.kind == "input":
        element.draft = Draft(INPUT, INPUT, "input", main, [main], "")
    elif _is_absorbed(element):
        element.draft = element.sources[0].draft
        if element.draft is not None:
            element.draft.steps.extend(element.steps)
            if element.computes and main in session.recorded:
                element.draft.final = main
        element.owned = True
        return
    elif element.is_leaf and main in session.recorded and main.call is not None:
        name = main.call.name or type(module).__name__.lower()
        element.draft = Draft(_unique(name, ids), name, "layer", main, list(element.steps), main.call.name)
    elif not element.is_leaf and len(before) > 1 and main in session.recorded:
        scope = main.call.name if main.call is not None else ""
        name = f"{scope}.{main.name}" if scope else main.name
        element.draft = Draft(_unique(name, ids), name, "join", main, list(element.steps), scope)
    else:
        element.draft = before[0] if before else None
        return
    element.owned = True
    drafts.append(element.draft)


def _is_absorbed(element: _Element) -> bool:
    """Whether the element is light, and the only reader of a node's last element."""
    if len(element.sources) != 1 or not element.is_light:
        return False
    before = element.sources[0]
    if not before.owned or before.draft is None or before.draft.kind == "input":
        return False
    return before.consumers == {element.steps[0].index}


def _unique(name: str, ids: dict[str, int]) -> str:
    count = ids.get(name, 0)
    ids[name] = count + 1
    return f"{name}:{count}" if count else name
