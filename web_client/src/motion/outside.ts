import type { Bounds } from "../api/types";
import { union } from "../hall/placement";
import { LONG_HALL, OUTSIDE, OUTSIDE_LONG, OUTSIDE_MARGIN } from "../hall/sizes";
import type { Pose, Vector } from "./pose";

const ROOF = 3.5;

/**
 * The view from outside: beside the entrance, looking down on everything that stands, with a margin.
 *
 * @param standing the ground that each thing in the hall covers
 * @param fieldOfView vertical, in radians
 * @param aspect width of the view divided by its height
 */
export function outsideView(standing: readonly Bounds[], fieldOfView: number, aspect: number): Pose {
  const { z_min, z_max } = union(standing);
  const length = z_max - z_min;
  const { yaw, pitch: down } = length > LONG_HALL ? OUTSIDE_LONG : OUTSIDE;
  const pitch = -down;
  const ahead: Vector = [-Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), -Math.cos(yaw) * Math.cos(pitch)];
  const right: Vector = [Math.cos(yaw), 0, -Math.sin(yaw)];
  const up: Vector = [
    right[1] * ahead[2] - right[2] * ahead[1],
    right[2] * ahead[0] - right[0] * ahead[2],
    right[0] * ahead[1] - right[1] * ahead[0],
  ];
  const vertical = Math.tan(fieldOfView / 2) * (1 - OUTSIDE_MARGIN);
  const eye = fit(standing.flatMap(corners), { right, up, ahead }, vertical * aspect, vertical);
  return { x: eye[0], y: eye[1], z: eye[2], yaw, pitch };
}

interface Axes {
  right: Vector;
  up: Vector;
  ahead: Vector;
}

/** The nearest eye that sees all points within the given half extents (tangents of half angles). */
function fit(points: readonly Vector[], { right, up, ahead }: Axes, horizontal: number, vertical: number): Vector {
  const across = interval(points, right, ahead, horizontal);
  const upward = interval(points, up, ahead, vertical);
  const depth = Math.min(across.depth, upward.depth);
  const at = (axis: 0 | 1 | 2): number =>
    right[axis] * across.middle(depth) + up[axis] * upward.middle(depth) + ahead[axis] * depth;
  return [at(0), at(1), at(2)];
}

/** Along one screen axis a point at (p, d) is seen if |p - eye| <= extent · (d - depth): two bounds on the eye. */
function interval(points: readonly Vector[], axis: Vector, ahead: Vector, extent: number) {
  const low = Math.max(...points.map((p) => dot(p, axis) - extent * dot(p, ahead)));
  const high = Math.min(...points.map((p) => dot(p, axis) + extent * dot(p, ahead)));
  return {
    depth: (high - low) / (2 * extent),
    middle: (depth: number): number => (low + extent * depth + high - extent * depth) / 2,
  };
}

function corners({ x_min, x_max, z_min, z_max }: Bounds): Vector[] {
  return [x_min, x_max].flatMap((x) => [0, ROOF].flatMap((y) => [z_min, z_max].map((z): Vector => [x, y, z])));
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
