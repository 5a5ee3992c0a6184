import { Vector3 } from "three";
import type { PerspectiveCamera } from "three";
import type { Ray } from "../picking/pick";
import type { Position } from "../api/types";

/** The ray from the eye through a point of the canvas, in CSS pixels of the page. */
export function rayThrough(camera: PerspectiveCamera, canvas: HTMLCanvasElement, x: number, y: number): Ray {
  const box = canvas.getBoundingClientRect();
  camera.updateMatrixWorld();
  const through = new Vector3((2 * (x - box.left)) / box.width - 1, 1 - (2 * (y - box.top)) / box.height, 0.5);
  const direction = through.unproject(camera).sub(camera.position).normalize();
  return { origin: camera.position.toArray(), direction: direction.toArray() };
}

/** Where a point of the hall is on the page, in CSS pixels; null behind the eye. */
export function onPage(
  camera: PerspectiveCamera,
  canvas: HTMLCanvasElement,
  point: Position,
): { x: number; y: number } | null {
  const box = canvas.getBoundingClientRect();
  camera.updateMatrixWorld();
  const seen = new Vector3(...point).project(camera);
  if (seen.z > 1) return null;
  return { x: box.left + ((seen.x + 1) / 2) * box.width, y: box.top + ((1 - seen.y) / 2) * box.height };
}
