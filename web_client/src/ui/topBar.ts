import type { Network } from "../api/types";
import type { Scale } from "../hall/hall";
import { count } from "../hall/numbers";
import type { Colormap } from "../scene/colormap";
import { COLORMAPS, colour } from "../scene/colormap";
import { button, element } from "./dom";

/** What the bar's buttons do. */
export interface TopBarActions {
  setScale: (scale: Scale) => void;
  setColormap: (colormap: Colormap) => void;
  step: (step: 1 | -1) => void;
  toggleList: () => void;
  openShelf: () => void;
  noise: () => void;
  outside: () => void;
  copyLink: () => void;
  snapshot: () => void;
  help: () => void;
}

export const SCALES: readonly Scale[] = ["layer", "channel", "shared"];

/** What each scale means, for the bar and for the help page. */
export const SCALE_MEANINGS: Record<Scale, string> = {
  layer:
    "All channels of a layer share one scale, so their brightness can be compared. It is set so that half of the " +
    "living channels reach full brightness; what lies beyond is cut off. A channel that stays dark is weak.",
  channel:
    "Each channel is scaled by its own largest value: every detail shows, but brightness cannot be compared between " +
    "channels.",
  shared:
    "One scale for the whole hall, that of the middle layer: brightness can be compared between layers; what lies " +
    "beyond is cut off.",
};

export const SCALE_NAMES: Record<Scale, string> = {
  layer: "scale per layer",
  channel: "scale per channel",
  shared: "one scale",
};

const COLORMAP_NAMES: Record<Colormap, string> = {
  "blue-black-white": "blue to white",
  "orange-black-cyan": "orange to cyan",
  uniform: "blue to orange",
};

/** Networks and their weights, how values become colours, and the buttons for everything without a place in the hall. */
export class TopBar {
  readonly root = element("header", { class: "bar panel" });
  readonly #scale = element("select", { "aria-label": "Scale of brightness", "data-test": "scale" });
  readonly #map = element("select", { "aria-label": "Colours", "data-test": "colormap" });
  readonly #legend = element("canvas", { width: 96, height: 8, class: "legend", "aria-hidden": "true" });
  readonly #legendBox = element("span", { class: "legend-box" });
  readonly #networks = element("div", { class: "networks" });
  readonly #ends = [element("span", { class: "figure" }), element("span", { class: "figure" })] as const;

  constructor(networks: readonly Network[], actions: TopBarActions) {
    for (const scale of SCALES)
      this.#scale.append(element("option", { value: scale, title: SCALE_MEANINGS[scale] }, SCALE_NAMES[scale]));
    for (const map of COLORMAPS) this.#map.append(element("option", { value: map }, COLORMAP_NAMES[map]));
    this.#scale.addEventListener("change", () => {
      actions.setScale(this.#scale.value as Scale);
    });
    this.#map.addEventListener("change", () => {
      actions.setColormap(this.#map.value as Colormap);
    });
    this.showNetworks(networks);
    this.#legendBox.append(this.#ends[0], this.#legend, this.#ends[1]);
    this.root.append(
      element("strong", { class: "brand", hidden: networks.length > 1 }, "DeepVision"),
      this.#networks,
      this.#scale,
      this.#legendBox,
      this.#map,
      element(
        "div",
        { class: "buttons" },
        button("‹", "Previous layer ([)", () => {
          actions.step(-1);
        }),
        button("›", "Next layer (])", () => {
          actions.step(1);
        }),
        button("Layers", "List of the layers (/)", actions.toggleList, { class: "narrow-only", "data-test": "layers" }),
        button("Pictures", "Pick a picture (I)", actions.openShelf, { "data-test": "shelf" }),
        button("Noise", "White noise as input", actions.noise, { "data-test": "noise" }),
        button("Overview", "See the whole hall from outside, and back (O)", actions.outside),
        button("Link", "Copy a link that shows exactly this", actions.copyLink),
        button("Photo", "Save a picture of the hall (P)", actions.snapshot),
        button("?", "All controls (?)", actions.help),
      ),
    );
  }

  /** The networks and the weights in them. */
  showNetworks(networks: readonly Network[]): void {
    this.#networks.replaceChildren(...networks.map(networkBadge));
  }

  /** @param extent absolute value at full brightness where it is known: of the selected layer, or of the hall */
  show(scale: Scale, colormap: Colormap, extent: string | null): void {
    this.#scale.value = scale;
    this.#scale.title = this.#legendBox.title = SCALE_MEANINGS[scale];
    this.#map.value = colormap;
    this.#map.title = "Colours of negative, zero and positive values";
    this.#ends[0].textContent = extent === null ? "−" : `≤ −${extent}`;
    this.#ends[1].textContent = extent === null ? "+" : `≥ ${extent}`;
    drawLegend(this.#legend, colormap);
  }
}

function networkBadge(network: Network): HTMLElement {
  const weights = network.trained ? (network.weights ?? "trained") : "untrained";
  const title = `${network.source}\n${count(network.parameters)} parameters · input ${network.input_size.join(" × ")}`;
  return element(
    "span",
    { class: network.trained ? "badge" : "badge untrained", title },
    element("b", {}, network.name),
    ` ${weights}`,
  );
}

/** The colours from −1 to 1, left to right. */
export function drawLegend(canvas: HTMLCanvasElement, colormap: Colormap): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  for (let x = 0; x < canvas.width; x++) {
    const [r, g, b] = colour(colormap, (2 * (x + 0.5)) / canvas.width - 1);
    context.fillStyle = `rgb(${r * 255} ${g * 255} ${b * 255})`;
    context.fillRect(x, 0, 1, canvas.height);
  }
}
