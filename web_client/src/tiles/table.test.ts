import { expect, test } from "vitest";
import type { Group } from "./assemble";
import { fullBrightness, LayerTable } from "./table";

function table(): LayerTable {
  return new LayerTable([
    { network: "one", id: "a", shape: [2, 4, 4] },
    { network: "two", id: "a", shape: [3, 4, 4] },
  ]);
}

function coarse(layer: number, rows: readonly (readonly number[])[]): Group & { detail: "coarse" } {
  const means = Float32Array.from(rows.flatMap((_, channel) => [channel / 8, channel / 4]));
  return { detail: "coarse", layer, statistics: Float32Array.from(rows.flat()), means, pieces: [] };
}

test("layers are found by network and id", () => {
  expect(table().indexOf("two", "a")).toBe(1);
  expect(() => table().indexOf("two", "b")).toThrow("no layer b of two");
  const twice = { network: "one", id: "a", shape: [1, 1, 1] } as const;
  expect(() => new LayerTable([twice, twice])).toThrow("a of one twice");
});

test("figures: the layer's scale is its largest value, also beside a dead channel whose scale is 1", () => {
  const layers = table();
  expect(layers.readStatistics(1, 0)).toBeNull();
  layers.write(coarse(1, [[1, 0, 0, 0], [0.5, -0.5, 0.25, -0.125], [0.25, 0, 0.25, 0.125]]));
  layers.setDetail(1, "coarse");
  expect(layers.scale(1)).toBe(0.5);
  expect(layers.readStatistics(1, 1)).toEqual({ scale: 0.5, min: -0.5, max: 0.25, mean: -0.125 });
  const figures = [...layers.meta.subarray(16)].filter((_, index) => index % 8 < 4);
  expect(figures).toEqual([1, 0, 0, 0, 0.5, 0.125, 0.25, 1, 0.25, 0.25, 0.5, 2]);
  expect(() => layers.readStatistics(1, 3)).toThrow("from 0 to 2, got 3");
  expect(() => layers.layout(2)).toThrow("from 0 to 1, got 2");
  layers.write(coarse(0, [[1, 0, 0, 0], [1, 0, 0, 0]]));
  expect(layers.scale(0)).toBe(1);
});

test("an order is a permutation, and survives new values", () => {
  const layers = table();
  layers.setOrder(1, Uint32Array.of(2, 0, 1));
  layers.write(coarse(1, [[1, -1, 1, 0], [1, -1, 1, 0], [1, -1, 1, 0]]));
  expect([0, 1, 2].map((cell) => layers.channelAt(1, cell))).toEqual([2, 0, 1]);
  expect([0, 1, 2].map((channel) => layers.cellOf(1, channel))).toEqual([1, 2, 0]);
  expect([...layers.meta.subarray(16)].filter((_, index) => index % 8 === 3)).toEqual([2, 0, 1]);
  for (const wrong of [[0, 1], [0, 0, 1], [0, 1, 3]]) {
    expect(() => {
      layers.setOrder(1, Uint32Array.from(wrong));
    }).toThrow("each once");
  }
  layers.setOrder(1, null);
  expect(layers.channelAt(1, 0)).toBe(0);
});

test("half of the living channels of a map reach full brightness, all of a vector or of few channels", () => {
  const largest = [0, 1, 2, 3, 4, 5, 60, 0];
  expect(fullBrightness(largest, true)).toBe(3);
  expect(fullBrightness(largest, false)).toBe(60);
  expect(fullBrightness([1, 2, 60], true)).toBe(60);
  expect(fullBrightness([0, 0, 0, 0, 0, 0, 0, 0], true)).toBe(1);
});

test("a tile has no picture until it gets one, and keeps it with new values and another order", () => {
  const layers = table();
  const pictures = (): number[] => [...layers.meta].filter((_, index) => index % 8 === 4);
  expect(pictures()).toEqual([-1, -1, -1, -1, -1]);
  layers.setPicture(1, 2, 7, 0.5);
  layers.write(coarse(1, [[1, -1, 1, 0], [1, -1, 1, 0], [1, -1, 1, 0]]));
  layers.setOrder(1, Uint32Array.of(2, 0, 1));
  expect(pictures()).toEqual([-1, -1, -1, -1, 7]);
  expect(layers.meta[8 * 4 + 5]).toBe(0.5);
  layers.setPicture(1, 2, -1, 0);
  expect(pictures()).toEqual([-1, -1, -1, -1, -1]);
});
