import type { Preset, VisualizationSettings } from "../api/types";
import type { VisualizationOptions } from "../state/layerWork";
import { Signal } from "../state/signal";
import { button, element } from "./dom";

/** One thing that can differ from a preset. */
interface Field {
  label: string;
  help: string;
  /** For a number: what it must lie in. */
  range?: { min: number; max: number; step: number | "any" };
  /** For a choice: values and what they are called. */
  choices?: readonly (readonly [value: string, name: string])[];
}

const FIELDS: Record<keyof VisualizationSettings, Field> = {
  steps: { label: "Steps", help: "of gradient ascent; more take longer", range: { min: 1, max: 2000, step: 1 } },
  step_size: { label: "Step size", help: "L2 norm of a step", range: { min: 0.001, max: 10000, step: "any" } },
  seed: { label: "Seed", help: "of noise and movements: another one, another picture", range: { min: 0, max: 2 ** 53 - 1, step: 1 } },
  policy: {
    label: "Gradient",
    help: "what rectifiers do to it",
    choices: [
      ["true", "true gradient"],
      ["proxy", "ProxyGrad, original activations"],
      ["proxy-forward", "ProxyGrad, leaky forward of its own"],
      ["leaky", "Leaky ReLU network"],
    ],
  },
  slope: { label: "Slope", help: "of ProxyGrad and Leaky ReLU", range: { min: 0, max: 1, step: "any" } },
  objective: {
    label: "Excites",
    help: "all of the channel's map, or the unit in its centre: what a single unit looks for",
    choices: [
      ["mean", "the whole map (mean)"],
      ["centre", "the unit in its centre"],
    ],
  },
};

/** What the fields say, as the server takes it; empty ones are left to the preset. */
export function settingsOf(values: Readonly<Record<string, string>>): VisualizationSettings {
  const given = Object.entries(values).filter(([, value]) => value !== "");
  return Object.fromEntries(
    given.map(([name, value]) => [name, FIELDS[name as keyof VisualizationSettings].range ? Number(value) : value]),
  );
}

/** How pictures are made: a preset and what differs from it, in a small dialog; the same for every layer. */
export class VisualizationSettingsDialog {
  readonly root = element("dialog", { class: "settings", "aria-label": "How the pictures are made", "data-test": "settings" });
  readonly changed = new Signal();
  options: VisualizationOptions = { preset: null, settings: {} };
  readonly #presets = element("select", { name: "preset", "aria-label": "Preset" });
  readonly #presetHelp = element("p", { class: "quiet" });
  readonly #inputs = new Map<string, HTMLInputElement | HTMLSelectElement>();
  readonly #form: HTMLFormElement;
  #known: readonly Preset[] = [];

  constructor() {
    const rows = Object.entries(FIELDS).map(([name, field]) => this.#row(name, field));
    this.#form = element(
      "form",
      { method: "dialog" },
      element("label", {}, element("span", {}, "Preset"), this.#presets),
      this.#presetHelp,
      ...rows,
      element(
        "footer",
        { class: "buttons" },
        button("As the preset says", "Empty every field", () => {
          this.#clear();
        }),
        element("button", { type: "submit", class: "primary" }, "Use"),
      ),
    );
    const title = element("h2", {}, "How the pictures are made");
    const close = button("×", "Close without a change (Esc)", () => {
      this.root.close();
    });
    this.root.append(element("header", {}, title, close), this.#form);
    this.#presets.addEventListener("change", () => {
      this.#help();
    });
    this.#form.addEventListener("submit", () => {
      this.#take();
    });
    this.root.addEventListener("click", (event) => {
      if (event.target === this.root) this.root.close();
    });
  }

  /** @param presets those of the server; the first is its default */
  open(presets: readonly Preset[]): void {
    this.#known = presets;
    this.#presets.replaceChildren(...presets.map(({ name }) => element("option", { value: name }, name)));
    this.#presets.value = this.options.preset ?? presets[0]?.name ?? "";
    const settings = this.options.settings as Readonly<Record<string, unknown>>;
    for (const [name, input] of this.#inputs) input.value = textOf(settings[name]);
    this.#help();
    this.root.showModal();
  }

  #row(name: string, { label, help, range, choices }: Field): HTMLElement {
    const input = choices
      ? element(
          "select",
          { name },
          element("option", { value: "" }, "as the preset says"),
          ...choices.map(([value, text]) => element("option", { value }, text)),
        )
      : element("input", { name, type: "number", placeholder: "as the preset says", ...range });
    this.#inputs.set(name, input);
    return element("label", { title: help }, element("span", {}, label, element("small", { class: "quiet" }, help)), input);
  }

  #help(): void {
    this.#presetHelp.textContent = this.#known.find(({ name }) => name === this.#presets.value)?.help ?? "";
  }

  #clear(): void {
    for (const input of this.#inputs.values()) input.value = "";
  }

  #take(): void {
    const values = Object.fromEntries([...this.#inputs].map(([name, { value }]) => [name, value]));
    const isDefault = this.#presets.value === this.#known[0]?.name;
    this.options = { preset: isDefault ? null : this.#presets.value, settings: settingsOf(values) };
    this.changed.emit();
  }
}

function textOf(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}
