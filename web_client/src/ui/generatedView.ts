import type { Api } from "../api/client";
import { ApiError } from "../api/client";
import type { Evidence, JobItem } from "../api/types";
import type { Visualizations } from "../state/visualizations";
import { button, download, element, setVisible } from "./dom";
import type { Magnified } from "./magnifier";
import { explanation } from "./messages";
import { Patches } from "./patches";
import { factsOf, statusLine } from "./visualizationText";

/** Pixels of the longer side at most: no network sees more. */
const LARGEST = 1024;

/** What can be done with a generated picture. */
export interface GeneratedActions {
  /** Makes the picture of one channel. */
  make: (magnified: Magnified) => void;
  /** Sends a picture through the networks. */
  use: (image: string) => void;
  report: (message: string) => void;
}

/** The picture that excites a channel most, large, with what it reached and what the data set shows the channel. */
export class GeneratedView {
  readonly root = element("div", { class: "generated", hidden: true, "data-test": "generated" });
  readonly #picture = element("img", { alt: "", decoding: "async" });
  readonly #none = element("p", { class: "none quiet" });
  readonly #facts = element("ul", { class: "found", role: "status" });
  readonly #make = button("What does it look for?", "Make the picture that excites this channel most", () => {
    if (this.#shown) this.actions.make(this.#shown);
  }, { class: "primary", "data-test": "make-one" });
  readonly #use = button("Put it into the network", "Send this picture through the networks", () => {
    if (this.#item) this.actions.use(this.#item.image);
  }, { "data-test": "use-picture" });
  readonly #save = button("Save PNG", "Save this picture", () => void this.#download(), { "data-test": "save-picture" });
  readonly #patches: Patches;
  #shown: Magnified | null = null;
  #item: JobItem | null = null;
  #evidence: Evidence | null = null;
  #asking: AbortController | null = null;

  constructor(
    private readonly api: Api,
    private readonly visualizations: Visualizations,
    private readonly actions: GeneratedActions,
  ) {
    this.#patches = new Patches(api);
    const frame = element("div", { class: "frame" }, this.#picture, this.#none);
    const text = element("div", { class: "beside" }, this.#facts, this.#patches.root);
    const buttons = element("div", { class: "buttons" }, this.#make, this.#use, this.#save);
    this.root.append(element("div", { class: "pair" }, frame, text), buttons);
  }

  /** Shows the picture of a channel, and asks what the data set says about the channel; null hides it. */
  show(magnified: Magnified | null): void {
    const before = this.#shown;
    this.#shown = magnified;
    setVisible(this.root, magnified !== null);
    if (!magnified) {
      this.#asking?.abort();
      return;
    }
    const same = before?.network === magnified.network && before.layer === magnified.layer && before.channel === magnified.channel;
    if (!same) {
      this.#evidence = null;
      this.#patches.say("Looking through the data set…");
      void this.#ask(magnified);
    }
    this.update();
  }

  /** The work for the channel is further. */
  update(): void {
    if (!this.#shown) return;
    const { layer, channel } = this.#shown;
    const item = this.visualizations.item(this.#shown, channel);
    this.#item = item;
    const alt = `Picture that excites channel ${channel} of ${layer} most`;
    if (item) {
      const address = this.api.imageAddress(item.image, LARGEST);
      if (this.#picture.getAttribute("src") !== address) this.#picture.src = address;
      this.#picture.alt = item.partial ? `${alt}, in work` : alt;
    }
    const active = this.visualizations.isActive(this.#shown);
    this.#none.textContent = active ? statusLine(this.visualizations.status(this.#shown)) : "No picture of this channel yet.";
    setVisible(this.#picture, item !== null);
    setVisible(this.#none, item === null);
    setVisible(this.#make, item === null && !active);
    setVisible(this.#use, item !== null && !item.partial);
    setVisible(this.#save, item !== null && !item.partial);
    const facts = item ? factsOf(item, this.#evidence) : [];
    const said = [...this.#facts.children].map(({ textContent }) => textContent);
    if (facts.join() !== said.join()) this.#facts.replaceChildren(...facts.map((fact) => element("li", {}, fact)));
    this.#facts.classList.toggle("wrong", item !== null && !item.partial && item.verdict !== "alive");
  }

  async #ask(magnified: Magnified): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const { network, layer, channel } = magnified;
    try {
      const evidence = await this.api.evidence(network, layer, channel, signal);
      if (signal.aborted) return;
      this.#evidence = evidence;
      this.#patches.show(network, evidence);
      this.update();
    } catch (error) {
      if (signal.aborted) return;
      this.#patches.say(explanation(error));
      if (error instanceof ApiError && error.problem.type === "evidence-in-work") void this.#ask(magnified);
    }
  }

  async #download(): Promise<void> {
    if (!this.#shown || !this.#item) return;
    const { network, layer, channel } = this.#shown;
    try {
      download(await this.api.picture(this.#item.image, null), `${network}-${layer}-${channel}-looks-for.png`.replaceAll(":", "_"));
    } catch (error) {
      this.actions.report(explanation(error));
    }
  }
}
