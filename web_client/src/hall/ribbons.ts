import type { Edge, Position } from "../api/types";
import { COLOUR, RIBBON } from "./sizes";

/** Metres by which a ribbon ends before its panel, so that it does not run through the plate. */
const BEFORE_PLATE = 0.3;

type Point = readonly [x: number, z: number];

/** Triangles on the floor: three numbers a corner for the place, three for the colour. */
export interface Triangles {
  positions: number[];
  colours: number[];
}

/** Ribbons with arrows along the edges; skips are narrower, of another colour and a little higher. */
export function ribbonTriangles(edges: readonly Edge[]): Triangles {
  const triangles: Triangles = { positions: [], colours: [] };
  for (const edge of edges) {
    const path = shortened(simplified(edge.points), BEFORE_PLATE);
    const width = edge.skip ? RIBBON.skipWidth : RIBBON.width;
    const height = RIBBON.height + (edge.skip ? 0.012 : 0);
    addStrip(triangles, path, width, height, edge.skip ? COLOUR.skip : COLOUR.trunk);
    for (const arrow of arrowsAlong(path, RIBBON.arrowEvery)) {
      addArrow(triangles, arrow, width, height + 0.006, edge.skip ? COLOUR.skipArrow : COLOUR.trunkArrow);
    }
  }
  return triangles;
}

/** Where an arrow stands and the direction in which it points. */
export interface Arrow {
  at: Point;
  direction: Point;
}

/** Arrows spread evenly along a path, at least one, about `every` metres apart. */
export function arrowsAlong(path: readonly Point[], every: number): Arrow[] {
  const length = lengthOf(path);
  if (length < 0.2) return [];
  const count = Math.max(1, Math.round(length / every));
  return Array.from({ length: count }, (_, i) => along(path, (length * (i + 0.5)) / count));
}

/** The middle of an edge, where its label stands. */
export function middleOf(edge: Edge): Arrow {
  const path = simplified(edge.points);
  return along(path, lengthOf(path) / 2);
}

export function lengthOf(path: readonly Point[]): number {
  return segments(path).reduce((sum, [a, b]) => sum + Math.hypot(b[0] - a[0], b[1] - a[1]), 0);
}

function along(path: readonly Point[], metres: number): Arrow {
  let left = metres;
  let last: Arrow = { at: path[0] ?? [0, 0], direction: [0, -1] };
  for (const [a, b] of segments(path)) {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const direction: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const part = Math.min(left, length);
    last = { at: [a[0] + direction[0] * part, a[1] + direction[1] * part], direction };
    if (left <= length) return last;
    left -= length;
  }
  return last;
}

/** The path without its last `metres`. */
function shortened(path: readonly Point[], metres: number): readonly Point[] {
  const [end, before] = [path.at(-1), path.at(-2)];
  if (!end || !before) return path;
  const left = Math.hypot(end[0] - before[0], end[1] - before[1]) - metres;
  if (left <= 0) return path;
  const [dx, dz] = unit(before, end);
  return [...path.slice(0, -1), [before[0] + dx * left, before[1] + dz * left]];
}

function simplified(points: readonly Position[]): Point[] {
  const path: Point[] = [];
  for (const [x, , z] of points) {
    const before = path.at(-1);
    if (!before || Math.hypot(x - before[0], z - before[1]) > 1e-6) path.push([x, z]);
  }
  return path;
}

function segments(path: readonly Point[]): [Point, Point][] {
  return path.slice(1).map((point, i) => [path[i] ?? point, point]);
}

function addStrip(triangles: Triangles, path: readonly Point[], width: number, y: number, colour: number): void {
  const sides = path.map((point, i) => mitred(path, point, i, width / 2));
  sides.slice(1).forEach(([left, right], i) => {
    const [beforeLeft, beforeRight] = sides[i] ?? [left, right];
    addTriangle(triangles, [beforeLeft, beforeRight, right], y, colour);
    addTriangle(triangles, [beforeLeft, right, left], y, colour);
  });
}

/** Both borders of a ribbon at one corner of its path; at a bend they lie on the bisector. */
function mitred(path: readonly Point[], point: Point, i: number, half: number): [Point, Point] {
  const a = path[i - 1];
  const b = path[i + 1];
  const incoming = a ? unit(a, point) : b ? unit(point, b) : ([0, -1] as const);
  const outgoing = b ? unit(point, b) : incoming;
  const normal: Point = [-(incoming[1] + outgoing[1]) / 2, (incoming[0] + outgoing[0]) / 2];
  const square = Math.max(0.25, normal[0] ** 2 + normal[1] ** 2);
  const [dx, dz] = [(normal[0] / square) * half, (normal[1] / square) * half];
  return [
    [point[0] + dx, point[1] + dz],
    [point[0] - dx, point[1] - dz],
  ];
}

function unit(a: Point, b: Point): Point {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

function addArrow(triangles: Triangles, { at, direction }: Arrow, width: number, y: number, colour: number): void {
  const [half, length] = [width * 1.3, width * 2.2];
  const [dx, dz] = direction;
  const tip: Point = [at[0] + (dx * length) / 2, at[1] + (dz * length) / 2];
  const tail: Point = [at[0] - (dx * length) / 2, at[1] - (dz * length) / 2];
  const left: Point = [tail[0] - dz * half, tail[1] + dx * half];
  const right: Point = [tail[0] + dz * half, tail[1] - dx * half];
  addTriangle(triangles, [tip, left, right], y, colour);
}

function addTriangle(triangles: Triangles, corners: readonly Point[], y: number, colour: number): void {
  const rgb = [(colour >> 16) / 255, ((colour >> 8) & 255) / 255, (colour & 255) / 255];
  for (const [x, z] of corners) {
    triangles.positions.push(x, y, z);
    triangles.colours.push(...rgb);
  }
}
