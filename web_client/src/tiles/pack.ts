/** Where every feature map lies on the texture pages. A pure function of the shapes; tests/golden/pages.json. */

import type { Shape } from "../wire/container";

/** Side of a page in texels. */
export const PAGE_SIZE = 1024;
/** Cells are multiples of this, so that a texel of the coarsest level (8 × 8) never belongs to two tiles. */
const CELL_STEP = 8;

/** The place of one layer's tiles. Lengths in texels of level 0. */
export interface TileLayout {
  readonly channels: number;
  /** Size of a tile on the page: that of the feature map, divided by `reduction`. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** 1; more where a map is larger than a page and therefore kept as area means of reduction × reduction values. */
  readonly reduction: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Cells of this size per page, across and down. */
  readonly columns: number;
  readonly rows: number;
  /** Where channel 0 stands: in the leftmost cell of this row of this page. */
  readonly firstPage: number;
  readonly firstRow: number;
  /** Number of tiles of the layers before it. */
  readonly firstTile: number;
}

export interface Packing {
  readonly layers: readonly TileLayout[];
  readonly pages: number;
  readonly tiles: number;
}

type Cell = Omit<TileLayout, "firstPage" | "firstRow" | "firstTile">;

/** Packs layers of the given [channels, height, width]; the result is in the same order. */
export function pack(shapes: readonly Shape[]): Packing {
  const cells = shapes.map(cellOf);
  const order = cells.map((_, index) => index).sort((a, b) => compareCells(cells[a], cells[b]) || a - b);
  const starts = new Map<number, { firstPage: number; firstRow: number }>();
  let page = 0; // first page of the layers with the present cell size
  let row = 0; // rows of cells taken since then
  let previous: Cell | undefined;
  for (const index of order) {
    const cell = cells[index];
    if (cell === undefined) continue;
    if (previous !== undefined && compareCells(previous, cell) !== 0) {
      page += Math.ceil(row / previous.rows);
      row = 0;
    }
    starts.set(index, { firstPage: page + Math.floor(row / cell.rows), firstRow: row % cell.rows });
    row += Math.ceil(cell.channels / cell.columns);
    previous = cell;
  }
  const pages = previous === undefined ? 0 : page + Math.ceil(row / previous.rows);
  let firstTile = 0;
  const layers = cells.map((cell, index) => {
    const layout = { ...cell, ...(starts.get(index) ?? { firstPage: 0, firstRow: 0 }), firstTile };
    firstTile += cell.channels;
    return layout;
  });
  return { layers, pages, tiles: firstTile };
}

/** Where a channel's tile lies: page, and texel of its upper left corner. */
export function tilePosition(layout: TileLayout, channel: number): { page: number; x: number; y: number } {
  const row = layout.firstRow + Math.floor(channel / layout.columns);
  return {
    page: layout.firstPage + Math.floor(row / layout.rows),
    x: (channel % layout.columns) * layout.cellWidth,
    y: (row % layout.rows) * layout.cellHeight,
  };
}

function cellOf([channels, height, width]: Shape): Cell {
  const reduction = Math.ceil(Math.max(height, width) / PAGE_SIZE);
  const tileWidth = Math.ceil(width / reduction);
  const tileHeight = Math.ceil(height / reduction);
  const cellWidth = Math.ceil(tileWidth / CELL_STEP) * CELL_STEP;
  const cellHeight = Math.ceil(tileHeight / CELL_STEP) * CELL_STEP;
  const columns = Math.floor(PAGE_SIZE / cellWidth);
  const rows = Math.floor(PAGE_SIZE / cellHeight);
  return { channels, tileWidth, tileHeight, reduction, cellWidth, cellHeight, columns, rows };
}

function compareCells(a: Cell | undefined, b: Cell | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return a.cellHeight - b.cellHeight || a.cellWidth - b.cellWidth;
}
