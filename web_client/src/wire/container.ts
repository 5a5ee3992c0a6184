/** Reads DVX1, the binary stream of activations. The format: docs/reference, "The tensor container". */

import { crc32 } from "./crc32";

export const FrameKind = { statistics: 1, values: 2, pyramid: 3, exact: 4, problem: 254, end: 255 } as const;

/** [channels, height, width] */
export type Shape = readonly [number, number, number];

export interface LayerEntry {
  readonly id: string;
  readonly shape: Shape;
}

export interface Header {
  readonly version: 1;
  readonly network: string;
  readonly run: string;
  readonly layers: readonly LayerEntry[];
}

/** One checked frame. `payload` covers the channels [first, first + channels) of header.layers[layer]. */
export interface Frame {
  readonly kind: number;
  readonly mip: number;
  readonly layer: number;
  readonly first: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly payload: Uint8Array;
}

export type ContainerEvent =
  | { readonly type: "header"; readonly header: Header }
  | { readonly type: "frame"; readonly frame: Frame };

/** Why a stream cannot be used: it ended early, it is damaged, it is of another version, the server gave up. */
export type ContainerErrorKind = "cut" | "corrupt" | "version" | "problem";

export class ContainerError extends Error {
  override readonly name = "ContainerError";

  /** `problem` is the server's problem+json where kind is "problem". */
  constructor(
    readonly kind: ContainerErrorKind,
    message: string,
    readonly problem: unknown = null,
  ) {
    super(message);
  }
}

const MAGIC = "DVX1";
const FRAME_HEADER_BYTES = 32;
/** More than any header or frame has: a damaged length must not make us wait for gigabytes. */
const LARGEST_BYTES = 1 << 28;

/** Takes the bytes of one stream in pieces of any size. Frames' payloads may share memory with the pieces. */
export class ContainerParser {
  private readonly pieces: Uint8Array[] = [];
  private available = 0;
  private header: Header | null = null;
  private ended = false;

  /** Adds bytes and yields what they complete. Throws ContainerError; the parser is of no use after that. */
  *push(piece: Uint8Array): Generator<ContainerEvent, void> {
    if (piece.length > 0) this.pieces.push(piece);
    this.available += piece.length;
    for (;;) {
      const event = this.header === null ? this.readHeader() : this.readFrame(this.header);
      if (event === null) break;
      yield event;
    }
    if (this.ended && this.available > 0) throw new ContainerError("corrupt", "there are bytes after the end frame");
  }

  /** To be called when the stream is over: throws ContainerError "cut" unless the end frame has come. */
  finish(): void {
    if (!this.ended) throw new ContainerError("cut", "the stream ended before its end frame: load it again");
  }

  private readHeader(): ContainerEvent | null {
    if (this.available >= 4 && text(this.peek(4)) !== MAGIC) {
      throw new ContainerError("corrupt", `expected a stream that begins with ${MAGIC}`);
    }
    if (this.available < 8) return null;
    const length = view(this.peek(8)).getUint32(4, true);
    if (length % 8 !== 0 || length > LARGEST_BYTES) {
      throw new ContainerError("corrupt", `expected a header padded to 8 bytes, got ${length}`);
    }
    if (this.available < 8 + length) return null;
    this.header = checkedHeader(text(this.take(8 + length).subarray(8)));
    return { type: "header", header: this.header };
  }

  private readFrame(header: Header): ContainerEvent | null {
    if (this.ended || this.available < FRAME_HEADER_BYTES) return null;
    const head = view(this.peek(FRAME_HEADER_BYTES));
    const length = head.getUint32(24, true);
    if (length > LARGEST_BYTES) throw new ContainerError("corrupt", `a frame claims to have ${length} bytes`);
    const padded = Math.ceil(length / 8) * 8;
    if (this.available < FRAME_HEADER_BYTES + padded) return null;
    const body = this.take(FRAME_HEADER_BYTES + padded).subarray(FRAME_HEADER_BYTES);
    const frame = decodeFrame(head, body.subarray(0, length));
    if (crc32(frame.payload) !== head.getUint32(28, true)) {
      throw new ContainerError("corrupt", `a frame of layer ${frame.layer} is damaged: its checksum differs`);
    }
    if (body.subarray(length).some((byte) => byte !== 0)) {
      throw new ContainerError("corrupt", `a frame of layer ${frame.layer} is damaged: its padding is not zero`);
    }
    if (frame.kind === FrameKind.problem) throw reportedProblem(frame.payload);
    if (frame.kind === FrameKind.end) {
      this.ended = true;
      return null;
    }
    checkFrame(frame, header);
    return { type: "frame", frame };
  }

