import { expect, test } from "vitest";
import type { Network, Node, Section } from "../api/types";
import { carpetsOf } from "./carpets";
import { CARPET } from "./sizes";

function node(id: string, x: number, z: number): Node {
  const panel = { position: [x, 1.5, z] as [number, number, number], yaw: 0, width: 3, height: 2, columns: 1, rows: 1, gap: 0 };
  return { id, name: id, kind: "tracker", shape: [1, 1, 1], parameters: 0, section: null, panel };
}

function section(id: string, parent: string | null, nodes: string[], gate: number | null, folded = false): Section {
  return { id, name: id, parent, nodes, folded, gate: gate === null ? null : { position: [0, 0, gate], width: 3.5 } };
}

function hall(sections: Section[]): Network {
  const nodes = [node("a", 0, -8), node("b", 5, -12), node("c", 0, -20)];
  return { nodes, sections } as unknown as Network;
}

test("a carpet reaches from the gate behind the last panel, and under every branch", () => {
  const [carpet, ...others] = carpetsOf(hall([section("s", null, ["a", "b"], -5)]));
  expect(others).toEqual([]);
  expect(carpet?.size[0]).toBeCloseTo(8 + 2 * CARPET.margin);
  expect(carpet?.position[0]).toBeCloseTo(2.5);
  expect((carpet?.position[2] ?? 0) + (carpet?.size[2] ?? 0) / 2).toBeCloseTo(-5);
  expect((carpet?.position[2] ?? 0) - (carpet?.size[2] ?? 0) / 2).toBeCloseTo(-12 - CARPET.behind);
});

test("a section inside another lies higher and lighter, and the outer one reaches under it", () => {
  const [outer, inner] = carpetsOf(hall([section("o", null, ["a"], -5), section("i", "o", ["c"], -17)]));
  expect((outer?.position[2] ?? 0) - (outer?.size[2] ?? 0) / 2).toBeCloseTo(-20 - CARPET.behind);
  expect(inner?.size[1]).toBeGreaterThan(outer?.size[1] ?? 0);
  expect(inner?.size[0]).toBeLessThan(outer?.size[0] ?? 0);
  expect(inner?.colour).not.toBe(outer?.colour);
});

test("folded and empty sections have none", () => {
  expect(carpetsOf(hall([section("f", null, ["a"], -5, true), section("e", null, [], -5)]))).toEqual([]);
});
