import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Colormap } from "./colormap";
import { colour, COLORMAPS } from "./colormap";

interface Golden {
  values: number[];
  colormaps: Record<Colormap, number[][]>;
}

test("the colours are the server's", () => {
  const file = new URL("../../../tests/golden/colormaps.json", import.meta.url);
  const golden = JSON.parse(readFileSync(file, "utf8")) as Golden;
  expect(Object.keys(golden.colormaps)).toEqual([...COLORMAPS]);
  for (const map of COLORMAPS) {
    golden.values.forEach((value, i) => {
      colour(map, value).forEach((component, k) => {
        expect(Math.abs(component - (golden.colormaps[map][i]?.[k] ?? NaN)) * 255).toBeLessThan(0.01);
      });
    });
  }
});

test("blue, black, white", () => {
  const of = (v: number) => colour("blue-black-white", v);
  expect([-2, -1, -0.5, 0, 0.25, 1, 3].map(of)).toEqual([
    [0, 0, 1],
    [0, 0, 1],
    [0, 0, 0.5],
    [0, 0, 0],
    [0.25, 0.25, 0.25],
    [1, 1, 1],
    [1, 1, 1],
  ]);
});

test.each(COLORMAPS)("%s: black at zero, magenta without a number, within the screen's range", (map) => {
  expect(colour(map, 0)).toEqual([0, 0, 0]);
  expect(colour(map, NaN)).toEqual([1, 0, 1]);
  for (let v = -1; v <= 1; v += 0.01) {
    for (const component of colour(map, v)) {
      expect(component).toBeGreaterThanOrEqual(0);
      expect(component).toBeLessThanOrEqual(1);
    }
  }
});

/** Lightness of OKLab (Ottosson 2020) of an sRGB colour. */
function lightness(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

test("uniform: lightness is proportional to the size of the value, on both sides", () => {
  for (let v = 0.05; v <= 1; v += 0.05) {
    expect(lightness(colour("uniform", v))).toBeCloseTo(0.78 * v, 3);
    expect(lightness(colour("uniform", -v))).toBeCloseTo(0.78 * v, 3);
  }
});
