"""From the steps of a pass to its graph: edges with labels, parameters, sections."""

from collections.abc import Iterable
from dataclasses import dataclass

from deepvision.tracking.arrangement import arrange
from deepvision.tracking.drafts import Draft
from deepvision.tracking.graph import Edge, Graph, Node
from deepvision.tracking.provenance import Step
from deepvision.tracking.sections import container_sections, marker_sections
from deepvision.tracking.session import Session


@dataclass(frozen=True, slots=True)
class _Path:
    """The longest way from a node to a step: what it says, and whether any way could not be watched."""

    labels: tuple[str, ...] = ()
    inferred: bool = False


def build_graph(session: Session, drafts: list[Draft]) -> Graph:
    """Return the graph of the drafts; each of them has a recording in the session."""
    owners = {step: draft for draft in drafts for step in draft.steps}
    by_id = {draft.id: draft for draft in drafts}
    if session.zero_edit:
        sections = container_sections({draft.id: draft.module for draft in drafts if draft.kind != "input"})
    else:
        sections = marker_sections({draft.id: draft.section for draft in drafts}, session.sections)
    section_of = {node: section.id for section in sections for node in section.nodes}
    nodes: list[Node] = []
    edges: list[Edge] = []
    for draft in by_id.values():
        paths, parameters = _flow_into(draft, owners)
        _, channels, height, width = arrange(session.recorded[draft.final].shown).shape
        shape = (channels, height, width)
        nodes.append(Node(draft.id, draft.name, draft.kind, shape, section_of.get(draft.id), parameters))
        for source, path in paths.items():
            edges.append(Edge(source.id, draft.id, " · ".join(path.labels), path.inferred))
    return Graph(tuple(nodes), tuple(edges), tuple(sections))


def _flow_into(draft: Draft, owners: dict[Step, Draft]) -> tuple[dict[Draft, _Path], tuple[str, ...]]:
    """Return the nodes whose values reach the draft without crossing another one, and the parameters on the way."""
    paths: dict[Step, dict[Draft, _Path]] = {}
    parameters: dict[str, None] = {}
    for step in _region(draft, owners):
        here: dict[Draft, _Path] = {}
        for source in step.sources:
            if source.kind == "parameter":
                parameters[source.name] = None
                continue
            owner = owners.get(source)
            outside = owner is not None and owner is not draft
            found = {owner: _Path()} if outside and owner is not None else paths.get(source, {})
            for node, path in found.items():
                here[node] = _longer(here.get(node), path)
        own = (step.label,) if step.label and (len(step.sources) > 1 or step.label != "concat") else ()
        paths[step] = {node: _Path(path.labels + own, path.inferred or step.inferred) for node, path in here.items()}
    return _merged(paths[step] for step in draft.steps), tuple(parameters)


def _region(draft: Draft, owners: dict[Step, Draft]) -> list[Step]:
    """Return the draft's steps and all steps before them that belong to no other node, in order."""
    seen: set[Step] = set(draft.steps)
    waiting = list(draft.steps)
    while waiting:
        for source in waiting.pop().sources:
            if source not in seen and source.kind != "parameter" and owners.get(source, draft) is draft:
                seen.add(source)
                waiting.append(source)
    return sorted(seen, key=lambda step: step.index)


def _longer(one: _Path | None, other: _Path) -> _Path:
    if one is None:
        return other
    labels = other.labels if len(other.labels) > len(one.labels) else one.labels
    return _Path(labels, one.inferred or other.inferred)


def _merged(all_paths: Iterable[dict[Draft, _Path]]) -> dict[Draft, _Path]:
    merged: dict[Draft, _Path] = {}
    for paths in all_paths:
        for node, path in paths.items():
            merged[node] = _longer(merged.get(node), path)
    return merged
