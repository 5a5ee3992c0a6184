import type { Network } from "../api/types";
import type { Hanging } from "./pictures";
import type { Solid } from "./signs";
import { onBoard } from "./signs";
import { CANVAS, COLOUR, SHELF } from "./sizes";

/** How many pictures the shelf shows at once. */
export const SHELF_PLACES = SHELF.columns * SHELF.rows;

/** Width and height of the input canvas: the shape of what the network sees, its longer side 1.2 m. */
export function canvasSize([height, width]: readonly [number, number]): [number, number] {
  const scale = CANVAS.longerSide / Math.max(width, height);
  return [width * scale, height * scale];
}

/** The input canvas of a network whose lane is at `x`. */
export function canvasOf(network: Network, x: number): Hanging {
  const [width, height] = canvasSize(network.input_size);
  return { position: [x, CANVAS.height, 0], yaw: 0, lean: 0, width, height, slot: null };
}

/** Frame, back and posts of a canvas. */
export function canvasFrame(canvas: Hanging): Solid[] {
  const { width, height } = canvas;
  const rim = CANVAS.frame;
  const box = (right: number, up: number, out: number, size: Solid["size"], colour: number): Solid => ({
    position: onBoard(canvas, right, up, out),
    yaw: canvas.yaw,
    lean: canvas.lean,
    size,
    colour,
  });
  const below = CANVAS.height - height / 2;
  return [
    box(0, (height + rim) / 2, -0.012, [width + 2 * rim, rim, 0.05], COLOUR.gate),
    box(0, -(height + rim) / 2, -0.012, [width + 2 * rim, rim, 0.05], COLOUR.gate),
    box(-(width + rim) / 2, 0, -0.012, [rim, height, 0.05], COLOUR.gate),
    box((width + rim) / 2, 0, -0.012, [rim, height, 0.05], COLOUR.gate),
    box(-width / 2 + 0.08, -height / 2 - below / 2, -0.02, [0.04, below, 0.03], COLOUR.post),
    box(width / 2 - 0.08, -height / 2 - below / 2, -0.02, [0.04, below, 0.03], COLOUR.post),
  ];
}

/** The places of the picture shelf, row by row. */
export function shelfPlaces(): Hanging[] {
  const pitch = SHELF.picture + SHELF.gap;
  return Array.from({ length: SHELF_PLACES }, (_, slot) => {
    const right = ((slot % SHELF.columns) - (SHELF.columns - 1) / 2) * pitch;
    const up = ((SHELF.rows - 1) / 2 - Math.floor(slot / SHELF.columns)) * pitch;
    const board = { position: [...SHELF.position] as [number, number, number], yaw: SHELF.yaw, lean: 0 };
    return { ...board, position: onBoard(board, right, up, 0.02), width: SHELF.picture, height: SHELF.picture, slot };
  });
}

/** The board behind the shelf's pictures, and an amber frame around the chosen one. */
export function shelfBoard(chosen: number | null): Solid[] {
  const pitch = SHELF.picture + SHELF.gap;
  const [width, height] = [SHELF.columns * pitch + 0.06, SHELF.rows * pitch + 0.06];
  const board = { position: [...SHELF.position] as [number, number, number], yaw: SHELF.yaw, lean: 0 };
  const bottom = SHELF.position[1] - height / 2;
  const post = (side: number): Solid => ({
    ...board,
    position: onBoard(board, side * (width / 2 - 0.1), -height / 2 - bottom / 2),
    size: [0.04, bottom, 0.03],
    colour: COLOUR.post,
  });
  const solids: Solid[] = [{ ...board, size: [width, height, 0.02], colour: COLOUR.plate }, post(-1), post(1)];
  const place = chosen === null ? undefined : shelfPlaces()[chosen];
  if (place) {
    const behind = { ...place, position: onBoard(place, 0, 0, -0.006) };
    const side = SHELF.picture + 0.016;
    solids.push({
      position: behind.position,
      yaw: place.yaw,
      lean: 0,
      size: [side, side, 0.008],
      colour: COLOUR.focus,
    });
  }
  return solids;
}
