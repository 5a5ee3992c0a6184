import type { Edge, Gate, Network, Section } from "../api/types";
import { middleOf } from "./ribbons";
import type { Signs, Solid, Text } from "./signs";
import { joined, onBoard } from "./signs";
import { COLOUR, EDGE_LABEL, GATE } from "./sizes";

/** Gates over the lane, their names on the floor, and what happens along the edges. */
export function wayfindingSigns(network: Network): Signs {
  return joined([...gatesOf(network.sections).map(gateSigns), ...network.edges.map(edgeLabel)]);
}

interface StandingGate {
  section: Section;
  gate: Gate;
  /** 0 for the outermost of the gates that stand at one place; each further one hangs below it. */
  storey: number;
}

/** Gates with a storey each, so that sections which begin together do not cover each other's names. */
export function gatesOf(sections: readonly Section[]): StandingGate[] {
  const taken = new Map<string, number>();
  return sections.flatMap((section) => {
    if (!section.gate) return [];
    const [x, , z] = section.gate.position;
    const place = `${x.toFixed(1)} ${z.toFixed(1)}`;
    const storey = taken.get(place) ?? 0;
    taken.set(place, storey + 1);
    return [{ section, gate: section.gate, storey }];
  });
}

function gateSigns({ section, gate, storey }: StandingGate): Signs {
  const [x, , z] = gate.position;
  const width = Math.max(gate.width, 2);
  const height = GATE.height + storey * (GATE.bar + 0.06);
  const middle: [number, number, number] = [x, height + GATE.bar / 2, z];
  const flat = { yaw: 0, lean: 0, colour: COLOUR.gate };
  const solids: Solid[] = [{ ...flat, position: middle, size: [width + 2 * GATE.post, GATE.bar, GATE.depth] }];
  if (storey === 0) {
    for (const side of [-1, 1]) {
      const position: [number, number, number] = [x + side * (width / 2 + GATE.post / 2), height / 2, z];
      solids.push({ ...flat, position, size: [GATE.post, height, GATE.depth] });
    }
    solids.push({ ...flat, position: [x, 0.004, z], size: [width, 0.008, 0.5] });
  }
  const name = section.folded ? `${section.name}  (folded)` : section.name;
  const sign = (yaw: number): Text => {
    const board = { position: middle, yaw, lean: 0 };
    const position = onBoard(board, 0, 0, GATE.depth / 2 + 0.01);
    return {
      ...board,
      position,
      text: name,
      capitals: GATE.capitals,
      align: "centre",
      colour: COLOUR.text,
      widest: width,
    };
  };
  const stripe = { position: [x - width / 2 + 0.15, 0.014, z] as [number, number, number], yaw: 0, lean: Math.PI / 2 };
  const texts = [sign(0), sign(Math.PI)];
  if (storey === 0) {
    texts.push({ ...stripe, text: name, capitals: 0.2, align: "left", colour: COLOUR.quiet, widest: width / 2 - 0.4 });
  }
  return { texts, solids };
}

function edgeLabel(edge: Edge): Signs {
  if (edge.label === "" || edge.points.length < 2) return { texts: [], solids: [] };
  const { at } = middleOf(edge);
  const width = Math.min(2.2, 0.1 + edge.label.length * EDGE_LABEL.capitals * 0.86);
  const board = { position: [at[0], 0.2, at[1]] as [number, number, number], yaw: 0, lean: EDGE_LABEL.lean };
  const text: Text = {
    ...board,
    position: onBoard(board, 0, 0, 0.014),
    text: edge.label,
    capitals: EDGE_LABEL.capitals,
    align: "centre",
    colour: edge.skip ? COLOUR.skipArrow : COLOUR.text,
    widest: width - 0.06,
  };
  const solid: Solid = { ...board, size: [width, EDGE_LABEL.height, 0.02], colour: COLOUR.plate };
  return { texts: [text], solids: [solid] };
}
