import type { Position } from "../api/types";

/** A flat surface that signs stand on: where its middle is, how it is turned, how far it leans back. */
export interface Board {
  position: Position;
  /** Radians about +y; 0 faces +z. */
  yaw: number;
  /** Radians that the upper edge leans away from the reader; negative: towards. π/2 lies on the floor. */
  lean: number;
}

/** One line of text. Its place is the middle of its capitals' height, at the left end, centre or right end. */
export interface Text extends Board {
  text: string;
  /** Height of the capitals in metres. */
  capitals: number;
  align: "left" | "centre" | "right";
  colour: number;
  /** Longer lines are made narrower down to 75 %, then cut with an ellipsis. */
  widest?: number;
}

/** A box. `stripe` gives it diagonal stripes of a second colour. */
export interface Solid extends Board {
  size: readonly [width: number, height: number, depth: number];
  colour: number;
  stripe?: number;
}

/** Everything that is drawn by the text's and the solids' draw calls. */
export interface Signs {
  texts: Text[];
  solids: Solid[];
}

/** Both together. */
export function joined(parts: readonly Signs[]): Signs {
  return { texts: parts.flatMap((part) => part.texts), solids: parts.flatMap((part) => part.solids) };
}

/** The point `right`, `up` and `out` metres from the middle of a board, in its own axes. */
export function onBoard({ position, yaw, lean }: Board, right: number, up: number, out = 0): Position {
  const [sinYaw, cosYaw, sinLean, cosLean] = [Math.sin(yaw), Math.cos(yaw), Math.sin(lean), Math.cos(lean)];
  const back = -up * sinLean + out * cosLean;
  return [
    position[0] + right * cosYaw + back * sinYaw,
    position[1] + up * cosLean + out * sinLean,
    position[2] - right * sinYaw + back * cosYaw,
  ];
}
