import type { Api } from "../api/client";
import type { Datasets, Network } from "../api/types";
import type { LayerName, Scale } from "../hall/hall";
import { Hall } from "../hall/hall";
import { number } from "../hall/numbers";
import { moved, sideBySide } from "../hall/placement";
import { rayThrough } from "../hall/rays";
import { DESCENT_SECONDS, NEAR_STATION_DISTANCE, START } from "../hall/sizes";
import { Stage } from "../hall/stage";
import { before } from "../hall/stations";
import type { Target } from "../hall/target";
import { lookWithPointer, walkWithKeys } from "../motion/controls";
import { Tour } from "../motion/tour";
import { Visitor } from "../motion/visitor";
import type { Colormap } from "../scene/colormap";
import { COLORMAPS } from "../scene/colormap";
import type { Address } from "../state/address";
import { AddressBar } from "../state/addressBar";
import type { Progress } from "../state/session";
import { Session } from "../state/session";
import type { Command } from "./commands";
import { listenForCommands } from "./commands";
import { copyText, element, prefersReducedMotion } from "./dom";
import { ExactValues } from "./exactValues";
import { helpDialog } from "./help";
import { Hints } from "./hints";
import { chooseFile, listenForPictures } from "./incoming";
import { LayerCard } from "./layerCard";
import { LayerList } from "./layerList";
import type { Magnified } from "./magnifier";
import { Magnifier } from "./magnifier";
import type { Messages } from "./messages";
import { explanation } from "./messages";
import { Pictures } from "./pictures";
import { ProgressLine } from "./progressLine";
import { ResultsCorner, spokenResults } from "./resultsCorner";
import { captionOf, saveSnapshot } from "./snapshot";
import { Tooltip } from "./tooltip";
import { SCALES, TopBar } from "./topBar";

/** What the page gives the application. */
export interface Surroundings {
  messages: Messages;
  page: HTMLElement;
  fold: (network: Network, section: string) => void;
}

/** The page: the hall, everything around it, and what happens when something in it is used. */
export class Application {
  readonly stage: Stage;
  readonly hall: Hall;
  readonly visitor: Visitor;
  readonly session: Session;
  readonly networks: readonly Network[];
  readonly tour: Tour;
  readonly magnifier: Magnifier;
  selected: LayerName | null = null;
  scale: Scale = "layer";
  colormap: Colormap = "blue-black-white";
  readonly #list: LayerList;
  readonly #card: LayerCard;
  readonly #bar: TopBar;
  readonly #pictures: Pictures;
  readonly #corner = new ResultsCorner();
  readonly #progress = new ProgressLine();
  readonly #hints = new Hints();
  readonly #tooltip: Tooltip;
  readonly #help: HTMLDialogElement;
  readonly #address: AddressBar;
  readonly #messages: Messages;
  #channel: number | null = null;

