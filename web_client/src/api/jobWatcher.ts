import type { Api } from "./client";
import { ApiError } from "./client";
import type { Job } from "./types";

/** Milliseconds between two questions about each job, where events do not come. */
const PAUSE = 700;

/** The server says something about a job that goes on every second: without a word for this long events do not work. */
const SILENCE = 6000;

/** After so many event streams that broke off without an event no more are tried. */
const MOST_FAILURES = 3;

/** Jobs that wait in the background and are followed at a time: their ids have to fit into an address. */
const MOST_IN_BACKGROUND = 48;

/** The part of EventSource that is used here. */
export interface EventSourceLike {
  onerror: ((event: Event) => void) | null;
  addEventListener(type: "job", listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface JobListener {
  /** A job is further; its items are those that are new, or all of them. */
  job: (job: Job) => void;
  /** The server knows the job no more. */
  lost: (id: string) => void;
}

export function isOver({ state }: Pick<Job, "state">): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** Follows jobs by one event stream; where that does not work, by asking again and again. */
export class JobWatcher {
  readonly #watched = new Set<string>();
  readonly #background = new Set<string>();
  #covered = new Set<string>();
  #source: EventSourceLike | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #generation = 0;

  constructor(
    private readonly api: Pick<Api, "job" | "eventsAddress">,
    private readonly listener: JobListener,
    private readonly open: (address: string) => EventSourceLike = (address) => new EventSource(address),
  ) {}

  /** @param background it is enough to follow it when its turn is near: such jobs are done in the order of these calls */
  watch(id: string, background = false): void {
    if (this.#watched.has(id) || this.#background.has(id)) return;
    if (background) this.#background.add(id);
    else this.#watched.add(id);
    if (!background || this.#covered.size < MOST_IN_BACKGROUND) this.#begin();
  }

  unwatch(id: string): void {
    if (this.#forget(id) && this.#covered.has(id)) this.#begin();
  }

  #forget(id: string): boolean {
    return this.#watched.delete(id) || this.#background.delete(id);
  }

  /** Another set of jobs: another stream. Those who are added one after the other share it. */
  #begin(): void {
    this.#stop();
    this.#covered = new Set([...this.#watched, ...[...this.#background].slice(0, MOST_IN_BACKGROUND)]);
    if (this.#covered.size > 0) this.#timer = setTimeout(this.#listen, 0);
  }

  #stop(): void {
    this.#generation++;
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  readonly #listen = (): void => {
    if (this.#failures >= MOST_FAILURES) {
      void this.#ask();
      return;
    }
    const source = this.open(this.api.eventsAddress([...this.#covered]));
    this.#source = source;
    const fail = (): void => {
      if (this.#source !== source) return;
      this.#failures++;
      this.#stop();
      void this.#ask();
    };
    source.onerror = fail;
    source.addEventListener("job", ({ data }) => {
      if (this.#source !== source) return;
      this.#failures = 0;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(fail, SILENCE);
      this.#tell(JSON.parse(data) as Job);
    });
    this.#timer = setTimeout(fail, SILENCE);
  };

  /** Asks about every job once; waits for a server that is away, and then listens again. */
  async #ask(): Promise<void> {
    const generation = this.#generation;
    for (const id of [...this.#covered]) {
      const answer = await this.api.job(id).catch((error: unknown) => error);
      if (generation !== this.#generation) return;
      if (answer instanceof ApiError && answer.problem.status === 404) {
        this.#forget(id);
        this.#covered.delete(id);
        this.listener.lost(id);
      } else if (!(answer instanceof Error)) this.#tell(answer as Job);
      if (generation !== this.#generation) return;
    }
    this.#stop();
    if (this.#covered.size > 0) this.#timer = setTimeout(this.#listen, PAUSE);
    else this.#begin();
  }

  #tell(job: Job): void {
    if (isOver(job)) {
      this.#forget(job.id);
      this.#covered.delete(job.id);
      if (this.#covered.size === 0) this.#begin(); // others may wait in the background
    }
    this.listener.job(job);
  }
}
