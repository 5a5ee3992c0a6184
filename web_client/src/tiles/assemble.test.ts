import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as encode from "../../tests/tiles/encode";
import { ContainerError, ContainerParser, type LayerEntry } from "../wire/container";
import { Assembler, type Group, groupBytes, type Target, transferables } from "./assemble";
import { pack, tilePosition } from "./pack";
import type { Piece } from "./strip";

const GOLDEN = new URL("../../../tests/golden/", import.meta.url);

function targetsOf(layers: readonly LayerEntry[]): Target[] {
  const packing = pack(layers.map(({ shape }) => shape));
  return layers.flatMap(({ id, shape }, layer) => {
    const layout = packing.layers[layer];
    return layout === undefined ? [] : [{ id, shape, layer, layout }];
  });
}

function assemble(bytes: Uint8Array, targets: readonly Target[]): Group[] {
  const parser = new ContainerParser();
  let assembler: Assembler | null = null;
  const groups: Group[] = [];
  for (const event of parser.push(bytes)) {
    if (event.type === "header") assembler = new Assembler(event.header, targets);
    else groups.push(...(assembler?.accept(event.frame) ?? []));
  }
  return groups;
}

/** Pages as the graphics card would hold them after all uploads: texel → its bytes; −1 where nothing was written. */
class Pages {
  private readonly texels = new Map<string, number[]>();

  constructor(pieces: readonly Piece[]) {
    for (const piece of pieces) {
      const size = piece.texture === "full" ? 1 : 2;
      expect(piece.data).toHaveLength(piece.width * piece.height * size);
      for (let y = 0; y < piece.height; y++) {
        for (let x = 0; x < piece.width; x++) {
          const at = (y * piece.width + x) * size;
          this.texels.set(this.key(piece, piece.x + x, piece.y + y), [...piece.data.subarray(at, at + size)]);
        }
      }
    }
  }

  texel(texture: Piece["texture"], level: number, page: number, x: number, y: number): number[] {
    return this.texels.get(this.key({ texture, level, page }, x, y)) ?? [-1];
  }

  private key(piece: Pick<Piece, "texture" | "level" | "page">, x: number, y: number): string {
    return [piece.texture, piece.level, piece.page, x, y].join(" ");
  }
}

test("every value of the golden activations lies where the packing says, spare texels repeat the border", () => {
  const { layers } = JSON.parse(readFileSync(new URL("activations.json", GOLDEN), "utf8")) as {
    layers: (LayerEntry & { quantized: number[]; mip2: number[]; statistics: number[][] })[];
  };
  const targets = targetsOf(layers);
  const groups = assemble(readFileSync(new URL("activations.dvx", GOLDEN)), targets);
  const names = [0, 1, 2].map((layer) => `coarse ${layer}`).concat([0, 1, 2].map((layer) => `full ${layer}`));
  expect(groups.map(({ detail, layer }) => `${detail} ${layer}`)).toEqual(names);
  const pages = new Pages(groups.flatMap(({ pieces }) => pieces));
  for (const { layer, layout, shape } of targets) {
    const [channels, height, width] = shape;
    const { quantized = [], mip2 = [] } = layers[layer] ?? {};
    for (let channel = 0; channel < channels; channel++) {
      const { page, x, y } = tilePosition(layout, channel);
      for (let row = 0; row < layout.cellHeight; row++) {
        for (let column = 0; column < layout.cellWidth; column++) {
          const source = (channel * height + Math.min(row, height - 1)) * width + Math.min(column, width - 1);
          expect(pages.texel("full", 0, page, x + column, y + row)).toEqual([quantized[source]]);
        }
      }
      const [rows, columns] = [Math.ceil(height / 4), Math.ceil(width / 4)];
      for (let row = 0; row < layout.cellHeight / 4; row++) {
        for (let column = 0; column < layout.cellWidth / 4; column++) {
          const source = Math.min(row, rows - 1) * columns + Math.min(column, columns - 1);
          const plane = rows * columns;
          const wanted = [mip2[2 * channel * plane + source], mip2[(2 * channel + 1) * plane + source]];
          expect(pages.texel("coarse", 1, page, x / 4 + column, y / 4 + row)).toEqual(wanted);
        }
      }
    }
  }
});

