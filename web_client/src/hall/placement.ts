import type { Bounds, Network, Position } from "../api/types";
import { BETWEEN_NETWORKS } from "./sizes";

/** Offset of each hall along x: the first stays where it is, the next ones follow to the right, 4 m apart. */
export function sideBySide(bounds: readonly Bounds[]): number[] {
  const offsets: number[] = [];
  let right: number | null = null;
  for (const { x_min, x_max } of bounds) {
    const offset: number = right === null ? 0 : right + BETWEEN_NETWORKS - x_min;
    offsets.push(offset);
    right = offset + x_max;
  }
  return offsets;
}

/** The same network with everything that stands moved by `offset` along x. */
export function moved(network: Network, offset: number): Network {
  const move = ([x, y, z]: Position): Position => [x + offset, y, z];
  const { bounds } = network;
  return {
    ...network,
    nodes: network.nodes.map((node) => ({
      ...node,
      panel: node.panel && { ...node.panel, position: move(node.panel.position) },
    })),
    edges: network.edges.map((edge) => ({ ...edge, points: edge.points.map(move) })),
    sections: network.sections.map((section) => ({
      ...section,
      gate: section.gate && { ...section.gate, position: move(section.gate.position) },
    })),
    bounds: { ...bounds, x_min: bounds.x_min + offset, x_max: bounds.x_max + offset },
  };
}

/** The smallest box around all of them. */
export function union(bounds: readonly Bounds[]): Bounds {
  return {
    x_min: Math.min(...bounds.map((b) => b.x_min)),
    x_max: Math.max(...bounds.map((b) => b.x_max)),
    z_min: Math.min(...bounds.map((b) => b.z_min)),
    z_max: Math.max(...bounds.map((b) => b.z_max)),
  };
}
