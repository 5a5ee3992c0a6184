"""Feature maps onto texture pages, as the clients pack them (design.md, "Drawing"), for frames made in Python."""

from dataclasses import dataclass
from math import ceil

import numpy as np

PAGE_SIZE = 1024
TILES_WIDTH = 1024
CELL_STEP = 8


@dataclass(frozen=True)
class Layer:
    """A layer's values as they are sent: uint8 (channels, height, width), 128 is zero, 0 is no data."""

    values: np.ndarray
    scales: np.ndarray | None = None
    """Per channel; 1 where there are none."""


@dataclass(frozen=True)
class Layout:
    """Where a layer's tiles lie; lengths in texels of level 0."""

    channels: int
    tile_width: int
    tile_height: int
    cell_width: int
    cell_height: int
    columns: int
    rows: int
    first_page: int
    first_row: int
    first_tile: int


def pack(shapes: list[tuple[int, int, int]]) -> tuple[list[Layout], int]:
    """Return each layer's layout, and the number of pages. No map is larger than a page."""
    cells = [tuple(ceil(side / CELL_STEP) * CELL_STEP for side in shape[1:]) for shape in shapes]
    order = sorted(range(len(shapes)), key=lambda index: (cells[index], index))
    places = {}
    page = row = 0
    previous = None
    for index in order:
        height, width = cells[index]
        if previous is not None and previous != cells[index]:
            page += ceil(row / (PAGE_SIZE // previous[0]))
            row = 0
        rows = PAGE_SIZE // height
        places[index] = page + row // rows, row % rows
        row += ceil(shapes[index][0] / (PAGE_SIZE // width))
        previous = cells[index]
    pages = page + ceil(row / (PAGE_SIZE // previous[0])) if previous else 0
    layouts = []
    first_tile = 0
    for index, (channels, height, width) in enumerate(shapes):
        cell_height, cell_width = cells[index]
        columns, rows = PAGE_SIZE // cell_width, PAGE_SIZE // cell_height
        layout = (channels, width, height, cell_width, cell_height, columns, rows, *places[index], first_tile)
        layouts.append(Layout(*layout))
        first_tile += channels
    return layouts, pages


def fill_pages(layers: list[Layer]) -> tuple[list[Layout], list[np.ndarray], list[np.ndarray], np.ndarray]:
    """Return layouts, the one level of ``_Full``, the three of ``_Coarse``, and the texels of ``_Tiles``."""
    layouts, pages = pack([layer.values.shape for layer in layers])
    full = np.zeros((pages, PAGE_SIZE, PAGE_SIZE, 1), np.uint8)
    coarse = [np.zeros((pages, PAGE_SIZE >> level, PAGE_SIZE >> level, 2), np.uint8) for level in (1, 2, 3)]
    tiles = np.zeros((sum(layer.values.shape[0] for layer in layers), 2, 4), np.float32)
    for layer, layout in zip(layers, layouts, strict=True):
        levels = coarse_levels(layer.values)
        for channel in range(layout.channels):
            row = layout.first_row + channel // layout.columns
            page = layout.first_page + row // layout.rows
            corner = (row % layout.rows) * layout.cell_height, (channel % layout.columns) * layout.cell_width
            _place(full[page], layer.values[channel][..., None], corner, layout, 0)
            for number, level in enumerate(levels, 1):
                _place(coarse[number - 1][page], level[channel], corner, layout, number)
        rows = slice(layout.first_tile, layout.first_tile + layout.channels)
        tiles[rows, 0, 0] = 1 if layer.scales is None else layer.scales
        tiles[rows, 0, 1:3] = signed_parts(layer.values).mean(axis=(1, 2))
        tiles[rows, 0, 3] = np.arange(layout.channels)
        tiles[rows, 1, 0] = -1
    return layouts, [full], coarse, tiles


def tiles_texture(tiles: np.ndarray) -> np.ndarray:
    """Return the texels (tiles, 2, 4) as a texture that is 1024 wide: (1, height, 1024, 4)."""
    texels = tiles.reshape(-1, 4)
    height = max(1, ceil(len(texels) / TILES_WIDTH))
    padded = np.zeros((height * TILES_WIDTH, 4), np.float32)
    padded[: len(texels)] = texels
    return padded.reshape(1, height, TILES_WIDTH, 4)


def signed_parts(values: np.ndarray) -> np.ndarray:
    """Return (…, 2) positive and negative part, 0…1, of signed bytes; no data counts as zero."""
    signed = np.where(values == 0, 0.0, (values.astype(np.float64) - 128) / 127)
    return np.stack([np.maximum(signed, 0), np.maximum(-signed, 0)], axis=-1)


def coarse_levels(values: np.ndarray) -> list[np.ndarray]:
    """Return levels 1 to 3 of maps (channels, height, width): uint8 (channels, height, width, 2), area means."""
    height, width = values.shape[1:]
    parts = signed_parts(values)
    levels = []
    for level in (1, 2, 3):
        size = 2**level
        rows, columns = np.arange(0, height, size), np.arange(0, width, size)
        sums = np.add.reduceat(np.add.reduceat(parts, rows, axis=1), columns, axis=2)
        counts = np.minimum(size, height - rows)[:, None] * np.minimum(size, width - columns)[None, :]
        levels.append(np.rint(255 * sums / counts[..., None]).astype(np.uint8))
    return levels


def _place(page: np.ndarray, tile: np.ndarray, corner: tuple[int, int], layout: Layout, level: int) -> None:
    """Write a tile; the cell's spare texels repeat its last column and row."""
    height, width = layout.cell_height >> level, layout.cell_width >> level
    filled = np.pad(tile, ((0, height - tile.shape[0]), (0, width - tile.shape[1]), (0, 0)), mode="edge")
    y, x = corner[0] >> level, corner[1] >> level
    page[y : y + height, x : x + width] = filled
