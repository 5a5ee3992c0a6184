import type { Network, Node, Training, TrainingEpoch } from "../api/types";
import type { LayerName } from "../hall/hall";
import { number } from "../hall/numbers";
import type { LiveTraining } from "../state/liveTraining";
import { button, element, setVisible } from "./dom";
import type { Curve, Scale } from "./trainingCharts";
import { curveChart, logScale, share } from "./trainingCharts";
import { duration } from "./visualizationText";

const ACCURACY: Scale = { low: 0, high: 1, marks: [0.5, 1], log: false };
const FLOW_HELP =
  "Gradient flow: the mean absolute gradient of each layer's weights in the last epoch, on a logarithmic scale; the mark " +
  "is the first epoch. Bars that shrink towards the input are vanishing gradients.";
/** A page narrower than this begins with the board folded. */
const NARROW = 680;

/** The training of a network: how far it is, loss and accuracy, and the gradients of its layers. */
export class TrainingBoard {
  readonly root = element("section", { class: "training panel", "aria-label": "Training", hidden: true, "data-test": "training" });
  readonly #title = element("h2", {});
  readonly #fold: HTMLButtonElement;
  readonly #bar = element("progress", { max: 1, value: 0, "aria-label": "Epochs that are finished" });
  readonly #status = element("p", { class: "status", role: "status", "data-test": "training-status" });
  readonly #charts = element("div", { class: "charts" });
  readonly #flow = element("ol", { "aria-label": "Gradient flow by layer", "data-test": "gradient-flow" });
  readonly #flowBox: HTMLElement;

  /** @param go leads to a layer */
  constructor(
    private readonly live: LiveTraining,
    private readonly networks: readonly Network[],
    private readonly go: (layer: LayerName) => void,
  ) {
    this.#fold = button("–", "Fold the training's board", this.#toggle, { "aria-expanded": "true" });
    const head = element("h3", { title: FLOW_HELP }, "Gradient flow ", element("span", { class: "quiet" }, "mean |gradient|, log scale"));
    this.#flowBox = element("div", { class: "flow" }, head, this.#flow);
    this.root.append(element("header", {}, this.#title, this.#fold), this.#bar, this.#status, this.#charts, this.#flowBox);
    if (window.innerWidth <= NARROW) this.#toggle();
    live.changed.listen((training) => {
      this.#show(training);
    });
  }

  readonly #toggle = (): void => {
    const folded = this.root.classList.toggle("folded");
    this.#fold.textContent = folded ? "+" : "–";
    this.#fold.title = folded ? "Unfold the training's board" : "Fold the training's board";
    this.#fold.setAttribute("aria-label", this.#fold.title);
    this.#fold.setAttribute("aria-expanded", String(!folded));
  };

  #show(training: Training): void {
    const { epoch, epochs, step, steps, state, rows } = training;
    setVisible(this.root, true);
    this.root.dataset["state"] = this.live.isLost ? "lost" : state;
    this.#title.replaceChildren("Training ", element("span", { class: "figure" }, `epoch ${epoch} of ${epochs}`));
    this.#bar.value = (epoch + (state === "running" ? step / Math.max(1, steps) : 0)) / Math.max(1, epochs);
    this.#status.textContent = statusOf(training, this.live.isLost);
    const loss = curvesOf(rows, "loss");
    const losses = loss.flatMap(({ values }) => values.flatMap(([, value]) => (value === null ? [] : [value])));
    this.#charts.replaceChildren(
      curveChart("Loss", loss, logScale(losses), number),
      curveChart("Accuracy", curvesOf(rows, "accuracy"), ACCURACY, (value) => `${Number((value * 100).toFixed(1))} %`),
    );
    this.#showFlow(training);
  }

  #showFlow({ network, layers, gradient_flow: flow }: Training): void {
    const [first, last] = [flow[0]?.values ?? [], flow.at(-1)?.values ?? []];
    setVisible(this.#flowBox, last.length > 0);
    const scale = decades([...first, ...last]);
    const top = this.#flow.scrollTop;
    const nodes = this.networks.find(({ id }) => id === network)?.nodes ?? [];
    const names = layerNames(layers, nodes);
    const items = layers.map((layer, i) => {
      const [before, now] = [first[i] ?? null, last[i] ?? null];
      const name = names[i] ?? layer;
      const bar = element("span", { class: "meter" });
      if (now !== null) bar.append(element("span", { class: "now", style: `width:${(share(now, scale) * 100).toFixed(1)}%` }));
      if (before !== null) bar.append(element("span", { class: "before", style: `left:${(share(before, scale) * 100).toFixed(1)}%` }));
      const title = `${layer}: ${number(now)}; in the first epoch ${number(before)}`;
      const parts = [element("span", { class: "name" }, name), bar, element("span", { class: "figure" }, number(now))];
      const onClick = (): void => {
        this.go({ network, layer });
      };
      return element("li", {}, element("button", { type: "button", title, onClick }, ...parts));
    });
    this.#flow.replaceChildren(...items);
    this.#flow.scrollTop = top;
  }
}

/** One line: what is being done, and how long it takes; or how it ended. */
export function statusOf({ state, message, epoch, epochs, step, steps, eta }: Training, isLost: boolean): string {
  if (state === "done") return `Done: ${epochs === 1 ? "1 epoch" : `${epochs} epochs`}.`;
  if (state === "failed") return `Failed: ${message ?? "look at its terminal."}`;
  if (state === "interrupted") return `Stopped after epoch ${epoch}. The same call goes on from there.`;
  if (isLost) return "Connection lost: this is the last that is known. Trying again…";
  const left = eta === null ? "" : ` · ${duration(eta)} left`;
  return `Epoch ${Math.min(epoch + 1, epochs)}: step ${step} of ${steps}${left}`;
}

/** The layers' names; where several have the same, what tells them apart: their ids without the tracker's prefix. */
export function layerNames(layers: readonly string[], nodes: readonly Pick<Node, "id" | "name">[]): string[] {
  const names = layers.map((layer) => nodes.find(({ id }) => id === layer)?.name ?? layer);
  return names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : (layers[i] ?? name).replace(/(^|\.)track_/, "$1")));
}

/** The curves of training and test, the latter where there are test pictures. */
export function curvesOf(rows: readonly TrainingEpoch[], kind: "loss" | "accuracy"): Curve[] {
  const names = ["train", "test"] as const;
  const curves = names.map((name) => ({ name, values: rows.map((row) => [row.epoch, row[`${name}_${kind}`] ?? null] as const) }));
  return curves.filter(({ name, values }) => name === "train" || values.some(([, value]) => value !== null));
}

/** A logarithmic scale over whole powers of ten around the values, so that bars can be compared between epochs. */
export function decades(values: readonly (number | null)[]): Scale {
  const powers = values.flatMap((value) => (value !== null && value > 0 ? [Math.log10(value)] : []));
  const low = Math.floor(Math.min(...powers, Infinity) - 0.2);
  const high = Math.ceil(Math.max(...powers, -Infinity));
  if (powers.length === 0) return { low: 0.1, high: 1, marks: [], log: true };
  return { low: 10 ** low, high: 10 ** high, marks: [], log: true };
}
