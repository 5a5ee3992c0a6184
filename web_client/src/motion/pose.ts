/** Where the eye is and where it looks. Metres; yaw in radians about +y, 0 looks along -z; pitch up is positive. */
export interface Pose {
  x: number;
  y: number;
  z: number;
  yaw: number;
  pitch: number;
}

export type Vector = readonly [number, number, number];

/** Unit vector of the line of sight. */
export function forward(pose: Pose): Vector {
  const level = Math.cos(pose.pitch);
  return [-Math.sin(pose.yaw) * level, Math.sin(pose.pitch), -Math.cos(pose.yaw) * level];
}

/** The pose at `eye` that looks at `target`. */
export function lookingAt(eye: Vector, target: Vector): Pose {
  const [x, y, z] = eye;
  const [left, up, back] = [x - target[0], target[1] - y, z - target[2]];
  return { x, y, z, yaw: Math.atan2(left, back), pitch: Math.atan2(up, Math.hypot(left, back)) };
}

/** The same direction in (-π, π]. */
export function wrapAngle(angle: number): number {
  const turn = 2 * Math.PI;
  return angle - turn * Math.ceil(angle / turn - 0.5);
}

/** Between `a` (t = 0) and `b` (t = 1), turning the shorter way, smooth at both ends. */
export function between(a: Pose, b: Pose, t: number): Pose {
  const s = t * t * (3 - 2 * t);
  const mix = (from: number, to: number): number => from + (to - from) * s;
  return {
    x: mix(a.x, b.x),
    y: mix(a.y, b.y),
    z: mix(a.z, b.z),
    yaw: a.yaw + wrapAngle(b.yaw - a.yaw) * s,
    pitch: mix(a.pitch, b.pitch),
  };
}

/** Straight-line distance between two eyes. */
export function distance(a: Pose, b: Pose): number {
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}
