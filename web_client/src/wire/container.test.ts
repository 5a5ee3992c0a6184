import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as encode from "../../tests/tiles/encode";
import { ContainerError, type ContainerEvent, ContainerParser, floats, FrameKind, readContainer } from "./container";
import { crc32 } from "./crc32";

const GOLDEN = new URL("../../../tests/golden/", import.meta.url);
const LAYERS = [{ id: "a", shape: [2, 3, 5] as const }];

interface GoldenLayer {
  readonly statistics: number[][];
  readonly quantized: number[];
  readonly mip2: number[];
  readonly values: (number | null)[];
}

function golden(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, GOLDEN)));
}

function goldenJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, GOLDEN), "utf8"));
}

function parse(bytes: Uint8Array, cuts: () => number = () => bytes.length): ContainerEvent[] {
  const parser = new ContainerParser();
  const events: ContainerEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Math.max(1, cuts());
    events.push(...parser.push(bytes.slice(at, at + length)));
    at += length;
  }
  parser.finish();
  return events;
}

function failure(bytes: Uint8Array): ContainerError {
  try {
    parse(bytes);
  } catch (error) {
    if (error instanceof ContainerError) return error;
    throw error;
  }
  throw new Error("expected a ContainerError");
}

function small(): { head: Uint8Array; values: Uint8Array; whole: Uint8Array } {
  const head = encode.header(LAYERS);
  const payload = Uint8Array.from({ length: 30 }, (_, index) => index + 1);
  const values = encode.frame({ kind: 2, channels: 2, height: 3, width: 5 }, payload);
  return { head, values, whole: encode.join([head, values, encode.end()]) };
}

test("crc32 is that of zlib", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926); // the published check value
  const random = encode.randomNumbers(1);
  for (let length = 0; length < 40; length++) {
    const bytes = Uint8Array.from({ length }, () => random() * 256);
    expect(crc32(bytes)).toBe(encode.slowCrc32(bytes));
  }
});

describe("golden files", () => {
  test("activations decode to the values beside them", () => {
    const events = parse(golden("activations.dvx"));
    const { layers } = goldenJson("activations.json") as { layers: GoldenLayer[] };
    for (const [index, layer] of layers.entries()) {
      const frames = events.flatMap((event) => (event.type === "frame" && event.frame.layer === index ? [event.frame] : []));
      expect(frames.map(({ kind }) => kind)).toEqual([FrameKind.statistics, FrameKind.pyramid, FrameKind.values]);
      expect([...floats(frames[0]?.payload ?? new Uint8Array())]).toEqual(layer.statistics.flat());
      expect([...(frames[1]?.payload ?? [])]).toEqual(layer.mip2);
      expect([...(frames[2]?.payload ?? [])]).toEqual(layer.quantized);
    }
  });

  test("exact values", () => {
    const [, event] = parse(golden("exact.dvx"));
    const payload = event?.type === "frame" ? event.frame.payload : new Uint8Array();
    expect([...floats(payload)]).toEqual((goldenJson("exact.json") as GoldenLayer).values);
  });

  test("a cut stream", () => {
    expect(failure(golden("cut.dvx")).kind).toBe("cut");
  });

  test("a stream in which the server gave up", () => {
    const error = failure(golden("problem.dvx"));
    expect(error.kind).toBe("problem");
    expect(error.problem).toHaveProperty("type");
  });
});

test("pieces of any size give the same events", () => {
  const bytes = golden("activations.dvx");
  const whole = parse(bytes);
  const random = encode.randomNumbers(2);
  expect(parse(bytes, () => 1)).toEqual(whole);
  for (let round = 0; round < 50; round++) expect(parse(bytes, () => Math.floor(random() * 90))).toEqual(whole);
});

test("every damaged byte of the payload, and every missing end, is noticed", () => {
  const { head, values, whole } = small();
  for (let at = head.length + 28; at < head.length + values.length; at++) {
    const damaged = whole.slice();
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    expect(failure(damaged).kind).toBe("corrupt");
  }
  for (let length = 0; length < whole.length; length++) expect(failure(whole.slice(0, length)).kind).toBe("cut");
});

test("random damage never does anything but fail with a ContainerError or pass", () => {
  const { whole } = small();
  const random = encode.randomNumbers(3);
  for (let round = 0; round < 500; round++) {
    const damaged = whole.slice();
    for (let hits = 0; hits < 3; hits++) damaged[Math.floor(random() * damaged.length)] = random() * 256;
    try {
      parse(damaged);
    } catch (error) {
      expect(error).toBeInstanceOf(ContainerError);
    }
  }
});

test.each([
  ["another magic number", new TextEncoder().encode("DVX2    "), "corrupt"],
  ["another version", encode.header(LAYERS, 2), "version"],
  ["bytes after the end", encode.join([small().whole, new Uint8Array(8)]), "corrupt"],
  ["a layer that does not exist", withFrame({ kind: 2, layer: 1, channels: 2, height: 3, width: 5 }, 30), "corrupt"],
  ["too many channels", withFrame({ kind: 2, first: 1, channels: 2, height: 3, width: 5 }, 30), "corrupt"],
  ["another size", withFrame({ kind: 2, channels: 2, height: 5, width: 3 }, 30), "corrupt"],
  ["too few bytes", withFrame({ kind: 2, channels: 2, height: 3, width: 5 }, 29), "corrupt"],
  ["a pyramid without a level", withFrame({ kind: 3, channels: 2, height: 3, width: 5 }, 60), "corrupt"],
  ["an unknown kind", withFrame({ kind: 9 }, 0), "corrupt"],
  ["a header that is not padded", Uint8Array.of(68, 86, 88, 49, 7, 0, 0, 0), "corrupt"],
])("%s is refused", (_, bytes, kind) => {
  expect(failure(bytes).kind).toBe(kind);
});

function withFrame(head: encode.FrameHead, size: number): Uint8Array {
  return encode.join([encode.header(LAYERS), encode.frame(head, new Uint8Array(size)), encode.end()]);
}

test("a stream is read to its end, and cancelled when its reader leaves", async () => {
  let cancelled = 0;
  const { head, whole } = small();
  const source = (parts: Uint8Array[]): ReadableStream<Uint8Array> =>
    new ReadableStream({
      pull: (controller) => {
        const part = parts.shift();
        if (part === undefined) controller.close();
        else controller.enqueue(part);
      },
      cancel: () => {
        cancelled++;
      },
    });
  const kinds: string[] = [];
  for await (const event of readContainer(source([whole.slice(0, 50), whole.slice(50)]))) kinds.push(event.type);
  expect(kinds).toEqual(["header", "frame"]);
  for await (const event of readContainer(source([head, whole]))) {
    expect(event.type).toBe("header");
    break;
  }
  expect(cancelled).toBe(1);
});
