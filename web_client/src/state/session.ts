import type { Api } from "../api/client";
import { ApiError } from "../api/client";
import type { Intervention, Network, Run } from "../api/types";
import { Signal } from "./signal";

/** Loads one run's activations into the hall; rejects like TileStore.load. */
export type Loader = (
  network: string,
  run: Run,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
) => Promise<void>;

/** How often a stream that breaks off is begun again before the visitor is told. */
const ATTEMPTS = 5;

/** How much of a network's activations is shown. */
export interface Progress {
  network: string;
  coarse: number;
  full: number;
  layers: number;
}

/** One thing a user did to a channel. */
export interface Change extends Required<Intervention> {
  network: string;
}

/** What is shown to whom: the picture, one run for each network, and which channels are switched off. */
export class Session {
  readonly runs = new Map<string, Run>();
  /** The picture now in the networks. */
  image: string | null = null;
  /** In the order in which they were made; the last one is undone first. */
  readonly changes: Change[] = [];
  readonly runChanged = new Signal<Run>();
  readonly imageChanged = new Signal<string>();
  readonly progress = new Signal<Progress>();
  #running: AbortController | null = null;

  constructor(
    private readonly api: Api,
    readonly networks: readonly Network[],
    private readonly load: Loader,
  ) {}

  /** Sends a picture through every network. A later call ends an earlier one, which then resolves. Rejects with ApiError. */
  async show(image: string): Promise<void> {
    this.#running?.abort();
    const controller = new AbortController();
    this.#running = controller;
    this.image = image;
    this.imageChanged.emit(image);
    try {
      await Promise.all(this.networks.map(({ id }) => this.#run(id, image, controller.signal)));
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  }

  /** Switches a channel off (value 0), or on again. */
  async toggle(change: Change): Promise<void> {
    const known = this.changes.findIndex((one) => sameChannel(one, change));
    if (known < 0) this.changes.push(change);
    else this.changes.splice(known, 1);
    await this.rerun();
  }

  isSwitchedOff(network: string, layer: string, channel: number): boolean {
    return this.changes.some((one) => sameChannel(one, { network, layer, channel, value: 0 }));
  }

  /** Takes the last change back; false when there is none. */
  async undo(): Promise<boolean> {
    if (!this.changes.pop()) return false;
    await this.rerun();
    return true;
  }

  /** Takes every change back. */
  async restore(): Promise<void> {
    this.changes.length = 0;
    await this.rerun();
  }

  /**
   * Runs `ask` with the id of a network's run. A run that the server has forgotten is made again, once.
   * Rejects with ApiError; with RangeError when there is no run yet.
   */
  async withRun<T>(network: string, ask: (run: string) => Promise<T>): Promise<T> {
    const run = this.runs.get(network);
    if (!run) throw new RangeError(`Expected a run of ${network}, but no picture has gone through it yet.`);
    try {
      return await ask(run.run);
    } catch (error) {
      if (!isUnknownRun(error)) throw error;
      return ask((await this.#post(network, run.image)).run);
    }
  }

  /** Sends the picture through the networks again: they have changed. */
  async rerun(): Promise<void> {
    if (this.image !== null) await this.show(this.image);
  }

  async #run(network: string, image: string, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const run = await this.#post(network, image, signal);
      if (hasEnded(signal)) return;
      this.runs.set(network, run);
      this.runChanged.emit(run);
      try {
        await this.load(network, run, signal, (progress) => {
          this.progress.emit(progress);
        });
        return;
      } catch (error) {
        if (hasEnded(signal) || attempt === ATTEMPTS || !isTransient(error)) throw error;
        await this.api.reachable(signal);
      }
    }
  }

  #post(network: string, image: string, signal?: AbortSignal): Promise<Run> {
    const interventions = this.changes
      .filter((change) => change.network === network)
      .map(({ layer, channel, value }) => ({ layer, channel, value }));
    return this.api.run(network, image, interventions, signal);
  }
}

/** Asked again after every wait: TypeScript takes a signal that has been looked at for settled. */
function hasEnded(signal: AbortSignal): boolean {
  return signal.aborted;
}

function sameChannel(a: Change, b: Change): boolean {
  return a.network === b.network && a.layer === b.layer && a.channel === b.channel;
}

function isUnknownRun(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 404;
}

/** The stream broke off or the run was forgotten: posting the run again repairs it. */
function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { status, kind } = error as Error & { status?: number; kind?: string };
  return kind === "cut" || status === 0 || status === 404 || (status !== undefined && status >= 502);
}
