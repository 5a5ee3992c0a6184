"""Sections of a network: between markers, or, without trackers, the modules that hold several nodes."""

from collections.abc import Mapping

from deepvision.tracking.graph import Section


def marker_sections(nodes: Mapping[str, str | None], opened: Mapping[str, tuple[str, str | None]]) -> list[Section]:
    """Return the sections in which a node stands, directly or deeper, in order of execution.

    Args:
        nodes: per node id the section it stands in.
        opened: per section id its name and the section around it, in order of execution.
    """
    used: set[str] = set()
    for section in nodes.values():
        while section is not None and section not in used:
            used.add(section)
            section = opened[section][1]
    return [
        Section(section, name, parent, tuple(node for node, inside in nodes.items() if inside == section))
        for section, (name, parent) in opened.items()
        if section in used
    ]


def container_sections(modules: Mapping[str, str]) -> list[Section]:
    """Return a section for every container of two nodes or more; one that holds just another's nodes is left out.

    Args:
        modules: per node id, in order of execution, the qualified name of its module; of a join, of the module
            it happens in.
    """
    members: dict[str, list[str]] = {}
    for node, module in modules.items():
        for container in _containers(node, module):
            members.setdefault(container, []).append(node)
    kept: dict[str, list[str]] = {}
    for container, nodes in members.items():
        if len(nodes) > 1 and not any(nodes == others for others in kept.values()):
            kept[container] = nodes
    innermost = {
        node: max((c for c in _containers(node, module) if c in kept), key=len, default=None)
        for node, module in modules.items()
    }
    return [
        Section(
            container,
            container,
            max((c for c in kept if container.startswith(f"{c}.")), key=len, default=None),
            tuple(node for node in nodes if innermost[node] == container),
        )
        for container, nodes in kept.items()
    ]


def _containers(node: str, module: str) -> list[str]:
    """Return the qualified names of the modules around a node, outermost first; the network itself is none."""
    inside = module == node.split(":")[0]
    parts = module.split(".") if module else []
    return [".".join(parts[:length]) for length in range(1, len(parts) + (0 if inside else 1))]