  constructor(
    private readonly api: Api,
    networks: readonly Network[],
    datasets: Datasets,
    { messages, page, fold }: Surroundings,
  ) {
    this.#messages = messages;
    const canvas = element("canvas", {
      class: "hall",
      tabindex: 0,
      "aria-label": "The hall; the list of layers leads through it too",
    });
    page.prepend(canvas);
    const lanes = sideBySide(networks.map(({ bounds }) => bounds));
    this.networks = networks.map((network, i) => moved(network, lanes[i] ?? 0));
    this.stage = new Stage(canvas);
    this.hall = new Hall(this.stage, this.networks, lanes);
    this.visitor = new Visitor(START, prefersReducedMotion());
    this.tour = new Tour(this.visitor, this.networks, lanes, () => this.stage.aspect);
    this.session = new Session(api, this.networks, (network, run, signal, onProgress) =>
      this.#load(network, run.run, signal, onProgress),
    );
    this.magnifier = new Magnifier(
      api,
      this.session,
      this.networks,
      (shown) => {
        this.#magnified(shown);
      },
      this.#report,
    );
    this.#tooltip = new Tooltip(this.hall, this.session, new ExactValues(api, this.session));
    this.#list = new LayerList(
      this.networks,
      (layer) => {
        this.go(layer);
      },
      (network, section) => {
        fold(network, section);
      },
    );
    this.#card = new LayerCard(api, this.session, () => {
      this.select(null);
    });
    this.#pictures = new Pictures(api, datasets.datasets, this.hall, this.show, this.#report, [
      {
        label: "Open a file…",
        title: "Open a picture file",
        run: () => {
          chooseFile(this.#receive);
        },
      },
      {
        label: "Noise",
        title: "White noise as input",
        run: () => {
          this.noise();
        },
      },
    ]);
    const commands = this.#commands();
    this.#help = helpDialog(commands);
    this.#bar = this.#topBar();
    this.#address = new AddressBar(
      () => this.#where(),
      (address) => {
        this.restore(address);
      },
    );
    const side = element("div", { class: "side" }, this.#card.root, this.#list.root);
    const overlay = [this.#bar.root, this.#progress.root, side, this.#corner.root, this.#hints.root];
    page.append(
      element("div", { class: "overlay" }, ...overlay),
      this.#tooltip.root,
      this.#pictures.dialog,
      this.magnifier.root,
      this.#help,
    );
    this.#connect(canvas, commands, page);
  }

  /** Where one comes in: what the address says, or the descent from outside; and the first picture. */
  async start(address: Address): Promise<void> {
    const layer = this.#layerOf(address);
    if (address.camera) this.visitor.place(address.camera);
    else if (layer) this.visitor.place(this.tour.station(layer.network, layer.layer)?.pose ?? this.tour.entrance());
    else {
      this.visitor.place(this.tour.outside());
      this.visitor.goTo(this.tour.entrance(), DESCENT_SECONDS, Infinity);
    }
    this.select(layer);
    this.setView(this.scale, this.colormap);
    await this.show(address.image ?? (await this.#pictures.first()));
    if (address.channel !== null && this.selected) this.magnifier.open({ ...this.selected, channel: address.channel });
  }

  /** Sends a picture through every network. Errors are shown, not thrown. */
  readonly show = async (image: string): Promise<void> => {
    this.#progress.begin();
    try {
      await this.session.show(image);
    } catch (error) {
      this.#report(explanation(error));
    }
    this.#progress.end();
  };

  /** Goes to a layer's station and selects it. */
  go(layer: LayerName): void {
    const station = this.tour.station(layer.network, layer.layer);
    if (!station) return;
    this.#address.push();
    this.visitor.goTo(station.pose);
    this.select(layer);
    this.#hints.done("walk");
  }

  select(layer: LayerName | null): void {
    this.selected = layer;
    this.hall.select(layer);
    this.#list.select(layer);
    const network = this.networks.find(({ id }) => id === layer?.network) ?? null;
    this.#card.show(network, layer && this.hall.node(layer), layer && this.hall.statistics(layer));
    this.#showScale();
    this.#address.changed();
  }

  setView(scale: Scale, colormap: Colormap): void {
    [this.scale, this.colormap] = [scale, colormap];
    this.magnifier.colormap = colormap;
    this.hall.setView(scale, colormap);
    this.#showScale();
  }

  /** What is at a point of the page. */
  pick(x: number, y: number): Target | null {
    return this.hall.pick(rayThrough(this.stage.camera, this.stage.canvas, x, y));
  }

  noise(): void {
    const [height, width] = this.networks[0]?.input_size ?? [224, 224];
    const seed = Math.floor(Math.random() * 2 ** 31);
    this.api.noise(seed, width, height).then(
      ({ image }) => this.show(image),
      (error: unknown) => {
        this.#report(explanation(error));
      },
    );
  }

  restore(address: Address): void {
    if (address.camera) this.visitor.goTo(address.camera);
    this.select(this.#layerOf(address));
    if (address.image !== null && address.image !== this.session.image) void this.show(address.image);
  }

  #connect(canvas: HTMLCanvasElement, commands: readonly Command[], page: HTMLElement): void {
    const { stage, visitor, hall, session } = this;
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
      this.#address.changed();
    });
    visitor.darkness.listen((darkness) => {
      veil.style.opacity = String(darkness);
    });
    session.imageChanged.listen((image) => {
      this.#pictures.shown(image);
      this.#address.changed();
    });
    session.runChanged.listen((run) => {
      hall.setRun(run);
      this.#corner.show(this.networks, session.runs);
      this.#messages.say(spokenResults(this.networks, session.runs));
    });
    session.progress.listen((progress) => {
      this.#progress.show(progress);
    });
    walkWithKeys(visitor, () => {
      stage.request();
      this.#hints.done("walk");
    });
    lookWithPointer(canvas, visitor, {
      hover: (x, y) => {
        this.#hover(this.pick(x, y), x, y);
      },
      leave: () => {
        this.#hover(null, 0, 0);
      },
      click: (x, y) => {
        this.#click(this.pick(x, y));
      },
    });
    window.addEventListener(
      "keydown",
      () => {
        if (visitor.journeying) visitor.skip();
      },
      { capture: true },
    );
    listenForCommands(commands);
    listenForPictures(this.#receive);
    stage.setPose(visitor.pose);
  }

  #topBar(): TopBar {
    return new TopBar(this.networks, {
      setScale: (scale) => {
        this.setView(scale, this.colormap);
      },
      setColormap: (colormap) => {
        this.setView(this.scale, colormap);
      },
      openShelf: () => {
        this.#openShelf();
      },
      noise: () => {
        this.noise();
      },
      outside: () => {
        this.tour.toggleOutside();
      },
      copyLink: () => {
        this.#copyLink();
      },
      snapshot: () => {
        this.#snapshot();
      },
      help: () => {
        this.#help.showModal();
      },
    });
  }

  #commands(): Command[] {
    const { visitor } = this;
    const command = (keys: string[], title: string, run: () => void): Command => ({ keys, title, run });
    return [
      command(["]"], "next layer", () => {
        this.#step(1);
      }),
      command(["["], "previous layer", () => {
        this.#step(-1);
      }),
      command(["f"], "one step from the selected layer", () => {
        this.#closer();
      }),
      command(["/"], "find a layer", () => {
        this.#list.search();
      }),
      command(["q"], "turn left by 45°", () => {
        visitor.turnStep(1);
      }),
      command(["e"], "turn right by 45°", () => {
        visitor.turnStep(-1);
      }),
      command(["c"], "crouch, stand up", () => {
        visitor.crouch();
      }),
      command(["o"], "the whole hall from outside, and back", () => {
        this.tour.toggleOutside();
      }),
      command(["home"], "back to the entrance", () => {
        visitor.goTo(this.tour.entrance(this.selected?.network));
      }),
      command(["i"], "pictures", () => {
        this.#openShelf();
      }),
      command(["n"], "scale: per layer, per channel, shared", () => {
        this.setView(after(SCALES, this.scale), this.colormap);
      }),
      command(["m"], "colours", () => {
        this.setView(this.scale, after(COLORMAPS, this.colormap));
      }),
      command(["h"], "histograms of the layer in front", () => {
        this.#selectNearest();
      }),
      command(["ctrl+z"], "take the last change back", () => {
        this.#undo();
      }),
      command(["p"], "save a picture of the hall", () => {
        this.#snapshot();
      }),
      command(["escape"], "close, deselect", () => {
        this.select(null);
      }),
      command(["?"], "this page", () => {
        this.#help.showModal();
      }),
    ];
  }

  async #load(
    network: string,
    run: string,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<void> {
    const near =
      this.selected?.network === network ? this.selected.layer : (this.tour.nearest(network)?.layer ?? "input");
    const address = new URL(this.api.activationsAddress(run, near), document.baseURI).href;
    await this.hall.store.load(network, address, {
      signal,
      onProgress: ({ coarse, full, layers }) => {
        onProgress({ network, coarse, full, layers });
      },
    });
    this.hall.renew(network);
    this.setView(this.scale, this.colormap);
    if (this.selected?.network === network) {
      this.hall.select(this.selected);
      this.#card.update(this.hall.statistics(this.selected));
      void this.#card.refresh();
    }
    this.magnifier.refresh();
  }

  #hover(target: Target | null, x: number, y: number): void {
    this.#tooltip.show(target, x, y);
    const tile = target?.kind === "panel" && target.channel !== null ? target : null;
    this.hall.focus(tile, tile?.channel ?? null);
    this.stage.canvas.style.cursor = target && target.kind !== "floor" ? "pointer" : "";
    if (tile) this.#hints.done("point");
  }

  #click(target: Target | null): void {
    this.#tooltip.show(null, 0, 0);
    if (target?.kind === "panel") {
      this.select(target);
      if (target.channel !== null)
        this.magnifier.open({ network: target.network, layer: target.layer, channel: target.channel });
    } else if (target?.kind === "canvas") this.#openShelf();
    else if (target?.kind === "picture") this.#pictures.pickSlot(target.slot);
    else if (target?.kind === "floor") this.visitor.goTo({ ...this.visitor.pose, x: target.x, z: target.z });
  }

  #magnified(shown: Magnified | null): void {
    this.#channel = shown?.channel ?? null;
    this.hall.focus(shown, this.#channel);
    this.#address.changed();
  }

  readonly #receive = (file: File): void => {
    const name = file.name || "pasted picture";
    this.api.upload(file, name).then(
      ({ image }) => this.show(image),
      (error: unknown) => {
        this.#report(explanation(error));
      },
    );
    this.#hints.done("picture");
  };

  readonly #report = (message: string): void => {
    if (message !== "") this.#messages.toast(message, "error");
  };

  #openShelf(): void {
    this.#pictures.open(this.session.image);
    this.#hints.done("picture");
  }

  #step(step: 1 | -1): void {
    const station = this.tour.next(step, this.selected);
    if (station) this.go(station);
    else if (step === -1) this.visitor.goTo(this.tour.entrance(this.selected?.network));
  }

  #closer(): void {
    const panel = this.selected && this.hall.node(this.selected)?.panel;
    if (panel) this.visitor.goTo(before(panel, NEAR_STATION_DISTANCE));
  }

  #selectNearest(): void {
    const box = this.stage.canvas.getBoundingClientRect();
    const ahead = this.pick(box.left + box.width / 2, box.top + box.height / 2);
    this.select(ahead?.kind === "panel" ? ahead : this.tour.nearest());
  }

  #undo(): void {
    this.session.undo().then(
      (done) => {
        if (!done) this.#messages.toast("There is nothing to take back.");
      },
      (error: unknown) => {
        this.#report(explanation(error));
      },
    );
  }

  #copyLink(): void {
    this.#address.write();
    const upload = this.session.image?.startsWith("upload") ?? false;
    const note = upload ? " The picture is an upload: others see it only while this server runs." : "";
    copyText(location.href).then(
      () => {
        this.#messages.toast(`Link copied.${note}`);
      },
      (error: unknown) => {
        this.#report(explanation(error));
      },
    );
  }

  #snapshot(): void {
    const caption = captionOf(this.networks, this.session.image, this.selected?.layer ?? null, this.scale);
    saveSnapshot(this.stage, caption, "deepvision.png").catch((error: unknown) => {
      this.#report(explanation(error));
    });
  }

  #showScale(): void {
    const facts = this.selected && this.hall.statistics(this.selected);
    const extent =
      this.scale === "shared"
        ? this.hall.sharedScale()
        : this.scale === "layer" && facts
          ? Math.max(facts.max, -facts.min)
          : null;
    this.#bar.show(this.scale, this.colormap, extent === null ? null : number(extent));
  }

  #layerOf({ layer, networks }: Address): LayerName | null {
    const network = this.networks.find(
      ({ id, nodes }) => (networks.length === 0 || networks.includes(id)) && nodes.some((node) => node.id === layer),
    );
    return network && layer !== null ? { network: network.id, layer } : null;
  }

  #where(): Address {
    return {
      networks: this.networks.map(({ id }) => id),
      image: this.session.image,
      layer: this.selected?.layer ?? null,
      channel: this.#channel,
      camera: this.visitor.pose,
    };
  }
}

/** The entry after this one, in a circle. */
function after<T>(all: readonly T[], one: T): T {
  return all[(all.indexOf(one) + 1) % all.length] ?? one;
}
