import type { Api } from "../api/client";
import { isOver } from "../api/jobWatcher";
import type { Job } from "../api/types";
import type { LayerName } from "../hall/hall";
import { Signal } from "./signal";
import type { Visualizations } from "./visualizations";

/** Channels of each layer, those that the data set excites most. */
export const PER_LAYER = 16;

/** How far it is with everything that was asked for. */
export interface BackgroundProgress {
  /** Layers that are over. */
  layers: number;
  totalLayers: number;
  /** Pictures that are finished. */
  pictures: number;
  totalPictures: number;
  /** The layer in work; null while something else goes first. */
  current: LayerName | null;
  /** Layers that failed. */
  failed: number;
  /** Seconds; null before enough pictures have been made to tell. */
  eta: number | null;
}

/** Pictures after which the time that is left can be told. */
const ENOUGH = 8;

/** Where ids are kept, so that a page that is loaded again goes on following. */
const KEPT = "deepvision background";

type BackgroundApi = Pick<Api, "visualizeNetwork" | "jobs">;
type Followed = Pick<Visualizations, "follow" | "stopJob" | "told">;

interface Task {
  job: Job;
  readonly preset: string | null;
}

/** All layers of a network: the server makes them after everything else that is asked for. */
export class BackgroundWork {
  readonly changed = new Signal();
  /** Everything is over. */
  readonly ended = new Signal<BackgroundProgress>();
  readonly #tasks = new Map<string, Task>();
  readonly #asking = new Set<string>();
  /** What was there when it began, and when that was. */
  #begin = { pictures: 0, time: 0 };

  constructor(
    private readonly api: BackgroundApi,
    private readonly work: Followed,
    private readonly storage: Pick<Storage, "getItem" | "setItem">,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {
    work.told.listen(this.#told);
  }

  /** Null: nothing was asked for, or it is over. */
  get progress(): BackgroundProgress | null {
    if (this.#tasks.size === 0) return null;
    const jobs = [...this.#tasks.values()].map(({ job }) => job);
    const pictures = sum(jobs.map(({ done }) => done));
    const totalPictures = sum(jobs.map(({ total }) => total));
    const running = jobs.find(({ state }) => state === "running");
    return {
      layers: jobs.filter(isOver).length,
      totalLayers: jobs.length,
      pictures,
      totalPictures,
      current: running ? { network: running.network, layer: running.layer } : null,
      failed: jobs.filter(({ state }) => state === "failed").length,
      eta: this.#eta(pictures, sum(jobs.filter((job) => !isOver(job)).map(({ done, total }) => total - done))),
    };
  }

  /** Asks for every layer of a network. Rejects with ApiError. */
  async add(network: string, preset: string | null): Promise<void> {
    if (this.#asking.has(network)) return;
    this.#asking.add(network);
    try {
      const { jobs } = await this.api.visualizeNetwork(network, { per_layer: PER_LAYER, preset });
      this.#take(jobs, preset);
    } finally {
      this.#asking.delete(network);
    }
  }

  /** Follows what was asked for before the page was loaded again. Rejects with ApiError. */
  async resume(): Promise<void> {
    const kept = new Set(this.storage.getItem(KEPT)?.split(" "));
    if (kept.size === 0) return;
    const { jobs } = await this.api.jobs();
    this.#take(jobs.filter(({ id }) => kept.has(id)), null);
  }

  /** What is made is kept. */
  stop(): void {
    const left = [...this.#tasks.values()].filter(({ job }) => !isOver(job));
    this.#tasks.clear();
    for (const { job } of left) this.work.stopJob(job.id);
    this.#keep();
    this.changed.emit();
  }

  #take(jobs: readonly Job[], preset: string | null): void {
    if (jobs.length === 0) return;
    if (this.#tasks.size === 0) this.#begin = { pictures: sum(jobs.map(({ done }) => done)), time: this.now() };
    for (const job of jobs) this.#tasks.set(job.id, { job, preset });
    this.#keep();
    for (const job of jobs) this.work.follow(job, () => { this.#again(job); });
    this.changed.emit();
  }

  readonly #told = (job: Job): void => {
    const task = this.#tasks.get(job.id);
    if (!task) return;
    task.job = job;
    this.#settle();
  };

  /** A server that was started anew knows none of the jobs: the network is asked for once more. */
  #again({ id, network }: Job): void {
    const task = this.#tasks.get(id);
    if (!task) return;
    for (const [other, { job }] of this.#tasks) if (job.network === network) this.#tasks.delete(other);
    this.add(network, task.preset).catch(() => {
      this.#settle();
      this.changed.emit();
    });
  }

  #settle(): void {
    const { progress } = this;
    if (progress && progress.layers === progress.totalLayers) {
      this.#tasks.clear();
      this.#keep();
      this.ended.emit(progress);
    }
    this.changed.emit();
  }

  #eta(pictures: number, left: number): number | null {
    const made = pictures - this.#begin.pictures;
    return made < ENOUGH ? null : ((this.now() - this.#begin.time) / made) * left;
  }

  #keep(): void {
    this.storage.setItem(KEPT, [...this.#tasks.keys()].join(" "));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
