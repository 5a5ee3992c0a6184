import type { Api } from "../api/client";
import type { EventSourceLike } from "../api/jobWatcher";
import { isOver, JobWatcher } from "../api/jobWatcher";
import type { FeatureVisualizationPlan, Job, JobItem } from "../api/types";
import type { LayerName } from "../hall/hall";
import { LayerWork } from "./layerWork";
import type { VisualizationOptions, VisualizationRequest, WorkStatus } from "./layerWork";
import type { Session } from "./session";
import { Signal } from "./signal";

/** How often a job that the server has forgotten is asked for again. */
const MOST_REPOSTS = 5;

/** Where the pictures are seen. */
export interface PictureSurface {
  wish: (layer: LayerName, item: JobItem) => void;
  remove: (layer: LayerName, channel: number) => void;
  has: (layer: LayerName, channel: number) => boolean;
}

/** Work for a layer that has ended. */
export interface EndedWork extends LayerName {
  status: WorkStatus;
  background: boolean;
}

type VisualizationApi = Pick<Api, "visualize" | "visualizationPlan" | "cancelJob" | "job" | "eventsAddress">;

/**
 * Feature visualization of the layers: starts the server's jobs, follows them, and hands the pictures on as they come.
 * A server that goes away interrupts it only; a new run changes nothing.
 */
export class Visualizations {
  /** A layer's work is further, or its tiles show something else. */
  readonly changed = new Signal<LayerName>();
  readonly ended = new Signal<EndedWork>();
  /** The server's word about a job that is followed. */
  readonly told = new Signal<Job>();
  readonly #layers = new Map<string, { name: LayerName; work: LayerWork }>();
  readonly #shown = new Set<string>();
  readonly #requests = new Map<string, { name: LayerName; request: VisualizationRequest }>();
  readonly #watcher: JobWatcher;

  constructor(
    private readonly api: VisualizationApi,
    private readonly session: Pick<Session, "runs" | "withRun">,
    private readonly surface: PictureSurface,
    open?: (address: string) => EventSourceLike,
  ) {
    this.#watcher = new JobWatcher(api, { job: this.#follow, lost: this.#lost }, open);
  }

  status(layer: LayerName): WorkStatus {
    return this.#work(layer).status;
  }

  isActive(layer: LayerName): boolean {
    return this.#work(layer).active.length > 0;
  }

  /** The picture of a channel, finished or in work; null: there is none. */
  item(layer: LayerName, channel: number): JobItem | null {
    return this.#work(layer).item(channel);
  }

  /** Channels that have a finished picture. */
  finished(layer: LayerName): ReadonlySet<number> {
    return new Set(this.#work(layer).finished.keys());
  }

  hasPictures(layer: LayerName): boolean {
    const { finished, partial } = this.#work(layer);
    return finished.size + partial.size > 0;
  }

  /** Whether the tiles of a layer show their pictures, where there are any. */
  isShown(layer: LayerName): boolean {
    return this.#shown.has(keyOf(layer));
  }

  show(layer: LayerName, shown: boolean): void {
    if (shown) this.#shown.add(keyOf(layer));
    else this.#shown.delete(keyOf(layer));
    if (shown) this.renew(layer);
    this.changed.emit(layer);
  }

  /** Somebody comes to a layer: pictures that gave way to others come back. */
  renew(layer: LayerName): void {
    const work = this.#work(layer);
    for (const item of work.finished.values()) {
      if (!work.partial.has(item.channel) && !this.surface.has(layer, item.channel)) this.surface.wish(layer, item);
    }
  }

  /** The graphics card has forgotten every picture. */
  renewAll(): void {
    for (const { name, work } of this.#layers.values()) {
      for (const channel of new Set([...work.finished.keys(), ...work.partial.keys()])) {
        const item = work.item(channel);
        if (item) this.surface.wish(name, item);
      }
    }
  }

  /** What it takes; pictures that are there already are shown from now on. Rejects with ApiError. */
  async plan(layer: LayerName, options: VisualizationOptions, signal?: AbortSignal): Promise<FeatureVisualizationPlan> {
    const { preset } = options;
    const plan = await this.#withRun(layer.network, (run) =>
      this.api.visualizationPlan(layer.network, layer.layer, { preset, run }, signal),
    );
    if (Object.keys(options.settings).length > 0) return { ...plan, ready: [] }; // those are the preset's own
    for (const item of plan.ready) if (this.#work(layer).take(item)) this.surface.wish(layer, item);
    if (plan.ready.length > 0) this.changed.emit(layer);
    return plan;
  }

  /** @param channels in the order in which they are to come */
  start(layer: LayerName, channels: readonly number[], options: VisualizationOptions): void {
    const post = (): void => {
      void this.#post(layer, request, channels, options);
    };
    const request: VisualizationRequest = { ...begun(channels.length, false, post), state: "starting" };
    this.#work(layer).add(request);
    this.changed.emit(layer);
    post();
  }

  /**
   * Follows a job in the background, which was asked for elsewhere.
   * @param again called when the server has forgotten it
   */
  follow(job: Job, again: () => void): void {
    const request: VisualizationRequest = { ...begun(job.total, true, again), state: job.state };
    this.#work(job).add(request);
    this.#accept(job, job, request);
  }

  /** The network has other weights: what was made of the old ones is shown no more, and what is being made ends. */
  forget(network: string): void {
    for (const [key, { name, work }] of [...this.#layers]) {
      if (name.network !== network) continue;
      for (const request of work.unended) this.#cancelRequest(name, request);
      for (const channel of [...work.finished.keys()]) this.surface.remove(name, channel);
      this.#layers.delete(key);
      this.#shown.delete(key);
      this.changed.emit(name);
    }
  }

  /** Stops one job; what is finished stays. */
  stopJob(id: string): void {
    const known = this.#requests.get(id);
    if (known) this.#cancelRequest(known.name, known.request);
  }

  /** Stops the work for a layer; what is finished stays. */
  stop(layer: LayerName): void {
    for (const request of this.#work(layer).active) this.#cancelRequest(layer, request);
  }

  #cancelRequest(layer: LayerName, request: VisualizationRequest): void {
    request.state = "cancelled";
    if (request.job) this.#cancel(request.job.id);
    this.#end(layer, request);
  }

  async #post(
    layer: LayerName,
    request: VisualizationRequest,
    channels: readonly number[],
    options: VisualizationOptions,
  ): Promise<void> {
    try {
      const job = await this.#withRun(layer.network, (run) =>
        this.api.visualize(layer.network, layer.layer, {
          channels: [...channels],
          preset: options.preset,
          settings: { ...options.settings },
          run,
        }),
      );
      if (request.state === "cancelled") {
        this.#cancel(job.id); // it was stopped before the server had given it a name
        return;
      }
      this.#accept(layer, job, request);
    } catch (error) {
      if (request.state === "cancelled") return;
      request.state = "failed";
      request.message = error instanceof Error ? error.message : String(error);
      this.#end(layer, request);
    }
  }

