import type { Job, JobItem, VisualizationSettings } from "../api/types";

/** How pictures are made: a preset of the server's (null: its default), and what differs from it. */
export interface VisualizationOptions {
  preset: string | null;
  settings: VisualizationSettings;
}

/** Pictures that somebody asked for. */
export interface VisualizationRequest {
  /** How many. */
  readonly total: number;
  /** After everything else: as long as it waits, it is as if nobody had asked for it. */
  readonly background: boolean;
  /** Asks the server again, after it has forgotten the job. */
  readonly again: () => void;
  /** Channels that have had a picture in work. */
  readonly begun: Set<number>;
  /** The server's last word about it; null before there is one. */
  job: Job | null;
  /** How often it was posted again because the server had forgotten it. */
  reposts: number;
  /** Milliseconds, when the server began to work on it; null: it has not. */
  began: number | null;
  state: "starting" | Job["state"];
  message: string | null;
}

/** How far the work for a layer is; what was asked for while it went on counts together. */
export interface WorkStatus {
  state: "none" | VisualizationRequest["state"];
  done: number;
  total: number;
  /** How much is done, 0…1: pictures in work count too, by the time they still need. */
  share: number;
  /** Seconds; null: not known. */
  eta: number | null;
  /** Jobs before it in the queue; null: it is not in the queue. */
  place: number | null;
  message: string | null;
}

const NOTHING: WorkStatus = { state: "none", done: 0, total: 0, share: 0, eta: null, place: null, message: null };

/** The pictures that excite a layer's channels most: what is there, and what is being done. */
export class LayerWork {
  /** Finished ones, by channel. They stay when a later job makes others. */
  readonly finished = new Map<number, JobItem>();
  /** Those in work, by channel. */
  readonly partial = new Map<number, JobItem>();
  #requests: VisualizationRequest[] = [];

  /** @param now milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** What a tile shows: the picture in work, else the finished one. */
  item(channel: number): JobItem | null {
    return this.partial.get(channel) ?? this.finished.get(channel) ?? null;
  }

  /** What is being done, or comes next. */
  get active(): VisualizationRequest[] {
    return this.unended.filter(({ background, state }) => !background || state === "running");
  }

  /** That, and what waits in the background. */
  get unended(): VisualizationRequest[] {
    return this.#requests.filter((request) => !isEnded(request));
  }

  add(request: VisualizationRequest): void {
    this.#requests = [...this.unended, request];
  }

  /** Takes over what the server says; returns the items that tiles are to show now. */
  accept(request: VisualizationRequest, job: Job): JobItem[] {
    request.job = job;
    request.state = job.state;
    if (job.state === "running") request.began ??= this.now();
    request.message = job.message;
    for (const { channel, partial } of job.items) if (partial) request.begun.add(channel);
    return job.items.filter((item) => this.take(item));
  }

  /** Takes over one picture; false: it is known. */
  take(item: JobItem): boolean {
    const before = this.item(item.channel);
    if (item.partial) this.partial.set(item.channel, item);
    else {
      this.partial.delete(item.channel);
      this.finished.set(item.channel, item);
    }
    return before?.image !== item.image;
  }

  /** What was in work for a request is gone; returns the finished pictures that come to light. */
  dropPartials(request: VisualizationRequest): JobItem[] {
    const revealed: JobItem[] = [];
    for (const channel of request.begun) {
      const finished = this.finished.get(channel);
      if (this.partial.delete(channel) && finished) revealed.push(finished);
    }
    return revealed;
  }

  get status(): WorkStatus {
    const active = this.active;
    const counted = active.length > 0 ? active : this.#requests.filter(isEnded).slice(-1);
    const [first] = counted;
    if (!first) return NOTHING;
    const running = counted.find(({ state }) => state === "running") ?? first;
    const places = counted.map(({ job }) => job?.place ?? null).filter((place) => place !== null);
    const done = sum(counted.map(({ job }) => job?.done ?? 0));
    const total = sum(counted.map((request) => request.total));
    const eta = etaOf(counted);
    const spent = running.began === null ? 0 : (this.now() - running.began) / 1000;
    return {
      state: running.state,
      done,
      total,
      share: Math.max(total === 0 ? 0 : done / total, eta === null || spent === 0 ? 0 : spent / (spent + eta)),
      eta,
      place: running.state === "queued" && places.length > 0 ? Math.min(...places) : null,
      message: running.message,
    };
  }
}

export function isEnded({ state }: Pick<VisualizationRequest, "state">): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** Together; null as long as one is not known. */
function etaOf(requests: readonly VisualizationRequest[]): number | null {
  const etas = requests.map(({ job }) => job?.eta ?? null);
  return etas.includes(null) ? null : sum(etas.filter((eta) => eta !== null));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
