import { expect, test } from "vitest";
import { ContainerError } from "../wire/container";
import { FetchError, Loader, type LoadListener, type WorkerLike } from "./loader";
import type { FromWorker, ToWorker } from "./messages";

class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly sent: ToWorker[] = [];
  terminated = false;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(data: FromWorker): void {
    this.onmessage?.({ data } as MessageEvent<FromWorker>);
  }
}

function listener(log: unknown[]): LoadListener {
  return {
    begin: (layers) => log.push(["begin", layers]),
    group: (group) => log.push(["group", group.layer]),
    end: () => log.push(["end"]),
    failed: (error) => log.push(error),
  };
}

test("messages reach the load they belong to, until it is stopped or over", () => {
  const worker = new FakeWorker();
  const loader = new Loader(worker);
  const logs: unknown[][] = [[], []];
  const stops = logs.map((log, index) => loader.start(`http://a/${index}`, {}, [], listener(log)));
  const group = { detail: "full", layer: 7, pieces: [] } as const;
  worker.say({ type: "begin", load: 1, layers: 3 });
  worker.say({ type: "group", load: 0, group });
  stops[0]?.();
  stops[0]?.();
  worker.say({ type: "group", load: 0, group });
  worker.say({ type: "end", load: 1 });
  worker.say({ type: "group", load: 1, group });
  stops[1]?.();
  expect(logs).toEqual([[["group", 7]], [["begin", 3], ["end"]]]);
  expect(worker.sent.map(({ type, load }) => `${type} ${load}`)).toEqual(["load 0", "load 1", "abort 0"]);
  loader.dispose();
  expect(worker.terminated).toBe(true);
});

test("failures come back as errors", () => {
  const worker = new FakeWorker();
  const loader = new Loader(worker);
  const log: unknown[] = [];
  for (let load = 0; load < 3; load++) loader.start("http://a/", {}, [], listener(log));
  const problem = { type: "run-unknown" };
  const container = { name: "container", kind: "cut", message: "cut", problem: null } as const;
  worker.say({ type: "failed", load: 0, failure: container });
  worker.say({ type: "failed", load: 1, failure: { name: "fetch", status: 404, message: "404", problem } });
  worker.onerror?.({ message: "broken" } as ErrorEvent);
  expect(log[0]).toBeInstanceOf(ContainerError);
  expect(log[0]).toMatchObject({ kind: "cut" });
  expect(log[1]).toBeInstanceOf(FetchError);
  expect(log[1]).toMatchObject({ status: 404, problem });
  expect(log[2]).toMatchObject({ message: "tile worker: broken" });
});
