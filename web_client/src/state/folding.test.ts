import { describe, expect, it } from "vitest";
import type { Section } from "../api/types";
import { Folding, toggled } from "./folding";

const section = (id: string, parent: string | null, folded: boolean): Section => ({
  id,
  name: id,
  parent,
  nodes: [],
  folded,
  gate: null,
});

describe("folding", () => {
  const sections = [section("a", null, false), section("a.b", "a", true), section("c", null, false)];

  it("folds and unfolds one section", () => {
    expect(toggled(sections, "c")).toEqual(["a.b", "c"]);
    expect(toggled(sections, "a.b")).toEqual([]);
  });

  it("unfolds what is around a section too, for else it would not show", () => {
    const nested = [section("a", null, true), section("a.b", "a", true), section("c", null, true)];
    expect(toggled(nested, "a.b")).toEqual(["c"]);
  });

  it("is remembered for each network", () => {
    const kept = new Map<string, string>();
    const folding = new Folding({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    });
    expect(folding.of("n")).toBeUndefined();
    folding.keep("n", []);
    expect(folding.of("n")).toEqual([]);
    expect(folding.of("m")).toBeUndefined();
  });
});
