import { describe, expect, it } from "vitest";
import { START } from "../hall/sizes";
import { between, wrapAngle } from "./pose";
import { Visitor } from "./visitor";

function live(visitor: Visitor, seconds: number): number {
  let passed = 0;
  while (passed < seconds && visitor.frame(0.02)) passed += 0.02;
  return passed;
}

describe("Visitor", () => {
  const near = { ...START, z: -1.5 };
  const far = { ...START, z: -90 };

  it("glides to a near place in 0.35 s", () => {
    const visitor = new Visitor(START, false);
    visitor.goTo(near);
    expect(live(visitor, 2)).toBeCloseTo(0.35, 1);
    expect(visitor.pose).toEqual(near);
  });

  it("jumps to a far place through darkness, and is never on the way", () => {
    const visitor = new Visitor(START, false);
    const places = new Set<number>();
    let darkest = 0;
    visitor.moved.listen(({ z }) => places.add(z));
    visitor.darkness.listen((darkness) => {
      darkest = Math.max(darkest, darkness);
    });
    visitor.goTo(far);
    live(visitor, 2);
    expect([...places]).toEqual([START.z, far.z]);
    expect(darkest).toBeGreaterThan(0.7);
  });

  it("makes every glide a jump when less motion is asked for", () => {
    const visitor = new Visitor(START, true);
    visitor.goTo(near);
    expect(visitor.pose).toEqual(near);
    expect(visitor.frame(0.02)).toBe(false);
  });

  it("ends a journey at its destination when skipped, and when a step is made", () => {
    const visitor = new Visitor(START, false);
    visitor.goTo(near, 2);
    visitor.frame(0.5);
    visitor.skip();
    expect(visitor.pose).toEqual(near);
    visitor.goTo(START, 2);
    visitor.frame(0.1);
    visitor.hold("KeyW", { ahead: 1 });
    visitor.release("KeyW");
    expect(visitor.frame(0.1)).toBe(false);
    expect(visitor.pose).toEqual(START);
  });

  it("crouches and stands up, and comes down from the air", () => {
    const visitor = new Visitor(START, true);
    visitor.crouch();
    expect(visitor.pose.y).toBe(1);
    visitor.crouch();
    expect(visitor.pose.y).toBe(1.6);
    visitor.place({ ...START, y: 12 });
    visitor.crouch();
    expect(visitor.pose.y).toBe(1);
  });
});

describe("poses", () => {
  it("turns the shorter way", () => {
    expect(wrapAngle(1.5 * Math.PI)).toBeCloseTo(-0.5 * Math.PI);
    expect(wrapAngle(-Math.PI)).toBeCloseTo(Math.PI);
    const half = between({ ...START, yaw: 3 }, { ...START, yaw: -3 }, 0.5);
    expect(Math.abs(wrapAngle(half.yaw))).toBeCloseTo(Math.PI);
  });
});
