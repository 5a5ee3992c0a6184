import { describe, expect, it } from "vitest";
import type { Api } from "../api/client";
import { ApiError } from "../api/client";
import type { Intervention, Network, Run } from "../api/types";
import type { Loader } from "./session";
import { Session } from "./session";

const networks = [{ id: "a" }, { id: "b" }] as unknown as Network[];

function fakeApi() {
  const posted: { network: string; image: string; interventions: readonly Intervention[] }[] = [];
  const api = {
    posted,
    run: (network: string, image: string, interventions: readonly Intervention[]): Promise<Run> => {
      posted.push({ network, image, interventions });
      return Promise.resolve({
        run: `${network}-${image}-${posted.length}`,
        network,
        image,
        predictions: [],
        true_class: null,
        graph: null,
      });
    },
    reachable: () => Promise.resolve(),
  };
  return api as unknown as typeof api & Api;
}

const loadsAtOnce: Loader = () => Promise.resolve();
const gone = () => new ApiError({ type: "run-unknown", title: "", status: 404, detail: "" });

describe("Session", () => {
  it("sends one picture through every network", async () => {
    const api = fakeApi();
    const session = new Session(api, networks, loadsAtOnce);
    await session.show("shapes:1");
    expect(api.posted.map(({ network, image }) => [network, image])).toEqual([
      ["a", "shapes:1"],
      ["b", "shapes:1"],
    ]);
    expect([...session.runs.keys()]).toEqual(["a", "b"]);
  });

  it("ends what was loading when another picture is chosen", async () => {
    const ended: string[] = [];
    const load: Loader = (_, run, signal) =>
      run.image === "second"
        ? Promise.resolve()
        : new Promise((_resolve, reject) => {
            signal.addEventListener("abort", () => {
              ended.push(run.image);
              reject(new DOMException("", "AbortError"));
            });
          });
    const session = new Session(fakeApi(), networks.slice(0, 1), load);
    const first = session.show("first");
    await Promise.resolve();
    await Promise.resolve();
    await session.show("second");
    await first;
    expect(ended).toEqual(["first"]);
    expect(session.runs.get("a")?.image).toBe("second");
  });

  it("posts the run again when its stream is cut or forgotten, and gives up after some attempts", async () => {
    const api = fakeApi();
    let failures = 2;
    const load: Loader = () =>
      failures-- > 0 ? Promise.reject(Object.assign(new Error("cut"), { kind: "cut" })) : Promise.resolve();
    await new Session(api, networks.slice(0, 1), load).show("x");
    expect(api.posted).toHaveLength(3);
    failures = Infinity;
    await expect(new Session(api, networks.slice(0, 1), load).show("x")).rejects.toThrow("cut");
  });

  it("does not try again what can never work", async () => {
    const api = fakeApi();
    const load: Loader = () => Promise.reject(Object.assign(new Error("version 2"), { kind: "version" }));
    await expect(new Session(api, networks.slice(0, 1), load).show("x")).rejects.toThrow("version 2");
    expect(api.posted).toHaveLength(1);
  });

  it("makes a forgotten run again for whoever asks about it", async () => {
    const api = fakeApi();
    const session = new Session(api, networks.slice(0, 1), loadsAtOnce);
    await session.show("x");
    const asked: string[] = [];
    const answer = await session.withRun("a", (run) => {
      asked.push(run);
      return asked.length === 1 ? Promise.reject(gone()) : Promise.resolve("fine");
    });
    expect(answer).toBe("fine");
    expect(asked).toEqual(["a-x-1", "a-x-2"]);
    await expect(session.withRun("a", () => Promise.reject(gone()))).rejects.toThrow(ApiError);
    await expect(session.withRun("nobody", () => Promise.resolve(1))).rejects.toThrow(RangeError);
  });

  it("switches channels off in their own network only, and takes changes back in order", async () => {
    const api = fakeApi();
    const session = new Session(api, networks, loadsAtOnce);
    await session.show("x");
    await session.toggle({ network: "b", layer: "conv", channel: 3, value: 0 });
    await session.toggle({ network: "b", layer: "conv", channel: 4, value: 0 });
    const last = () =>
      api.posted.slice(-2).map(({ network, interventions }) => [network, interventions.map(({ channel }) => channel)]);
    expect(last()).toEqual([
      ["a", []],
      ["b", [3, 4]],
    ]);
    expect(session.isSwitchedOff("b", "conv", 3)).toBe(true);
    expect(session.isSwitchedOff("a", "conv", 3)).toBe(false);
    await session.toggle({ network: "b", layer: "conv", channel: 3, value: 0 });
    expect(last()).toEqual([
      ["a", []],
      ["b", [4]],
    ]);
    expect(await session.undo()).toBe(true);
    expect(last()).toEqual([
      ["a", []],
      ["b", []],
    ]);
    expect(await session.undo()).toBe(false);
  });
});
