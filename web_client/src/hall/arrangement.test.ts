import { describe, expect, it } from "vitest";
import { sorted, turnedPage } from "./arrangement";

const channel = (min: number, max: number, mean: number) => ({ scale: 1, min, max, mean });

describe("arrangement", () => {
  const channels = [channel(0, 1, 0.5), channel(-7, 2, -3), null, channel(0, 1, 0.9)];

  it("sorts by strength, by mean or by number, and keeps equal ones in order", () => {
    expect(sorted(channels, "number")).toEqual([0, 1, 2, 3]);
    expect(sorted(channels, "strength")).toEqual([1, 0, 3, 2]);
    expect(sorted(channels, "mean")).toEqual([3, 0, 2, 1]);
  });

  it("turns pages and stops at both ends", () => {
    const first = turnedPage({ first: 0, end: 0, total: 9216 }, 4096, 0);
    expect(first).toEqual({ first: 0, end: 4096, total: 9216 });
    const last = turnedPage(turnedPage(turnedPage(first, 4096, 1), 4096, 1), 4096, 1);
    expect(last).toEqual({ first: 8192, end: 9216, total: 9216 });
    expect(turnedPage(first, 4096, -1)).toEqual(first);
    expect(turnedPage({ first: 0, end: 0, total: 60 }, 64, 1)).toEqual({ first: 0, end: 60, total: 60 });
  });
});
