"""The grid of channels on a panel: how many columns and rows, and how large.

One formula holds on the server, in the clients' picking and in their shaders. With ``gap`` and the panel's
``width`` and ``columns``, lengths in metres from the panel's left edge seen from the front::

    doubled    = floor((columns - 1) / 8)
    cell_width = (width - gap * (1 + columns + doubled)) / columns
    left(j)    = gap + j * (cell_width + gap) + floor(j / 8) * gap          0 <= j < columns

So there is a margin of one gap around everything, one gap between two cells, and two after every 8th. Rows are the
same from the panel's top edge downwards, with ``height`` and ``rows``. The inverse needs no search::

    pitch = cell_width + gap;    group_pitch = 8 * pitch + gap
    group = floor((u - gap) / group_pitch);    rest = u - gap - group * group_pitch
    k = floor(rest / pitch);     inside a cell: 0 <= group, k < 8, rest - k * pitch < cell_width, j < columns
    j = 8 * group + k
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from deepvision.layout import sizes
from deepvision.layout.model import Panel, Position, Shape


@dataclass(frozen=True)
class Axis:
    """The cells along one side of a panel, in metres from the panel's left or top edge.

    Attributes:
        count: columns or rows.
        cell: width or height of a cell.
        gap: between two cells.
    """

    count: int
    cell: float
    gap: float

    def start(self, index: int) -> float:
        """Left or top edge of a cell."""
        return self.gap + index * (self.cell + self.gap) + index // sizes.CELLS_PER_GROUP * self.gap

    def index(self, distance: float) -> int | None:
        """The cell at a distance from the edge, its start included and its end not; None in a gap or outside."""
        pitch = self.cell + self.gap
        group, rest = divmod(distance - self.gap, sizes.CELLS_PER_GROUP * pitch + self.gap)
        k, offset = divmod(rest, pitch)
        index = int(group) * sizes.CELLS_PER_GROUP + int(k)
        inside = group >= 0 and k < sizes.CELLS_PER_GROUP and offset < self.cell and index < self.count
        return index if inside else None


def _gaps(count: int) -> int:
    """Number of gaps along ``count`` cells, a doubled one counted twice."""
    return 1 + count + (count - 1) // sizes.CELLS_PER_GROUP


def columns_and_rows(channels: int) -> tuple[int, int]:
    """Columns and rows of the grid for one page of channels.

    Up to 4 channels stand in one row. Else there are between √C and √2C columns, as many as leave the fewest blank
    cells; of several such numbers the one whose grid is nearest to 4:3, measured as a ratio.

    Raises:
        ValueError: ``channels`` is not between 1 and 4096, the size of a page.
    """
    if not 1 <= channels <= sizes.CHANNELS_PER_PAGE:
        raise ValueError(
            f"expected between 1 and {sizes.CHANNELS_PER_PAGE} channels on a page, got {channels}; "
            "a layer with more channels is shown in pages"
        )
    if channels <= sizes.ONE_ROW_CHANNELS:
        return channels, 1
    candidates = range(math.isqrt(channels - 1) + 1, math.isqrt(2 * channels) + 1)
    grids = [(columns, -(-channels // columns)) for columns in candidates]
    return min(grids, key=lambda grid: (grid[0] * grid[1] - channels, _distance_to_aspect(*grid)))


def _distance_to_aspect(columns: int, rows: int) -> Fraction:
    ratio = Fraction(columns * sizes.GRID_ASPECT[1], rows * sizes.GRID_ASPECT[0])
    return max(ratio, 1 / ratio)


def panel(shape: Shape, position: Position) -> Panel:
    """The panel of a layer.

    A cell has the width:height of the map. The pitch by the rule of the hall (at most 0.60 m; at most what puts the
    columns on 3.2 m and the rows on 2.4 m; at most 0.04 m per texel of the longer side, if that is above 0.05 m)
    gives the gap; the cell is then as large as pitch and panel allow with all gaps counted.

    Args:
        shape: (C, H, W) of the activation of one picture; a vector is (C, 1, 1).
        position: centre of the panel, in metres.

    Raises:
        ValueError: a side of the shape is below 1.
    """
    if min(shape) < 1:
        raise ValueError(f"expected a shape (channels, height, width) of at least (1, 1, 1), got {shape}")
    channels, height, width = shape
    columns, rows = columns_and_rows(min(channels, sizes.CHANNELS_PER_PAGE))
    cap = min(sizes.PITCH_MAX, max(sizes.PITCH_SMALL, sizes.PITCH_PER_TEXEL * max(height, width)))
    pitch = min(cap, sizes.PANEL_MAX_WIDTH / columns, sizes.PANEL_MAX_HEIGHT / rows * width / height)
    gap = max(sizes.GAP_SHARE * pitch, sizes.GAP_MIN)
    cell = min(
        cap - gap,
        (sizes.PANEL_MAX_WIDTH - gap * _gaps(columns)) / columns,
        (sizes.PANEL_MAX_HEIGHT - gap * _gaps(rows)) / rows * width / height,
    )
    return Panel(
        position=position,
        yaw=0.0,
        width=columns * cell + gap * _gaps(columns),
        height=rows * cell * height / width + gap * _gaps(rows),
        columns=columns,
        rows=rows,
        gap=gap,
    )


def axes(panel: Panel) -> tuple[Axis, Axis]:
    """The columns and the rows of a panel."""
    return (
        Axis(panel.columns, (panel.width - panel.gap * _gaps(panel.columns)) / panel.columns, panel.gap),
        Axis(panel.rows, (panel.height - panel.gap * _gaps(panel.rows)) / panel.rows, panel.gap),
    )


def cell_rectangle(panel: Panel, shape: Shape, channel: int) -> tuple[float, float, float, float]:
    """Where a channel is on its panel (on its page, if there are several).

    Returns:
        Left, top, right and bottom in metres from the panel's top left corner seen from the front, y downwards.

    Raises:
        ValueError: the layer has no such channel.
    """
    if not 0 <= channel < shape[0]:
        raise ValueError(f"expected a channel from 0 to {shape[0] - 1}, got {channel}")
    horizontal, vertical = axes(panel)
    row, column = divmod(channel % sizes.CHANNELS_PER_PAGE, panel.columns)
    left, top = horizontal.start(column), vertical.start(row)
    return left, top, left + horizontal.cell, top + vertical.cell


def channel_at(panel: Panel, shape: Shape, u: float, v: float, page: int = 0) -> int | None:
    """The channel at a point of a panel.

    Args:
        panel: as :func:`panel` made it.
        shape: (C, H, W) of its layer.
        u: metres from the panel's left edge, seen from the front.
        v: metres from its top edge downwards.
        page: which 4096 channels the panel shows now, from 0.

    Returns:
        The channel, or None in a gap, on a blank cell or beside the panel.
    """
    horizontal, vertical = axes(panel)
    column, row = horizontal.index(u), vertical.index(v)
    if column is None or row is None:
        return None
    on_page = row * panel.columns + column
    channel = page * sizes.CHANNELS_PER_PAGE + on_page
    return channel if on_page < sizes.CHANNELS_PER_PAGE and channel < shape[0] else None
