"""Which way each edge takes through the hall, before any of it is a length.

Panels stand in the middle of their lane. A run along the hall is either in the middle of a lane where no panel
stands in its way, or on a track in the aisle between two lanes. Lanes are changed only between two ranks, in *gap*
``g`` behind rank ``g``: either right behind the source (all edges of a source together) or right before the target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deepvision.layout import sizes

Pair = tuple[str, str]


@dataclass(frozen=True)
class Route:
    """How one edge runs.

    Attributes:
        x: where it runs along the hall.
        centre_start: that is the middle of the source's lane, which it leaves straight.
        centre_end: that is the middle of the target's lane, which it enters straight.
    """

    x: float
    centre_start: bool
    centre_end: bool


def lane_x(lane: int) -> float:
    """Middle of a lane, in metres."""
    return lane * sizes.LANE_DISTANCE


def track_x(aisle: int, track: int) -> float:
    """A track in an aisle: aisle 1 is beside lane 0 towards +x, aisle -1 towards -x; track 0 is the innermost one."""
    side = 1 if aisle > 0 else -1
    inner_lane = abs(aisle) - 1
    return side * (lane_x(inner_lane) + sizes.TRACK_FIRST + track * sizes.TRACK_SPACING)


def route_edges(edges: Sequence[Pair], ranks: Mapping[str, int], lanes: Mapping[str, int]) -> dict[Pair, Route]:
    """A route for every edge, with no panel in its way and none on top of another source's.

    Args:
        edges: (source, target), in a fixed order.
        ranks: per node; a target's is above its source's.
        lanes: per node; no two nodes share rank and lane.
    """
    middles = _Middles(ranks, lanes)
    routes: dict[Pair, Route] = {}
    beside: dict[str, list[str]] = {}
    straight_first = sorted(edges, key=lambda e: (lanes[e[0]] != lanes[e[1]], ranks[e[1]] - ranks[e[0]]))
    for source, target in straight_first:
        route = middles.route(source, target)
        if route is None:
            beside.setdefault(source, []).append(target)
        else:
            routes[source, target] = route

    tracks = _Tracks(routes, ranks, lanes)
    for source in sorted(beside, key=lambda source: max(ranks[target] for target in beside[source]) - ranks[source]):
        route = Route(tracks.take(source, beside[source]), False, False)
        routes.update({(source, target): route for target in beside[source]})
    return routes


class _Middles:
    """The middles of the lanes: where panels stand, and which source's edges run where none stands."""

    def __init__(self, ranks: Mapping[str, int], lanes: Mapping[str, int]) -> None:
        self._ranks = ranks
        self._lanes = lanes
        self._panels = {(lanes[node], ranks[node]) for node in lanes}
        self._taken: set[tuple[int, int]] = set()

    def route(self, source: str, target: str) -> Route | None:
        """In the middle of the target's or the source's lane; None if neither is free.

        An edge to the next rank in another lane needs no run of its own. It turns right behind its source on the
        way out and right before its target on the way back to the straight lane.
        """
        start, end = self._ranks[source], self._ranks[target]
        source_lane, target_lane = self._lanes[source], self._lanes[target]
        inwards = abs(target_lane) < abs(source_lane)
        choices = [source_lane, target_lane] if inwards else [target_lane, source_lane]
        for lane in choices:
            gaps = {(lane, gap) for gap in range(start, end)}
            if not gaps & self._taken and not any((lane, rank) in self._panels for rank in range(start + 1, end)):
                self._taken |= gaps
                return Route(lane_x(lane), lane == source_lane, lane == target_lane)
        return None


class _Tracks:
    """The tracks in the aisles, and the changes of lane that a run on a track would cross."""

    def __init__(self, routes: Mapping[Pair, Route], ranks: Mapping[str, int], lanes: Mapping[str, int]) -> None:
        self._ranks = ranks
        self._lanes = lanes
        self._taken: dict[float, set[int]] = {}
        self._changes: list[tuple[int, float, float]] = []
        for (source, target), route in routes.items():
            self._add_changes(source, target, route.x)

    def take(self, source: str, targets: Sequence[str]) -> float:
        """The free track with the shortest way from the source to its targets and the fewest crossings."""
        gaps = range(self._ranks[source], max(self._ranks[target] for target in targets))
        ends = [lane_x(self._lanes[node]) for node in (source, *targets)]
        x = min(
            self._free(gaps),
            key=lambda x: (
                sum(abs(x - end) for end in ends) + sizes.LANE_DISTANCE * self._crossings(x, gaps),
                abs(x),
                -x,
            ),
        )
        self._taken.setdefault(x, set()).update(gaps)
        for target in targets:
            self._add_changes(source, target, x)
        return x

    def _free(self, gaps: range) -> list[float]:
        """Free tracks in the aisles beside all lanes, and further out if there is none."""
        aisles = max(abs(lane) for lane in self._lanes.values()) + 1
        free: list[float] = []
        while not free:
            tracks = (
                track_x(side * aisle, track)
                for aisle in range(1, aisles + 1)
                for side in (1, -1)
                for track in range(sizes.TRACKS_PER_AISLE)
            )
            free = [x for x in tracks if self._taken.get(x, set()).isdisjoint(gaps)]
            aisles += 1
        return free

    def _crossings(self, x: float, gaps: range) -> int:
        return sum(low < x < high and gap in gaps[1:-1] for gap, low, high in self._changes)

    def _add_changes(self, source: str, target: str, x: float) -> None:
        for node, gap in ((source, self._ranks[source]), (target, self._ranks[target] - 1)):
            low, high = sorted((x, lane_x(self._lanes[node])))
            if low < high:
                self._changes.append((gap, low, high))
