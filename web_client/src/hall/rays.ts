import { Vector3 } from "three";
import type { PerspectiveCamera } from "three";
import type { Ray } from "../picking/pick";
import type { Position } from "../api/types";

/** The ray from the eye through a point of the page, in CSS pixels; the canvas is as large as the page. */
export function rayThrough(camera: PerspectiveCamera, canvas: HTMLCanvasElement, x: number, y: number): Ray {
  camera.updateMatrixWorld();
  const through = new Vector3((2 * x) / canvas.clientWidth - 1, 1 - (2 * y) / canvas.clientHeight, 0.5);
  const direction = through.unproject(camera).sub(camera.position).normalize();
  return { origin: camera.position.toArray(), direction: direction.toArray() };
}

/** Where a point of the hall is on the page, in CSS pixels; null behind the eye. */
export function onPage(
  camera: PerspectiveCamera,
  canvas: HTMLCanvasElement,
  point: Position,
): { x: number; y: number } | null {
  camera.updateMatrixWorld();
  const seen = new Vector3(...point).project(camera);
  if (seen.z > 1) return null;
  return { x: ((seen.x + 1) / 2) * canvas.clientWidth, y: ((1 - seen.y) / 2) * canvas.clientHeight };
}
