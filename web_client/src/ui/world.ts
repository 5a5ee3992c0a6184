import type { Api } from "../api/client";
import type { Network } from "../api/types";
import { Hall } from "../hall/hall";
import type { LayerName } from "../hall/hall";
import { moved, sideBySide } from "../hall/placement";
import { rayThrough } from "../hall/rays";
import { START } from "../hall/sizes";
import { Stage } from "../hall/stage";
import type { Target } from "../hall/target";
import { Tour } from "../motion/tour";
import { Visitor } from "../motion/visitor";
import { Session } from "../state/session";
import { Signal } from "../state/signal";
import { element, prefersReducedMotion } from "./dom";

/** The hall, the visitor in it and what is shown there: everything but the page around it. */
export class World {
  readonly stage: Stage;
  readonly hall: Hall;
  readonly visitor: Visitor;
  readonly tour: Tour;
  readonly session: Session;
  /** As they stand, side by side. */
  readonly networks: readonly Network[];
  /** Id of a network whose activations have all arrived. */
  readonly loaded = new Signal<string>();
  /** The layer whose values are to come first; null: the nearest one. */
  wanted: LayerName | null = null;

  constructor(
    private readonly api: Api,
    networks: readonly Network[],
    page: HTMLElement,
  ) {
    const label = "The hall; the list of layers leads through it too";
    const canvas = element("canvas", { class: "hall", tabindex: 0, "aria-label": label });
    page.prepend(canvas);
    const lanes = sideBySide(networks.map(({ bounds }) => bounds));
    this.networks = networks.map((network, i) => moved(network, lanes[i] ?? 0));
    this.stage = new Stage(canvas);
    this.hall = new Hall(this.stage, this.networks, lanes);
    this.visitor = new Visitor(START, prefersReducedMotion());
    this.tour = new Tour(this.visitor, this.networks, lanes, () => this.stage.freeView());
    this.session = new Session(api, this.networks, (network, run, signal, onProgress) =>
      this.#load(network, run.run, signal, ({ coarse, full, layers }) => {
        onProgress({ network, coarse, full, layers });
      }),
    );
    this.#animate(page);
  }

  /** What is at a point of the page, in CSS pixels. */
  pick(x: number, y: number): Target | null {
    return this.hall.pick(rayThrough(this.stage.camera, this.stage.canvas, x, y));
  }

  #animate(page: HTMLElement): void {
    const { stage, visitor, hall } = this;
    const veil = element("div", { class: "veil", "aria-hidden": "true" });
    const slow = element("div", { class: "slow", hidden: true }, "resolution lowered while moving");
    page.append(veil, slow);
    stage.onFrame = (seconds) => {
      const moving = visitor.frame(seconds);
      return hall.update(visitor.pose) || moving;
    };
    stage.onResolution = (scale) => {
      slow.hidden = scale === 1;
    };
    visitor.moved.listen((pose) => {
      stage.setPose(pose);
    });
    visitor.darkness.listen((darkness) => {
      veil.style.opacity = String(darkness);
    });
    const arrive = (): void => {
      visitor.skip();
    };
    window.addEventListener("keydown", arrive, { capture: true });
    stage.canvas.addEventListener("pointerdown", arrive);
    stage.setPose(visitor.pose);
  }

  async #load(
    network: string,
    run: string,
    signal: AbortSignal,
    onProgress: (progress: { coarse: number; full: number; layers: number }) => void,
  ): Promise<void> {
    const wanted = this.wanted?.network === network ? this.wanted.layer : this.tour.nearest(network)?.layer;
    const address = new URL(this.api.activationsAddress(run, wanted ?? "input"), document.baseURI).href;
    await this.hall.store.load(network, address, { signal, onProgress });
    this.hall.renew(network);
    this.loaded.emit(network);
  }
}
