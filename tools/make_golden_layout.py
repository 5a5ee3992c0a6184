"""Write tests/golden/layout-*.json: panels and which channel is where on them; read by both clients' picking tests.

Each file holds ``shape`` [channels, height, width], ``panel`` as the REST interface sends it, ``rectangles``
({channel, rectangle: [left, top, right, bottom]}) and ``points`` ({page, u, v, channel or null}): metres from the
panel's top left corner seen from the front, y downwards. ``page`` counts pages of 4096 channels from 0. No point is
nearer to the edge of a cell than a hundredth of the gap.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from deepvision.layout import Panel, cell_rectangle, channel_at
from deepvision.layout.grid import panel
from deepvision.layout.sizes import CELLS_PER_GROUP, CHANNELS_PER_PAGE

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
SHAPES = [
    (1, 32, 32),
    (3, 150, 175),
    (5, 7, 3),
    (64, 75, 88),
    (101, 1, 1),
    (128, 28, 28),
    (544, 5, 6),
    (1920, 7, 7),
    (2048, 7, 7),
    (5000, 1, 1),
]


def document(shape: tuple[int, int, int]) -> dict[str, Any]:
    """Return a file's content."""
    placed = panel(shape, (5.0, 1.5, -12.0))
    channels = [channel for channel in _sample_channels(placed) if channel < shape[0]]
    return {
        "shape": shape,
        "panel": asdict(placed),
        "rectangles": [{"channel": c, "rectangle": cell_rectangle(placed, shape, c)} for c in channels],
        "points": [
            {"page": page, "u": u, "v": v, "channel": channel_at(placed, shape, u, v, page)}
            for page, u, v in _sample_points(placed, shape, channels)
        ],
    }


def _sample_channels(placed: Panel) -> list[int]:
    """Return channels at the corners of the grid, around the doubled gaps and on the second page."""
    columns, rows, group = placed.columns, placed.rows, CELLS_PER_GROUP
    on_page = {
        row * columns + column
        for row in (0, group - 1, group, rows // 2, rows - 1)
        for column in (0, group - 1, group, columns // 2, columns - 1)
        if row < rows and column < columns
    }
    return sorted(on_page | {CHANNELS_PER_PAGE, CHANNELS_PER_PAGE + columns + 1, CHANNELS_PER_PAGE + 903})


def _sample_points(
    placed: Panel, shape: tuple[int, int, int], channels: list[int]
) -> Iterator[tuple[int, float, float]]:
    """Yield page, u, v: within each cell and beside it, on the last cell of the grid, in the margin, off the panel."""
    inset = placed.gap / 100
    for channel in channels:
        page = channel // CHANNELS_PER_PAGE
        left, top, right, bottom = cell_rectangle(placed, shape, channel)
        u, v = (left + right) / 2, (top + bottom) / 2
        yield page, u, v
        yield page, left + inset, top + inset
        yield page, right - inset, bottom - inset
        yield page, left - placed.gap / 2, v
        yield page, right + placed.gap / 2, v
        yield page, u, top - placed.gap / 2
        yield page, u, bottom + 1.5 * placed.gap
    last_page = (shape[0] - 1) // CHANNELS_PER_PAGE
    yield last_page, placed.width - placed.gap - inset, placed.height - placed.gap - inset
    yield last_page + 1, placed.width / 2, placed.height / 2
    for u, v in ((inset, inset), (-0.1, 0.1), (placed.width + 0.1, 0.1), (0.1, -0.1), (0.1, placed.height + 0.1)):
        yield 0, u, v


def files() -> dict[str, str]:
    """Return every golden file's name and content."""
    return {
        f"layout-{'x'.join(map(str, shape))}.json": json.dumps(document(shape), indent=1) + "\n" for shape in SHAPES
    }


def main() -> None:
    """Write the files."""
    for name, content in files().items():
        (GOLDEN / name).write_text(content)


if __name__ == "__main__":
    main()
