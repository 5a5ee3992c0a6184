"""Write tests/golden/pages.json: where tiles lie on texture pages; read by the tests of both clients.

A second implementation on purpose: it fills pages cell row by cell row instead of by formula.
"""

import json
import math
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "pages.json"
PAGE = 1024
CELL_STEP = 8

Shape = tuple[int, int, int]

RESNET50_START: list[Shape] = [(3, 224, 224), (64, 112, 112), (64, 56, 56), (64, 56, 56), (256, 56, 56), (128, 28, 28)]
COVIDRESNET: list[Shape] = [
    (3, 150, 175),
    (64, 75, 88),
    (64, 38, 44),
    (128, 19, 22),
    (512, 5, 6),
    (512, 1, 1),
    (101, 1, 1),
]
EXAMPLES: list[list[Shape]] = [
    [(1, 1, 1)],
    [(5, 7, 9)],
    [(2, 17, 8), (3, 8, 17), (4, 17, 8)],
    RESNET50_START,
    COVIDRESNET,
    [(2048, 7, 7), (2048, 7, 7), (20000, 7, 7)],
    [(3, 1024, 1024), (2, 1025, 40), (1, 3000, 4000)],
]


def main() -> None:
    """Write the file."""
    GOLDEN.write_text(json.dumps({"page_size": PAGE, "examples": [example(s) for s in EXAMPLES]}, indent=1) + "\n")


def example(shapes: list[Shape]) -> dict[str, Any]:
    """Pack [channels, height, width] of some layers; every first, last and some middle tile is written down."""
    cells = [cell(shape) for shape in shapes]
    order = sorted(range(len(shapes)), key=lambda i: (cells[i]["cell_height"], cells[i]["cell_width"], i))
    positions: dict[int, list[tuple[int, int, int]]] = {}
    pages, y, previous = 0, 0, None
    for index in order:
        size = (cells[index]["cell_height"], cells[index]["cell_width"])
        if size != previous:
            pages, y, previous = pages + 1, 0, size
        positions[index] = []
        x = 0
        for channel in range(shapes[index][0]):
            if x + size[1] > PAGE:
                x, y = 0, y + size[0]
            if y + size[0] > PAGE:
                pages, y = pages + 1, 0
            positions[index].append((pages - 1, x, y))
            x += size[1]
            if channel == shapes[index][0] - 1:
                y += size[0]
    layers = []
    for index, found in enumerate(cells):
        page, _, top = positions[index][0]
        layers.append({**found, "first_page": page, "first_row": top // found["cell_height"]})
    tiles = []
    for index, shape in enumerate(shapes):
        for channel in sorted({0, shape[0] // 3, shape[0] // 2, shape[0] - 1}):
            page, x, top = positions[index][channel]
            tiles.append({"layer": index, "channel": channel, "page": page, "x": x, "y": top})
    return {"shapes": shapes, "pages": pages, "layers": layers, "tiles": tiles}


def cell(shape: Shape) -> dict[str, int]:
    """Size of a tile and its cell; a map larger than a page is kept as means of reduction x reduction values."""
    _, height, width = shape
    reduction = math.ceil(max(height, width) / PAGE)
    tile_height, tile_width = math.ceil(height / reduction), math.ceil(width / reduction)
    cell_height = math.ceil(tile_height / CELL_STEP) * CELL_STEP
    cell_width = math.ceil(tile_width / CELL_STEP) * CELL_STEP
    return {
        "reduction": reduction,
        "tile_height": tile_height,
        "tile_width": tile_width,
        "cell_height": cell_height,
        "cell_width": cell_width,
        "columns": PAGE // cell_width,
        "rows": PAGE // cell_height,
    }


if __name__ == "__main__":
    main()
