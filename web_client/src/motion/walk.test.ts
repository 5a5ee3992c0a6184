import { describe, expect, it } from "vitest";
import { START } from "../hall/sizes";
import { advanced, speed, turned, walked } from "./walk";

const still = { ahead: 0, right: 0, up: 0, run: false };

describe("walking", () => {
  it("goes along -z at three metres a second, at eight when running", () => {
    expect(walked(START, { ...still, ahead: 1 }, 0.5)).toMatchObject({ x: 0, y: 1.6, z: 2.2 - 1.5 });
    expect(walked(START, { ...still, ahead: 1, run: true }, 0.5).z).toBeCloseTo(2.2 - 4);
  });

  it("is not faster diagonally, and follows the direction of the eyes but not their pitch", () => {
    const diagonal = walked(START, { ...still, ahead: 1, right: 1 }, 1);
    expect(Math.hypot(diagonal.x, diagonal.z - 2.2)).toBeCloseTo(3);
    const left = walked({ ...START, yaw: Math.PI / 2, pitch: 1 }, { ...still, ahead: 1 }, 1);
    expect(left.x).toBeCloseTo(-3);
    expect(left.z).toBeCloseTo(2.2);
    expect(left.y).toBe(1.6);
  });

  it("flies as fast as it is high, and never below the floor", () => {
    expect(speed(10, false)).toBe(10);
    expect(walked(START, { ...still, up: -1 }, 60).y).toBe(0.3);
  });

  it("stays on its level with the wheel unless one looks down from above", () => {
    expect(advanced({ ...START, pitch: -0.2 }, 1).y).toBe(1.6);
    expect(advanced({ ...START, y: 20, pitch: -1 }, 1).y).toBeLessThan(20);
  });

  it("looks at most straight up", () => {
    expect(turned(START, 1, 9)).toMatchObject({ yaw: 1 });
    expect(turned(START, 0, 9).pitch).toBeLessThan(Math.PI / 2);
  });
});
