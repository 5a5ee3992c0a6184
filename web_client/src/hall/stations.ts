import type { Network, Panel } from "../api/types";
import type { Pose } from "../motion/pose";
import { lookingAt } from "../motion/pose";
import { EYE_HEIGHT, STATION_DISTANCE, START } from "./sizes";

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
