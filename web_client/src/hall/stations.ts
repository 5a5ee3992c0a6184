import type { Network, Panel } from "../api/types";
import type { Pose } from "../motion/pose";
import { lookingAt } from "../motion/pose";
import { shelfPlaces } from "./furniture";
import { EYE_HEIGHT, FARTHEST_START, FARTHEST_STATION, PLATE, RESULTS, STATION_DISTANCE, START } from "./sizes";
import type { View } from "./stage";

/** Around what is looked at, in metres: rulers at a panel, the posts of the shelf. */
const MARGIN = 0.15;

/** How far a panel's plate stands out on the floor, in metres. */
const PLATE_DEPTH = 0.25;

/** A place to stand and read a layer. */
export interface Station {
  network: string;
  layer: string;
  name: string;
  pose: Pose;
}

/** The pose `away` metres before a panel that looks at its centre. */
export function before(panel: Panel, away = STATION_DISTANCE): Pose {
  const [x, y, z] = panel.position;
  const eye: [number, number, number] = [x + Math.sin(panel.yaw) * away, EYE_HEIGHT, z + Math.cos(panel.yaw) * away];
  return lookingAt(eye, [x, y, z]);
}

/** The pose from which a panel, its rulers and its plate fit into the view, as near to its station as that goes. */
export function reading(panel: Panel, { fieldOfView, aspect }: View): Pose {
  const [x, y, z] = panel.position;
  const [right, up, down] = [panel.width / 2 + MARGIN, y + panel.height / 2 + MARGIN - EYE_HEIGHT, EYE_HEIGHT - PLATE.bottom];
  const fits = (away: number): boolean =>
    right / away <= Math.tan(fieldOfView / 2) * aspect && Math.atan(up / away) + Math.atan(down / (away - PLATE_DEPTH)) <= fieldOfView;
  let away = STATION_DISTANCE;
  while (away < FARTHEST_STATION && !fits(away)) away += 0.05;
  const middle = Math.tan((Math.atan(up / away) - Math.atan(down / (away - PLATE_DEPTH))) / 2) * away;
  const { x: ex, y: ey, z: ez } = before(panel, away);
  return lookingAt([ex, ey, ez], [x, EYE_HEIGHT + middle, z]);
}

/** Stations of every standing layer of a network, in order of execution. */
export function stationsOf(network: Network): Station[] {
  return network.nodes.flatMap((node) =>
    node.panel ? [{ network: network.id, layer: node.id, name: node.name, pose: before(node.panel) }] : [],
  );
}

/** Where a visitor of a hall that stands at `offset` begins. */
export function entrance(offset: number): Pose {
  return { ...START, x: START.x + offset };
}

/** The entrance of the first hall: canvas, results and, where the view is wide enough, the shelf beside them are seen. */
export function entranceOverlooking({ fieldOfView, aspect }: View): Pose {
  const upward = Math.tan(fieldOfView / 2);
  const edges = [-RESULTS.width / 2, RESULTS.width / 2].map((x): Place => ({ x: x + Math.sign(x) * 0.05, z: 0.1 }));
  const shelf = shelfPlaces().map(({ position: [x, , z] }): Place => ({ x: x - MARGIN, z: z + MARGIN / 2 }));
  const tallest = (RESULTS.top + 0.1 - EYE_HEIGHT) / upward;
  const wide = overlooking([...edges, ...shelf], upward * aspect);
  const { x, z } = wide.z <= FARTHEST_START ? wide : overlooking(edges, upward * aspect);
  return { ...START, x, z: Math.max(START.z, z, tallest) };
}

interface Place {
  x: number;
  z: number;
}

/** The nearest place from which all places are seen along -z, within `extent` (tangent of half the angle) to each side. */
function overlooking(places: readonly Place[], extent: number): Place {
  const right = Math.max(...places.map(({ x, z }) => x + extent * z));
  const left = Math.max(...places.map(({ x, z }) => -x + extent * z));
  return { x: (right - left) / 2, z: (right + left) / (2 * extent) };
}

/**
 * The station that `]` (step 1) or `[` (step -1) leads to. From a station: its neighbour. From anywhere else: the
 * nearest one in walking direction, so that the first press never jumps over a layer one has not seen.
 */
export function neighbour(
  stations: readonly Station[],
  here: Pose,
  selected: string | null,
  step: 1 | -1,
): Station | null {
  const current = stations.findIndex((station) => station.layer === selected);
  const at = stations[current];
  if (at && Math.hypot(at.pose.x - here.x, at.pose.z - here.z) < 1.5) return stations[current + step] ?? null;
  const tolerance = 0.3;
  if (step === 1) return stations.find((station) => station.pose.z < here.z - tolerance) ?? stations.at(-1) ?? null;
  return [...stations].reverse().find((station) => station.pose.z > here.z + tolerance) ?? stations[0] ?? null;
}
