import { describe, expect, it } from "vitest";
import { floorHit, hangingHit, nearest } from "./target";

const ray = (origin: [number, number, number], direction: [number, number, number]) => ({ origin, direction });

describe("targets", () => {
  it("meets the floor in front of the eye", () => {
    expect(floorHit(ray([0, 1.6, 2], [0, -0.8, -0.6]))).toMatchObject({ kind: "floor", x: 0, z: 0.8, distance: 2 });
    expect(floorHit(ray([0, 1.6, 2], [0, 0.1, -1]))).toBeNull();
    expect(floorHit(ray([0, 1.6, 2], [0, -0.001, -1]))).toBeNull();
  });

  it("meets a picture that faces the eye, and misses beside it and behind the eye", () => {
    const canvas = {
      position: [0, 1.35, 0] as [number, number, number],
      yaw: 0,
      lean: 0,
      width: 1.2,
      height: 1,
      slot: null,
    };
    expect(hangingHit(ray([0.5, 1.6, 2], [0, 0, -1]), canvas, { kind: "canvas" })).toEqual({
      kind: "canvas",
      distance: 2,
    });
    expect(hangingHit(ray([0.7, 1.6, 2], [0, 0, -1]), canvas, { kind: "canvas" })).toBeNull();
    expect(hangingHit(ray([0, 1.6, 2], [0, 0, 1]), canvas, { kind: "canvas" })).toBeNull();
  });

  it("meets a turned picture", () => {
    const shelf = {
      position: [-1, 1, 0] as [number, number, number],
      yaw: Math.PI / 2,
      lean: 0,
      width: 1,
      height: 1,
      slot: 3,
    };
    const hit = hangingHit(ray([1, 1, 0.4], [-1, 0, 0]), shelf, { kind: "picture", slot: 3 });
    expect(hit).toMatchObject({ kind: "picture", slot: 3 });
    expect(hit?.distance).toBeCloseTo(2);
    expect(hangingHit(ray([1, 1, 0.6], [-1, 0, 0]), shelf, { kind: "picture", slot: 3 })).toBeNull();
  });

  it("takes the nearest", () => {
    expect(nearest([null, { kind: "canvas", distance: 3 }, { kind: "floor", x: 0, z: 0, distance: 2 }])?.kind).toBe(
      "floor",
    );
    expect(nearest([null])).toBeNull();
  });
});
