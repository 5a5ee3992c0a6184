import { element, setVisible } from "./dom";

/** What a visitor can do first. */
export type Hint = "picture" | "walk" | "point" | "look";

const HINTS: Record<Hint, string> = {
  picture: "Pick a picture (I), or drop one",
  walk: "Walk: W A S D and drag, or ] to the next layer",
  point: "Point at a tile; click to enlarge it",
  look: "See what a layer looks for (V)",
};

const TOUCH_HINTS: Record<Hint, string> = {
  picture: "Pick a picture: touch Pictures",
  walk: "Drag to look, two fingers to walk, › to the next layer",
  point: "Touch a tile to enlarge it",
  look: "Touch a panel, then: What does it look for?",
};

/** Hints that vanish when they have been followed. */
export class Hints {
  readonly root = element("ul", { class: "hints", "aria-label": "Hints" });
  readonly #items = new Map<Hint, HTMLElement>();

  constructor() {
    const hints = window.matchMedia("(pointer: coarse)").matches ? TOUCH_HINTS : HINTS;
    for (const [hint, text] of Object.entries(hints) as [Hint, string][]) {
      const item = element("li", {}, text);
      this.#items.set(hint, item);
      this.root.append(item);
    }
  }

  done(hint: Hint): void {
    this.#items.get(hint)?.remove();
    this.#items.delete(hint);
    setVisible(this.root, this.#items.size > 0);
  }
}
