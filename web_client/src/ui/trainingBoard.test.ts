import { expect, test } from "vitest";
import type { Training } from "../api/types";
import { curvesOf, decades, layerNames, statusOf } from "./trainingBoard";
import { logScale, pathOf, share } from "./trainingCharts";

const training: Training = {
  network: "n", settings: [], state: "running", message: null, epoch: 2, epochs: 10, step: 3, steps: 8, eta: 30, version: 3,
  image: "test:0", layers: ["a"], rows: [], gradient_flow: [],
};

test("the status says what is being done, how it ended, and that nothing is heard of it", () => {
  expect(statusOf(training, false)).toBe("Epoch 3: step 3 of 8 · about 30 s left");
  expect(statusOf({ ...training, eta: null }, false)).toBe("Epoch 3: step 3 of 8");
  expect(statusOf(training, true)).toMatch(/^Connection lost/);
  expect(statusOf({ ...training, state: "done" }, true)).toBe("Done: 10 epochs.");
  expect(statusOf({ ...training, state: "failed", message: "The loss is nan." }, false)).toBe("Failed: The loss is nan.");
  expect(statusOf({ ...training, state: "interrupted" }, false)).toMatch(/^Stopped after epoch 2/);
});

test("a curve for test pictures is there only where there are some", () => {
  const rows = [{ epoch: 1, train_loss: 2 }, { epoch: 2, train_loss: 1 }];
  expect(curvesOf(rows, "loss")).toEqual([{ name: "train", values: [[1, 2], [2, 1]] }]);
  expect(curvesOf([...rows, { epoch: 3, test_loss: 4 }], "loss")[1]?.values).toEqual([[1, null], [2, null], [3, 4]]);
});

test("a loss stands on a logarithmic scale with few round marks", () => {
  expect(logScale([0.02, 2.3]).marks).toEqual([0.03, 0.1, 0.3, 1]);
  expect(logScale([2, 2.5]).marks).toEqual([2, 2.5]);
  expect(logScale([1e-8, 1]).marks).toEqual([1e-6, 1e-3, 1]);
  expect(logScale([]).marks).toHaveLength(2);
  const scale = { low: 0.01, high: 1, marks: [], log: true };
  expect([0, 0.01, 0.1, 1, 5].map((value) => share(value, scale))).toEqual([0, 0, 0.5, 1, 1]);
});

test("an epoch without a value interrupts a curve", () => {
  const scale = { low: 0, high: 1, marks: [], log: false };
  const path = pathOf({ name: "test", values: [[1, 0], [2, null], [3, 1]] }, scale, 3);
  expect(path).toBe("M4.0 74.0M248.0 4.0");
});

test("bars of gradients stand on whole powers of ten, never on nothing", () => {
  const { low, high } = decades([0.003, null, 0.02, 0]);
  expect([low, high].map(Math.log10)).toEqual([-3, -1]);
  expect(share(0.003, { low, high, marks: [], log: true })).toBeGreaterThan(0.1);
  expect(decades([null, 0])).toMatchObject({ low: 0.1, high: 1 });
});

test("layers of one name are told apart by their ids", () => {
  const nodes = [{ id: "track_conv1", name: "conv1" }, { id: "block1.track_conv1", name: "conv1" }, { id: "x", name: "pool" }];
  expect(layerNames(["track_conv1", "block1.track_conv1", "x", "gone"], nodes)).toEqual(["conv1", "block1.conv1", "pool", "gone"]);
});
