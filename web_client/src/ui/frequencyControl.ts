import type { Network } from "../api/types";
import type { Band, FrequencyFilter } from "../state/frequencies";
import { cutoffsFor, nearestIndex } from "../state/frequencies";
import { element, setVisible } from "./dom";

/** Where the slider begins: most networks see shapes below, textures above. */
const FIRST = 12;
/** Pixels of the picture in the panel, its longer side. */
const PICTURE = 96;

const NAMES = { all: "All", low: "Below", high: "Above" } as const;
const TITLES = {
  all: "The picture as it is",
  low: "Keep only what is coarse: the frequencies below a cut-off",
  high: "Keep only what is fine: the frequencies above a cut-off",
} as const;
const CHOICES = ["all", "low", "high"] as const;

/** What the networks are left with, in plain words; of `high` it is said why it is grey. */
export function explained({ band, cutoff }: FrequencyFilter): string {
  const waves = cutoff === 1 ? "1 wave" : `${cutoff} waves`;
  return band === "low"
    ? `Coarse shapes only: nothing finer than ${waves} across the picture.`
    : `Fine detail only, on grey: nothing coarser than ${waves} across the picture.`;
}

/** Says which frequencies of the picture enter the networks, and shows what is left of it. */
export class FrequencyControl {
  readonly root = element("section", {
    class: "frequencies panel",
    "aria-label": "Frequencies of the picture",
    "data-test": "frequencies",
  });
  readonly #buttons = new Map<Band | "all", HTMLButtonElement>();
  readonly #slider: HTMLInputElement;
  readonly #value = element("output", { class: "figure" });
  readonly #text = element("p", { class: "quiet" });
  readonly #picture = element("canvas", { width: PICTURE, height: PICTURE, role: "img", "aria-label": "What is left of the picture" });
  readonly #details: HTMLElement;
  readonly #cutoffs: readonly number[];
  #filter: FrequencyFilter | null = null;
  #cutoff: number;

  /** @param changed is told what is to be kept from now on; null: everything */
  constructor(
    networks: readonly Pick<Network, "input_size">[],
    private readonly changed: (filter: FrequencyFilter | null) => void,
  ) {
    this.#cutoffs = cutoffsFor(Math.max(...networks.flatMap(({ input_size }) => input_size)));
    this.#cutoff = this.#at(nearestIndex(this.#cutoffs, FIRST));
    this.#slider = element("input", {
      type: "range",
      min: 0,
      max: this.#cutoffs.length - 1,
      "aria-label": "Cut-off in waves across the picture",
      title: "Cut-off: further right is finer",
      "data-test": "cutoff",
      onInput: () => {
        this.#cutoff = this.#at(Number(this.#slider.value));
        this.#choose(this.#filter?.band ?? "low");
      },
      // A slider that has been dragged would keep the keys one walks with.
      onPointerup: () => {
        this.#slider.blur();
      },
    });
    const choices = element("div", { class: "segmented", role: "group", "aria-label": "Frequencies that are kept" });
    for (const choice of CHOICES) {
      const attributes = { type: "button", title: `${TITLES[choice]} (B)`, "data-test": `band-${choice}` };
      const made = element("button", { ...attributes, onClick: () => { this.#choose(choice); } }, NAMES[choice]);
      this.#buttons.set(choice, made);
      choices.append(made);
    }
    const cut = element("div", { class: "cut" }, this.#slider, this.#value);
    const beside = element("div", {}, cut, this.#text);
    this.#details = element("div", { class: "kept" }, this.#picture, beside);
    this.root.append(element("header", {}, element("h2", {}, "Frequencies"), choices), this.#details);
    this.show(null);
  }

  /** What is to be kept of the picture. */
  get filter(): FrequencyFilter | null {
    return this.#filter;
  }

  /** Everything, what is coarse, what is fine, everything. */
  next(): void {
    const now = CHOICES.indexOf(this.#filter?.band ?? "all");
    this.#choose(CHOICES[(now + 1) % CHOICES.length] ?? "all");
  }

  /** Stands as a picture says that is shown already. */
  show(filter: FrequencyFilter | null): void {
    this.#filter = filter;
    if (filter) this.#cutoff = filter.cutoff;
    for (const [band, one] of this.#buttons) one.setAttribute("aria-pressed", String(band === (filter?.band ?? "all")));
    this.#slider.value = String(nearestIndex(this.#cutoffs, this.#cutoff));
    this.#slider.setAttribute("aria-valuetext", `${this.#cutoff} waves across the picture`);
    this.#value.textContent = String(this.#cutoff);
    this.#text.textContent = filter && explained(filter);
    setVisible(this.#details, filter !== null);
  }

  /** Draws what is left of the picture. */
  setPicture(picture: ImageBitmap): void {
    const scale = PICTURE / Math.max(picture.width, picture.height);
    this.#picture.width = Math.round(picture.width * scale);
    this.#picture.height = Math.round(picture.height * scale);
    const context = this.#picture.getContext("2d");
    if (!context) return;
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, this.#picture.width, this.#picture.height);
  }

  #choose(choice: Band | "all"): void {
    this.show(choice === "all" ? null : { band: choice, cutoff: this.#cutoff });
    this.changed(this.#filter);
  }

  #at(index: number): number {
    return this.#cutoffs[index] ?? 1;
  }
}
