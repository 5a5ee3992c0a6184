import { describe, expect, it } from "vitest";
import { channelStatistics } from "./exactPicture";

describe("channelStatistics", () => {
  it("counts and averages what is finite", () => {
    expect(channelStatistics({ shape: [2, 2], values: [0, -3, 1, null] })).toEqual({
      min: -3,
      max: 1,
      mean: -2 / 3,
      extent: 3,
      zeros: 1,
      notFinite: 1,
    });
  });

  it("has no extent of nothing", () => {
    expect(channelStatistics({ shape: [1, 1], values: [null] })).toMatchObject({ min: null, extent: 1, notFinite: 1 });
    expect(channelStatistics({ shape: [1, 1], values: [0] })).toMatchObject({ min: 0, extent: 1, zeros: 1 });
  });
});
