import { describe, expect, it } from "vitest";
import { Resolution } from "./resolution";

function walk(resolution: Resolution, milliseconds: number, frames: number): void {
  for (let i = 0; i < frames; i++) resolution.frame(milliseconds, true);
}

describe("Resolution", () => {
  it("stays whole on a fast machine", () => {
    const resolution = new Resolution();
    walk(resolution, 16, 100);
    expect(resolution.scale).toBe(1);
  });

  it("is lowered while moving slowly, never below 40 %, and whole again when still", () => {
    const resolution = new Resolution();
    walk(resolution, 200, 100);
    expect(resolution.scale).toBeCloseTo(0.4);
    expect(resolution.frame(200, false)).toBe(true);
    expect(resolution.scale).toBe(1);
    expect(resolution.frame(200, true)).toBe(true);
    expect(resolution.scale).toBeCloseTo(0.4);
  });

  it("grows again when frames come fast", () => {
    const resolution = new Resolution();
    walk(resolution, 100, 12);
    const low = resolution.scale;
    walk(resolution, 10, 60);
    expect(low).toBeLessThan(1);
    expect(resolution.scale).toBe(1);
  });
});
