/** Writes DVX1 for tests and benchmarks; the server's writer is deepvision/wire/container.py. */

import type { LayerEntry } from "../../src/wire/container";

/** CRC-32, bit by bit: slow, and not the implementation under test. */
export function slowCrc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

export function header(layers: readonly LayerEntry[], version = 1): Uint8Array {
  let json = JSON.stringify({ version, network: "test", run: "0".repeat(32), layers });
  json += " ".repeat((8 - (json.length % 8)) % 8);
  const body = new TextEncoder().encode(json);
  const bytes = new Uint8Array(8 + body.length);
  bytes.set(new TextEncoder().encode("DVX1"));
  new DataView(bytes.buffer).setUint32(4, body.length, true);
  bytes.set(body, 8);
  return bytes;
}

export interface FrameHead {
  readonly kind: number;
  readonly mip?: number;
  readonly layer?: number;
  readonly first?: number;
  readonly channels?: number;
  readonly height?: number;
  readonly width?: number;
}

export function frame(head: FrameHead, payload: Uint8Array, checksum = slowCrc32): Uint8Array {
  const bytes = new Uint8Array(32 + Math.ceil(payload.length / 8) * 8);
  const view = new DataView(bytes.buffer);
  const { kind, mip = 0, layer = 0, first = 0, channels = 0, height = 0, width = 0 } = head;
  view.setUint8(0, kind);
  view.setUint8(1, mip);
  for (const [index, value] of [layer, first, channels, height, width, payload.length].entries()) {
    view.setUint32(4 + 4 * index, value, true);
  }
  view.setUint32(28, checksum(payload), true);
  bytes.set(payload, 32);
  return bytes;
}

/** [scale, min, max, mean] per channel. */
export function statistics(layer: number, rows: readonly (readonly number[])[]): Uint8Array {
  const values = Float32Array.from(rows.flat());
  return frame({ kind: 1, layer, channels: rows.length, height: 1, width: 4 }, new Uint8Array(values.buffer));
}

export function end(): Uint8Array {
  return frame({ kind: 255 }, new Uint8Array(0));
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Numbers that look random and are the same every time (mulberry32), in [0, 1). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
