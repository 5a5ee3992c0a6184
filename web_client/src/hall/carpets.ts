import type { Network, Node, Section } from "../api/types";
import type { Solid } from "./signs";
import { CARPET } from "./sizes";

/**
 * A carpet on the floor for every section that stands open: from outside one sees at a glance where it begins, where it
 * ends and what branches belong to it. Sections inside others lie on their carpet and are lighter.
 */
export function carpetsOf(network: Network): Solid[] {
  return network.sections.flatMap((section) => {
    const panels = nodesIn(network, section).flatMap(({ panel }) => (panel ? [panel] : []));
    if (section.folded || panels.length === 0) return [];
    const depth = depthOf(network.sections, section);
    const margin = CARPET.margin - depth * CARPET.inset;
    const left = Math.min(...panels.map(({ position: [x], width }) => x - width / 2)) - margin;
    const right = Math.max(...panels.map(({ position: [x], width }) => x + width / 2)) + margin;
    const ends = panels.map(({ position: [, , z] }) => z);
    const far = Math.min(...ends) - CARPET.behind;
    const near = section.gate ? section.gate.position[2] : Math.max(...ends) + CARPET.behind;
    const colour = CARPET.colours[Math.min(depth, CARPET.colours.length - 1)] ?? 0;
    const height = CARPET.height * (depth + 1);
    return [
      {
        position: [(left + right) / 2, height / 2, (near + far) / 2],
        yaw: 0,
        lean: 0,
        size: [right - left, height, near - far],
        colour,
      },
    ];
  });
}

/** The nodes of a section and of all sections inside it. */
function nodesIn(network: Network, { id, nodes }: Section): Node[] {
  const inside = network.sections.filter(({ parent }) => parent === id);
  const own = network.nodes.filter((node) => nodes.includes(node.id));
  return [...own, ...inside.flatMap((section) => nodesIn(network, section))];
}

function depthOf(sections: readonly Section[], { parent }: Section): number {
  const around = sections.find(({ id }) => id === parent);
  return around ? depthOf(sections, around) + 1 : 0;
}
