import type { Api } from "./client";
import type { Training } from "./types";

/** Milliseconds between two attempts to hear of the training. */
const PAUSE = 1000;

/** After so long without an event it is asked for: a proxy may hold events back, or a step takes this long. */
const SILENCE = 15_000;

/** The part of EventSource that is used here. */
export interface TrainingSource {
  onerror: ((event: Event) => void) | null;
  addEventListener(type: "training", listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface TrainingListener {
  /** The training is further; its epochs are those that are new, or all of them. */
  told: (training: Training) => void;
  /** Nothing is heard of it any more; it is tried again. */
  lost: () => void;
}

type TrainingApi = Pick<Api, "training" | "trainingEventsAddress">;

/** Follows a training to its end by a stream of events; begins again where the stream breaks off. */
export class TrainingWatcher {
  #source: TrainingSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The last epoch that is known. */
  #epoch = 0;

  constructor(
    private readonly api: TrainingApi,
    private readonly listener: TrainingListener,
    private readonly open: (address: string) => TrainingSource = (address) => new EventSource(address),
  ) {}

  begin(): void {
    const source = this.open(this.api.trainingEventsAddress(this.#epoch));
    this.#source = source;
    source.onerror = () => {
      if (this.#source !== source) return;
      this.#stop();
      this.listener.lost();
      this.#timer = setTimeout(() => void this.#ask(), PAUSE);
    };
    source.addEventListener("training", ({ data }) => {
      if (this.#source === source) this.#tell(JSON.parse(data) as Training);
    });
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), SILENCE);
  }

  /** Waits for a server that is away. */
  async #ask(): Promise<void> {
    try {
      const training = await this.api.training();
      this.#tell(training);
      if (training.state === "running" && !this.#source) this.begin();
    } catch {
      this.listener.lost(); // another server answers there, which trains nothing
    }
  }

  #tell(training: Training): void {
    this.#epoch = training.epoch;
    if (training.state === "running") this.#wait();
    else this.#stop();
    this.listener.told(training);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
