import type { Network, Prediction, Run } from "../api/types";
import { percent } from "./numbers";
import type { Board, Signs, Solid, Text } from "./signs";
import { onBoard } from "./signs";
import { CLASSES, COLOUR, EYE_HEIGHT, RESULTS, STATION_DISTANCE } from "./sizes";

/** What a results board shows. */
export interface Results {
  run: Run;
  trained: boolean;
}

/** One sentence about the true class: what a visitor wants to know first. */
export function verdict({ predictions, true_class }: Run): string {
  if (true_class === null) return "";
  return predictions[0]?.name === true_class ? `✓ right: it is ${true_class}` : `✗ it is ${true_class}`;
}

/** The board above the input canvas: the best class large, four more below it. `x`: of the network's lane. */
export function resultsAboveCanvas({ run, trained }: Results, x: number): Signs {
  const height = RESULTS.top - RESULTS.bottom;
  const board: Board = { position: [x, (RESULTS.top + RESULTS.bottom) / 2, 0], yaw: 0, lean: RESULTS.lean };
  const signs: Signs = { texts: [], solids: backing(board, RESULTS.width, height, trained) };
  const note = trained ? verdict(run) : "untrained: the results mean nothing";
  const good = run.predictions[0]?.name === run.true_class;
  const noteColour = !trained ? COLOUR.focus : good ? COLOUR.right : COLOUR.wrong;
  let up = height / 2 - 0.085;
  run.predictions.slice(0, RESULTS.lines).forEach((prediction, i) => {
    const capitals = i === 0 ? RESULTS.first : RESULTS.other;
    addRow(signs, board, { prediction, up, capitals, width: RESULTS.width - 0.16, best: i === 0 });
    up -= i === 0 ? 0.105 : 0.086;
  });
  if (note !== "") {
    signs.texts.push({
      ...line(board, 0, up + 0.004, 0.036),
      text: note,
      align: "centre",
      colour: noteColour,
      widest: RESULTS.width - 0.1,
    });
  }
  return signs;
}

/** Where a board stands, and how many lines it has. */
export interface Place {
  x: number;
  z: number;
  bottom: number;
  lines: number;
}

/** Behind the last layer. From its station the board is seen over the panel, as far as there is room for it. */
export function placeBehind({ bounds, nodes }: Network, x: number): Place {
  const panel = [...nodes].reverse().find((node) => node.panel)?.panel;
  const top = panel ? panel.position[1] + panel.height / 2 : 0;
  const over = EYE_HEIGHT + ((top - EYE_HEIGHT) * (STATION_DISTANCE + CLASSES.behind)) / STATION_DISTANCE + 0.05;
  const room = Math.floor((CLASSES.highest - over - CLASSES.heading) / CLASSES.row);
  const place = { x, z: bounds.z_min - CLASSES.behind };
  if (room < 3) return { ...place, bottom: CLASSES.bottom, lines: CLASSES.lines };
  return { ...place, bottom: over, lines: Math.min(CLASSES.lines, room) };
}

/** The board behind the last layer, which is the only one whose units have names. */
export function classBoard({ run, trained }: Results, { x, z, bottom, lines }: Place, classes: number): Signs {
  const shown = run.predictions.slice(0, lines);
  const height = CLASSES.heading + CLASSES.row * shown.length;
  const board: Board = { position: [x, bottom + height / 2, z], yaw: 0, lean: 0 };
  const signs: Signs = { texts: [], solids: backing(board, CLASSES.width, height, trained) };
  const heading = trained
    ? `The ${shown.length} most probable of ${classes} classes`
    : "untrained: the results mean nothing";
  const up = height / 2 - 0.16;
  const colour = trained ? COLOUR.quiet : COLOUR.focus;
  signs.texts.push({
    ...line(board, 0, up, 0.05),
    text: heading,
    align: "centre",
    colour,
    widest: CLASSES.width - 0.2,
  });
  shown.forEach((prediction, i) => {
    const place = { up: up - 0.2 - i * CLASSES.row, capitals: CLASSES.capitals, width: CLASSES.width - 0.2 };
    addRow(signs, board, { prediction, ...place, best: i === 0 });
  });
  for (const side of [-1, 1]) {
    const position: [number, number, number] = [x + side * (CLASSES.width / 2 - 0.1), bottom / 2, z];
    signs.solids.push({ position, yaw: 0, lean: 0, size: [0.05, bottom, 0.04], colour: COLOUR.post });
  }
  return signs;
}

interface Row {
  prediction: Prediction;
  up: number;
  capitals: number;
  width: number;
  best: boolean;
}

/** A class name, its bar and its percentage, on one line. */
function addRow(signs: Signs, board: Board, { prediction, up, capitals, width, best }: Row): void {
  const name = line(board, -width / 2, up, capitals);
  const colour = best ? COLOUR.text : COLOUR.quiet;
  signs.texts.push({ ...name, text: prediction.name, align: "left", colour, widest: width * 0.4 });
  const value = line(board, width / 2, up, capitals);
  signs.texts.push({ ...value, text: percent(prediction.probability), align: "right", colour });
  const [left, full, tall] = [-width / 2 + width * 0.43, width * 0.28, capitals * 0.9];
  const bar = (share: number, out: number, tint: number): Solid => ({
    ...board,
    position: onBoard(board, left + (full * share) / 2, up, 0.012 + out / 2),
    size: [full * share, tall, out],
    colour: tint,
  });
  signs.solids.push(bar(1, 0.004, COLOUR.track));
  const share = Math.min(1, prediction.probability ?? 0);
  if (share > 0.002) signs.solids.push(bar(share, 0.012, best ? COLOUR.barBest : COLOUR.bar));
}

function line(board: Board, right: number, up: number, capitals: number): Omit<Text, "text" | "align" | "colour"> {
  return { position: onBoard(board, right, up, 0.02), yaw: board.yaw, lean: board.lean, capitals };
}

/** The board; a striped border around it says that the network is untrained. */
function backing(board: Board, width: number, height: number, trained: boolean): Solid[] {
  const solids: Solid[] = [{ ...board, size: [width, height, 0.02], colour: COLOUR.plate }];
  if (!trained) {
    const behind = { ...board, position: onBoard(board, 0, 0, -0.012) };
    solids.push({ ...behind, size: [width + 0.1, height + 0.1, 0.02], colour: COLOUR.focus, stripe: 0x22252b });
  }
  return solids;
}
