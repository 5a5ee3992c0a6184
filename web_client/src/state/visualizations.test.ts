import { expect, test, vi } from "vitest";
import { ApiError } from "../api/client";
import type { EventSourceLike } from "../api/jobWatcher";
import type { FeatureVisualizationRequest, Job, JobItem } from "../api/types";
import type { Session } from "./session";
import { Visualizations } from "./visualizations";

const LAYER = { network: "n", layer: "conv" };
const OPTIONS = { preset: null, settings: {} };

const item = (channel: number, image: string, partial = false): JobItem => ({
  channel, image, activation: partial ? null : 1, partial, verdict: partial ? null : "alive", robustness: 0.9, rank: 0,
});

/** A server whose jobs go as the test says. */
function stage() {
  const posted: FeatureVisualizationRequest[] = [];
  const cancelled: string[] = [];
  const asked: string[] = [];
  const log: string[] = [];
  const shown = new Set<number>();
  let listener: ((event: MessageEvent<string>) => void) | null = null;
  let source: (EventSourceLike & { broken?: boolean }) | null = null;
  const answers: (Job | Error | Promise<Job>)[] = [];
  const api = {
    visualize: (_network: string, _layer: string, request: FeatureVisualizationRequest): Promise<Job> => {
      posted.push(request);
      const answer = answers.shift() ?? job("queued");
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    visualizationPlan: () =>
      Promise.resolve({ presets: [], seconds_per_picture: 2, strongest: [], ready: [item(7, "ready")] }),
    cancelJob: (id: string) => {
      cancelled.push(id);
      return Promise.resolve();
    },
    job: (id: string): Promise<Job> => {
      asked.push(id);
      return Promise.reject(new ApiError({ type: "job-unknown", title: "", status: 404, detail: "" }));
    },
    eventsAddress: (ids: readonly string[]) => ids.join(),
  };
  const job = (state: Job["state"], items: JobItem[] = [], id = `job${posted.length}`): Job => ({
    id, network: "n", layer: "conv", state, done: items.filter(({ partial }) => !partial).length, total: 2,
    eta: 8, place: state === "queued" ? 1 : null, message: null, items,
  });
  const runs = new Map([["n", { run: "r1" }]]);
  const session = {
    runs,
    withRun: <T>(network: string, ask: (run: string) => Promise<T>) => ask(runs.get(network)?.run ?? ""),
  } as unknown as Session;
  const surface = {
    wish: (_: unknown, { channel, image }: JobItem) => {
      shown.add(channel);
      log.push(`${channel}: ${image}`);
    },
    remove: (_: unknown, channel: number) => {
      shown.delete(channel);
      log.push(`${channel}: none`);
    },
    has: (_: unknown, channel: number) => shown.has(channel),
  };
  const visualizations = new Visualizations(api, session, surface, () => {
    source = {
      onerror: null,
      addEventListener: (_: "job", listen: typeof listener) => {
        listener = listen;
      },
      close: () => undefined,
    };
    return source;
  });
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
  return {
    visualizations, posted, cancelled, asked, log, shown, answers, job, settle, runs,
    tell: (told: Job) => listener?.({ data: JSON.stringify(told) } as MessageEvent<string>),
    breakOff: () => source?.onerror?.({} as Event),
  };
}

test("pictures come as they are made, in work and finished", async () => {
  const { visualizations, posted, log, job, settle, tell } = stage();
  visualizations.start(LAYER, [3, 1], { preset: "thesis", settings: { steps: 5 } });
  expect(visualizations.status(LAYER)).toMatchObject({ state: "starting", total: 2 });
  await settle();
  expect(posted).toEqual([{ channels: [3, 1], preset: "thesis", settings: { steps: 5 }, run: "r1" }]);
  expect(visualizations.status(LAYER)).toMatchObject({ state: "queued", place: 1 });
  tell(job("running", [item(3, "3.1", true)]));
  tell(job("running", [item(3, "3.1", true)]));
  tell(job("running", [item(3, "3.2", true), item(1, "1.2", true)]));
  expect(visualizations.item(LAYER, 3)).toMatchObject({ partial: true, image: "3.2" });
  tell(job("running", [item(3, "3")]));
  expect(visualizations.status(LAYER)).toMatchObject({ state: "running", done: 1, total: 2, eta: 8 });
  tell(job("done", [item(3, "3"), item(1, "1")]));
  expect(log).toEqual(["3: 3.1", "3: 3.2", "1: 1.2", "3: 3", "1: 1"]);
  expect(visualizations.isActive(LAYER)).toBe(false);
  expect([...visualizations.finished(LAYER)]).toEqual([3, 1]);
});

test("stopping keeps what is finished, and tiles in work go back to what they were", async () => {
  const { visualizations, cancelled, log, job, settle, tell } = stage();
  const ended = vi.fn();
  visualizations.ended.listen(ended);
  visualizations.start(LAYER, [0, 1, 2], OPTIONS);
  await settle();
  tell(job("running", [item(0, "0"), item(1, "1.1", true)]));
  visualizations.start(LAYER, [0], { preset: null, settings: { seed: 2 } });
  await settle();
  tell(job("running", [item(0, "other 0.1", true)]));
  visualizations.stop(LAYER);
  expect(cancelled).toEqual(["job1", "job2"]);
  expect(log.slice(-2).sort()).toEqual(["0: 0", "1: none"]);
  expect(visualizations.item(LAYER, 1)).toBeNull();
  expect(visualizations.item(LAYER, 0)?.image).toBe("0");
  expect(visualizations.status(LAYER).state).toBe("cancelled");
  expect(ended).toHaveBeenCalledTimes(2);
  tell(job("running", [item(1, "late", true)]));
  expect(visualizations.item(LAYER, 1)).toBeNull();
});

test("stopped before the server has answered, it is cancelled as soon as it has a name", async () => {
  const { visualizations, cancelled, settle } = stage();
  visualizations.start(LAYER, [0], OPTIONS);
  visualizations.stop(LAYER);
  await settle();
  expect(cancelled).toEqual(["job1"]);
  expect(visualizations.isActive(LAYER)).toBe(false);
});

test("a server that was started anew is asked again, and goes on", async () => {
  const { visualizations, posted, asked, job, settle, tell, breakOff, runs } = stage();
  visualizations.start(LAYER, [0, 1], OPTIONS);
  await settle();
  tell(job("running", [item(0, "0")]));
  runs.set("n", { run: "r2" }); // and another picture has gone through the network meanwhile
  breakOff();
  await settle();
  expect(asked).toEqual(["job1"]);
  expect(posted.map(({ run }) => run)).toEqual(["r1", "r2"]);
  expect(visualizations.isActive(LAYER)).toBe(true);
  tell(job("done", [item(0, "0"), item(1, "1")]));
  expect(visualizations.status(LAYER)).toMatchObject({ state: "done", done: 2 });
});

test("work in the background shows its pictures, but is in nobody's way as long as it waits", async () => {
  const { visualizations, log, job, settle, tell, cancelled, breakOff } = stage();
  const again = vi.fn();
  visualizations.follow(job("queued", [], "back"), again);
  expect(visualizations.isActive(LAYER)).toBe(false);
  expect(visualizations.status(LAYER).state).toBe("none");
  await settle();
  tell(job("running", [item(4, "4.1", true), item(5, "5")], "back"));
  expect(visualizations.isActive(LAYER)).toBe(true);
  expect(log).toEqual(["4: 4.1", "5: 5"]);
  breakOff(); // and the server that comes back knows it no more
  await settle();
  expect(again).toHaveBeenCalledTimes(1);
  expect(log.at(-1)).toBe("4: none");
  visualizations.follow(job("running", [], "next"), again);
  visualizations.stopJob("next");
  expect(cancelled).toEqual(["next"]);
  expect(visualizations.isActive(LAYER)).toBe(false);
});

test("what the server refuses is said", async () => {
  const { visualizations, answers, settle } = stage();
  answers.push(new ApiError({ type: "preset-unknown", title: "", status: 422, detail: "Expected one of default, thesis" }));
  visualizations.start(LAYER, [0], { preset: "x", settings: {} });
  await settle();
  expect(visualizations.status(LAYER)).toMatchObject({ state: "failed", message: "Expected one of default, thesis" });
});

test("what is there already is in the answer, and in the plan of the preset alone", async () => {
  const { visualizations, answers, log, job, settle } = stage();
  answers.push(job("done", [item(0, "0")], "job9"));
  visualizations.start(LAYER, [0], OPTIONS);
  await settle();
  expect(visualizations.status(LAYER).state).toBe("done");
  await visualizations.plan(LAYER, { preset: null, settings: { steps: 9 } });
  expect(log).toEqual(["0: 0"]);
  await visualizations.plan(LAYER, OPTIONS);
  expect(log).toEqual(["0: 0", "7: ready"]);
  expect(visualizations.hasPictures(LAYER)).toBe(true);
});

test("pictures that gave way come back when one comes to the layer, or after the graphics were lost", async () => {
  const { visualizations, log, shown } = stage();
  await visualizations.plan(LAYER, OPTIONS);
  visualizations.renew(LAYER);
  expect(log).toEqual(["7: ready"]);
  shown.clear();
  visualizations.show(LAYER, true);
  expect(visualizations.isShown(LAYER)).toBe(true);
  expect(log).toEqual(["7: ready", "7: ready"]);
  visualizations.renewAll();
  expect(log.length).toBe(3);
});
