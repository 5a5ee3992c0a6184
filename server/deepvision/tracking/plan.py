"""What was learned about a network's run: enough to record the next one with a few hooks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from deepvision.tracking.drafts import Draft
from deepvision.tracking.graph import INPUT, Graph
from deepvision.tracking.provenance import Step
from deepvision.tracking.session import Place, Session, Sighting

Event = tuple[str, bool]
"""A watched module (qualified name) was entered (False) or left (True)."""


@dataclass(frozen=True)
class Plan:
    """Where the activations of a graph pass a module's call.

    Attributes:
        graph: what ran.
        places: per node id where a hook meets its activation; nodes without one are missing.
        replaceable: ids of the nodes that nothing reads before that place.
        touched: ids of the nodes whose storage the network writes to later.
        events: the calls of the modules of ``places``, in order.
        repeatable: the run changed no parameter and no buffer.
        pending: per node id how often the network writes in place between its place and what the node shows.
        captures: per module call and side, which of its tensors is which node's activation.
    """

    graph: Graph
    places: Mapping[str, Place]
    replaceable: frozenset[str]
    touched: frozenset[str]
    events: tuple[Event, ...]
    repeatable: bool
    pending: Mapping[str, int] = field(repr=False)
    captures: Mapping[tuple[str, int, bool], Mapping[int, str]] = field(repr=False)

    def can_replay(self, keep: Collection[str] | None) -> bool:
        """Whether hooks alone record the activations asked for."""
        if not self.repeatable or INPUT in self.touched:
            return False
        ids = (node.id for node in self.graph.nodes)
        return all(node in self.places for node in ids if node != INPUT and (keep is None or node in keep))

    def watched(self) -> set[Event]:
        """Return the modules that need a hook, and on which side."""
        return {(place.module, place.out) for place in self.places.values()}


def first_reads(steps: list[Step]) -> dict[Step, int]:
    """Return per step the index of the first step that reads its values."""
    reads: dict[Step, int] = {}
    for step in steps:
        for source in step.sources:
            reads.setdefault(source, step.index)
    return reads


def make_plan(session: Session, drafts: list[Draft], graph: Graph, reads: Mapping[Step, int]) -> Plan:
    """Return what the session has learned; ``reads`` as :func:`first_reads` of the session's steps."""
    places: dict[str, Place] = {}
    pending: dict[str, int] = {}
    replaceable = set()
    for draft in drafts:
        if draft.kind == "input":
            continue
        candidates, writes = _sightings(session, draft)
        first_read = reads.get(draft.final)
        before_reads = [s for s in candidates if s.place.out and (first_read is None or s.clock <= first_read)]
        best: list[Sighting] = before_reads or candidates
        if best:
            places[draft.id] = best[0].place
            pending[draft.id] = writes
        if before_reads and not writes:
            replaceable.add(draft.id)
    watched = {(place.module, place.out) for place in places.values()}
    captures: dict[tuple[str, int, bool], dict[int, str]] = {}
    for node, place in places.items():
        captures.setdefault((place.module, place.call, place.out), {})[place.position] = node
    return Plan(
        graph=graph,
        places=places,
        replaceable=frozenset(replaceable),
        touched=frozenset(d.id for d in drafts if session.recorded[d.final].touched),
        events=tuple(event for event in session.events if event in watched),
        repeatable=not session.writes_state,
        pending=pending,
        captures=captures,
    )


def _sightings(session: Session, draft: Draft) -> tuple[list[Sighting], int]:
    """Return where the draft's values pass a hook, and how many operations in place turn what passes into them."""
    recording = session.recorded[draft.final]
    step: Step | None = draft.final
    writes = 0
    while step is not None:
        found = [s for s in session.sightings.get(step, ()) if s.geometry == recording.geometry]
        if found:
            return found, writes
        step = None if recording.touched else step.overwrites
        writes += 1
    return [], 0
