import { describe, expect, it } from "vitest";
import type { Network } from "../api/types";
import { moved, sideBySide, union } from "./placement";

const bounds = (x_min: number, x_max: number) => ({ x_min, x_max, z_min: -10, z_max: 0 });

describe("placement", () => {
  it("leaves four metres between two bounding boxes", () => {
    expect(sideBySide([bounds(-1, 6), bounds(-5, 2), bounds(-1, 1)])).toEqual([0, 15, 22]);
    expect(sideBySide([])).toEqual([]);
  });

  it("moves everything that stands, and nothing else", () => {
    const panel = {
      position: [1, 1.5, -4] as [number, number, number],
      yaw: 0,
      width: 1,
      height: 1,
      columns: 1,
      rows: 1,
      gap: 0.1,
    };
    const network = {
      id: "n",
      nodes: [
        { id: "a", panel },
        { id: "folded", panel: null },
      ],
      edges: [
        {
          id: "e",
          points: [
            [0, 0.12, 0],
            [1, 0.12, -4],
          ],
        },
      ],
      sections: [
        { id: "s", gate: { position: [0, 0, -6], width: 3 } },
        { id: "t", gate: null },
      ],
      bounds: bounds(-1, 1),
    } as unknown as Network;
    const result = moved(network, 10);
    expect(result.nodes.map((node) => node.panel?.position ?? null)).toEqual([[11, 1.5, -4], null]);
    expect(result.edges[0]?.points).toEqual([
      [10, 0.12, 0],
      [11, 0.12, -4],
    ]);
    expect(result.sections.map((section) => section.gate?.position ?? null)).toEqual([[10, 0, -6], null]);
    expect(result.bounds).toEqual({ x_min: 9, x_max: 11, z_min: -10, z_max: 0 });
    expect(network.nodes[0]?.panel?.position).toEqual([1, 1.5, -4]);
  });

  it("unites boxes", () => {
    expect(union([bounds(-1, 1), { x_min: 5, x_max: 6, z_min: -20, z_max: -3 }])).toEqual({
      x_min: -1,
      x_max: 6,
      z_min: -20,
      z_max: 0,
    });
  });
});
