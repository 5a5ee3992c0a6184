import type { Api } from "../api/client";
import type { Channel, Network, Node } from "../api/types";
import type { LayerName } from "../hall/hall";
import { number } from "../hall/numbers";
import type { Colormap } from "../scene/colormap";
import type { Session } from "../state/session";
import type { Visualizations } from "../state/visualizations";
import { Signal } from "../state/signal";
import { button, copyText, download, element, setVisible } from "./dom";
import { channelStatistics, drawChannel } from "./exactPicture";
import type { GeneratedActions } from "./generatedView";
import { GeneratedView } from "./generatedView";
import { explanation } from "./messages";
import { drawLegend } from "./topBar";

/** What the magnifier shows. */
export interface Magnified extends LayerName {
  channel: number;
}

/**
 * One channel, large: exact, with every value under the pointer, to be copied and saved; or what it looks for, the
 * picture that excites it most.
 */
export class Magnifier {
  readonly root = element("dialog", { class: "magnifier", "data-test": "magnifier" });
  /** Which channel is shown now; null when closed. */
  readonly changed = new Signal<Magnified | null>();
  readonly #title = element("h2", {});
  readonly #facts = element("p", { class: "quiet" });
  readonly #canvas = element("canvas", { class: "exact", tabindex: 0 });
  readonly #value = element("output", { class: "figure" });
  readonly #legend = element("canvas", { width: 200, height: 10, class: "legend", "aria-hidden": "true" });
  readonly #ends = [element("span", { class: "figure" }), element("span", { class: "figure" })] as const;
  readonly #switch = button("Switch off", "Run again with this channel at zero (Ctrl+Z takes it back)", () => {
    this.#toggle();
  });
  readonly #modes = {
    activation: button("Activation", "What the channel answers to the picture (V)", () => { this.#setMode("activation"); }),
    generated: button("Looks for", "What the channel looks for: the picture that excites it most (V)", () => { this.#setMode("generated"); }, { "data-test": "looks-for-tab" }),
  };
  readonly #switcher = element("div", { class: "segmented", role: "group", "aria-label": "What is shown" }, this.#modes.activation, this.#modes.generated);
  readonly #exactView: HTMLElement;
  readonly #generated: GeneratedView;
  #mode: "activation" | "generated" = "activation";
  #shown: Magnified | null = null;
  #exact: Channel | null = null;
  #asking: AbortController | null = null;
  colormap: Colormap = "blue-black-white";
  private readonly report: (message: string) => void;

  constructor(
    private readonly api: Api,
    private readonly session: Session,
    private readonly networks: readonly Network[],
    private readonly visualizations: Visualizations,
    actions: GeneratedActions,
  ) {
    this.report = actions.report;
    this.#generated = new GeneratedView(api, visualizations, actions);
    const step = (by: number) => (): void => {
      this.#step(by);
    };
    this.#exactView = element(
      "div",
      { class: "exact-view" },
      this.#facts,
      this.#canvas,
      element("div", { class: "reading" }, this.#ends[0], this.#legend, this.#ends[1], this.#value),
      element(
        "footer",
        { class: "buttons" },
        button("Copy numbers", "Copy the values, one row a line", () => void this.#copy()),
        button("Save PNG", "Save this picture", () => {
          this.#save();
        }),
        this.#switch,
      ),
    );
    this.root.append(
      element(
        "header",
        {},
        this.#title,
        this.#switcher,
        button("×", "Close (Esc)", () => {
          this.root.close();
        }),
      ),
      element(
        "div",
        { class: "stage" },
        button("‹", "Previous channel (←)", step(-1)),
        element("div", { class: "views" }, this.#exactView, this.#generated.root),
        button("›", "Next channel (→)", step(1)),
      ),
    );
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight") this.#step(1);
      if (event.key === "ArrowLeft") this.#step(-1);
      if (event.key === "v" && !event.ctrlKey && !event.metaKey) this.#setMode(this.#mode === "activation" ? "generated" : "activation");
    });
    this.root.addEventListener("click", (event) => {
      if (event.target === this.root) this.root.close();
    });
    this.root.addEventListener("close", () => {
      this.#asking?.abort();
      this.#shown = null;
      this.#generated.show(null);
      this.changed.emit(null);
    });
    this.#canvas.addEventListener("pointermove", (event) => {
      this.#point(event);
    });
    this.#canvas.addEventListener("pointerleave", () => {
      this.#value.textContent = "";
    });
  }

  /** Whether it shows what the channel looks for. */
  get showsGenerated(): boolean {
    return this.#mode === "generated";
  }

  get shown(): Magnified | null {
    return this.#shown;
  }

  /** Shows what the tile shows: its picture, or its activation. */
  open(magnified: Magnified): void {
    const { visualizations } = this;
    const shown = visualizations.isShown(magnified) && visualizations.item(magnified, magnified.channel) !== null;
    this.#mode = shown ? "generated" : "activation";
    if (!this.root.open) this.root.showModal();
    void this.#show(magnified);
    (shown ? this.#modes.generated : this.#canvas).focus();
  }

  /** The work for a layer is further. */
  renew({ network, layer }: LayerName): void {
    if (this.#shown?.network === network && this.#shown.layer === layer) this.#generated.update();
  }

  /** Reads the channel again, after another run. */
  refresh(): void {
    if (this.#shown) void this.#show(this.#shown);
  }

  async #show(magnified: Magnified): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const { network, layer, channel } = (this.#shown = magnified);
    const node = this.#node();
    this.changed.emit(magnified);
    this.#title.textContent = `${node?.name ?? layer} · channel ${channel}`;
    const off = this.session.isSwitchedOff(network, layer, channel);
    this.#switch.textContent = off ? "Switch on again" : "Switch off";
    this.#switch.hidden = node?.kind === "input";
    this.#showMode();
    try {
      const exact = await this.session.withRun(network, (run) => this.api.channel(run, layer, channel, signal));
      this.#draw(exact, off);
    } catch (error) {
      if (!signal.aborted) this.report(explanation(error));
    }
  }

  #setMode(mode: "activation" | "generated"): void {
    if (mode === "generated" && this.#node()?.kind === "input") return;
    this.#mode = mode;
    this.#showMode();
  }

  #showMode(): void {
    const isInput = this.#node()?.kind === "input";
    const generated = this.#mode === "generated" && !isInput;
    setVisible(this.#switcher, !isInput);
    setVisible(this.#exactView, !generated);
    this.#generated.show(generated ? this.#shown : null);
    this.#modes.activation.setAttribute("aria-pressed", String(!generated));
    this.#modes.generated.setAttribute("aria-pressed", String(generated));
  }

  #draw(exact: Channel, off: boolean): void {
    this.#exact = exact;
    const facts = channelStatistics(exact);
    drawChannel(this.#canvas, exact, facts.extent, this.colormap);
    drawLegend(this.#legend, this.colormap);
    this.#ends[0].textContent = number(-facts.extent);
    this.#ends[1].textContent = number(facts.extent);
    const [height, width] = exact.shape;
    const zeros = `${((facts.zeros / Math.max(1, exact.values.length)) * 100).toFixed(0)} % zeros`;
    const broken = facts.notFinite > 0 ? ` · ${facts.notFinite} not finite (magenta)` : "";
    const switched = off ? " · switched off" : "";
    this.#facts.textContent =
      `${this.#shown?.layer ?? ""} · ${height} × ${width} · ${number(facts.min)} … ${number(facts.max)}` +
      ` · mean ${number(facts.mean)} · ${zeros}${broken}${switched}`;
  }

  #point(event: PointerEvent): void {
    if (!this.#exact) return;
    const [height, width] = this.#exact.shape;
    const box = this.#canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * width);
    const row = Math.floor(((event.clientY - box.top) / box.height) * height);
    if (column < 0 || row < 0 || column >= width || row >= height) return;
    const value = this.#exact.values[row * width + column];
    const text = value === null || value === undefined ? "not finite" : String(Number(value.toPrecision(7)));
    this.#value.textContent = `row ${row}, column ${column}:  ${text}`;
  }

  #step(by: number): void {
    const channels = this.#node()?.shape[0];
    if (!this.#shown || channels === undefined) return;
    void this.#show({ ...this.#shown, channel: (this.#shown.channel + by + channels) % channels });
  }

  #toggle(): void {
    if (!this.#shown) return;
    const { network, layer, channel } = this.#shown;
    this.session.toggle({ network, layer, channel, value: 0 }).catch((error: unknown) => {
      this.report(explanation(error));
    });
  }

  async #copy(): Promise<void> {
    if (!this.#exact) return;
    const [height, width] = this.#exact.shape;
    const rows = Array.from({ length: height }, (_, row) =>
      (this.#exact?.values ?? [])
        .slice(row * width, (row + 1) * width)
        .map((value) => value ?? "nan")
        .join("\t"),
    );
    await copyText(rows.join("\n"));
    this.#value.textContent = "Copied.";
  }

  #save(): void {
    const { network, layer, channel } = this.#shown ?? {};
    this.#canvas.toBlob((blob) => {
      if (blob) download(blob, `${network}-${layer}-${channel}.png`.replaceAll(":", "_"));
    });
  }

  #node(): Node | undefined {
    const network = this.networks.find(({ id }) => id === this.#shown?.network);
    return network?.nodes.find(({ id }) => id === this.#shown?.layer);
  }
}
