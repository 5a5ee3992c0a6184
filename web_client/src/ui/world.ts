import type { Api } from "../api/client";
import type { Network } from "../api/types";
import { Hall } from "../hall/hall";
import type { LayerName } from "../hall/hall";
import { moved, sideBySide } from "../hall/placement";
import { rayThrough } from "../hall/rays";
import { START } from "../hall/sizes";
import { Stage } from "../hall/stage";
import type { Target } from "../hall/target";
import { TilePictures } from "../hall/tilePictures";
import { Tour } from "../motion/tour";
import { Visitor } from "../motion/visitor";
import { BackgroundWork } from "../state/backgroundWork";
import { Session } from "../state/session";
import { Signal } from "../state/signal";
import { Visualizations } from "../state/visualizations";
import { PictureDecoder } from "../tiles/pictureDecoder";
import { PICTURE_SIZE } from "../tiles/pictureLevels";
import type { PictureWish } from "../tiles/pictureFetcher";
import { element, prefersReducedMotion } from "./dom";
import { plateLine } from "./visualizationText";

const WHAT_IT_LOOKS_FOR = "what the channels look for";

/** The hall, the visitor in it and what is shown there: everything but the page around it. */
export class World {
  readonly stage: Stage;
  readonly hall: Hall;
  readonly visitor: Visitor;
  readonly tour: Tour;
  readonly session: Session;
  readonly pictures: TilePictures;
  readonly visualizations: Visualizations;
  readonly background: BackgroundWork;
  /** Why a generated picture could not be had. */
  readonly failed = new Signal<unknown>();
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
    this.pictures = this.#tilePictures();
    this.visualizations = this.#visualizations();
    this.background = new BackgroundWork(api, this.visualizations, sessionStorage);
    this.#animate(page);
  }

  /** What is at a point of the page, in CSS pixels. */
  pick(x: number, y: number): Target | null {
    return this.hall.pick(rayThrough(this.stage.camera, this.stage.canvas, x, y));
  }

  #tilePictures(): TilePictures {
    const { store, panels } = this.hall;
    const decoder = new PictureDecoder();
    const fetchLevels = async ({ layer, image }: PictureWish): Promise<Uint8Array[]> => {
      const [, height, width] = store.layers[layer]?.shape ?? [1, 1, 1];
      return decoder.decode(await this.api.picture(image, PICTURE_SIZE), width / height);
    };
    return new TilePictures(store, panels, fetchLevels, this.stage.request, (_, error) => {
      this.failed.emit(error);
    });
  }

  /** Pictures appear in the tiles of layers that stand, and plates say what is done. */
  #visualizations(): Visualizations {
    const { hall, pictures } = this;
    const indexOf = ({ network, layer }: LayerName): number => hall.store.indexOf(network, layer);
    const visualizations = new Visualizations(this.api, this.session, {
      wish: (layer, { channel, image }) => {
        if (hall.panelOf(layer) !== null) pictures.wish({ layer: indexOf(layer), channel, image });
      },
      remove: (layer, channel) => {
        pictures.remove(indexOf(layer), channel);
      },
      has: (layer, channel) => hall.panelOf(layer) === null || pictures.has(indexOf(layer), channel),
    });
    const shown = new Set<number>();
    visualizations.changed.listen((layer) => {
      const panel = hall.panelOf(layer);
      const show = visualizations.isShown(layer);
      if (panel !== null && shown.has(panel) !== show) {
        if (show) shown.add(panel);
        else shown.delete(panel);
        pictures.show(panel, show);
      }
      const status = visualizations.status(layer);
      const working = visualizations.isActive(layer);
      const instead = show && visualizations.hasPictures(layer) ? { text: WHAT_IT_LOOKS_FOR, share: null } : null;
      hall.setNotice(layer, working ? { text: plateLine(status), share: status.share } : instead);
    });
    hall.restored.listen(() => {
      pictures.clear();
      visualizations.renewAll();
    });
    return visualizations;
  }

  #animate(page: HTMLElement): void {
    const { stage, visitor, hall } = this;
    const veil = element("div", { class: "veil", "aria-hidden": "true" });
    const slow = element("div", { class: "slow", hidden: true }, "resolution lowered while moving");
    page.append(veil, slow);
    stage.onFrame = (seconds) => {
      const moving = visitor.frame(seconds);
      const fading = this.pictures.update(performance.now());
      const arrived = hall.update(visitor.pose);
      return moving || (arrived && !fading); // for a fade the resolution is not lowered: it may last as long as the work
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
