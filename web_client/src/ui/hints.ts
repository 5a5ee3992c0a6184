import { element, setVisible } from "./dom";

const HINTS = {
  picture: "Pick a picture (I), or drop one",
  walk: "Walk: W A S D and drag, or ] to the next layer",
  point: "Point at a tile; click to enlarge it",
} as const;

/** What a visitor can do first. */
export type Hint = keyof typeof HINTS;

/** Three hints that vanish when they have been followed. */
export class Hints {
  readonly root = element("ul", { class: "hints", "aria-label": "Hints" });
  readonly #items = new Map<Hint, HTMLElement>();

  constructor() {
    for (const hint of Object.keys(HINTS) as Hint[]) {
      const item = element("li", {}, HINTS[hint]);
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
