import type { Network } from "../api/types";
import type { LayerName } from "../hall/hall";
import { count } from "../hall/numbers";
import type { BackgroundProgress, BackgroundWork } from "../state/backgroundWork";
import { PER_LAYER } from "../state/backgroundWork";
import type { Visualizations } from "../state/visualizations";
import { button, element, setVisible } from "./dom";
import { explanation } from "./messages";
import type { VisualizationSettingsDialog } from "./visualizationSettings";
import { duration, pictures } from "./visualizationText";

/** Asks before every layer of a network is visualized in the background, and says how long that takes. */
export class WholeNetworkDialog {
  readonly root = element("dialog", { class: "whole-network", "aria-label": "All layers", "data-test": "whole-network-dialog" });
  readonly #title = element("h2", {});
  readonly #time = element("p", { role: "status" });
  readonly #how = element("p", { class: "quiet" });
  readonly #start = button("Start", "Start in the background", () => void this.#begin(), { class: "primary", "data-test": "start-background" });
  #network: Network | null = null;

  constructor(
    private readonly visualizations: Visualizations,
    private readonly background: BackgroundWork,
    private readonly settings: VisualizationSettingsDialog,
  ) {
    const close = (): void => {
      this.root.close();
    };
    this.root.append(
      element("header", {}, this.#title, button("×", "Close (Esc)", close)),
      this.#time,
      this.#how,
      element("footer", { class: "buttons" }, button("Cancel", "Close (Esc)", close), this.#start),
    );
    this.root.addEventListener("click", (event) => {
      if (event.target === this.root) close();
    });
  }

  open(network: Network): void {
    this.#network = network;
    this.#title.textContent = `All layers of ${network.name}`;
    this.#time.textContent = `${sizeOf(network)} Measuring how long it takes here…`;
    this.#how.textContent = this.#explanation();
    this.#start.disabled = false;
    this.root.showModal();
    this.#start.focus();
    void this.#estimate(network);
  }

  #explanation(): string {
    const own = Object.keys(this.settings.options.settings).length > 0;
    return (
      "They are made one layer after the other while you walk on, those first that the data set excites most. " +
      `Whatever anybody asks for meanwhile goes first; what is made is kept.${own ? " Your own settings are for single layers: here the preset counts." : ""}`
    );
  }

  /** The last layer costs most: all of the network is computed for it. */
  async #estimate(network: Network): Promise<void> {
    const last = layersOf(network).at(-1);
    if (!last) return;
    try {
      const { seconds_per_picture: seconds } = await this.visualizations.plan(last, { preset: this.settings.options.preset, settings: {} });
      if (this.#network === network && !this.#start.disabled) {
        this.#time.textContent = `${sizeOf(network)} At most ${duration(seconds * picturesOf(network))} here.`;
      }
    } catch (error) {
      this.#time.textContent = explanation(error);
    }
  }

  async #begin(): Promise<void> {
    const network = this.#network;
    if (!network) return;
    this.#start.disabled = true;
    this.#time.textContent = "Starting; the first time the server looks through the data set…";
    try {
      await this.background.add(network.id, this.settings.options.preset);
      for (const layer of layersOf(network)) this.visualizations.show(layer, true);
      this.root.close();
    } catch (error) {
      this.#start.disabled = false;
      this.#time.textContent = explanation(error);
    }
  }
}

/** How far the work in the background is, with a button that stops it. */
export class BackgroundLine {
  readonly root = element("section", { class: "background panel", "aria-label": "In the background", hidden: true, "data-test": "background" });
  readonly #text = element("p", { class: "quiet" });
  readonly #bar = element("progress", { max: 1, value: 0, "aria-label": "Pictures that are finished" });

  constructor(private readonly background: BackgroundWork) {
    const stop = button("Stop", "Stop the work in the background; what is finished stays", () => {
      this.background.stop();
    });
    this.root.append(this.#text, element("div", { class: "work" }, this.#bar, stop));
    background.changed.listen(() => {
      this.#render();
    });
  }

  #render(): void {
    const { progress } = this.background;
    setVisible(this.root, progress !== null);
    if (!progress) return;
    this.#text.textContent = backgroundText(progress);
    this.#bar.value = progress.pictures / Math.max(1, progress.totalPictures);
  }
}

/** One line: layer, pictures and time left. */
export function backgroundText({ layers, totalLayers, pictures: done, totalPictures, current, eta }: BackgroundProgress): string {
  const layer = current ? `Layer ${layers + 1} of ${totalLayers}` : `Waits for other work (${layers} of ${totalLayers} layers)`;
  const left = eta === null ? "" : ` · ${duration(eta)} left`;
  return `${layer} · ${count(done)} of ${pictures(totalPictures)}${left}`;
}

function sizeOf(network: Network): string {
  return `The ${PER_LAYER} strongest channels of each of ${layersOf(network).length} layers: ${pictures(picturesOf(network))}.`;
}

function picturesOf({ nodes }: Network): number {
  return nodes.filter(isComputed).reduce((sum, { shape }) => sum + Math.min(PER_LAYER, shape[0]), 0);
}

function isComputed({ kind }: Network["nodes"][number]): boolean {
  return kind !== "input";
}

function layersOf({ id, nodes }: Network): LayerName[] {
  return nodes.filter(isComputed).map((node) => ({ network: id, layer: node.id }));
}
