import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveTraining } from "../state/liveTraining";
import { TrainingWatcher } from "./trainingWatcher";
import type { TrainingSource } from "./trainingWatcher";
import type { Training } from "./types";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const training = (epoch: number, since = 0, more: Partial<Training> = {}): Training => ({
  network: "n", settings: [], state: "running", message: null, epoch, epochs: 9, step: 0, steps: 4, eta: null, version: epoch + 1,
  image: null, layers: ["a"], ...more,
  rows: Array.from({ length: epoch - since }, (_, i) => ({ epoch: since + i + 1 })),
  gradient_flow: Array.from({ length: epoch - since }, (_, i) => ({ epoch: since + i + 1, values: [1] })),
});

class FakeSource implements TrainingSource {
  onerror: ((event: Event) => void) | null = null;
  closed = false;
  #listener: ((event: MessageEvent<string>) => void) | null = null;

  constructor(readonly address: string) {}

  addEventListener(_: "training", listener: (event: MessageEvent<string>) => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.closed = true;
  }

  say(told: Training): void {
    this.#listener?.({ data: JSON.stringify(told) } as MessageEvent<string>);
  }

  break(): void {
    this.onerror?.({} as Event);
  }
}

function stage(answer: () => Promise<Training> = () => Promise.resolve(training(3))) {
  const sources: FakeSource[] = [];
  const live = new LiveTraining();
  const seen: string[] = [];
  live.changed.listen(({ state, rows }) => {
    seen.push(`${live.isLost ? "lost" : state} ${rows.map(({ epoch }) => epoch).join(",")}`);
  });
  const watcher = new TrainingWatcher({ training: answer, trainingEventsAddress: String }, live, (address) => {
    const source = new FakeSource(address);
    sources.push(source);
    return source;
  });
  watcher.begin();
  return { sources, seen, live };
}

test("events are put together; a stream that breaks off is taken up where it was", async () => {
  const { sources, seen } = stage();
  sources[0]?.say(training(1));
  sources[0]?.say(training(2, 1));
  sources[0]?.break();
  expect(seen).toEqual(["running 1", "running 1,2", "lost 1,2"]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sources.map(({ address, closed }) => `${address} ${String(closed)}`)).toEqual(["0 true", "3 false"]);
  sources[1]?.say(training(4, 3));
  expect(seen.slice(3)).toEqual(["running 1,2,3", "running 1,2,3,4"]);
});

test("the end is told once, and nothing is asked after it", async () => {
  const { sources, live } = stage(() => Promise.reject(new Error("nobody asks")));
  const ended: string[] = [];
  live.ended.listen(({ state }) => ended.push(state));
  sources[0]?.say(training(1));
  sources[0]?.say(training(1, 1, { state: "failed", message: "loss" }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([ended, sources.length, sources[0]?.closed]).toEqual([["failed"], 1, true]);
});

test("a stream that says nothing is not relied on", async () => {
  const { sources, seen } = stage();
  await vi.advanceTimersByTimeAsync(15_000);
  expect([seen, sources.length]).toEqual([["running 1,2,3"], 1]);
});

test("a server that trains nothing ends it", async () => {
  const { sources, seen } = stage(() => Promise.reject(new Error("404")));
  sources[0]?.say(training(1));
  sources[0]?.break();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([seen, sources.length]).toEqual([["running 1", "lost 1", "lost 1"], 1]);
});
