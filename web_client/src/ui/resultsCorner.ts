import type { Network, Run } from "../api/types";
import { percent } from "../hall/numbers";
import { verdict } from "../hall/resultSigns";
import { button, element } from "./dom";

/** Classes shown for one network, and for each of several. */
const SHOWN = { one: 5, each: 3 };

/** The results in the page's corner: wherever one stands in the hall, this is what the networks say. */
export class ResultsCorner {
  readonly root = element("section", { class: "results panel", "aria-label": "Results", "data-test": "results" });

  constructor(private readonly restore: () => void) {}

  /** @param switchedOff number of channels that the visitor has switched off */
  show(networks: readonly Network[], runs: ReadonlyMap<string, Run>, switchedOff: number): void {
    this.root.replaceChildren(
      ...this.#changes(switchedOff),
      ...networks.flatMap((network) => {
        const run = runs.get(network.id);
        return run ? [resultsOf(network, run, networks.length === 1)] : [];
      }),
    );
  }

  /** Says that the results are those of a changed network, and how to change it back. */
  #changes(switchedOff: number): HTMLElement[] {
    if (switchedOff === 0) return [];
    const text = switchedOff === 1 ? "1 channel switched off" : `${switchedOff} channels switched off`;
    const title = "Put everything back (Ctrl+Z takes back the last change)";
    return [element("p", { class: "changes", "data-test": "changes" }, text, button("Put back", title, this.restore))];
  }
}

/** The best class of every network in one sentence, for those who listen. */
export function spokenResults(networks: readonly Network[], runs: ReadonlyMap<string, Run>): string {
  return networks
    .flatMap(({ id, name, trained }) => {
      const run = runs.get(id);
      const best = run?.predictions[0];
      if (!run || !best) return [];
      const untrained = trained ? "" : " The network is untrained: this means nothing.";
      return [`${name}: ${best.name}, ${percent(best.probability)}. ${verdict(run)}${untrained}`];
    })
    .join(" ");
}

function resultsOf(network: Network, run: Run, alone: boolean): HTMLElement {
  const list = element("ol", {});
  run.predictions.slice(0, alone ? SHOWN.one : SHOWN.each).forEach(({ name, probability }, i) => {
    const share = Math.max(0, Math.min(1, probability ?? 0));
    const bar = element("span", { class: "meter" }, element("span", { style: `width:${(share * 100).toFixed(2)}%` }));
    const right = name === run.true_class ? "right" : "";
    list.append(
      element(
        "li",
        { class: `${i === 0 ? "best" : ""} ${right}`, title: name },
        element("span", { class: "name" }, name),
        bar,
        element("span", { class: "figure" }, percent(probability)),
      ),
    );
  });
  const met = run.predictions[0]?.name === run.true_class ? "right" : "wrong";
  const note = !network.trained
    ? element("p", { class: "untrained-note" }, "untrained: the results mean nothing")
    : run.true_class !== null
      ? element("p", { class: `verdict ${met}` }, verdict(run))
      : null;
  const title = alone ? null : element("h2", {}, network.name);
  return element("div", { class: network.trained ? "result" : "result untrained" }, title, list, note);
}