describe("a stream made here", () => {
  const layers = [{ id: "a", shape: [3, 4, 4] as const }];
  const row = [1, -1, 1, 0];
  const values = Uint8Array.from({ length: 48 }, (_, index) => (index < 16 ? 255 : index < 32 ? 1 : 128));

  function stream(...parts: Uint8Array[]): Uint8Array {
    return encode.join([encode.header(layers), ...parts, encode.end()]);
  }

  function full(first: number, channels: number): Uint8Array {
    const payload = values.slice(16 * first, 16 * (first + channels));
    return encode.frame({ kind: 2, first, channels, height: 4, width: 4 }, payload);
  }

  test("full values alone give the coarse levels too, frame by frame", () => {
    const groups = assemble(stream(encode.statistics(0, [row, row, row]), full(0, 2), full(2, 1)), targetsOf(layers));
    expect(groups.map(({ detail }) => detail)).toEqual(["coarse", "full"]);
    const [coarse] = groups;
    expect(coarse?.detail === "coarse" && [...coarse.means]).toEqual([1, 0, 0, 1, 0, 0]);
    const pages = new Pages(groups.flatMap(({ pieces }) => pieces));
    expect([0, 1, 2].map((channel) => pages.texel("coarse", 2, 0, channel, 0))).toEqual([[255, 0], [0, 255], [0, 0]]);
  });

  test.each([
    ["channels out of order", stream(encode.statistics(0, [row, row, row]), full(1, 2))],
    ["a channel twice", stream(encode.statistics(0, [row, row, row]), full(0, 2), full(1, 2))],
    ["values before statistics", stream(full(0, 3))],
    ["statistics of some channels", stream(encode.statistics(0, [row]), full(0, 3))],
  ])("%s is refused", (_, bytes) => {
    expect(() => assemble(bytes, targetsOf(layers))).toThrow(ContainerError);
  });

  test("a layer of another shape is refused, an unknown one passed over", () => {
    const bytes = stream(encode.statistics(0, [row, row, row]), full(0, 3));
    expect(() => assemble(bytes, targetsOf([{ id: "a", shape: [3, 4, 5] }]))).toThrow("expected 3×4×5, got 3×4×4");
    expect(assemble(bytes, targetsOf([{ id: "b", shape: [3, 4, 5] }]))).toEqual([]);
  });
});

test("a large layer is cut into small pieces over its pages; a map larger than a page is reduced", () => {
  const layers = [{ id: "a", shape: [20, 224, 224] as const }, { id: "b", shape: [1, 1500, 20] as const }];
  const parts = layers.flatMap(({ shape: [channels, height, width] }, layer) => {
    const row = [1, -1, 1, 0];
    const frames = Array.from({ length: channels }, (_, first) => {
      const payload = new Uint8Array(height * width).fill(100 + first);
      return encode.frame({ kind: 2, layer, first, channels: 1, height, width }, payload);
    });
    return [encode.statistics(layer, Array.from({ length: channels }, () => row)), ...frames];
  });
  const targets = targetsOf(layers);
  const groups = assemble(encode.join([encode.header(layers), ...parts, encode.end()]), targets);
  const pieces = groups.flatMap((group) => group.pieces);
  expect(Math.max(...pieces.map(({ data }) => data.length))).toBeLessThanOrEqual(1 << 18);
  const full = groups.find(({ detail }) => detail === "full");
  expect(full && groupBytes(full)).toBe(5 * 224 * 4 * 224 + 2 * 5 * 112 * 4 * 112);
  expect(full && transferables(full)).toHaveLength(2);
  const corner = (layer: number, channel: number): Piece | undefined => {
    const layout = targets[layer]?.layout;
    if (layout === undefined) return undefined;
    const { page, y } = tilePosition(layout, channel);
    return pieces.find((p) => p.texture === "full" && p.page === page && p.y <= y && y < p.y + p.height);
  };
  expect(corner(0, 19)?.data[3 * 224]).toBe(119);
  expect(corner(1, 0)?.data[0]).toBe(100);
});
