import type { Api } from "../api/client";
import { TrainingWatcher } from "../api/trainingWatcher";
import type { Datasets, Network } from "../api/types";
import type { LayerName, Scale } from "../hall/hall";
import { number } from "../hall/numbers";
import { DESCENT_SECONDS, NEAR_STATION_DISTANCE } from "../hall/sizes";
import { before } from "../hall/stations";
import { lookWithPointer, walkWithKeys } from "../motion/controls";
import type { Colormap } from "../scene/colormap";
import { COLORMAPS } from "../scene/colormap";
import type { Address } from "../state/address";
import { pictureId, readPicture } from "../state/frequencies";
import { Latest } from "../state/latest";
import { LiveTraining } from "../state/liveTraining";
import type { Progress } from "../state/session";
import { AddressBar } from "../state/addressBar";
import { commandsOf } from "./commandList";
import { listenForCommands } from "./commands";
import { copyText, element } from "./dom";
import { ExactValues } from "./exactValues";
import { FrequencyControl } from "./frequencyControl";
import { helpDialog } from "./help";
import { Hints } from "./hints";
import { chooseFile, listenForPictures } from "./incoming";
import { LayerCard } from "./layerCard";
import { LayerList } from "./layerList";
import { Magnifier } from "./magnifier";
import type { Messages } from "./messages";
import { explanation } from "./messages";
import { Pictures } from "./pictures";
import { Pointing } from "./pointing";
import { ProgressLine, total } from "./progressLine";
import { ResultsCorner, spokenResults } from "./resultsCorner";
import { captionOf, saveSnapshot } from "./snapshot";
import { Tooltip } from "./tooltip";
import type { TopBarActions } from "./topBar";
import { SCALES, TopBar } from "./topBar";
import { TrainingBoard } from "./trainingBoard";
import { VisualizationSection } from "./visualizationSection";
import { VisualizationSettingsDialog } from "./visualizationSettings";
import { pictures } from "./visualizationText";
import { BackgroundLine, WholeNetworkDialog } from "./wholeNetwork";
import { World } from "./world";

/** What the page gives the application. */
export interface Surroundings {
  messages: Messages;
  page: HTMLElement;
  /** Builds the hall anew with a section folded or unfolded. */
  fold: (network: Network, section: string) => void;
}

/** Milliseconds: pictures that fail together are reported once. */
const QUIET = 10_000;

const OTHER_WAY =
  "This picture takes another way through the network than the one that is drawn. Layers that it does not pass are hatched.";

/** The page around the hall, and every action that a key or a button can ask for. */
export class Application implements TopBarActions {
  readonly world: World;
  readonly magnifier: Magnifier;
  selected: LayerName | null = null;
  scale: Scale = "layer";
  colormap: Colormap = "blue-black-white";
  readonly #api: Api;
  readonly #messages: Messages;
  readonly #list: LayerList;
  readonly #card: LayerCard;
  readonly #bar: TopBar;
  readonly #pictures: Pictures;
  readonly #corner: ResultsCorner;
  readonly #frequencies: FrequencyControl;
  readonly #filtering = new Latest(() => this.#followFilter());
  readonly training = new LiveTraining();
  readonly #board: TrainingBoard;
  #ready: Promise<void> = Promise.resolve();
  readonly #renewing = new Latest(() => this.#reported(this.#renewWeights()));
  readonly #progress = new ProgressLine();
  readonly #hints = new Hints();
  readonly #settings = new VisualizationSettingsDialog();
  readonly #looksFor: VisualizationSection;
  readonly #wholeNetwork: WholeNetworkDialog;
  readonly #help: HTMLDialogElement;
  readonly #address: AddressBar;