  #accept({ network, layer }: LayerName, job: Job, request: VisualizationRequest): void {
    this.#requests.set(job.id, { name: { network, layer }, request });
    if (!isOver(job)) this.#watcher.watch(job.id, request.background);
    this.#follow(job);
  }

  readonly #follow = (job: Job): void => {
    const known = this.#requests.get(job.id);
    if (!known || known.request.state === "cancelled") return;
    const { name, request } = known;
    for (const item of this.#work(name).accept(request, job)) this.surface.wish(name, item);
    if (isOver(job)) this.#end(name, request);
    else this.changed.emit(name);
    this.told.emit(job);
  };

  /** What was made is kept by the server: asking again goes on where it was. */
  readonly #lost = (id: string): void => {
    const known = this.#requests.get(id);
    this.#requests.delete(id);
    if (!known) return;
    const { name, request } = known;
    if (request.background) {
      request.state = "cancelled"; // whoever asks again gets another job
      this.#end(name, request);
      request.again();
      return;
    }
    if (++request.reposts <= MOST_REPOSTS) {
      request.again();
      return;
    }
    request.state = "failed";
    request.message = "The server has forgotten this work again and again. Look at its terminal.";
    this.#end(name, request);
  };

  #end(layer: LayerName, request: VisualizationRequest): void {
    const work = this.#work(layer);
    const before = [...work.partial.keys()];
    for (const item of work.dropPartials(request)) this.surface.wish(layer, item);
    for (const channel of before) if (!work.item(channel)) this.surface.remove(layer, channel);
    if (request.job) {
      this.#requests.delete(request.job.id);
      this.#watcher.unwatch(request.job.id);
    }
    const { status } = work;
    this.changed.emit(layer);
    this.ended.emit({ ...layer, status, background: request.background });
  }

  /** Left to itself: whether the server hears it or not, the visitor has stopped it. */
  #cancel(job: string): void {
    this.api.cancelJob(job).catch(() => undefined);
  }

  #withRun<T>(network: string, ask: (run: string | null) => Promise<T>): Promise<T> {
    return this.session.runs.has(network) ? this.session.withRun(network, ask) : ask(null);
  }

  #work(layer: LayerName): LayerWork {
    const key = keyOf(layer);
    const known = this.#layers.get(key);
    if (known) return known.work;
    const work = new LayerWork();
    this.#layers.set(key, { name: { network: layer.network, layer: layer.layer }, work });
    return work;
  }
}

function begun(total: number, background: boolean, again: () => void): Omit<VisualizationRequest, "state"> {
  return { total, background, again, begun: new Set(), job: null, reposts: 0, began: null, message: null };
}

function keyOf({ network, layer }: LayerName): string {
  return `${network} ${layer}`;
}
