import { expect, test } from "vitest";
import type { Group } from "./assemble";
import { UPLOAD_LIMIT, UploadQueue } from "./queue";
import type { Piece } from "./strip";

const KIB = 1 << 10;

function pieces(sizes: readonly number[]): Piece[] {
  return sizes.map((size) => ({
    texture: "full", level: 0, page: 0, x: 0, y: 0, width: size, height: 1, data: new Uint8Array(size),
  }));
}

function coarse(layer: number, ...sizes: number[]): Group {
  const statistics = new Float32Array(4 * 64); // 64 channels: 2 KiB of figures
  return { detail: "coarse", layer, statistics, means: new Float32Array(2), pieces: pieces(sizes) };
}

function full(layer: number, ...sizes: number[]): Group {
  return { detail: "full", layer, pieces: pieces(sizes) };
}

/** Runs frames until nothing is left: what each uploaded, and which layers were complete after it. */
function frames(queue: UploadQueue<string>): { bytes: number; pieces: number; complete: string[] }[] {
  const result = [];
  while (queue.length > 0) {
    const frame = { bytes: 0, pieces: 0, complete: [] as string[] };
    frame.bytes = queue.run(UPLOAD_LIMIT, {
      piece: () => {
        frame.pieces++;
      },
      complete: (group, owner) => {
        frame.complete.push(`${owner} ${group.detail} ${group.layer}`);
      },
    });
    expect(frame.bytes).toBeLessThanOrEqual(UPLOAD_LIMIT);
    expect(frame.bytes).toBeGreaterThan(0);
    result.push(frame);
  }
  return result;
}

test("small groups share a frame, a coarse one is not torn apart", () => {
  const queue = new UploadQueue<string>();
  queue.add("a", coarse(0, 300 * KIB, 300 * KIB));
  queue.add("a", coarse(1, 300 * KIB, 300 * KIB));
  queue.add("a", coarse(2, 200 * KIB));
  expect(frames(queue)).toEqual([
    { bytes: 602 * KIB, pieces: 2, complete: ["a coarse 0"] },
    { bytes: 804 * KIB, pieces: 3, complete: ["a coarse 1", "a coarse 2"] },
  ]);
});

test("a full group is spread over frames", () => {
  const queue = new UploadQueue<string>();
  queue.add("a", full(0, 600 * KIB, 600 * KIB, 424 * KIB));
  queue.add("a", full(1, 10 * KIB));
  expect(frames(queue)).toEqual([
    { bytes: 600 * KIB, pieces: 1, complete: [] },
    { bytes: 1024 * KIB, pieces: 2, complete: ["a full 0"] },
    { bytes: 10 * KIB, pieces: 1, complete: ["a full 1"] },
  ]);
});

test("a coarse group larger than a frame is torn apart rather than waiting for ever", () => {
  const queue = new UploadQueue<string>();
  queue.add("a", coarse(0, 600 * KIB, 600 * KIB));
  expect(frames(queue).map(({ complete }) => complete)).toEqual([[], ["a coarse 0"]]);
});

test("an owner takes back what is not uploaded", () => {
  const queue = new UploadQueue<string>();
  queue.add("a", full(0, 600 * KIB, 600 * KIB));
  queue.add("b", full(1, KIB));
  queue.run(UPLOAD_LIMIT, { piece: () => undefined, complete: () => undefined });
  queue.drop("a");
  expect(frames(queue).map(({ complete }) => complete)).toEqual([["b full 1"]]);
});
