import { expect, test } from "vitest";
import { fitted, PICTURE_BYTES, PICTURE_SIZE, pictureLevels } from "./pictureLevels";

test("a picture of the tile's shape fills the square of its cell", () => {
  expect(fitted(352, 300, 352 / 300)).toEqual({ x: 0, y: 0, width: PICTURE_SIZE, height: PICTURE_SIZE });
});

test("of another shape it loses what sticks out, on both sides alike", () => {
  expect(fitted(200, 100, 1)).toEqual({ x: -64, y: 0, width: 256, height: 128 });
  expect(fitted(100, 100, 2)).toEqual({ x: 0, y: -64, width: 128, height: 256 });
});

test("every level holds the means of the one before", () => {
  const pixels = new Uint8Array(4 * PICTURE_SIZE ** 2);
  for (let at = 0; at < pixels.length; at += 4) {
    const [x, y] = [(at / 4) % PICTURE_SIZE, Math.floor(at / 4 / PICTURE_SIZE)];
    pixels.set([2 * x, 2 * y, (x + y) % 2 === 0 ? 255 : 0, 255], at);
  }
  const levels = pictureLevels(pixels);
  expect(levels.map(({ length }) => length)).toEqual([128, 64, 32, 16].map((side) => 4 * side * side));
  expect(levels.reduce((sum, { length }) => sum + length, 0)).toBe(PICTURE_BYTES);
  const at = 4 * (10 * 64 + 20); // level 1, row 10, column 20
  expect([...(levels[1] ?? []).slice(at, at + 4)]).toEqual([81, 41, 128, 255]);
  expect([...(levels[3] ?? []).slice(0, 4)]).toEqual([7, 7, 128, 255]);
});
