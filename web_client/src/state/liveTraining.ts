import type { TrainingListener } from "../api/trainingWatcher";
import type { LayerGradients, Training, TrainingEpoch } from "../api/types";
import { Signal } from "./signal";

/** A training with every epoch so far, put together from what is told of it. */
export class LiveTraining implements TrainingListener {
  /** Anything about it. */
  readonly changed = new Signal<Training>();
  /** It is over: this is how. */
  readonly ended = new Signal<Training>();
  isLost = false;
  #training: Training | null = null;

  get training(): Training | null {
    return this.#training;
  }

  readonly told = (news: Training): void => {
    const before = this.#training;
    this.isLost = false;
    const training = {
      ...news,
      rows: joined<TrainingEpoch>(before?.rows, news.rows),
      gradient_flow: joined<LayerGradients>(before?.gradient_flow, news.gradient_flow),
    };
    this.#training = training;
    this.changed.emit(training);
    if (before?.state === "running" && training.state !== "running") this.ended.emit(training);
  };

  readonly lost = (): void => {
    this.isLost = true;
    if (this.#training) this.changed.emit(this.#training);
  };
}

/** The epochs in order, each once: a newer word about one holds. */
function joined<Row extends { epoch: number }>(known: readonly Row[] = [], news: readonly Row[]): Row[] {
  const first = news[0]?.epoch ?? Infinity;
  return [...known.filter(({ epoch }) => epoch < first), ...news];
}
