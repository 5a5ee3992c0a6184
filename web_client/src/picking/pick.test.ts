import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { randomNumbers } from "../../tests/tiles/encode";
import { cellLength, cellStart, locate } from "./grid";
import { cellAt, intersect, pick, type Pickable, type Placement, type Vector } from "./pick";

const GOLDEN = new URL("../../../tests/golden/", import.meta.url);
const names = readdirSync(GOLDEN).filter((name) => /^layout-\d+x\d+x\d+\.json$/.test(name));

interface GoldenLayout {
  readonly shape: Vector;
  readonly panel: Placement;
  readonly rectangles: { channel: number; rectangle: [number, number, number, number] }[];
  readonly points: { page: number; u: number; v: number; channel: number | null }[];
}

/** A point of a panel in the room. */
function pointOn(panel: Placement, u: number, v: number): Vector {
  const [x, y, z] = panel.position;
  const right = u - panel.width / 2;
  return [x + right * Math.cos(panel.yaw), y + panel.height / 2 - v, z - right * Math.sin(panel.yaw)];
}

function towards(origin: Vector, target: Vector): { origin: Vector; direction: Vector } {
  const [x, y, z] = origin;
  return { origin, direction: [target[0] - x, target[1] - y, target[2] - z] };
}

function pickable(panel: Placement, shape: Vector, firstChannel = 0): Pickable {
  return { ...panel, layer: 0, shape, firstChannel, opacity: 1 };
}

test("there are golden layouts", () => {
  expect(names.length).toBeGreaterThan(5);
});

describe.each(names)("%s", (name) => {
  const { shape, panel, rectangles, points } = JSON.parse(readFileSync(new URL(name, GOLDEN), "utf8")) as GoldenLayout;

  test("cells are where the server says", () => {
    const cell = [cellLength(panel.width, panel.columns, panel.gap), cellLength(panel.height, panel.rows, panel.gap)];
    for (const { channel, rectangle } of rectangles) {
      const place = channel % 4096;
      expect(cellStart(place % panel.columns, cell[0] ?? 0, panel.gap)).toBeCloseTo(rectangle[0], 9);
      expect(cellStart(Math.floor(place / panel.columns), cell[1] ?? 0, panel.gap)).toBeCloseTo(rectangle[1], 9);
      expect(rectangle[2] - rectangle[0]).toBeCloseTo(cell[0] ?? 0, 9);
      expect(rectangle[3] - rectangle[1]).toBeCloseTo(cell[1] ?? 0, 9);
    }
  });

  test("rays find the channel the server says, however the panel is turned", () => {
    for (const { page, u, v, channel } of points) {
      for (const yaw of [0, 0.7, -2.5]) {
        const turned = { ...panel, yaw };
        const [x, y, z] = panel.position;
        const ray = towards([x + 2.1 * Math.sin(yaw), y + 0.2, z + 2.1 * Math.cos(yaw)], pointOn(turned, u, v));
        const hit = pick(ray, [pickable(turned, shape, page * 4096)]);
        expect(hit?.channel ?? null).toBe(channel); // some points lie beside the panel
      }
    }
  });
});

const WALL: Placement = { position: [0, 1, -2], yaw: 0, width: 2.5, height: 1.3, columns: 2, rows: 1, gap: 0.1 };

test("a hit by hand", () => {
  // The cells are (2.5 − 3 · 0.1) / 2 = 1.1 wide; the second begins at 0.1 + 1.1 + 0.1 = 1.3. The ray meets the panel
  // 1.58 m from its left edge, (1.58 − 1.3) / 1.1 · 8 = 2.04 texels into the cell, and 0.66 m from its upper edge,
  // (0.66 − 0.1) / 1.1 · 10 = 5.09 texels down.
  const [px, py] = [1.58 - 1.25, 1 + 0.65 - 0.66];
  const hit = pick({ origin: [px, py, 1], direction: [0, 0, -2] }, [pickable(WALL, [2, 10, 8])]);
  expect(hit).toMatchObject({ panel: 0, channel: 1, cell: 1, column: 1, row: 0, texel: [2, 5], front: true });
  expect(hit?.distance).toBeCloseTo(3, 12);
  expect(hit?.point[2]).toBeCloseTo(-2, 12);
});

test("gap, blank cell, back: the panel, but no channel", () => {
  const panel = pickable(WALL, [1, 10, 8]);
  const straight = (x: number, z: number, dz: number): ReturnType<typeof pick> =>
    pick({ origin: [x, 1, z], direction: [0, 0, dz] }, [panel]);
  expect(straight(0, 1, -1)).toMatchObject({ panel: 0, channel: null, texel: null, front: true });
  expect(straight(0.5, 1, -1)).toMatchObject({ channel: null });
  expect(straight(-0.5, 1, -1)).toMatchObject({ channel: 0 });
  expect(straight(-0.5, -4, 1)).toMatchObject({ channel: null, front: false });
  expect(straight(-0.5, 1, 1)).toBeNull();
  expect(straight(2, 1, -1)).toBeNull();
  expect(intersect({ origin: [0, 1, 1], direction: [1, 0, 0] }, WALL)).toBeNull();
});

test("the nearest panel that is not hidden; sorted cells give the channel in them", () => {
  const near = pickable({ ...WALL, position: [0, 1, -1] }, [2, 10, 8]);
  const far = pickable(WALL, [2, 10, 8]);
  const ray = { origin: [-0.5, 1, 1], direction: [0, 0, -1] } as const;
  expect(pick(ray, [far, near])?.panel).toBe(1);
  expect(pick(ray, [far, { ...near, opacity: 0 }])?.panel).toBe(0);
  expect(pick(ray, [far], (_, cell) => 1 - cell)).toMatchObject({ channel: 1, cell: 0 });
});

test("arithmetic agrees with a search through all cells", () => {
  const random = randomNumbers(5);
  for (let round = 0; round < 2000; round++) {
    const count = 1 + Math.floor(random() * 40);
    const gap = random() < 0.2 ? 0 : random() * 0.03;
    const cell = 0.02 + random() * 0.2;
    const position = random() * (cellStart(count, cell, gap) + 0.05);
    const starts = Array.from({ length: count }, (_, index) => cellStart(index, cell, gap));
    const index = starts.findIndex((start) => position >= start && position < start + cell);
    const found = locate(position, cell, count, gap);
    expect(found?.index ?? -1).toBe(index);
    if (found !== null) expect(found.within).toBeCloseTo((position - (starts[index] ?? NaN)) / cell, 6);
  }
  expect(cellAt(-0.01, 0.2, WALL)).toBeNull();
});
