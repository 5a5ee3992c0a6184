/** A generated picture as it lies in a cell of the picture pages. */

/** Pixels of a cell's side; as in panels.frag.glsl. */
export const PICTURE_SIZE = 128;

/** Levels of detail of a cell: 128, 64, 32, 16 pixels. */
export const PICTURE_LEVELS = 4;

/** Bytes of all levels of one picture. */
export const PICTURE_BYTES = Array.from({ length: PICTURE_LEVELS }, (_, level) => 4 * (PICTURE_SIZE >> level) ** 2)
  .reduce((sum, bytes) => sum + bytes, 0);

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where a picture is to be drawn on the square of a cell: its centre fills the tile, and the tile stretches the square
 * back to its own shape.
 * @param width of the picture
 * @param height of the picture
 * @param aspect width of the tile divided by its height
 */
export function fitted(width: number, height: number, aspect: number): Area {
  const share = width / height / aspect;
  const drawn = { width: PICTURE_SIZE * Math.max(1, share), height: PICTURE_SIZE * Math.max(1, 1 / share) };
  return { x: (PICTURE_SIZE - drawn.width) / 2, y: (PICTURE_SIZE - drawn.height) / 2, ...drawn };
}

/**
 * Every level of a cell, RGBA, rows from the top; a coarser one holds the means of 2 × 2 pixels.
 * @param pixels of the finest level
 */
export function pictureLevels(pixels: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const levels = [pixels];
  for (let level = 1; level < PICTURE_LEVELS; level++) levels.push(halved(levels[level - 1] ?? pixels, PICTURE_SIZE >> level));
  return levels;
}

/* eslint-disable @typescript-eslint/no-non-null-assertion -- the loops never leave their arrays */

/** @param side of the result */
function halved(pixels: Uint8Array, side: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(4 * side * side);
  for (let y = 0, out = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (let part = 0; part < 4; part++, out++) {
        const above = 4 * (4 * y * side + 2 * x) + part;
        const below = above + 8 * side;
        result[out] = (pixels[above]! + pixels[above + 4]! + pixels[below]! + pixels[below + 4]! + 2) >> 2;
      }
    }
  }
  return result;
}
