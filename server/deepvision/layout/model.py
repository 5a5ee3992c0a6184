"""What a layout is made of. Mirrors ``Panel``, ``Edge``, ``Gate`` and ``Bounds`` of the REST contract.

Metres, right-handed, y up, the data walks along -z, the input canvas stands at the origin.
"""

from dataclasses import dataclass

Position = tuple[float, float, float]
Shape = tuple[int, int, int]


@dataclass(frozen=True)
class Panel:
    """Where the feature maps of a node stand.

    Attributes:
        position: centre.
        yaw: radians about +y; 0 = the front faces +z, where one comes from.
        width: of the whole panel, with its outer margin of one gap.
        height: likewise.
        columns: of the grid; channel 0 is top left seen from the front, row by row.
        rows: of the grid (of one page, if there are more channels than fit on a page).
        gap: between two cells; twice that after every 8th column and row.
    """

    position: Position
    yaw: float
    width: float
    height: float
    columns: int
    rows: int
    gap: float


@dataclass(frozen=True)
class EdgePath:
    """A ribbon on the floor.

    Attributes:
        points: corners, from the source's panel to the target's.
        skip: it does not run in the straight lane of the longest path.
        label: what happens on the way; for an edge into a folded section the section's name.
    """

    points: tuple[Position, ...]
    skip: bool
    label: str


@dataclass(frozen=True)
class Gate:
    """The entrance of a section: a bar across the lane of the section's first panel.

    Attributes:
        position: middle of the gate, on the floor.
        width: of the bar.
    """

    position: Position
    width: float


@dataclass(frozen=True)
class Bounds:
    """What the hall covers of the floor, the input canvas included."""

    x_min: float
    x_max: float
    z_min: float
    z_max: float


@dataclass(frozen=True)
class Layout:
    """The hall of one network.

    Attributes:
        panels: per id of a node that stands; nodes inside a folded section have none, except its last one.
        edges: per (source, target), both of them standing.
        gates: per id of a section that is not folded and has a standing panel.
        folded: ids of the folded sections.
        bounds: of everything above.
    """

    panels: dict[str, Panel]
    edges: dict[tuple[str, str], EdgePath]
    gates: dict[str, Gate]
    folded: frozenset[str]
    bounds: Bounds
