import { expect, test } from "vitest";
import type { Job } from "../api/types";
import { BackgroundWork } from "./backgroundWork";
import { Signal } from "./signal";

const job = (layer: string, state: Job["state"] = "queued", done = 0, round = 1): Job => ({
  id: `${layer}${round}`, network: "n", layer, state, done, total: 8, eta: null, place: null, message: null, items: [],
});

/** A server with three layers; time passes when the test says so. */
function stage() {
  const told = new Signal<Job>();
  const log: string[] = [];
  const again = new Map<string, () => void>();
  const clock = { now: 100 };
  const kept = new Map<string, string>();
  let round = 0;
  const jobs = (): { jobs: Job[] } => ({ jobs: ["a", "b", "c"].map((layer) => job(layer, "queued", 0, round)) });
  const background = new BackgroundWork(
    {
      visualizeNetwork: (network, { per_layer: count, preset }) => {
        log.push(`${network} ${String(count)} ${String(preset)}`);
        round++;
        return Promise.resolve(jobs());
      },
      jobs: () => Promise.resolve({ jobs: [job("a"), job("c", "running", 3), { ...job("x"), id: "somebody else's" }] }),
    },
    {
      told,
      follow: (followed, ask) => {
        log.push(`follow ${followed.id}`);
        again.set(followed.id, ask);
      },
      stopJob: (id) => log.push(`stop ${id}`),
    },
    { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    () => clock.now,
  );
  return { background, told, log, again, clock, kept };
}

test("every layer is followed, with what is done of all", async () => {
  const { background, told, log, clock } = stage();
  expect(background.progress).toBeNull();
  await background.add("n", "thesis");
  expect(log).toEqual(["n 16 thesis", "follow a1", "follow b1", "follow c1"]);
  told.emit(job("a", "running", 3));
  expect(background.progress).toEqual({
    layers: 0, totalLayers: 3, pictures: 3, totalPictures: 24, failed: 0, eta: null, current: { network: "n", layer: "a" },
  });
  clock.now = 116;
  told.emit(job("a", "done", 8));
  expect(background.progress).toMatchObject({ layers: 1, pictures: 8, current: null, eta: 32 });
  told.emit({ ...job("z", "done", 8), id: "another" });
  told.emit(job("b", "failed", 0));
  let failed = -1;
  background.ended.listen((progress) => {
    failed = progress.failed;
  });
  told.emit(job("c", "done", 8));
  expect(failed).toBe(1);
  expect(background.progress).toBeNull();
});

test("stopping stops what is not over", async () => {
  const { background, told, log, kept } = stage();
  await background.add("n", null);
  told.emit(job("a", "done", 8));
  background.stop();
  expect(log.slice(-2)).toEqual(["stop b1", "stop c1"]);
  expect(background.progress).toBeNull();
  expect([...kept.values()]).toEqual([""]);
});

test("a server that was started anew is asked once more for the network", async () => {
  const { background, log, again } = stage();
  await background.add("n", "thesis");
  for (const ask of [...again.values()]) ask();
  await Promise.resolve();
  await Promise.resolve();
  expect(log.slice(4)).toEqual(["n 16 thesis", "follow a2", "follow b2", "follow c2"]);
  expect(background.progress?.totalLayers).toBe(3);
});

test("a page that is loaded again goes on with what it asked for, and with nothing else", async () => {
  const { background, log, kept } = stage();
  await background.resume();
  expect(log).toEqual([]);
  kept.set("deepvision background", "a1 b1 c1");
  await background.resume();
  expect(log).toEqual(["follow a1", "follow c1"]);
  expect(background.progress).toMatchObject({ totalLayers: 2, pictures: 3 });
});
