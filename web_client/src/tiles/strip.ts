/** The cells of one layer at one level of detail, as they lie on the pages, and the rectangles to upload. */

import { levelSize } from "./mips";
import type { TileLayout } from "./pack";

/** A rectangle of one page of one texture. Coordinates in texels of the texture's `level`. */
export interface Piece {
  readonly texture: "full" | "coarse";
  readonly level: number;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** One byte per texel for "full", two for "coarse"; rows from the top. */
  readonly data: Uint8Array;
}

/** Small, so that what is uploaded in a frame comes close to the limit without passing it. */
const LARGEST_PIECE_BYTES = 1 << 18;

/** Collects the tiles of a layer at level `mip`: 0 is signed bytes, 1…3 are two planes. */
export class Strip {
  private readonly bytesPerTexel: number;
  private readonly tileWidth: number;
  private readonly tileHeight: number;
  private readonly cellWidth: number;
  private readonly cellHeight: number;
  private readonly width: number;
  private readonly cellRows: number;
  private readonly data: Uint8Array;

  constructor(
    private readonly layout: TileLayout,
    private readonly mip: 0 | 1 | 2 | 3,
  ) {
    this.bytesPerTexel = mip === 0 ? 1 : 2;
    this.tileWidth = levelSize(layout.tileWidth, mip);
    this.tileHeight = levelSize(layout.tileHeight, mip);
    this.cellWidth = layout.cellWidth >> mip;
    this.cellHeight = layout.cellHeight >> mip;
    this.width = this.cellWidth * Math.min(layout.columns, layout.channels);
    this.cellRows = Math.ceil(layout.channels / layout.columns);
    this.data = new Uint8Array(this.width * this.cellHeight * this.cellRows * this.bytesPerTexel);
  }

  /** Writes a channel's map; the cell's spare texels repeat its last column and row. */
  write(channel: number, values: Uint8Array): void {
    const { columns } = this.layout;
    const stride = this.width * this.bytesPerTexel;
    const corner =
      Math.floor(channel / columns) * this.cellHeight * stride +
      (channel % columns) * this.cellWidth * this.bytesPerTexel;
    for (let y = 0; y < this.tileHeight; y++) this.writeRow(corner + y * stride, values, y);
    const rowBytes = this.cellWidth * this.bytesPerTexel;
    const last = corner + (this.tileHeight - 1) * stride;
    for (let y = this.tileHeight; y < this.cellHeight; y++) {
      this.data.copyWithin(corner + y * stride, last, last + rowBytes);
    }
  }

  private writeRow(at: number, values: Uint8Array, y: number): void {
    const { data, tileWidth, cellWidth } = this;
    const from = y * tileWidth;
    if (this.bytesPerTexel === 1) {
      data.set(values.subarray(from, from + tileWidth), at);
      data.fill(values[from + tileWidth - 1] ?? 0, at + tileWidth, at + cellWidth);
      return;
    }
    const plane = tileWidth * this.tileHeight;
    for (let x = 0; x < cellWidth; x++) {
      const source = from + Math.min(x, tileWidth - 1);
      data[at + 2 * x] = values[source] ?? 0;
      data[at + 2 * x + 1] = values[plane + source] ?? 0;
    }
  }

  /** The rectangles to upload. They share the memory of the strip. */
  pieces(): Piece[] {
    const { firstPage, firstRow, rows } = this.layout;
    const pieces: Piece[] = [];
    for (let cellRow = 0; cellRow < this.cellRows; ) {
      const row = firstRow + cellRow;
      const onThisPage = Math.min(rows - (row % rows), this.cellRows - cellRow);
      const page = firstPage + Math.floor(row / rows);
      this.cut(pieces, page, (row % rows) * this.cellHeight, cellRow * this.cellHeight, onThisPage * this.cellHeight);
      cellRow += onThisPage;
    }
    return pieces;
  }

  /** Appends `height` rows of texels that begin at `from` in the strip and at `y` on the page. */
  private cut(pieces: Piece[], page: number, y: number, from: number, height: number): void {
    const stride = this.width * this.bytesPerTexel;
    const most = Math.max(1, Math.floor(LARGEST_PIECE_BYTES / stride));
    for (let done = 0; done < height; done += most) {
      const rows = Math.min(most, height - done);
      const begin = (from + done) * stride;
      pieces.push({
        texture: this.mip === 0 ? "full" : "coarse",
        level: Math.max(this.mip - 1, 0),
        page,
        x: 0,
        y: y + done,
        width: this.width,
        height: rows,
        data: this.data.subarray(begin, begin + rows * stride),
      });
    }
  }
}