  constructor(api: Api, networks: readonly Network[], datasets: Datasets, { messages, page, fold }: Surroundings) {
    this.#api = api;
    this.#messages = messages;
    this.world = new World(api, networks, page);
    const { session, hall, visualizations, background } = this.world;
    this.magnifier = new Magnifier(api, session, this.world.networks, visualizations, {
      make: this.#makeOne,
      use: this.#use,
      report: this.#report,
    });
    this.#wholeNetwork = new WholeNetworkDialog(visualizations, background, this.#settings);
    this.#looksFor = new VisualizationSection(visualizations, hall, this.#settings, this.#askWholeNetwork);
    this.#list = new LayerList(this.world.networks, this.go, fold);
    this.#card = new LayerCard(api, session, hall, this.#looksFor, this.deselect);
    this.#corner = new ResultsCorner(this.#putBack);
    this.#frequencies = new FrequencyControl(networks, () => {
      this.#filtering.ask();
    });
    this.#pictures = new Pictures(api, datasets.datasets, hall, this.pick, this.#report, [
      { label: "Open a file…", title: "Open a picture file", run: this.openFile },
      { label: "Noise", title: "White noise as input", run: this.noise },
    ]);
    const commands = commandsOf(this);
    this.#help = helpDialog(commands);
    this.#bar = new TopBar(this.world.networks, this);
    this.#board = new TrainingBoard(this.training, this.world.networks, this.go);
    this.#address = new AddressBar(this.#where, this.#restore);
    this.#furnish(page, new Tooltip(hall, session, new ExactValues(api, session)));
    this.#listen();
    listenForCommands(commands);
    listenForPictures(this.#receive);
  }

  /**
   * Shows the first picture, and lets one in when every layer stands at least coarsely: an empty hall is never seen.
   * One comes in where the address says, or by the descent from outside.
   *
   * @param tell is told how far the first picture has come
   * @param enter called when the hall can be seen
   */
  async start(address: Address, tell: (text: string) => void, enter: () => void): Promise<void> {
    const { visitor, tour } = this.world;
    const layer = this.#layerOf(address);
    this.select(layer);
    const station = layer && (tour.reading(layer) ?? tour.entrance());
    visitor.place(address.camera ?? station ?? tour.outside());
    this.setScale(this.scale);
    const first = await this.#pictures.first();
    tell("Running the first picture…");
    const coarse = this.#everyLayerStands((done, layers) => {
      tell(`Running the first picture: ${done} of ${layers} layers`);
    });
    const shown = this.show(address.image ?? first);
    await Promise.race([coarse, shown]);
    enter();
    if (!address.camera && !station) visitor.goTo(tour.entrance(), DESCENT_SECONDS, Infinity);
    await shown;
    if (address.looksFor) await this.#looksFor.ask();
    void this.#reported(this.world.background.resume());
    if (address.channel !== null && this.selected) this.magnifier.open({ ...this.selected, channel: address.channel });
  }

  /** Resolves when every layer stands at least coarsely. */
  #everyLayerStands(tell: (coarse: number, layers: number) => void = () => undefined): Promise<void> {
    const { session, networks } = this.world;
    const seen = new Map<string, Progress>();
    return new Promise((resolve) => {
      const stop = session.progress.listen((progress) => {
        seen.set(progress.network, progress);
        const { coarse, layers } = total([...seen.values()]);
        tell(coarse, layers);
        if (seen.size < networks.length || coarse < layers) return;
        stop();
        resolve();
      });
    });
  }

  /**
   * Follows the training of a network: after each epoch the hall shows its new weights, wherever one stands.
   *
   * @param ready resolves when the first picture stands
   */
  follow(ready: Promise<void>): void {
    this.#ready = ready;
    let version: number | null = null;
    this.training.changed.listen((training) => {
      if (training.version !== version) this.#renewing.ask();
      version = training.version;
    });
    this.training.ended.listen(({ state, message }) => {
      if (state === "failed") this.#report(`The training has failed: ${message ?? "look at its terminal."}`);
      else this.#messages.toast(state === "done" ? "The training is done." : "The training was stopped.");
    });
    new TrainingWatcher(this.#api, this.training).begin();
  }

  /** Networks with other weights: the picture goes through them again. */
  async #renewWeights(): Promise<void> {
    await this.#ready.catch(() => undefined);
    const { networks } = await this.#api.networks();
    const { session, visualizations } = this.world;
    let changed = false;
    for (const network of this.world.networks) {
      const now = networks.find(({ id }) => id === network.id);
      if (!now || now.weights === network.weights) continue;
      Object.assign(network, { weights: now.weights, trained: now.trained });
      visualizations.forget(network.id);
      changed = true;
    }
    if (!changed) return;
    this.#bar.showNetworks(this.world.networks);
    await session.rerun();
  }

  /** Sends what is to be kept of a picture through every network. */
  readonly pick = (image: string): Promise<void> =>
    this.show(pictureId({ source: image, filter: this.#frequencies.filter }));

  /** The hall follows the slider coarsely, and in full where it comes to rest. */
  async #followFilter(): Promise<void> {
    const { session } = this.world;
    const { filter } = this.#frequencies;
    if (session.image === null) return;
    const image = pictureId({ source: readPicture(session.image).source, filter });
    if (image === session.image) return;
    const coarse = this.#everyLayerStands();
    await Promise.race([coarse, this.show(image)]);
  }

  readonly nextBand = (): void => {
    this.#frequencies.next();
  };

  /** Sends a picture through every network. Errors are shown, not thrown. */
  readonly show = async (image: string): Promise<void> => {
    this.#progress.begin();
    await this.#reported(this.world.session.show(image));
    this.#progress.end();
  };

  /** Goes to a layer's station and selects it. */
  readonly go = (layer: LayerName): void => {
    if (!this.world.hall.node(layer)?.panel) return;
    this.#address.push();
    this.select(layer); // first: the card that opens covers a part of the view
    const pose = this.world.tour.reading(layer);
    if (pose) this.world.visitor.goTo(pose);
    this.#hints.done("walk");
  };

  readonly select = (layer: LayerName | null): void => {
    const { hall, networks } = this.world;
    this.selected = this.world.wanted = layer;
    hall.select(layer);
    const network = networks.find(({ id }) => id === layer?.network) ?? null;
    this.#card.show(network, layer && hall.node(layer), layer && hall.statistics(layer));
    this.#list.select(layer);
    this.#showScale();
    this.#address.changed();
  };

  readonly deselect = (): void => {
    this.select(null);
  };

  readonly setScale = (scale: Scale): void => {
    this.scale = scale;
    this.#showView();
  };

  readonly setColormap = (colormap: Colormap): void => {
    this.colormap = colormap;
    this.#showView();
  };

  readonly nextScale = (): void => {
    this.setScale(after(SCALES, this.scale));
  };

  readonly nextColormap = (): void => {
    this.setColormap(after(COLORMAPS, this.colormap));
  };

  /** To the next (1) or the previous (-1) layer; before the first one lies the entrance. */
  readonly step = (step: 1 | -1): void => {
    const { tour, visitor } = this.world;
    const station = tour.next(step, this.selected);
    if (station) this.go(station);
    else if (step === -1) visitor.goTo(tour.entrance(this.selected?.network));
  };

  /** To the near station of the selected layer. */
  readonly closer = (): void => {
    const panel = this.selected && this.world.hall.node(this.selected)?.panel;
    if (panel) this.world.visitor.goTo(before(panel, NEAR_STATION_DISTANCE));
  };

  readonly enter = (): void => {
    this.world.visitor.goTo(this.world.tour.entrance(this.selected?.network));
  };

  readonly outside = (): void => {
    this.world.tour.toggleOutside();
  };

  /** Selects the layer one looks at, or the nearest one. */
  readonly selectAhead = (): void => {
    const { x, y } = this.world.stage.centre();
    const ahead = this.world.pick(x, y);
    this.select(ahead?.kind === "panel" ? ahead : this.world.tour.nearest());
  };

  /** Tiles of the selected layer show what they look for, or activations again; before there is anything, asks. */
  readonly lookFor = (): void => {
    const { visualizations } = this.world;
    if (!this.selected) this.selectAhead();
    if (!this.selected || this.world.hall.node(this.selected)?.kind === "input") return;
    if (visualizations.hasPictures(this.selected)) {
      const shown = !visualizations.isShown(this.selected);
      visualizations.show(this.selected, shown);
      this.#messages.say(shown ? "The tiles show what they look for." : "The tiles show activations.");
    } else void this.#looksFor.ask();
    this.#hints.done("look");
  };

  readonly #makeOne = (magnified: LayerName & { channel: number }): void => {
    this.world.visualizations.start(magnified, [magnified.channel], this.#settings.options);
    this.world.visualizations.show(magnified, true);
  };

  /** A generated picture goes into the networks. */
  readonly #use = (image: string): void => {
    this.magnifier.root.close();
    void this.pick(image);
  };

  readonly #askWholeNetwork = (id: string): void => {
    const network = this.world.networks.find((one) => one.id === id);
    if (network) this.#wholeNetwork.open(network);
  };

  readonly search = (): void => {
    this.#list.search();
  };

  readonly toggleList = (): void => {
    this.#list.toggle();
  };

  readonly openShelf = (): void => {
    const { image } = this.world.session;
    this.#pictures.open(image === null ? null : readPicture(image).source);
    this.#hints.done("picture");
  };

  readonly openFile = (): void => {
    chooseFile(this.#receive);
  };

  readonly noise = (): void => {
    const [height, width] = this.world.networks[0]?.input_size ?? [224, 224];
    const seed = Math.floor(Math.random() * 2 ** 31);
    void this.#reported(this.#api.noise(seed, width, height).then(({ image }) => this.pick(image)));
  };

  readonly undo = (): void => {
    const undone = this.world.session.undo().then((done) => {
      if (!done) this.#messages.toast("There is nothing to take back.");
    });
    void this.#reported(undone);
  };

  readonly #putBack = (): void => {
    void this.#reported(this.world.session.restore());
  };

  readonly copyLink = (): void => {
    this.#address.write();
    const upload = readPicture(this.world.session.image ?? "").source.startsWith("upload");
    const note = upload ? " The picture is an upload: others see it only while this server runs." : "";
    void this.#reported(
      copyText(location.href).then(() => {
        this.#messages.toast(`Link copied.${note}`);
      }),
    );
  };

  readonly snapshot = (): void => {
    const { networks, session, stage } = this.world;
    const caption = captionOf(networks, session, this.selected?.layer ?? null, this.scale);
    void this.#reported(saveSnapshot(stage, caption, "deepvision.png"));
  };

  readonly help = (): void => {
    this.#help.showModal();
  };

  #furnish(page: HTMLElement, tooltip: Tooltip): void {
    const { stage, visitor } = this.world;
    const background = new BackgroundLine(this.world.background).root;
    const { root: results } = this.#corner;
    const side = element("div", { class: "side" }, this.#card.root, this.#list.root, background, this.#frequencies.root, results);
    const overlay = [this.#bar.root, this.#board.root, this.#progress.root, side, this.#hints.root];
    page.append(element("div", { class: "overlay" }, ...overlay));
    page.append(tooltip.root, this.#pictures.dialog, this.magnifier.root, this.#settings.root, this.#wholeNetwork.root, this.#help);
    stage.keepClear(this.#bar.root, side, this.#hints.root, this.#board.root);
    const pointing = new Pointing(this, tooltip, this.#hints, this.#pictures);
    lookWithPointer(stage.canvas, visitor, pointing);
    walkWithKeys(visitor, () => {
      stage.request();
      this.#hints.done("walk");
    });
  }

  #listen(): void {
    const { session, hall, networks, visitor, loaded } = this.world;
    visitor.moved.listen(() => {
      this.#address.changed();
    });
    this.magnifier.changed.listen((shown) => {
      hall.focus(shown, shown?.channel ?? null);
      this.#address.changed();
    });
    session.imageChanged.listen((image) => {
      this.#frequencies.show(readPicture(image).filter);
      this.#pictures.shown(image);
      this.#address.changed();
    });
    this.#pictures.drawn.listen((bitmap) => {
      this.#frequencies.setPicture(bitmap);
    });
    session.runChanged.listen((run) => {
      hall.setRun(run);
      if (run.graph) this.#messages.toast(OTHER_WAY);
      this.#corner.show(networks, session.runs, session.changes.length);
      this.#messages.say(spokenResults(networks, session.runs));
    });
    session.progress.listen((progress) => {
      this.#progress.show(progress);
    });
    this.#listenToVisualizations();
    loaded.listen((network) => {
      this.#showView();
      if (this.selected?.network === network) this.#renew(this.selected);
      this.magnifier.refresh();
    });
  }

  #listenToVisualizations(): void {
    const { visualizations, background, failed } = this.world;
    visualizations.changed.listen((layer) => {
      this.magnifier.renew(layer);
      this.#address.changed();
      if (visualizations.isActive(layer)) this.#hints.done("look");
    });
    visualizations.ended.listen(({ layer, status, background: unasked }) => {
      if (unasked) return; // it is reported when all is over
      if (status.state === "failed") this.#report(`${layer}: ${status.message ?? ""}`);
      else if (status.state === "done") this.#messages.say(`${layer}: ${pictures(status.done)} made.`);
      if (status.state === "done" && status.message !== null) this.#report(status.message);
    });
    background.ended.listen(({ pictures: made, failed: layers }) => {
      const without = layers === 0 ? "" : ` ${layers === 1 ? "1 layer" : `${layers} layers`} could not be done.`;
      this.#messages.toast(`In the background: ${pictures(made)} made.${without}`);
    });
    let said = -Infinity;
    failed.listen((error) => {
      if (performance.now() - said > QUIET) this.#report(explanation(error));
      said = performance.now();
    });
  }

  /** The selected layer has new values. */
  #renew(selected: LayerName): void {
    this.world.hall.select(selected);
    this.#card.update(this.world.hall.statistics(selected));
    void this.#card.refresh();
  }

  #showView(): void {
    this.magnifier.colormap = this.colormap;
    this.world.hall.setView(this.scale, this.colormap);
    this.#showScale();
  }

  #showScale(): void {
    const { hall } = this.world;
    const ofLayer = this.scale === "layer" && this.selected ? hall.layerScale(this.selected) : null;
    const extent = this.scale === "shared" ? hall.sharedScale() : ofLayer;
    this.#bar.show(this.scale, this.colormap, extent === null ? null : number(extent));
  }

  readonly #receive = (file: File): void => {
    const upload = this.#api.upload(file, file.name || "pasted picture");
    void this.#reported(upload.then(({ image }) => this.pick(image)));
    this.#hints.done("picture");
  };

  async #reported(action: Promise<void>): Promise<void> {
    try {
      await action;
    } catch (error) {
      this.#report(explanation(error));
    }
  }

  readonly #report = (message: string): void => {
    if (message !== "") this.#messages.toast(message, "error");
  };

  readonly #where = (): Address => ({
    networks: this.world.networks.map(({ id }) => id),
    image: this.world.session.image,
    layer: this.selected?.layer ?? null,
    channel: this.magnifier.shown?.channel ?? null,
    looksFor: this.selected !== null && this.world.visualizations.isShown(this.selected),
    camera: this.world.visitor.pose,
  });

  readonly #restore = (address: Address): void => {
    if (address.camera) this.world.visitor.goTo(address.camera);
    this.select(this.#layerOf(address));
    if (this.selected) this.world.visualizations.show(this.selected, address.looksFor);
    if (address.image !== null && address.image !== this.world.session.image) void this.show(address.image);
  };

  #layerOf({ layer, networks }: Address): LayerName | null {
    const network = this.world.networks.find(
      ({ id, nodes }) => (networks.length === 0 || networks.includes(id)) && nodes.some((node) => node.id === layer),
    );
    return network && layer !== null ? { network: network.id, layer } : null;
  }
}

/** The entry after this one, in a circle. */
function after<T>(all: readonly T[], one: T): T {
  return all[(all.indexOf(one) + 1) % all.length] ?? one;
}
