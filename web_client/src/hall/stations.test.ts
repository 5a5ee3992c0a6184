import { describe, expect, it } from "vitest";
import type { Network } from "../api/types";
import { forward } from "../motion/pose";
import { before, entrance, entranceOverlooking, neighbour, reading, stationsOf } from "./stations";

const panel = (z: number, yaw = 0) => ({
  position: [0, 1.5, z] as [number, number, number],
  yaw,
  width: 1,
  height: 1,
  columns: 1,
  rows: 1,
  gap: 0.1,
});

describe("stations", () => {
  it("stands two and a half metres before the panel and looks at its middle", () => {
    const pose = before(panel(-4));
    expect([pose.x, pose.y, pose.z, pose.yaw]).toEqual([0, 1.6, -1.5, 0]);
    const [dx, dy, dz] = forward(pose);
    expect(dy / dz).toBeCloseTo(0.1 / 2.5);
    expect(dz).toBeLessThan(0);
    expect(dx).toBeCloseTo(0);
  });

  it("stands before a turned panel on its front side", () => {
    const pose = before(panel(-4, Math.PI / 2));
    expect(pose.x).toBeCloseTo(2.5);
    expect(pose.z).toBeCloseTo(-4);
    expect(forward(pose)[0]).toBeCloseTo(-1, 2);
  });

  const stations = stationsOf({
    id: "n",
    nodes: [
      { id: "a", name: "a", panel: panel(-4) },
      { id: "folded", name: "f", panel: null },
      { id: "b", name: "b", panel: panel(-8) },
      { id: "c", name: "c", panel: panel(-12) },
    ],
  } as unknown as Network);
  const layers = (step: 1 | -1, z: number, selected: string | null) =>
    neighbour(stations, { ...entrance(0), z }, selected, step)?.layer ?? null;

  it("skips folded layers", () => {
    expect(stations.map(({ layer }) => layer)).toEqual(["a", "b", "c"]);
  });

  it("goes from the entrance to the first layer, then on and back", () => {
    expect(layers(1, 2.2, null)).toBe("a");
    expect(layers(1, -1.5, "a")).toBe("b");
    expect(layers(-1, -5.5, "b")).toBe("a");
    expect(layers(-1, -1.5, "a")).toBeNull();
    expect(layers(1, -9.5, "c")).toBeNull();
  });

  it("starts from where one stands when that is no longer the selected layer's station", () => {
    expect(layers(1, -7, "a")).toBe("c");
    expect(layers(-1, -7, "a")).toBe("b");
  });
});

describe("what fits on the page", () => {
  const largest = { ...panel(-8), width: 3.2, height: 2.4 };
  const view = (degrees: number, aspect: number) => ({ fieldOfView: (degrees * Math.PI) / 180, aspect });

  it("stands at the station where everything fits, further back where it does not, but never before the last panel", () => {
    expect(reading(panel(-8), view(60, 2)).z).toBeCloseTo(-5.5);
    const back = reading(largest, view(52, 1.5)).z;
    expect(back).toBeGreaterThan(-5.5);
    expect(back).toBeLessThan(-4.4);
    expect(reading(largest, view(20, 0.4)).z).toBeCloseTo(-4.5, 1);
  });

  it("sees the upper edge as far above the middle of the view as the plate below it", () => {
    const pose = reading(largest, view(52, 1.5));
    const away = pose.z + 8;
    const up = Math.atan((2.7 + 0.15 - 1.6) / away) - pose.pitch;
    const down = Math.atan((1.6 - 0.05) / (away - 0.25)) + pose.pitch;
    expect(up).toBeCloseTo(down);
    expect(up + down).toBeLessThanOrEqual((52 * Math.PI) / 180);
  });

  it("begins where canvas and shelf are both seen, and before the canvas alone on a narrow page", () => {
    const wide = entranceOverlooking(view(55, 1.6));
    const extent = Math.tan((55 * Math.PI) / 360) * 1.6;
    for (const [x, z] of [[-2.09, 0.89], [0.8, 0]] as const) expect(Math.abs(x - wide.x)).toBeLessThan(extent * (wide.z - z));
    expect(entranceOverlooking(view(60, 0.6)).x).toBeCloseTo(0);
  });
});
