import { describe, expect, it } from "vitest";
import { NOWHERE, formatAddress, parseAddress } from "./address";
import type { FilteredPicture } from "./frequencies";
import { cutoffsFor, nearestIndex, pictureId, readPicture } from "./frequencies";

describe("the id of a filtered picture", () => {
  it("says what is kept of which picture", () => {
    expect(readPicture("low:12:shapes:17")).toEqual({ source: "shapes:17", filter: { band: "low", cutoff: 12 } });
    expect(readPicture("high:2.5:noise:1:140x120")).toEqual({
      source: "noise:1:140x120",
      filter: { band: "high", cutoff: 2.5 },
    });
    expect(readPicture("low:9:high:4:shapes:0")).toEqual({
      source: "high:4:shapes:0",
      filter: { band: "low", cutoff: 9 },
    });
  });

  it("is that of any other picture without a filter", () => {
    for (const id of ["shapes:17", "noise:1:140x120", "upload:low:1", "low:x:shapes:1", "low:7", "high:12345:shapes:1"])
      expect(readPicture(id)).toEqual({ source: id, filter: null });
  });

  it("comes back from what was written, through the address too", () => {
    const pictures: FilteredPicture[] = [
      { source: "shapes:17", filter: null },
      { source: "shapes:17", filter: { band: "high", cutoff: 0 } },
      { source: "images:3", filter: { band: "low", cutoff: 62.125 } },
    ];
    for (const picture of pictures) {
      const { image } = parseAddress(formatAddress({ ...NOWHERE, networks: ["n"], image: pictureId(picture) }));
      expect(readPicture(image ?? "")).toEqual(picture);
    }
    const address = formatAddress({ ...NOWHERE, networks: ["n"], image: "low:12:shapes:17" });
    expect(address).toBe("#/n/low:12:shapes:17");
  });
});

describe("the slider", () => {
  it("offers rising whole cut-offs up to half the side, denser where they are small", () => {
    const cutoffs = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 70];
    expect(cutoffsFor(140)).toEqual(cutoffs);
    expect(cutoffsFor(128)).toEqual(cutoffs.slice(0, -1));
    expect(cutoffsFor(1)).toEqual([1]);
    expect(cutoffsFor(5)).toEqual([1, 2]);
  });

  it("stands at the nearest one for a cut-off of a link", () => {
    expect(nearestIndex([1, 2, 4, 8], 4)).toBe(2);
    expect(nearestIndex([1, 2, 4, 8], 5.9)).toBe(2);
    expect(nearestIndex([1, 2, 4, 8], 999)).toBe(3);
    expect(nearestIndex([1, 2, 4, 8], 0)).toBe(0);
  });
});
