import { describe, expect, test } from "vitest";
import { randomNumbers } from "../../tests/tiles/encode";
import { halvePlanes, planeMeans, reducePlanes, reduceSigned, splitAndHalve } from "./mips";

/** Area means over size × size blocks, in floating point: what every level should be. */
function blockMeans(values: number[], height: number, width: number, size: number): number[] {
  const means: number[] = [];
  for (let top = 0; top < height; top += size) {
    for (let left = 0; left < width; left += size) {
      let sum = 0;
      let count = 0;
      for (let y = top; y < Math.min(top + size, height); y++) {
        for (let x = left; x < Math.min(left + size, width); x++) {
          sum += values[y * width + x] ?? NaN;
          count++;
        }
      }
      means.push(sum / count);
    }
  }
  return means;
}

function randomMap(height: number, width: number): Uint8Array {
  const random = randomNumbers(height * 1000 + width);
  return Uint8Array.from({ length: height * width }, () => random() * 256);
}

/** The parts as shares of the scale; no data counts as zero. */
function parts(map: Uint8Array): [number[], number[]] {
  const values = [...map].map((q) => (q === 0 ? 0 : (q - 128) / 127));
  return [values.map((v) => Math.max(v, 0)), values.map((v) => Math.max(-v, 0))];
}

test("level 1 of a map computed by hand", () => {
  // 255 and 1 are the scale and its negative; the right column and the lower row are blocks cut by the border.
  const map = Uint8Array.of(255, 1, 255, 128, 128, 1, 1, 255, 0);
  // means of the positive part: (1+0+0+0)/4, (1+0)/2, (0+1)/2, nothing; of the negative: 1/4, 1/2, 1/2, nothing
  expect([...splitAndHalve(map, 3, 3)]).toEqual([64, 128, 128, 0, 64, 128, 128, 0]);
});

describe.each([
  [1, 1],
  [7, 7],
  [13, 11],
  [16, 24],
  [33, 1],
  [56, 57],
])("%i × %i", (height, width) => {
  const map = randomMap(height, width);
  const expected = (size: number): number[] =>
    parts(map).flatMap((part) => blockMeans(part, height, width, size).map((mean) => mean * 255));

  test("every level is within rounding of the area means", () => {
    let planes = splitAndHalve(map, height, width);
    for (const mip of [1, 2, 3]) {
      const wanted = expected(2 ** mip);
      expect(planes).toHaveLength(wanted.length);
      for (const [index, value] of planes.entries()) {
        expect(Math.abs(value - (wanted[index] ?? NaN))).toBeLessThanOrEqual(0.5 * mip + 1e-9);
      }
      planes = halvePlanes(planes, height, width, mip);
    }
  });

  test("means of the parts", () => {
    const level2 = halvePlanes(splitAndHalve(map, height, width), height, width, 1);
    const [positive, negative] = planeMeans(level2, height, width, 2);
    const [above, below] = parts(map).map((part) => part.reduce((sum, v) => sum + v, 0) / part.length);
    expect(positive).toBeCloseTo(above ?? NaN, 2);
    expect(negative).toBeCloseTo(below ?? NaN, 2);
  });
});

test("a map that is kept smaller is averaged over its values only", () => {
  const map = Uint8Array.of(10, 20, 200, 30, 0, 100, 0, 0, 0);
  expect([...reduceSigned(map, 3, 3, 2)]).toEqual([20, 150, 0, 0]);
  expect([...reducePlanes(Uint8Array.of(0, 4, 8, 9, 1, 1, 1, 1), 2, 2, 2)]).toEqual([5, 1]);
});
