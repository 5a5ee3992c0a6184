import { RUN_SPEED, WALK_SPEED } from "../hall/sizes";
import type { Pose } from "./pose";
import { forward } from "./pose";

/** What the visitor's hands ask for; each from -1 to 1. */
export interface Steps {
  ahead: number;
  right: number;
  up: number;
  run: boolean;
}

const LOWEST = 0.3;
const HIGHEST = 200;

/** Metres per second: as many as metres above the floor when flying, at least walking or running speed. */
export function speed(height: number, run: boolean): number {
  return Math.max(run ? RUN_SPEED : WALK_SPEED, run ? 2 * height : height);
}

/** Where `seconds` of walking lead to. Walking is level; only `up` changes the height. */
export function walked(pose: Pose, steps: Steps, seconds: number): Pose {
  const length = Math.hypot(steps.ahead, steps.right);
  const metres = (speed(pose.y, steps.run) * seconds) / Math.max(1, length);
  const [sin, cos] = [Math.sin(pose.yaw), Math.cos(pose.yaw)];
  return {
    ...pose,
    x: pose.x + (-sin * steps.ahead + cos * steps.right) * metres,
    z: pose.z + (-cos * steps.ahead - sin * steps.right) * metres,
    y: within(pose.y + steps.up * metres),
  };
}

/** The pose moved along the line of sight, as the wheel does, never below the floor. */
export function advanced(pose: Pose, metres: number): Pose {
  const [dx, dy, dz] = forward(pose);
  const high = pose.y > 2.5 || Math.abs(pose.pitch) > 0.5;
  return { ...pose, x: pose.x + dx * metres, y: high ? within(pose.y + dy * metres) : pose.y, z: pose.z + dz * metres };
}

/** The pose turned, looking at most straight up or down. */
export function turned(pose: Pose, yaw: number, pitch: number): Pose {
  const limit = Math.PI / 2 - 0.02;
  return { ...pose, yaw: pose.yaw + yaw, pitch: Math.max(-limit, Math.min(limit, pose.pitch + pitch)) };
}

function within(height: number): number {
  return Math.max(LOWEST, Math.min(HIGHEST, height));
}