  /** The next `count` bytes, which must be there, without consuming them. */
  private peek(count: number): Uint8Array {
    const first = this.pieces[0];
    if (first !== undefined && first.length >= count) return first.subarray(0, count);
    const joined = new Uint8Array(count);
    let filled = 0;
    for (const piece of this.pieces) {
      const part = piece.subarray(0, count - filled);
      joined.set(part, filled);
      filled += part.length;
      if (filled === count) break;
    }
    return joined;
  }

  private take(count: number): Uint8Array {
    const bytes = this.peek(count);
    this.available -= count;
    let rest = count;
    while (rest > 0) {
      const first = this.pieces[0];
      if (first === undefined) break;
      if (first.length > rest) {
        this.pieces[0] = first.subarray(rest);
        break;
      }
      this.pieces.shift();
      rest -= first.length;
    }
    return bytes;
  }
}

/** The events of a byte stream, such as a response's body. Throws ContainerError; cancels the stream when left early. */
export async function* readContainer(stream: ReadableStream<Uint8Array>): AsyncGenerator<ContainerEvent, void> {
  const parser = new ContainerParser();
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield* parser.push(value);
    }
    parser.finish();
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The payload of a statistics or exact frame. */
export function floats(payload: Uint8Array): Float32Array {
  const values = new Float32Array(payload.length / 4);
  const bytes = view(payload);
  for (let index = 0; index < values.length; index++) values[index] = bytes.getFloat32(4 * index, true);
  return values;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function decodeFrame(head: DataView, payload: Uint8Array): Frame {
  return {
    kind: head.getUint8(0),
    mip: head.getUint8(1),
    layer: head.getUint32(4, true),
    first: head.getUint32(8, true),
    channels: head.getUint32(12, true),
    height: head.getUint32(16, true),
    width: head.getUint32(20, true),
    payload,
  };
}

/** The header of a frame has no checksum, so its numbers are compared with the layer table and the payload. */
function checkFrame(frame: Frame, header: Header): void {
  const entry = header.layers[frame.layer];
  if (entry === undefined) {
    throw new ContainerError("corrupt", `a frame of layer ${frame.layer}, but there are ${header.layers.length}`);
  }
  const [channels, height, width] = entry.shape;
  const bytesPerTexel = { 1: 4, 2: 1, 3: 2, 4: 4 }[frame.kind];
  if (bytesPerTexel === undefined) throw new ContainerError("corrupt", `unknown kind of frame: ${frame.kind}`);
  const size = 2 ** frame.mip;
  const expected =
    frame.kind === FrameKind.statistics ? [1, 4] : [Math.ceil(height / size), Math.ceil(width / size)];
  const right =
    frame.first + frame.channels <= channels &&
    frame.height === expected[0] &&
    frame.width === expected[1] &&
    frame.payload.length === frame.channels * frame.height * frame.width * bytesPerTexel &&
    (frame.kind === FrameKind.pyramid) === frame.mip > 0;
  if (!right) {
    const got = `kind ${frame.kind}, mip ${frame.mip}, channels ${frame.first}+${frame.channels}, `;
    const size = `${frame.height}×${frame.width}, ${frame.payload.length} bytes`;
    throw new ContainerError("corrupt", `a frame does not fit ${entry.id} ${entry.shape.join("×")}: ${got}${size}`);
  }
}

function checkedHeader(json: string): Header {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    throw new ContainerError("corrupt", "the header is not JSON");
  }
  if (typeof header !== "object" || header === null) throw new ContainerError("corrupt", "the header is not an object");
  const { version, layers, network, run } = header as Partial<Record<string, unknown>>;
  if (version !== 1) {
    throw new ContainerError("version", `expected container version 1, got ${JSON.stringify(version)}: reload the page`);
  }
  if (typeof network !== "string" || typeof run !== "string" || !Array.isArray(layers) || !layers.every(isLayerEntry)) {
    throw new ContainerError("corrupt", "expected a header with network, run and layers");
  }
  return { version, network, run, layers };
}

function isLayerEntry(entry: unknown): entry is LayerEntry {
  if (typeof entry !== "object" || entry === null) return false;
  const { id, shape } = entry as Partial<Record<string, unknown>>;
  const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
  return typeof id === "string" && Array.isArray(shape) && shape.length === 3 && shape.every(isCount);
}

function reportedProblem(payload: Uint8Array): ContainerError {
  let problem: unknown;
  try {
    problem = JSON.parse(text(payload));
  } catch {
    return new ContainerError("problem", "the server gave up without a readable reason");
  }
  const { title, detail } = (problem ?? {}) as Partial<Record<string, unknown>>;
  const words = [title, detail].filter((part) => typeof part === "string");
  return new ContainerError("problem", words.join(": ") || "the server gave up", problem);
}
