import { describe, expect, it } from "vitest";
import type { Network, Node, Run, Section } from "../api/types";
import { factsLine, layerSigns } from "./layerSigns";
import { classBoard, placeBehind, resultsAboveCanvas, verdict } from "./resultSigns";
import { gatesOf, wayfindingSigns } from "./wayfinding";

const run = (true_class: string | null): Run => ({
  run: "r",
  network: "n",
  image: "i",
  true_class,
  graph: null,
  predictions: [
    { index: 3, name: "sunflower", logit: 5, probability: 0.9 },
    { index: 1, name: "crayfish", logit: 1, probability: 0.1 },
  ],
});

const panel = {
  position: [0, 1.5, -4] as [number, number, number],
  yaw: 0,
  width: 3.2,
  height: 2.4,
  columns: 8,
  rows: 8,
  gap: 0.02,
};
const node: Node = {
  id: "b.conv1",
  name: "conv1",
  kind: "tracker",
  shape: [60, 75, 88],
  parameters: 1,
  section: null,
  panel,
};
const network = {
  id: "n",
  name: "n",
  nodes: [node, { ...node, id: "folded", panel: null }],
  edges: [],
  sections: [],
  bounds: { x_min: -2, x_max: 2, z_min: -4, z_max: 0 },
} as unknown as Network;

describe("results", () => {
  it("say whether the true class was met", () => {
    expect(verdict(run("sunflower"))).toBe("✓ right: it is sunflower");
    expect(verdict(run("crayfish"))).toBe("✗ it is crayfish");
    expect(verdict(run(null))).toBe("");
  });

  it("stand above the canvas with the best class first", () => {
    const { texts } = resultsAboveCanvas({ run: run("sunflower"), trained: true }, 7);
    expect(texts.map(({ text }) => text)).toEqual([
      "sunflower",
      "90.0 %",
      "crayfish",
      "10.0 %",
      "✓ right: it is sunflower",
    ]);
    expect(texts.every(({ position: [, y] }) => y > 2.05 && y < 2.65)).toBe(true);
    expect(texts[0]?.capitals).toBeGreaterThan(texts[2]?.capitals ?? 1);
  });

  it("announce untrained weights in words and with stripes, on both boards", () => {
    const results = { run: run("sunflower"), trained: false };
    for (const signs of [
      resultsAboveCanvas(results, 0),
      classBoard(results, { x: 0, z: -9, bottom: 1, lines: 10 }, 101),
    ]) {
      expect(signs.texts.map(({ text }) => text)).toContain("untrained: the results mean nothing");
      expect(signs.solids.some(({ stripe }) => stripe !== undefined)).toBe(true);
    }
  });

  it("stand behind the last layer that stands, above it only if it is small", () => {
    expect(placeBehind(network, 3)).toEqual({ x: 3, z: -6.2, bottom: 0.5, lines: 10 });
    const small = { ...network, nodes: [{ ...node, panel: { ...panel, height: 0.2 } }] };
    expect(placeBehind(small, 3).bottom).toBeCloseTo(1.65);
    expect(placeBehind(small, 3).lines).toBe(10);
    const middle = { ...network, nodes: [{ ...node, panel: { ...panel, height: 1.2 } }] };
    const { bottom, lines } = placeBehind(middle, 3);
    expect((bottom - 1.6) / 4.7).toBeGreaterThan((2.1 - 1.6) / 2.5);
    expect(lines).toBe(6);
  });
});

describe("plates", () => {
  it("say shape, range and dead channels", () => {
    expect(factsLine(node, null)).toBe("60 × 75 × 88");
    expect(factsLine(node, { min: -1.5, max: 2, dead: 3 })).toBe("60 × 75 × 88   ·   −1.5 … 2   ·   3 dead");
  });

  it("stand at every layer that is not folded, with rulers that count its channels", () => {
    const texts = layerSigns(network, null, { facts: () => null, firstChannel: () => 0, notice: () => null }).texts.map(({ text }) => text);
    expect(texts.filter((text) => text === "conv1")).toHaveLength(2);
    expect(texts.filter((text) => /^\d+$/.test(text))).toEqual(["0", "8", "16", "24", "32", "40", "48", "56"]);
    expect(texts).toContain("+0");
  });

  it("say what is being done for a layer, and how much of it is done", () => {
    const plates = (share: number | null) =>
      layerSigns(network, null, { facts: () => null, firstChannel: () => null, notice: () => ({ text: "5 of 16", share }) });
    const [without, half] = [plates(null), plates(0.5)];
    expect(half.texts.map(({ text }) => text)).toContain("5 of 16");
    expect(half.texts.map(({ text }) => text)).not.toContain("60 × 75 × 88   ·   ");
    const standing = network.nodes.filter(({ panel }) => panel).length;
    expect(half.solids.length - without.solids.length).toBe(2 * standing);
    const [track, bar] = half.solids.filter((solid) => !without.solids.some(({ size }) => size.join() === solid.size.join()));
    expect((bar?.size[0] ?? 0) / (track?.size[0] ?? 1)).toBeCloseTo(0.5);
  });

  it("count from the page's first channel, and not at all when the tiles are sorted", () => {
    const numbers = (firstChannel: number | null) =>
      layerSigns(network, null, { facts: () => null, firstChannel: () => firstChannel, notice: () => null })
        .texts.map(({ text }) => text)
        .filter((text) => /^\+?\d+$/.test(text));
    expect(numbers(40)).toEqual(["40", "48", "56", "+0"]);
    expect(numbers(null)).toEqual([]);
  });
});

describe("gates", () => {
  const section = (id: string, z: number | null, folded = false): Section => ({
    id,
    name: id,
    parent: null,
    nodes: [],
    folded,
    gate: z === null ? null : { position: [0, 0, z], width: 3 },
  });

  it("hang above each other where sections begin together", () => {
    const gates = gatesOf([section("outer", -6), section("inner", -6), section("next", -20), section("no gate", null)]);
    expect(gates.map(({ section: { id }, storey }) => [id, storey])).toEqual([
      ["outer", 0],
      ["inner", 1],
      ["next", 0],
    ]);
  });

  it("are read from both sides and from the floor", () => {
    const { texts } = wayfindingSigns({ ...network, sections: [section("Stem", -6)] });
    expect(texts.map(({ text, yaw, lean }) => [text, yaw, lean])).toEqual([
      ["Stem", 0, 0],
      ["Stem", Math.PI, 0],
      ["Stem", 0, Math.PI / 2],
    ]);
  });

  it("label the edges that do something", () => {
    const edge = {
      id: "e",
      source: "a",
      target: "b",
      label: "conv 3×3",
      skip: false,
      points: [
        [0, 0.12, 0],
        [0, 0.12, -4],
      ] as [number, number, number][],
    };
    const { texts } = wayfindingSigns({ ...network, edges: [edge, { ...edge, label: "" }] });
    expect(texts.map(({ text, position: [x, , z] }) => [text, x, Math.round(z)])).toEqual([["conv 3×3", 0, -2]]);
  });
});
