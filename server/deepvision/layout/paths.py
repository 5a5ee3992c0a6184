"""From routes to the corners of the ribbons on the floor."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from deepvision.layout import sizes
from deepvision.layout.model import Panel, Position
from deepvision.layout.routes import Pair, Route

Key = TypeVar("Key", bound=Hashable)
Interval = tuple[float, float]


def edge_points(
    routes: Mapping[Pair, Route], ranks: Mapping[str, int], panels: Mapping[str, Panel]
) -> dict[Pair, tuple[Position, ...]]:
    """The corners of every edge, from the source's panel to the target's.

    What leaves a source towards one side leaves it together. What arrives from the sides meets a panel at different
    places and turns before it at different distances, so that no two edges of different sources lie on each other.

    Args:
        routes: as :func:`deepvision.layout.routes.route_edges` gives them.
        ranks: per node.
        panels: per node; those of one rank stand at the same z.

    Returns:
        Per edge its points (x, y, z) in metres; consecutive ones differ in x or in z, never in both.
    """
    starts = {edge: _start_x(panels[edge[0]], route) for edge, route in routes.items()}
    ends = _end_x(routes, panels)
    leaving, arriving = _turns(routes, ranks, starts, ends)
    paths = {}
    for edge, route in routes.items():
        source, target = edge
        z_start, z_end = panels[source].position[2], panels[target].position[2]
        floor = [(starts[edge], z_start)]
        if not route.centre_start:
            z = z_start - leaving[source]
            floor += [(starts[edge], z), (route.x, z)]
        if not route.centre_end:
            z = z_end + arriving[edge]
            floor += [(route.x, z), (ends[edge], z)]
        floor.append((ends[edge], z_end))
        paths[edge] = tuple((x, sizes.EDGE_HEIGHT, z) for x, z in floor)
    return paths


def _start_x(panel: Panel, route: Route) -> float:
    """Where an edge leaves its source: in the middle, or a little to the side it turns to."""
    x = panel.position[0]
    if route.centre_start:
        return x
    offset = min(sizes.PORT_SPACING, panel.width / 4)
    return x + offset if route.x > x else x - offset


def _end_x(routes: Mapping[Pair, Route], panels: Mapping[str, Panel]) -> dict[Pair, float]:
    """Where each edge meets its target: straight in the middle, from a side beside it, in the order they come in."""
    arrivals: dict[str, list[Pair]] = {}
    for edge in sorted(routes, key=lambda edge: routes[edge].x):
        arrivals.setdefault(edge[1], []).append(edge)
    ends = {}
    for target, edges in arrivals.items():
        panel = panels[target]
        x = panel.position[0]
        spacing = min(sizes.PORT_SPACING, panel.width / 2 / (len(edges) + 1))
        left = sum(routes[edge].x < x for edge in edges)
        straight = sum(routes[edge].centre_end for edge in edges)
        places = [*range(-left, 0), *[0] * straight, *range(1, len(edges) - left - straight + 1)]
        ends.update({edge: x + place * spacing for edge, place in zip(edges, places, strict=True)})
    return ends


def _turns(
    routes: Mapping[Pair, Route],
    ranks: Mapping[str, int],
    starts: Mapping[Pair, float],
    ends: Mapping[Pair, float],
) -> tuple[dict[str, float], dict[Pair, float]]:
    """How far behind each source and before each target edges turn, in metres."""
    leaving: dict[int, dict[str, Interval]] = {}
    arriving: dict[int, dict[Pair, Interval]] = {}
    for edge, route in routes.items():
        source, target = edge
        if not route.centre_start:
            at_rank = leaving.setdefault(ranks[source], {})
            known = at_rank.get(source, (route.x, route.x))
            at_rank[source] = (min(*known, starts[edge], route.x), max(*known, starts[edge], route.x))
        if not route.centre_end:
            at_rank_end = arriving.setdefault(ranks[target], {})
            at_rank_end[edge] = (min(route.x, ends[edge]), max(route.x, ends[edge]))
    behind = {key: distance for group in leaving.values() for key, distance in _distances(group).items()}
    before = {key: distance for group in arriving.values() for key, distance in _distances(group).items()}
    return behind, before


def _distances(intervals: Mapping[Key, Interval]) -> dict[Key, float]:
    """Distance from the panels for each change of lane, so that no two that overlap are at the same one.

    The longest is nearest to the panels: nested turns then do not cross.
    """
    rows: list[list[Interval]] = []
    chosen: dict[Key, int] = {}
    for key, (low, high) in sorted(intervals.items(), key=lambda item: item[1][0] - item[1][1]):
        row = next((i for i, row in enumerate(rows) if all(high < a or b < low for a, b in row)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((low, high))
        chosen[key] = row
    spacing = min(sizes.BAND_SPACING, sizes.BAND_DEPTH / max(1, len(rows) - 1))
    return {key: sizes.BAND_START + row * spacing for key, row in chosen.items()}
