import { Signal } from "../state/signal";
import type {
  Channel,
  DatasetImages,
  Datasets,
  Evidence,
  FeatureVisualizationPlan,
  FeatureVisualizationRequest,
  Histogram,
  Image,
  Intervention,
  Job,
  Jobs,
  Network,
  Networks,
  NetworkVisualizationRequest,
  Problem,
  Run,
  Server,
  Training,
} from "./types";

/** The version of the contract this client speaks. */
export const API_VERSION = 1;

/** Longest pause between two attempts to reach a server that does not answer, in milliseconds. */
const LONGEST_PAUSE = 2000;

/** The server answered, but not with what was asked for. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Ids may hold `:` and `.`, which need no escape and read better without one. */
export function pathSegment(id: string): string {
  return encodeURIComponent(id).replaceAll("%3A", ":");
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<Problem>;
    if (typeof body.detail === "string" && typeof body.type === "string") return body as Problem;
  } catch {
    // Not JSON: a proxy's page, described below by its status.
  }
  const title = response.statusText || "Error";
  const detail = `The server answered ${response.status} ${title} to ${response.url}. Look at its terminal.`;
  return { type: "unexpected-answer", title, status: response.status, detail };
}

function pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("aborted", "AbortError"));
    });
  });
}

/** Whether nobody answers, so that trying again may help: a proxy says so. The server itself explains what it refuses. */
function isUnreachable({ status, headers }: Response): boolean {
  const explained = headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  return !explained && (status === 502 || status === 503 || status === 504);
}

function visualizationsOf(network: string, layer: string): string {
  return `networks/${pathSegment(network)}/layers/${pathSegment(layer)}/feature-visualizations`;
}

/** The REST interface. Every request waits for a server that is away and says so by `connection`. */
export class Api {
  /** `false` when the server stops answering, `true` when it is back. */
  readonly connection = new Signal<boolean>();
  #reachable = true;

  constructor(
    readonly base: string,
    private readonly fetcher: typeof fetch = fetch.bind(globalThis),
  ) {}

  /** Fetches, and repeats with growing pauses as long as nobody answers. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await this.fetcher(this.base + path, init);
        if (!isUnreachable(response)) {
          this.#report(true);
          if (response.ok) return response;
          throw new ApiError(await problemOf(response));
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
      this.#report(false);
      await pause(Math.min(LONGEST_PAUSE, 250 * 2 ** attempt), init.signal);
    }
  }

  /** Resolves when the server answers. */
  async reachable(signal?: AbortSignal): Promise<void> {
    await this.request("server", { cache: "no-store", ...(signal && { signal }) });
  }

  server = (): Promise<Server> => this.#get("server");
  networks = (): Promise<Networks> => this.#get("networks");

  /** `folded`: ids of the sections that are to stand folded; without it the server chooses. */
  network(id: string, folded?: readonly string[]): Promise<Network> {
    const query = folded ? `?folded=${folded.map(encodeURIComponent).join(",")}` : "";
    return this.#get(`networks/${pathSegment(id)}${query}`);
  }

  datasets = (): Promise<Datasets> => this.#get("datasets");

  datasetImages(dataset: string, offset: number, limit: number): Promise<DatasetImages> {
    return this.#get(`datasets/${pathSegment(dataset)}/images?offset=${offset}&limit=${limit}`);
  }

  async upload(file: Blob, name: string): Promise<Image> {
    const body = new FormData();
    body.append("file", file, name);
    return this.#json(await this.request("images", { method: "POST", body }));
  }

  noise(seed: number, width: number, height: number): Promise<Image> {
    return this.#post("noise", { seed, width, height });
  }

  run(network: string, image: string, interventions: readonly Intervention[], signal?: AbortSignal): Promise<Run> {
    return this.#post(`networks/${pathSegment(network)}/runs`, { image, interventions, keep: true }, signal);
  }

  histogram(run: string, layer: string, signal?: AbortSignal): Promise<Histogram> {
    return this.#get(`runs/${pathSegment(run)}/layers/${pathSegment(layer)}/histogram`, signal);
  }

