import { describe, expect, it } from "vitest";
import type { Network, Run } from "../api/types";
import { keyName } from "./commands";
import { keyLabel } from "./help";
import { barHeights } from "./histogramChart";
import { matches } from "./layerList";
import { total } from "./progressLine";
import { captionOf } from "./snapshot";
import { spokenResults } from "./resultsCorner";

describe("page", () => {
  it("captions a saved picture, and says there too what is untrained", () => {
    const networks = [
      { name: "A", trained: true, weights: "standard" },
      { name: "B", trained: false, weights: null },
    ] as Network[];
    expect(captionOf(networks, { image: "shapes:1", changes: [] }, "conv1", "layer")).toBe(
      "A (standard) + B (UNTRAINED: the results mean nothing)  ·  shapes:1  ·  conv1  ·  scale: layer",
    );
    const changes = [{ network: "a", layer: "conv1", channel: 3, value: 0 }];
    expect(captionOf(networks.slice(0, 1), { image: null, changes }, null, "channel")).toBe(
      "A (standard)  ·  no picture  ·  channels switched off: 1  ·  scale: channel",
    );
  });

  it("finds layers by every word of the query", () => {
    const node = { id: "layer3.1.conv2", name: "conv2" };
    expect(["", "conv", "LAYER3 conv2", "3.1"].map((query) => matches(node, query))).toEqual([true, true, true, true]);
    expect(matches(node, "layer3 pool")).toBe(false);
  });

  it("names keys as commands and as people do", () => {
    expect(keyName({ key: "Z", ctrlKey: true, metaKey: false })).toBe("ctrl+z");
    expect(keyName({ key: "]", ctrlKey: false, metaKey: false })).toBe("]");
    expect(["ctrl+z", "escape", "]", "f"].map(keyLabel)).toEqual(["Ctrl+Z", "Esc", "]", "F"]);
  });

  it("draws bars by the root of the counts", () => {
    expect(barHeights([0, 25, 100])).toEqual([0, 0.5, 1]);
    expect(barHeights([0, 0])).toEqual([0, 0]);
  });

  it("adds the progress of all networks", () => {
    expect(
      total([
        { network: "a", coarse: 3, full: 1, layers: 5 },
        { network: "b", coarse: 2, full: 2, layers: 2 },
      ]),
    ).toEqual({
      coarse: 5,
      full: 3,
      layers: 7,
    });
  });

  it("speaks the results, and that an untrained network's mean nothing", () => {
    const networks = [
      { id: "a", name: "A", trained: false },
      { id: "b", name: "B", trained: true },
    ] as Network[];
    const run = {
      predictions: [{ index: 0, name: "ring", logit: 1, probability: 0.5 }],
      true_class: "ring",
    } as unknown as Run;
    expect(spokenResults(networks, new Map([["a", run]]))).toBe(
      "A: ring, 50.0 %. ✓ right: it is ring The network is untrained: this means nothing.",
    );
  });
});
