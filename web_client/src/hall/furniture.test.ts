import { describe, expect, it } from "vitest";
import type { Panel } from "../api/types";
import { canvasSize, shelfBoard, shelfPlaces } from "./furniture";
import { rectangleOf } from "./pictures";
import { tileCentre } from "./tilePlace";

describe("furniture", () => {
  it("gives the canvas the shape of what the network sees, its longer side 1.2 m", () => {
    expect(canvasSize([150, 175])).toEqual([1.2, expect.closeTo(1.02857, 4)]);
    expect(canvasSize([300, 150])).toEqual([0.6, 1.2]);
  });

  it("shows the centre of the picture that fills the canvas, as the network sees it", () => {
    const canvas = {
      position: [0, 0, 0] as [number, number, number],
      yaw: 0,
      lean: 0,
      width: 1,
      height: 1,
      slot: null,
    };
    const share = (aspect: number) => {
      const [left, top, right, bottom] = rectangleOf(canvas, aspect);
      return [(right - left + 1) / 640, (bottom - top + 1) / 640].map((part) => Number(part.toFixed(3)));
    };
    expect(share(1)).toEqual([1, 1]);
    expect(share(2)).toEqual([0.5, 1]);
    expect(share(0.5)).toEqual([1, 0.5]);
    expect(rectangleOf({ ...canvas, slot: 5 }, 2)).toEqual([640.5 + 96, 96.5, 640 + 191.5, 191.5]);
  });

  it("hangs 5 × 4 pictures on the shelf, the first one top left, all facing the visitor", () => {
    const places = shelfPlaces();
    expect(places).toHaveLength(20);
    const [first, second] = places;
    expect(first?.position[1]).toBeGreaterThan(places[5]?.position[1] ?? 9);
    const distance = Math.hypot(...[0, 2].map((i) => (first?.position[i] ?? 0) - (second?.position[i] ?? 0)));
    expect(distance).toBeCloseTo(0.21);
    expect(places.every(({ yaw }) => yaw === Math.PI / 4)).toBe(true);
    expect(shelfBoard(3)).toHaveLength(shelfBoard(null).length + 1);
  });

  it("finds the middle of a tile, the wider gap after the eighth column included", () => {
    const gap = 0.01;
    const width = 10 * 0.1 + gap * (1 + 10 + 1);
    const height = 2 * 0.1 + gap * 3;
    const panel: Panel = { position: [5, 1.5, -4], yaw: 0, width, height, columns: 10, rows: 2, gap };
    const [x, y, z] = tileCentre(panel, 18);
    expect(x).toBeCloseTo(5 - width / 2 + gap + 8 * 0.11 + gap + 0.05);
    expect(y).toBeCloseTo(1.5 - height / 2 + gap + 0.05);
    expect(z).toBeCloseTo(-4);
  });
});
