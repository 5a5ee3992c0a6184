import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { randomNumbers } from "../../tests/tiles/encode";
import type { Shape } from "../wire/container";
import { pack, PAGE_SIZE, tilePosition } from "./pack";

interface GoldenExample {
  readonly shapes: Shape[];
  readonly pages: number;
  readonly layers: Record<string, number>[];
  readonly tiles: { layer: number; channel: number; page: number; x: number; y: number }[];
}

const golden = JSON.parse(
  readFileSync(new URL("../../../tests/golden/pages.json", import.meta.url), "utf8"),
) as { examples: GoldenExample[] };

test.each(golden.examples)("golden example $#", ({ shapes, pages, layers, tiles }) => {
  const packing = pack(shapes);
  expect(packing.pages).toBe(pages);
  for (const [index, layer] of layers.entries()) {
    expect(packing.layers[index]).toMatchObject({
      tileWidth: layer["tile_width"],
      tileHeight: layer["tile_height"],
      reduction: layer["reduction"],
      cellWidth: layer["cell_width"],
      cellHeight: layer["cell_height"],
      columns: layer["columns"],
      rows: layer["rows"],
      firstPage: layer["first_page"],
      firstRow: layer["first_row"],
    });
  }
  for (const { layer, channel, ...position } of tiles) {
    const layout = packing.layers[layer];
    expect(layout && tilePosition(layout, channel)).toEqual(position);
  }
});

test("no two cells overlap and none leaves its page", () => {
  const random = randomNumbers(4);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low));
  for (let round = 0; round < 20; round++) {
    const shapes = Array.from({ length: between(1, 9) }, (): Shape => [between(1, 90), between(1, 150), between(1, 150)]);
    const { layers, pages } = pack(shapes);
    const taken = new Set<string>();
    for (const layout of layers) {
      for (let channel = 0; channel < layout.channels; channel++) {
        const { page, x, y } = tilePosition(layout, channel);
        expect(page).toBeLessThan(pages);
        expect(Math.max(x + layout.cellWidth, y + layout.cellHeight)).toBeLessThanOrEqual(PAGE_SIZE);
        for (let dy = 0; dy < layout.cellHeight; dy += 8) {
          for (let dx = 0; dx < layout.cellWidth; dx += 8) {
            const block = `${page} ${x + dx} ${y + dy}`;
            expect(taken.has(block)).toBe(false);
            taken.add(block);
          }
        }
      }
    }
  }
});

test("a map larger than a page is kept smaller", () => {
  const [layout] = pack([[2, 1500, 2050]]).layers;
  expect(layout).toMatchObject({ reduction: 3, tileHeight: 500, tileWidth: 684, cellWidth: 688, columns: 1, rows: 2 });
});

test("nothing needs no page", () => {
  expect(pack([])).toEqual({ layers: [], pages: 0, tiles: 0 });
});
