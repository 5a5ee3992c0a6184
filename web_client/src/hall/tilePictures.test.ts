import { expect, test } from "vitest";
import type { Panels } from "../scene/panels";
import type { TileStore } from "../tiles/store";
import { TilePictures } from "./tilePictures";

/** Pictures come at once; frames are drawn when the test says so, 100 ms apart. */
function stage() {
  const shares = new Map<string, [slot: number, share: number]>();
  const put: number[] = [];
  const panel = { share: 0 };
  const failures: unknown[] = [];
  let requests = 0;
  let now = 1000;
  const store = {
    putPicture: (slot: number) => put.push(slot),
    setPicture: (layer: number, channel: number, slot: number, share: number) => shares.set(`${layer} ${channel}`, [slot, share]),
  } as unknown as TileStore;
  const panels = { setPictures: (_: number, share: number) => (panel.share = share) } as unknown as Panels;
  const pictures = new TilePictures(
    store,
    panels,
    ({ image }) => (image === "gone" ? Promise.reject(new Error("gone")) : Promise.resolve([])),
    () => { requests++; },
    (_, error) => failures.push(error),
  );
  const frame = (): boolean => pictures.update((now += 100));
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  return { pictures, shares, put, panel, failures, frame, settle, requests: () => requests };
}

test("a picture fades in within 0.3 s, and a later one for the same tile takes its place at once", async () => {
  const { pictures, shares, put, frame, settle, requests } = stage();
  pictures.wish({ layer: 0, channel: 3, image: "a" });
  await settle();
  expect(requests()).toBeGreaterThan(0);
  const seen: number[] = [];
  while (frame()) seen.push(shares.get("0 3")?.[1] ?? NaN);
  expect(seen[0]).toBe(0);
  expect(seen.at(-1)).toBe(1);
  expect(seen.length).toBe(4);
  pictures.wish({ layer: 0, channel: 3, image: "b" });
  await settle();
  expect([frame(), frame()]).toEqual([true, false]);
  expect(put).toEqual([0, 0]);
  expect(shares.get("0 3")).toEqual([0, 1]);
});

test("a panel fades to its pictures and back, also half way", () => {
  const { pictures, panel, frame } = stage();
  pictures.show(0, true);
  frame();
  frame();
  expect(panel.share).toBeCloseTo(1 / 3);
  pictures.show(0, false);
  while (frame());
  expect(panel.share).toBe(0);
});

test("the picture that gives way is taken from its tile, and its cell is never shared", async () => {
  const { pictures, shares, frame, settle } = stage();
  for (let channel = 0; channel < 512; channel++) pictures.wish({ layer: 0, channel, image: "a" });
  for (let i = 0; i < 400; i++) {
    frame();
    await settle();
  }
  expect(pictures.size).toBe(512);
  pictures.wish({ layer: 0, channel: 600, image: "one too many" });
  pictures.wish({ layer: 1, channel: 0, image: "b" });
  for (let i = 0; i < 10; i++) {
    await settle();
    frame();
  }
  expect(shares.get("0 0")).toEqual([-1, 0]);
  expect(shares.get("1 0")).toEqual([0, 1]);
  expect(shares.has("0 600")).toBe(false);
  const used = [...shares.values()].map(([slot]) => slot).filter((slot) => slot >= 0);
  expect(new Set(used).size).toBe(used.length);
});

test("a removed tile shows its feature map, what cannot be had is reported", async () => {
  const { pictures, shares, failures, frame, settle } = stage();
  pictures.wish({ layer: 0, channel: 1, image: "a" });
  pictures.wish({ layer: 0, channel: 2, image: "gone" });
  await settle();
  frame();
  pictures.remove(0, 1);
  while (frame());
  expect(shares.get("0 1")).toEqual([-1, 0]);
  expect(pictures.has(0, 1)).toBe(false);
  expect(failures.length).toBe(1);
});

test("after the graphics were lost no tile refers to a picture", async () => {
  const { pictures, shares, frame, settle } = stage();
  pictures.wish({ layer: 0, channel: 1, image: "a" });
  await settle();
  frame();
  pictures.clear();
  while (frame());
  expect(shares.get("0 1")).toEqual([-1, 0]);
  expect(pictures.size).toBe(0);
});
