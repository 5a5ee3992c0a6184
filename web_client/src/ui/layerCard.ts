import type { Api } from "../api/client";
import { ApiError } from "../api/client";
import type { Histogram, Network, Node } from "../api/types";
import type { Hall, LayerName } from "../hall/hall";
import { count, number, shape } from "../hall/numbers";
import type { LayerStatistics } from "../hall/statistics";
import type { Session } from "../state/session";
import { button, element, setVisible } from "./dom";
import { histogramChart } from "./histogramChart";
import { layerControls } from "./layerControls";
import type { VisualizationSection } from "./visualizationSection";

const NO_WEIGHTS = "This layer has no weights.";

/** Facts about the selected layer: shape, range, parameters, where from, and both histograms. */
export class LayerCard {
  readonly root = element("aside", {
    class: "card panel",
    "aria-label": "Selected layer",
    hidden: true,
    "data-test": "card",
  });
  readonly #facts = element("dl", {});
  readonly #charts = element("div", { class: "charts" });
  #asking: AbortController | null = null;
  #shown: LayerName | null = null;
  #hasParameters = false;

  constructor(
    private readonly api: Api,
    private readonly session: Session,
    private readonly hall: Hall,
    private readonly looksFor: VisualizationSection,
    private readonly close: () => void,
  ) {}

  /** Shows a layer; null hides the card. */
  show(network: Network | null, node: Node | null, facts: LayerStatistics | null): void {
    this.#asking?.abort();
    setVisible(this.root, network !== null && node !== null);
    this.#shown = null;
    this.looksFor.show(network && node && node.kind !== "input" ? { network: network.id, layer: node.id } : null, node?.shape[0] ?? 0);
    if (!network || !node) return;
    this.#shown = { network: network.id, layer: node.id };
    this.#hasParameters = node.parameters > 0;
    const title = element("h2", { title: node.id }, node.name);
    const head = element("header", {}, title, button("×", "Close (Esc)", this.close));
    this.#facts.replaceChildren(...factsOf(node));
    this.update(facts);
    this.#charts.replaceChildren(element("p", { class: "quiet" }, "Reading the distributions…"));
    const id = element("p", { class: "id" }, node.id);
    const controls = node.shape[0] > 1 ? [layerControls(this.hall, this.#shown)] : [];
    this.root.replaceChildren(head, id, this.#facts, this.looksFor.root, ...controls, this.#charts, originOf(network, node));
    void this.refresh();
  }

  /** The range, when it has arrived. */
  update(facts: LayerStatistics | null): void {
    const rows = facts
      ? [row("range", `${number(facts.min)} … ${number(facts.max)}`), row("dead channels", String(facts.dead))]
      : [];
    this.#facts.querySelectorAll(".arrived").forEach((old) => {
      old.remove();
    });
    for (const parts of rows) {
      for (const part of parts) part.classList.add("arrived");
      this.#facts.append(...parts);
    }
  }

  /** Reads the histograms of the run that is shown now. */
  async refresh(): Promise<void> {
    if (!this.#shown) return;
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const { network, layer } = this.#shown;
    const charts = await Promise.all([
      this.#chart(
        "Activations",
        () => this.session.withRun(network, (run) => this.api.histogram(run, layer, signal)),
        signal,
      ),
      this.#hasParameters
        ? this.#chart("Weights", () => this.api.weightsHistogram(network, layer, signal), signal)
        : element("p", { class: "quiet" }, NO_WEIGHTS),
    ]);
    if (!signal.aborted) this.#charts.replaceChildren(...charts);
  }

  async #chart(title: string, ask: () => Promise<Histogram>, signal: AbortSignal): Promise<HTMLElement> {
    try {
      return histogramChart(title, await ask());
    } catch (error) {
      if (signal.aborted) return element("div");
      if (error instanceof ApiError && error.problem.type === "no-weights") {
        return element("p", { class: "quiet" }, NO_WEIGHTS);
      }
      const reason = error instanceof Error ? error.message : String(error);
      return element("p", { class: "quiet" }, `${title}: ${reason}`);
    }
  }
}

function factsOf(node: Node): HTMLElement[] {
  return [row("shape", shape(node.shape)), row("parameters", count(node.parameters))].flat();
}

/** Where the layer stands in the network: its section, and what happens on the way to it. */
function originOf(network: Network, node: Node): HTMLElement {
  const section = network.sections.find(({ id }) => id === node.section);
  const before = network.edges.filter(({ target }) => target === node.id);
  const name = (id: string): string => network.nodes.find((other) => other.id === id)?.name ?? id;
  const rows = before.map((edge) => row(`from ${name(edge.source)}`, edge.label || "as it is"));
  if (section) rows.unshift(row("section", section.name));
  return element("dl", { class: "origin" }, ...rows.flat());
}

function row(name: string, value: string): HTMLElement[] {
  return [element("dt", {}, name), element("dd", {}, value)];
}
