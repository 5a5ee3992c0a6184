import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "./client";
import type { EventSourceLike } from "./jobWatcher";
import { JobWatcher } from "./jobWatcher";
import type { Job } from "./types";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const job = (id: string, state: Job["state"] = "running", done = 0): Job => ({
  id, network: "n", layer: "l", state, done, total: 2, eta: null, place: null, message: null, items: [],
});

class FakeSource implements EventSourceLike {
  onerror: ((event: Event) => void) | null = null;
  closed = false;
  #listener: ((event: MessageEvent<string>) => void) | null = null;

  constructor(readonly address: string) {}

  addEventListener(_: "job", listener: (event: MessageEvent<string>) => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.closed = true;
  }

  say(told: Job): void {
    this.#listener?.({ data: JSON.stringify(told) } as MessageEvent<string>);
  }

  break(): void {
    this.onerror?.({} as Event);
  }
}

function stage(answers: (id: string) => Promise<Job> = (id) => Promise.resolve(job(id))) {
  const sources: FakeSource[] = [];
  const seen: string[] = [];
  const asked: string[] = [];
  const watcher = new JobWatcher(
    {
      eventsAddress: (ids) => ids.join(","),
      job: (id) => {
        asked.push(id);
        return answers(id);
      },
    },
    {
      job: ({ id, state, done }) => seen.push(`${id} ${state} ${done}`),
      lost: (id) => seen.push(`${id} lost`),
    },
    (address) => {
      const source = new FakeSource(address);
      sources.push(source);
      return source;
    },
  );
  return { watcher, sources, seen, asked };
}

test("one stream tells of all jobs, and ends with them", async () => {
  const { watcher, sources, seen } = stage();
  watcher.watch("a");
  watcher.watch("b");
  watcher.watch("a");
  await vi.advanceTimersByTimeAsync(1);
  expect(sources.map(({ address }) => address)).toEqual(["a,b"]);
  sources[0]?.say(job("a", "running", 1));
  sources[0]?.say(job("a", "done", 2));
  sources[0]?.say(job("b", "cancelled"));
  expect(seen).toEqual(["a running 1", "a done 2", "b cancelled 0"]);
  expect(sources[0]?.closed).toBe(true);
  sources[0]?.say(job("b", "running"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([seen.length, sources.length]).toEqual([3, 1]);
});

test("jobs are asked for where a stream breaks off or stays silent, and a stream is tried again", async () => {
  const { watcher, sources, seen, asked } = stage();
  watcher.watch("a");
  await vi.advanceTimersByTimeAsync(1);
  sources[0]?.break();
  await vi.advanceTimersByTimeAsync(1);
  expect(seen).toEqual(["a running 0"]);
  await vi.advanceTimersByTimeAsync(800);
  expect(sources.length).toBe(2);
  await vi.advanceTimersByTimeAsync(6100); // not a word
  expect(asked).toEqual(["a", "a"]);
  expect(sources[1]?.closed).toBe(true);
  await vi.advanceTimersByTimeAsync(800);
  sources[2]?.say(job("a", "running", 1)); // now it works: earlier failures are forgotten
  sources[2]?.break();
  await vi.advanceTimersByTimeAsync(800);
  expect(sources.length).toBe(4);
});

test("where streams never work, the jobs are asked for until they are over", async () => {
  let count = 0;
  const { watcher, sources, seen } = stage((id) => Promise.resolve(++count < 6 ? job(id) : job(id, "done", 2)));
  watcher.watch("a");
  for (let second = 0; second < 20; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    sources.at(-1)?.break();
  }
  expect(sources.length).toBe(3);
  expect(seen.length).toBe(6);
  expect(seen.at(-1)).toBe("a done 2");
});

test("a job that the server has forgotten is lost; other errors are not its end", async () => {
  const problem = (status: number) => new ApiError({ type: "", title: "", status, detail: "" });
  const errors = [problem(500), problem(404)];
  const { watcher, sources, seen } = stage(() => Promise.reject(errors.shift() ?? problem(404)));
  watcher.watch("a");
  await vi.advanceTimersByTimeAsync(1);
  sources[0]?.break();
  await vi.advanceTimersByTimeAsync(800);
  expect(seen).toEqual([]);
  sources[1]?.break();
  await vi.advanceTimersByTimeAsync(800);
  expect(seen).toEqual(["a lost"]);
  expect(sources.length).toBe(2);
});

test("of many jobs in the background those are followed whose turn is near, and all that somebody waits for", async () => {
  const { watcher, sources } = stage();
  for (let number = 0; number < 60; number++) watcher.watch(`b${number}`, true);
  watcher.watch("asked");
  await vi.advanceTimersByTimeAsync(1);
  const followed = (): string[] => sources.at(-1)?.address.split(",") ?? [];
  expect(followed()).toEqual(["asked", ...Array.from({ length: 48 }, (_, number) => `b${number}`)]);
  for (const id of followed()) sources.at(-1)?.say(job(id, "done"));
  await vi.advanceTimersByTimeAsync(1);
  expect(followed()).toEqual(Array.from({ length: 12 }, (_, number) => `b${48 + number}`));
});

test("what is not watched any more is not told", async () => {
  const { watcher, sources, seen } = stage();
  watcher.watch("a");
  await vi.advanceTimersByTimeAsync(1);
  watcher.unwatch("a");
  sources[0]?.say(job("a"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen).toEqual([]);
  expect(sources[0]?.closed).toBe(true);
});
