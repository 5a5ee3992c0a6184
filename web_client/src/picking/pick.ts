/** Which tile a ray meets: arithmetic on the panels' rectangles and grids. */

import { cellLength, locate } from "./grid";

export type Vector = readonly [number, number, number];

/** Metres, right-handed, y up. The front of a panel with yaw 0 faces +z. */
export interface Placement {
  /** Centre. */
  readonly position: Vector;
  /** Radians about +y. */
  readonly yaw: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly gap: number;
}

export interface Ray {
  readonly origin: Vector;
  /** Need not have length 1. */
  readonly direction: Vector;
}

/** Where a ray meets a rectangle; metres from its upper left corner, seen from the front. */
export interface PlaneHit {
  readonly x: number;
  readonly y: number;
  readonly distance: number;
  readonly point: Vector;
  readonly front: boolean;
}

/** The cell of a grid at a point, and where in it, in [0, 1): from its left and from its top. */
export interface CellHit {
  readonly column: number;
  readonly row: number;
  readonly across: number;
  readonly down: number;
}

/** Meets the panel's rectangle, or null. `distance` is in metres from the origin, never negative. */
export function intersect(ray: Ray, panel: Placement): PlaneHit | null {
  const sine = Math.sin(panel.yaw);
  const cosine = Math.cos(panel.yaw);
  const dx = ray.origin[0] - panel.position[0];
  const dz = ray.origin[2] - panel.position[2];
  const originDepth = dx * sine + dz * cosine; // along the normal (sin yaw, 0, cos yaw)
  const approach = ray.direction[0] * sine + ray.direction[2] * cosine;
  if (approach === 0) return null;
  const factor = -originDepth / approach;
  if (!(factor >= 0)) return null;
  const right = (dx + factor * ray.direction[0]) * cosine - (dz + factor * ray.direction[2]) * sine;
  const up = ray.origin[1] - panel.position[1] + factor * ray.direction[1];
  const x = panel.width / 2 + right;
  const y = panel.height / 2 - up;
  if (x < 0 || y < 0 || x > panel.width || y > panel.height) return null;
  const [ox, oy, oz] = ray.origin;
  const [rx, ry, rz] = ray.direction;
  return {
    x,
    y,
    distance: factor * Math.hypot(rx, ry, rz),
    point: [ox + factor * rx, oy + factor * ry, oz + factor * rz],
    front: approach < 0,
  };
}

/** The cell at (x, y) metres from the upper left corner, or null in a gap. */
export function cellAt(x: number, y: number, panel: Placement): CellHit | null {
  const across = locate(x, cellLength(panel.width, panel.columns, panel.gap), panel.columns, panel.gap);
  const down = locate(y, cellLength(panel.height, panel.rows, panel.gap), panel.rows, panel.gap);
  if (across === null || down === null) return null;
  return { column: across.index, row: down.index, across: across.within, down: down.within };
}

/** What is shown on a panel, as far as picking needs it. */
export interface Pickable extends Placement {
  readonly layer: number;
  /** [channels, height, width] of the layer. */
  readonly shape: Vector;
  /** The channel, or the place in the order, that the first cell shows. */
  readonly firstChannel: number;
  readonly opacity: number;
}

export interface PanelHit {
  readonly panel: number;
  readonly layer: number;
  /** Null in a gap, on a blank cell and on the back. */
  readonly channel: number | null;
  /** Number of the cell in the layer's order (the channel itself where it is not sorted); null as channel. */
  readonly cell: number | null;
  readonly column: number | null;
  readonly row: number | null;
  /** [x, y] in the feature map, from its upper left corner; null as channel. */
  readonly texel: readonly [number, number] | null;
  readonly point: Vector;
  readonly distance: number;
  readonly front: boolean;
}

/** The nearest panel that the ray meets, hidden ones left out. `channelOf` maps (layer, cell) to the channel there. */
export function pick(
  ray: Ray,
  panels: readonly Pickable[],
  channelOf: (layer: number, cell: number) => number = (_, cell) => cell,
): PanelHit | null {
  let nearest: { hit: PlaneHit; panel: number; item: Pickable } | null = null;
  for (const [panel, item] of panels.entries()) {
    if (item.opacity <= 0) continue;
    const hit = intersect(ray, item);
    if (hit !== null && (nearest === null || hit.distance < nearest.hit.distance)) nearest = { hit, panel, item };
  }
  if (nearest === null) return null;
  const { hit, panel, item } = nearest;
  const common = { panel, layer: item.layer, point: hit.point, distance: hit.distance, front: hit.front };
  const found = hit.front ? cellAt(hit.x, hit.y, item) : null;
  const cell = found === null ? 0 : item.firstChannel + found.row * item.columns + found.column;
  if (found === null || cell >= item.shape[0]) {
    return { ...common, channel: null, cell: null, column: null, row: null, texel: null };
  }
  return {
    ...common,
    channel: channelOf(item.layer, cell),
    cell,
    column: found.column,
    row: found.row,
    texel: [Math.floor(found.across * item.shape[2]), Math.floor(found.down * item.shape[1])],
  };
}
