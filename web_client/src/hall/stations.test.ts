import { describe, expect, it } from "vitest";
import type { Network } from "../api/types";
import { forward } from "../motion/pose";
import { before, entrance, neighbour, stationsOf } from "./stations";

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
