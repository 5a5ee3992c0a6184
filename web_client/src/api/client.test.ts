import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Api, ApiError, pathSegment } from "./client";

type Answer = () => Promise<Response>;

function scripted(answers: Answer[]): { api: Api; asked: string[]; heard: boolean[] } {
  const asked: string[] = [];
  const heard: boolean[] = [];
  const api = new Api("api/v1/", (address) => {
    asked.push(address as string);
    const answer = answers.shift();
    if (!answer) throw new Error("asked too often");
    return answer();
  });
  api.connection.listen((reachable) => heard.push(reachable));
  return { api, asked, heard };
}

const json =
  (body: object, status = 200) =>
  (): Promise<Response> =>
    Promise.resolve(new Response(JSON.stringify(body), { status }));
const nobody: Answer = () => Promise.reject(new TypeError("Failed to fetch"));

describe("Api", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("takes what the server itself explains for an answer, also where others say so when nobody is there", async () => {
    const problem = { type: "evidence-in-work", title: "", status: 503, detail: "Ask again." };
    const headers = { "Content-Type": "application/problem+json" };
    const answer = (): Promise<Response> => Promise.resolve(new Response(JSON.stringify(problem), { status: 503, headers }));
    const { api, asked, heard } = scripted([answer]);
    await expect(api.evidence("n", "block.conv:1", 1)).rejects.toThrow("Ask again.");
    expect(asked).toEqual(["api/v1/networks/n/layers/block.conv:1/channels/1/evidence"]);
    expect(heard).toEqual([]);
  });

  it("asks about visualizations with what is known", async () => {
    const { api, asked } = scripted([json({}), json({})]);
    await api.visualizationPlan("n", "l", { preset: null, run: "r1" });
    await api.visualizationPlan("n", "l", { preset: "thesis", run: null });
    expect(asked.map((address) => address.split("?")[1])).toEqual(["run=r1", "preset=thesis"]);
    expect(api.eventsAddress(["a", "b"])).toBe("api/v1/events?jobs=a,b");
  });

  it("tries again while nobody answers, says so once, and says when the server is back", async () => {
    const { api, asked, heard } = scripted([nobody, nobody, json({}, 503), json({ networks: [], failures: [] })]);
    const answer = api.networks();
    await vi.runAllTimersAsync();
    expect(await answer).toEqual({ networks: [], failures: [] });
    expect(asked).toHaveLength(4);
    expect(heard).toEqual([false, true]);
  });

  it("never waits longer than two seconds", async () => {
    const { api, asked } = scripted([...Array<Answer>(12).fill(nobody), json({})]);
    const answer = api.networks();
    await vi.advanceTimersByTimeAsync(250 + 500 + 1000 + 9 * 2000);
    await answer;
    expect(asked).toHaveLength(13);
  });

  it("stops trying when it is told to", async () => {
    const { api } = scripted(Array<Answer>(9).fill(nobody));
    const controller = new AbortController();
    const answer = expect(api.reachable(controller.signal)).rejects.toThrow("aborted");
    await vi.advanceTimersByTimeAsync(300);
    controller.abort();
    await answer;
  });

  it("gives the server's explanation of an error", async () => {
    const problem = {
      type: "not-a-picture",
      title: "Not a picture",
      status: 415,
      detail: "Expected PNG, got text. Convert it.",
    };
    const { api } = scripted([json(problem, 415)]);
    await expect(api.upload(new Blob(["x"]), "x.txt")).rejects.toThrow(new ApiError(problem));
  });

  it("explains an answer that is not the server's", async () => {
    const { api } = scripted([() => Promise.resolve(new Response("<h1>proxy</h1>", { status: 404 }))]);
    await expect(api.networks()).rejects.toMatchObject({ problem: { type: "unexpected-answer", status: 404 } });
  });

  it("builds addresses that hold any id", () => {
    const { api } = scripted([]);
    expect(pathSegment("layer1.0:1/ü")).toBe("layer1.0:1%2F%C3%BC");
    expect(api.imageAddress("shapes:17", 96)).toBe("api/v1/images/shapes:17?size=96");
    expect(api.activationsAddress("ab", "a&b")).toBe("api/v1/runs/ab/activations?order=near:a%26b&mips=2,0");
  });
});
