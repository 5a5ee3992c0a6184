import type { Panel, Position } from "../api/types";
import { cellLength, cellStart } from "../picking/grid";
import { onBoard } from "./signs";

/** The middle of a cell of a panel in the hall; cells are counted row by row. */
export function tileCentre(panel: Panel, cell: number): Position {
  const { columns, rows, gap, width, height } = panel;
  const [across, down] = [cellLength(width, columns, gap), cellLength(height, rows, gap)];
  const right = cellStart(cell % columns, across, gap) + across / 2 - width / 2;
  const up = height / 2 - cellStart(Math.floor(cell / columns), down, gap) - down / 2;
  return onBoard({ position: panel.position, yaw: panel.yaw, lean: 0 }, right, up);
}
