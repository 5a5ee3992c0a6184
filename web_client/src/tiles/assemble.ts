/** From the frames of one stream to what the store uploads: whole layers, first coarse, then in full. */

import { ContainerError, floats, type Frame, FrameKind, type Header } from "../wire/container";
import { halvePlanes, planeMeans, reducePlanes, reduceSigned, splitAndHalve } from "./mips";
import type { TileLayout } from "./pack";
import { type Piece, Strip } from "./strip";

/** A layer of the store that a stream may fill. */
export interface Target {
  readonly id: string;
  readonly shape: readonly [number, number, number];
  /** Its number in the store. */
  readonly layer: number;
  readonly layout: TileLayout;
}

/** All of a layer that changes at once. A layer's "full" comes after its "coarse". */
export type Group =
  | {
      readonly detail: "coarse";
      readonly layer: number;
      /** Per channel: scale, min, max, mean over the finite values. */
      readonly statistics: Float32Array;
      /** Per channel: mean of max(v, 0) and of max(−v, 0), as shares of the scale. */
      readonly means: Float32Array;
      /** Levels 2 and 3. */
      readonly pieces: readonly Piece[];
    }
  | {
      readonly detail: "full";
      readonly layer: number;
      /** Levels 0 and 1. */
      readonly pieces: readonly Piece[];
    };

/** What has come of one layer so far. */
interface Progress {
  statistics: Float32Array | null;
  coarse: CoarseBuilder | null;
  coarseSent: boolean;
  full: { level0: Strip; level1: Strip; received: number } | null;
}

/** Level 2 is what the server's coarse pass consists of. */
const SENT_MIP = 2;

/** Takes the frames of one stream. Frames of other levels and kinds than needed are passed over. */
export class Assembler {
  private readonly layers: (Target | undefined)[];
  private readonly progress = new Map<number, Progress>();

  /** Layers of the stream that are not among the targets are passed over; a layer of another shape is an error. */
  constructor(header: Header, targets: readonly Target[]) {
    const byId = new Map(targets.map((target) => [target.id, target]));
    this.layers = header.layers.map(({ id, shape }) => {
      const target = byId.get(id);
      if (target !== undefined && target.shape.some((side, axis) => side !== shape[axis])) {
        const got = shape.join("×");
        throw new ContainerError("corrupt", `${id}: expected ${target.shape.join("×")}, got ${got}: reload the page`);
      }
      return target;
    });
  }

  /** Number of layers that this stream can fill. */
  get layerCount(): number {
    return this.layers.filter((layer) => layer !== undefined).length;
  }

  /** The groups that a frame completes. */
  accept(frame: Frame): Group[] {
    const target = this.layers[frame.layer];
    if (target === undefined) return [];
    const progress = this.progressOf(target);
    if (frame.kind === FrameKind.statistics) {
      if (frame.channels !== target.layout.channels) throw incomplete(target);
      progress.statistics = floats(frame.payload);
      return [];
    }
    if (frame.kind === FrameKind.pyramid && frame.mip === SENT_MIP) return this.acceptCoarse(target, progress, frame);
    if (frame.kind === FrameKind.values) return this.acceptFull(target, progress, frame);
    return [];
  }

  private progressOf(target: Target): Progress {
    const found = this.progress.get(target.layer);
    if (found !== undefined) return found;
    const fresh = { statistics: null, coarse: null, coarseSent: false, full: null };
    this.progress.set(target.layer, fresh);
    return fresh;
  }

  private acceptCoarse(target: Target, progress: Progress, frame: Frame): Group[] {
    const { reduction } = target.layout;
    progress.coarse ??= new CoarseBuilder(target.layout);
    for (const [channel, bytes] of channelsOf(frame, progress.coarse.received, target)) {
      progress.coarse.add(
        channel,
        reduction === 1 ? bytes : reducePlanes(bytes, frame.height, frame.width, reduction),
      );
    }
    if (progress.coarse.received < target.layout.channels) return [];
    progress.coarseSent = true;
    const group = coarseGroup(target, progress, progress.coarse);
    progress.coarse = null;
    return [group];
  }

  private acceptFull(target: Target, progress: Progress, frame: Frame): Group[] {
    const { layout } = target;
    const { tileHeight, tileWidth, reduction } = layout;
    progress.full ??= { level0: new Strip(layout, 0), level1: new Strip(layout, 1), received: 0 };
    const { level0, level1, received } = progress.full;
    const derived = progress.coarseSent ? null : (progress.coarse ??= new CoarseBuilder(layout));
    for (const [channel, bytes] of channelsOf(frame, received, target)) {
      const values = reduction === 1 ? bytes : reduceSigned(bytes, frame.height, frame.width, reduction);
      const planes = splitAndHalve(values, tileHeight, tileWidth);
      level0.write(channel, values);
      level1.write(channel, planes);
      derived?.add(channel, halvePlanes(planes, tileHeight, tileWidth, 1));
      progress.full.received = channel + 1;
    }
    if (progress.full.received < layout.channels) return [];
    progress.full = null;
    progress.coarse = null;
    const groups: Group[] = derived === null ? [] : [coarseGroup(target, progress, derived)];
    progress.coarseSent = true;
    return [...groups, { detail: "full", layer: target.layer, pieces: [...level0.pieces(), ...level1.pieces()] }];
  }
}

/** Levels 2 and 3 of a layer, and its means, from its level 2. */
class CoarseBuilder {
  readonly means: Float32Array;
  received = 0;
  private readonly level2: Strip;
  private readonly level3: Strip;

  constructor(private readonly layout: TileLayout) {
    this.level2 = new Strip(layout, 2);
    this.level3 = new Strip(layout, 3);
    this.means = new Float32Array(2 * layout.channels);
  }

  add(channel: number, planes: Uint8Array): void {
    const { tileHeight, tileWidth } = this.layout;
    this.level2.write(channel, planes);
    this.level3.write(channel, halvePlanes(planes, tileHeight, tileWidth, 2));
    this.means.set(planeMeans(planes, tileHeight, tileWidth, 2), 2 * channel);
    this.received = channel + 1;
  }

  pieces(): Piece[] {
    return [...this.level2.pieces(), ...this.level3.pieces()];
  }
}

function coarseGroup(target: Target, progress: Progress, builder: CoarseBuilder): Group {
  const { statistics } = progress;
  if (statistics === null) throw new ContainerError("corrupt", `${target.id}: values came before its statistics`);
  return { detail: "coarse", layer: target.layer, statistics, means: builder.means, pieces: builder.pieces() };
}

/** The channels of a frame with their bytes. Channels must come in order, `expected` first. */
function* channelsOf(frame: Frame, expected: number, target: Target): Generator<[number, Uint8Array]> {
  if (frame.first !== expected) throw incomplete(target);
  const size = frame.payload.length / frame.channels;
  for (let index = 0; index < frame.channels; index++) {
    yield [frame.first + index, frame.payload.subarray(index * size, (index + 1) * size)];
  }
}

function incomplete(target: Target): ContainerError {
  return new ContainerError("corrupt", `${target.id}: expected its channels in order and without holes`);
}

/** Bytes of the rectangles of a group. */
export function groupBytes(group: Group): number {
  return group.pieces.reduce((sum, piece) => sum + piece.data.length, 0);
}

/** The memory behind a group, for handing it to another thread without copying. */
export function transferables(group: Group): ArrayBuffer[] {
  const arrays: ArrayBufferView[] = group.pieces.map((piece) => piece.data);
  if (group.detail === "coarse") arrays.push(group.statistics, group.means);
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}
