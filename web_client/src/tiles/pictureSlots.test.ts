import { expect, test } from "vitest";
import { PictureSlots } from "./pictureSlots";

test("a tile keeps its cell", () => {
  const slots = new PictureSlots(2);
  expect(slots.find(0, 5)).toBe(-1);
  expect(slots.take(0, 5)).toEqual({ slot: 0, freed: null });
  expect(slots.take(0, 5)).toEqual({ slot: 0, freed: null });
  expect(slots.find(0, 5)).toBe(0);
  expect(slots.size).toBe(1);
});

test("the picture used least recently gives way to one of another layer", () => {
  const slots = new PictureSlots(2);
  slots.take(0, 1);
  slots.take(0, 2);
  slots.find(0, 1);
  expect(slots.take(1, 0)).toEqual({ slot: 1, freed: { layer: 0, channel: 2, slot: 1 } });
  expect(slots.find(0, 2)).toBe(-1);
});

test("a layer never pushes its own pictures out", () => {
  const slots = new PictureSlots(2);
  slots.take(0, 1);
  slots.take(0, 2);
  expect(slots.hasRoom(0)).toBe(false);
  expect(slots.hasRoom(1)).toBe(true);
  expect(slots.take(0, 3)).toEqual({ slot: -1, freed: null });
});

test("cells that were released or cleared are taken again", () => {
  const slots = new PictureSlots(2);
  slots.take(0, 1);
  slots.take(0, 2);
  slots.release(0, 1);
  slots.release(0, 9);
  expect(slots.take(0, 3)).toEqual({ slot: 0, freed: null });
  expect([...slots.values()].map(({ channel }) => channel)).toEqual([2, 3]);
  slots.clear();
  expect(slots.size).toBe(0);
  expect(slots.take(3, 0).slot).toBe(0);
});
