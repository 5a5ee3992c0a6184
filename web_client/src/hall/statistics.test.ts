import { describe, expect, it } from "vitest";
import { median, strongest, summary } from "./statistics";

const channel = (min: number, max: number) => ({ scale: 1, min, max, mean: 0 });

describe("statistics", () => {
  it("summarises a layer", () => {
    expect(summary([channel(-1, 2), channel(0, 0), channel(0, 5)])).toEqual({ min: -1, max: 5, dead: 1 });
    expect(summary([channel(-1, 2), null])).toBeNull();
    expect(summary([])).toBeNull();
  });

  it("finds the middle value", () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2, null]);
  });

  it("finds the strongest channels by magnitude, not by sign", () => {
    expect(strongest([channel(0, 1), channel(-7, 0), null, channel(0, 0), channel(0, 3)], 3)).toEqual([1, 4, 0]);
  });
});