  weightsHistogram(network: string, layer: string, signal?: AbortSignal): Promise<Histogram> {
    return this.#get(`networks/${pathSegment(network)}/layers/${pathSegment(layer)}/weights/histogram`, signal);
  }

  channel(run: string, layer: string, channel: number, signal?: AbortSignal): Promise<Channel> {
    return this.#get(`runs/${pathSegment(run)}/layers/${pathSegment(layer)}/channels/${channel}`, signal);
  }

  /** What feature visualization of a layer takes, and what is there already. */
  visualizationPlan(
    network: string,
    layer: string,
    query: { preset: string | null; run: string | null },
    signal?: AbortSignal,
  ): Promise<FeatureVisualizationPlan> {
    const given = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(value)}`]));
    return this.#get(`${visualizationsOf(network, layer)}?${given.join("&")}`, signal);
  }

  visualize(network: string, layer: string, request: FeatureVisualizationRequest): Promise<Job> {
    return this.#post(visualizationsOf(network, layer), request);
  }

  /** The strongest channels of every layer, after everything else. */
  visualizeNetwork(network: string, request: NetworkVisualizationRequest): Promise<Jobs> {
    return this.#post(`networks/${pathSegment(network)}/feature-visualizations`, request);
  }

  /** The jobs that are not over. */
  jobs = (): Promise<Jobs> => this.#get("jobs", undefined, "no-store");

  job = (id: string): Promise<Job> => this.#get(`jobs/${pathSegment(id)}`, undefined, "no-store");

  async cancelJob(id: string): Promise<void> {
    await this.request(`jobs/${pathSegment(id)}`, { method: "DELETE" });
  }

  /** Address of the events of some jobs. */
  eventsAddress(jobs: readonly string[]): string {
    return `${this.base}events?jobs=${jobs.map(pathSegment).join(",")}`;
  }

  /** The training of the network that is shown. Rejects with ApiError where nothing is trained. */
  training = (): Promise<Training> => this.#get("training", undefined, "no-store");

  /** Address of the events of the training, with the epochs after number `since`. */
  trainingEventsAddress(since: number): string {
    return `${this.base}training/events?since=${since}`;
  }

  /** What the data set does to a channel; the first time the server looks through it, which may take a while. */
  evidence(network: string, layer: string, channel: number, signal?: AbortSignal): Promise<Evidence> {
    return this.#get(`networks/${pathSegment(network)}/layers/${pathSegment(layer)}/channels/${channel}/evidence`, signal);
  }

  /** A picture's file; `size` as for `imageAddress`, null: as large as it is. */
  async picture(image: string, size: number | null, signal?: AbortSignal): Promise<Blob> {
    const query = size === null ? "" : `?size=${size}`;
    return (await this.request(`images/${pathSegment(image)}${query}`, signal ? { signal } : {})).blob();
  }

  /** A picture's file, cropped as a network sees it. */
  async seenPicture(image: string, network: string): Promise<Blob> {
    return (await this.request(`images/${pathSegment(image)}?network=${encodeURIComponent(network)}`)).blob();
  }

  /** Address of a picture as PNG with its longer side at most `size` pixels. */
  imageAddress(image: string, size: number): string {
    return `${this.base}images/${pathSegment(image)}?size=${size}`;
  }

  /** Address of every activation of a run, nearest layer first. */
  activationsAddress(run: string, near: string): string {
    return `${this.base}runs/${pathSegment(run)}/activations?order=near:${encodeURIComponent(near)}&mips=2,0`;
  }

  async #get<T>(path: string, signal?: AbortSignal, cache: RequestCache = "default"): Promise<T> {
    return this.#json(await this.request(path, { cache, ...(signal && { signal }) }));
  }

  async #post<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body), ...(signal && { signal }) };
    return this.#json(await this.request(path, init));
  }

  async #json<T>(response: Response): Promise<T> {
    return (await response.json()) as T;
  }

  #report(reachable: boolean): void {
    if (reachable === this.#reachable) return;
    this.#reachable = reachable;
    this.connection.emit(reachable);
  }
}
