import { describe, expect, it } from "vitest";
import type { JobItem } from "../api/types";
import { settingsOf } from "./visualizationSettings";
import { duration, estimate, factsOf, statusLine } from "./visualizationText";
import { backgroundText } from "./wholeNetwork";

describe("what is said about visualizations", () => {
  it("tells durations as people do", () => {
    expect([0.2, 1, 39.2, 99, 100, 5999, 6000, 7201].map(duration)).toEqual([
      "under 1 s", "about 1 s", "about 40 s", "about 99 s", "about 2 min", "about 100 min", "about 2 h", "about 3 h",
    ]);
    expect([estimate(0, 3), estimate(16, 3), estimate(2, null)]).toEqual(["ready", "about 48 s", "time not known"]);
  });

  it("tells how far the work is, and how it ended", () => {
    const status = { state: "running", done: 5, total: 16, share: 0, eta: 40, place: null, message: null } as const;
    expect(statusLine(status)).toBe("5 of 16 · about 40 s left");
    expect(statusLine({ ...status, eta: null })).toBe("5 of 16");
    expect(statusLine({ ...status, state: "queued", place: 2 })).toBe("Waits: 2 before it");
    expect(statusLine({ ...status, state: "queued", place: 0 })).toBe("Begins next");
    expect(statusLine({ ...status, state: "cancelled" })).toBe("Stopped: 5 of 16 are kept");
    expect(statusLine({ ...status, state: "done", done: 1 })).toBe("1 picture made");
    expect(statusLine({ ...status, state: "done", message: "The disk is full" })).toBe("The disk is full");
    expect(statusLine({ ...status, state: "failed", message: "No gradient" })).toBe("No gradient");
  });

  it("tells how far the work in the background is", () => {
    const progress = {
      layers: 3, totalLayers: 25, pictures: 50, totalPictures: 392, failed: 0, eta: 600,
      current: { network: "n", layer: "conv" },
    };
    expect(backgroundText(progress)).toBe("Layer 4 of 25 · 50 of 392 pictures · about 10 min left");
    expect(backgroundText({ ...progress, current: null, eta: null })).toBe(
      "Waits for other work (3 of 25 layers) · 50 of 392 pictures",
    );
  });

  it("leaves to the preset what is not filled in", () => {
    expect(settingsOf({ steps: "50", step_size: "0.5", seed: "", policy: "proxy", slope: "" })).toEqual({
      steps: 50, step_size: 0.5, policy: "proxy",
    });
  });

  it("says what a picture reached, and plainly where it means nothing", () => {
    const item: JobItem = {
      channel: 3, image: "generated:1", activation: 12, partial: false, verdict: "alive", robustness: 0.834, rank: 2,
    };
    const evidence = { dataset: "Shapes", maximum: 8, dead: false, patches: [] };
    expect(factsOf(item, evidence)).toEqual([
      "It excites the channel to 12 (mean over its map): 1.5 × the most that any picture of Shapes does.",
      "Under small shifts and noise 83 % of that is left.",
      "2 other channels of the layer answer it more strongly.",
    ]);
    expect(factsOf({ ...item, relative: 2 }, null)[0]).toContain("2 × the most that any picture of the data set does");
    const patch = { image: "shapes:3", activation: 24, left: 0, top: 0, width: 9, height: 9 };
    expect(factsOf({ ...item, objective: "centre" }, { ...evidence, patches: [patch] })[0]).toBe(
      "It excites the unit in the channel's centre to 12: 0.5 × the most that any picture of Shapes does.",
    );
    expect(factsOf({ ...item, rank: 0, robustness: null }, null)).toEqual([
      "It excites the channel to 12 (mean over its map).",
      "No other channel of the layer answers it more strongly.",
    ]);
    expect(factsOf({ ...item, partial: true }, null)[0]).toContain("In work");
    expect(factsOf({ ...item, verdict: "dead" }, { ...evidence, dead: true })[0]).toContain("Dead");
    expect(factsOf({ ...item, verdict: "not-finite", activation: null }, null)[0]).toContain("not finite");
  });
});
