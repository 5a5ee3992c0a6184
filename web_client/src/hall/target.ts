import type { Ray } from "../picking/pick";
import type { Hanging } from "./pictures";
import { onBoard } from "./signs";

/** What a ray can meet; `distance` in metres from the eye. */
export type Target = { distance: number } & (
  | { kind: "panel"; network: string; layer: string; channel: number | null; texel: readonly [number, number] | null }
  | { kind: "canvas" }
  | { kind: "picture"; slot: number }
  | { kind: "floor"; x: number; z: number }
);

/** Farthest place on the floor one can click on. */
const FARTHEST_STEP = 60;

/** The nearest of these. */
export function nearest(targets: readonly (Target | null)[]): Target | null {
  return targets.reduce((best, target) => (target && (!best || target.distance < best.distance) ? target : best), null);
}

/** Where a ray meets the floor, unless that is above the horizon or too far away. */
export function floorHit({ origin, direction }: Ray): Target | null {
  if (direction[1] >= 0) return null;
  const t = -origin[1] / direction[1];
  const distance = t * Math.hypot(...direction);
  if (distance > FARTHEST_STEP) return null;
  return { kind: "floor", x: origin[0] + direction[0] * t, z: origin[2] + direction[2] * t, distance };
}

/** `target` with its distance if the ray meets the picture. */
export function hangingHit(
  { origin, direction }: Ray,
  hanging: Hanging,
  target: { kind: "canvas" } | { kind: "picture"; slot: number },
): Target | null {
  const axis = (right: number, up: number, out: number): number[] =>
    onBoard(hanging, right, up, out).map((value, i) => value - (hanging.position[i] ?? 0));
  const normal = axis(0, 0, 1);
  const towards = dot(direction, normal);
  if (Math.abs(towards) < 1e-9) return null;
  const offset = hanging.position.map((value, i) => value - (origin[i] ?? 0));
  const t = dot(offset, normal) / towards;
  if (t <= 0) return null;
  const point = direction.map((value, i) => value * t - (offset[i] ?? 0));
  const inside =
    Math.abs(dot(point, axis(1, 0, 0))) <= hanging.width / 2 &&
    Math.abs(dot(point, axis(0, 1, 0))) <= hanging.height / 2;
  return inside ? { ...target, distance: t * Math.hypot(...direction) } : null;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
