import type { Progress } from "../state/session";
import { element, setVisible } from "./dom";

/** How many layers have come: first coarsely, then in full. Hidden when everything is there. */
export class ProgressLine {
  readonly root = element("div", { class: "progress", role: "status", hidden: true });
  readonly #text = element("span", {});
  readonly #bar = element("progress", { max: 1, value: 0 });
  readonly #networks = new Map<string, Progress>();

  constructor() {
    this.root.append(this.#bar, this.#text);
  }

  begin(): void {
    this.#networks.clear();
    this.#text.textContent = "Running the picture…";
    this.#bar.removeAttribute("value");
    setVisible(this.root, true);
  }

  show(progress: Progress): void {
    this.#networks.set(progress.network, progress);
    const { coarse, full, layers } = total([...this.#networks.values()]);
    this.#bar.value = (0.3 * coarse + 0.7 * full) / Math.max(1, layers);
    this.#text.textContent = full > 0 ? `${full} of ${layers} layers in full` : `${coarse} of ${layers} layers`;
  }

  end(): void {
    setVisible(this.root, false);
  }
}

/** All networks together. */
export function total(all: readonly Progress[]): Omit<Progress, "network"> {
  const sum = (pick: (progress: Progress) => number): number =>
    all.reduce((value, progress) => value + pick(progress), 0);
  return { coarse: sum(({ coarse }) => coarse), full: sum(({ full }) => full), layers: sum(({ layers }) => layers) };
}
