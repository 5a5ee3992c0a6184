import type { FeatureVisualizationPlan } from "../api/types";
import type { Hall, LayerName } from "../hall/hall";
import { count } from "../hall/numbers";
import type { Visualizations } from "../state/visualizations";
import { button, element, setVisible } from "./dom";
import { explanation } from "./messages";
import type { VisualizationSettingsDialog } from "./visualizationSettings";
import { estimate, statusLine } from "./visualizationText";

/** As many channels are offered first. */
export const STRONGEST = 16;

/**
 * "What does it look for?": on the layer's card, the button that says how long it takes, starts the work, shows how
 * far it is, and lets the tiles show pictures or activations.
 */
export class VisualizationSection {
  readonly root = element("section", { class: "looks-for", "aria-label": "What does it look for?", "data-test": "looks-for" });
  readonly #ask = button(
    "What does it look for?",
    "For each channel the picture that excites it most: says first how long that takes (V)",
    () => void this.ask(),
    { class: "primary", "data-test": "look-for" },
  );
  readonly #strongest = choice("strongest", () => { this.#start(STRONGEST); });
  readonly #all = choice("all", () => { this.#start(Infinity); });
  readonly #choices = element("div", { class: "choices" }, this.#strongest, this.#all);
  readonly #bar = element("progress", { max: 1, value: 0, "aria-label": "Pictures that are finished" });
  readonly #stop = button("Stop", "Stop; what is finished stays", () => { this.#cancel(); }, { "data-test": "stop" });
  readonly #work = element("div", { class: "work" }, this.#bar, this.#stop);
  readonly #status = element("p", { class: "quiet", "data-test": "work-status" });
  readonly #activations = toggle("Activations", "Tiles show activations (V)", () => { this.#show(false); });
  readonly #generated = toggle("Looks for", "Tiles show what their channels look for (V)", () => { this.#show(true); });
  readonly #switch = element("div", { class: "segmented", role: "group", "aria-label": "What the tiles show" }, this.#activations, this.#generated);
  readonly #more: HTMLElement;
  #layer: LayerName | null = null;
  #channels = 0;
  /** By layer: what it would take, as far as it was asked for with these settings. */
  readonly #plans = new Map<string, FeatureVisualizationPlan>();
  #asking: AbortController | null = null;
  #note = "";

  /** @param wholeNetwork asks about all layers of the network */
  constructor(
    private readonly visualizations: Visualizations,
    private readonly hall: Hall,
    private readonly settings: VisualizationSettingsDialog,
    wholeNetwork: (network: string) => void,
  ) {
    this.#more = element(
      "div",
      { class: "more" },
      button("Settings…", "How the pictures are made: preset, steps, seed, gradient", () => {
        void this.#openSettings();
      }, { "data-test": "open-settings" }),
      button("All layers…", "The strongest channels of every layer of this network, in the background", () => {
        if (this.#layer) wholeNetwork(this.#layer.network);
      }, { "data-test": "whole-network" }),
    );
    this.root.append(this.#ask, this.#switch, this.#work, this.#status, this.#choices, this.#more);
    visualizations.changed.listen((layer) => {
      if (isSame(layer, this.#layer)) this.#render();
    });
    settings.changed.listen(() => {
      this.#plans.clear();
      if (this.#layer) void this.ask();
    });
  }

  /** Belongs to another layer from now on; null or a layer that is not computed: none. */
  show(layer: LayerName | null, channels: number): void {
    if (layer) this.visualizations.renew(layer);
    if (layer && isSame(layer, this.#layer)) return;
    this.#asking?.abort();
    this.#layer = layer && { network: layer.network, layer: layer.layer };
    this.#channels = channels;
    this.#note = "";
    setVisible(this.root, layer !== null);
    this.#render();
  }

  /** The button: asks how long it takes, and shows at once what is there already. */
  async ask(): Promise<void> {
    const layer = this.#layer;
    if (!layer) return;
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const focused = this.root.contains(document.activeElement) || document.activeElement === document.body;
    this.#say("Measuring how long it takes here…");
    try {
      const plan = await this.visualizations.plan(layer, this.settings.options, signal);
      if (signal.aborted) return;
      this.#plans.set(keyOf(layer), plan);
      if (plan.ready.length > 0) this.visualizations.show(layer, true);
      this.#say("");
      if (focused) this.#firstChoice().focus();
    } catch (error) {
      if (!signal.aborted) this.#say(explanation(error));
    }
  }

  get #plan(): FeatureVisualizationPlan | null {
    return (this.#layer && this.#plans.get(keyOf(this.#layer))) ?? null;
  }

  async #openSettings(): Promise<void> {
    if (!this.#plan) await this.ask();
    if (this.#plan) this.settings.open(this.#plan.presets);
  }

  #start(most: number): void {
    const layer = this.#layer;
    if (!layer) return;
    const focused = this.root.contains(document.activeElement);
    this.visualizations.start(layer, this.#wanted(most), this.settings.options);
    this.visualizations.show(layer, true);
    if (focused) this.#stop.focus();
  }

  #cancel(): void {
    if (!this.#layer) return;
    this.visualizations.stop(this.#layer);
    if (document.activeElement === document.body) this.#generated.focus();
  }

  #show(shown: boolean): void {
    if (this.#layer) this.visualizations.show(this.#layer, shown);
  }

  /** The strongest channels; where all are wanted, those that one sees come first. */
  #wanted(most: number): number[] {
    if (!this.#layer) return [];
    return most < this.#channels ? this.hall.ranked(this.#layer).slice(0, most) : this.hall.visibleFirst(this.#layer);
  }

  #say(note: string): void {
    this.#note = note;
    this.#render();
  }

  /** Nothing is made anew, so that whoever has the focus keeps it. */
  #render(): void {
    const layer = this.#layer;
    if (!layer) return;
    const status = this.visualizations.status(layer);
    const active = this.visualizations.isActive(layer);
    const has = this.visualizations.hasPictures(layer);
    const shown = this.visualizations.isShown(layer);
    const plan = this.#plan;
    setVisible(this.#ask, !active && plan === null);
    setVisible(this.#work, active);
    setVisible(this.#choices, !active && plan !== null);
    setVisible(this.#more, plan !== null || has);
    setVisible(this.#switch, has);
    this.#activations.setAttribute("aria-pressed", String(!shown));
    this.#generated.setAttribute("aria-pressed", String(shown));
    this.#status.textContent = this.#note || statusLine(status);
    this.#status.classList.toggle("wrong", status.state === "failed" && this.#note === "");
    this.#bar.value = status.share;
    if (!active && plan) this.#offer(plan);
  }

  #offer(plan: FeatureVisualizationPlan): void {
    const few = this.#channels <= STRONGEST;
    const { settings } = this.settings.options;
    const own = Object.keys(settings).length > 0; // what is there was made another way, and nothing was measured
    const seconds = settings.steps === undefined ? plan.seconds_per_picture : null;
    const ready = this.#layer && !own ? this.visualizations.finished(this.#layer) : new Set<number>();
    const note = (most: number): string => estimate(this.#wanted(most).filter((channel) => !ready.has(channel)).length, seconds);
    setVisible(this.#strongest, !few);
    if (!few) label(this.#strongest, `${STRONGEST} strongest`, note(STRONGEST));
    label(this.#all, this.#channels === 1 ? "This channel" : `All ${count(this.#channels)}`, note(Infinity));
  }

  #firstChoice(): HTMLButtonElement {
    return this.#strongest.hidden ? this.#all : this.#strongest;
  }
}

function keyOf({ network, layer }: LayerName): string {
  return `${network} ${layer}`;
}

function choice(name: string, run: () => void): HTMLButtonElement {
  const parts = [element("b", {}), element("span", { class: "quiet" })];
  return element("button", { type: "button", "data-test": `visualize-${name}`, onClick: run }, ...parts);
}

function label(target: HTMLButtonElement, name: string, note: string): void {
  const [first, second] = target.children;
  if (first) first.textContent = name;
  if (second) second.textContent = note;
  target.setAttribute("aria-label", `${name}: ${note}`);
}

function toggle(name: string, title: string, run: () => void): HTMLButtonElement {
  return button(name, title, run, { "data-test": `show-${name.toLowerCase().replace(" ", "-")}`, "aria-pressed": "false" });
}

function isSame(a: LayerName, b: LayerName | null): boolean {
  return b !== null && a.network === b.network && a.layer === b.layer;
}
