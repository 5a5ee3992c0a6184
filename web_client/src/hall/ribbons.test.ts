import { describe, expect, it } from "vitest";
import type { Edge } from "../api/types";
import { arrowsAlong, lengthOf, middleOf, ribbonTriangles } from "./ribbons";

const edge = (points: [number, number][], skip = false): Edge => ({
  id: "e",
  source: "a",
  target: "b",
  label: "",
  skip,
  points: points.map(([x, z]) => [x, 0.12, z]),
});

function area(positions: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < positions.length; i += 9) {
    const [ax = 0, , az = 0, bx = 0, , bz = 0, cx = 0, , cz = 0] = positions.slice(i, i + 9);
    sum += Math.abs((bx - ax) * (cz - az) - (cx - ax) * (bz - az)) / 2;
  }
  return sum;
}

const arrowArea = (width: number) => width * 1.3 * (width * 2.2);

describe("ribbons", () => {
  it("are 10 cm wide, skips 6 cm", () => {
    const trunk = ribbonTriangles([
      edge([
        [0, 0],
        [0, -4],
      ]),
    ]);
    expect(area(trunk.positions)).toBeCloseTo(3.7 * 0.1 + 2 * arrowArea(0.1));
    const skip = ribbonTriangles([
      edge(
        [
          [0, 0],
          [0, -4],
        ],
        true,
      ),
    ]);
    expect(area(skip.positions)).toBeCloseTo(3.7 * 0.06 + 2 * arrowArea(0.06));
    expect(Math.max(...trunk.positions.filter((_, i) => i % 3 === 1))).toBeLessThan(0.14);
  });

  it("keep their width around a corner, and end before the plate", () => {
    const { positions } = ribbonTriangles([
      edge([
        [0, 0],
        [0, -2],
        [2, -2],
      ]),
    ]);
    expect(area(positions)).toBeCloseTo(3.7 * 0.1 + 2 * arrowArea(0.1));
  });

  it("survive points that coincide and edges without length", () => {
    const { positions } = ribbonTriangles([
      edge([
        [0, 0],
        [0, 0],
        [0, -2],
        [0, -2],
      ]),
      edge([
        [1, 1],
        [1, 1],
      ]),
      edge([]),
    ]);
    expect(positions.every(Number.isFinite)).toBe(true);
    expect(area(positions)).toBeCloseTo(0.17 + arrowArea(0.1));
  });

  it("carry arrows about every two metres that point along the data", () => {
    const arrows = arrowsAlong(
      [
        [0, 0],
        [0, -3],
        [3, -3],
      ],
      2,
    );
    expect(arrows.map(({ at }) => at)).toEqual([
      [0, -1],
      [0, -3],
      [2, -3],
    ]);
    expect(arrows[0]?.direction).toEqual([0, -1]);
    expect(arrows[2]?.direction).toEqual([1, 0]);
  });

  it("have a middle", () => {
    expect(
      middleOf(
        edge([
          [0, 0],
          [0, -3],
          [3, -3],
        ]),
      ).at,
    ).toEqual([0, -3]);
    expect(
      lengthOf([
        [0, 0],
        [0, -3],
        [4, -3],
      ]),
    ).toBe(7);
  });
});
