import type { Network, Node, Position, Run } from "../api/types";
import type { Pose } from "../motion/pose";
import type { Ray } from "../picking/pick";
import { Panels } from "../scene/panels";
import type { Colormap } from "../scene/colormap";
import { Signal } from "../state/signal";
import { TileStore } from "../tiles/store";
import type { Order, Page, Standing } from "./arrangement";
import { Arrangement, sorted } from "./arrangement";
import { carpetsOf } from "./carpets";
import { canvasFrame, canvasOf, shelfBoard, shelfPlaces } from "./furniture";
import { Floor, RibbonMesh } from "./floor";
import type { Notice } from "./layerSigns";
import { layerSigns } from "./layerSigns";
import type { Hanging } from "./pictures";
import { PictureMesh } from "./pictures";
import { classBoard, placeBehind, resultsAboveCanvas } from "./resultSigns";
import type { Signs } from "./signs";
import { joined } from "./signs";
import { COLOUR, SHELF } from "./sizes";
import { SolidMesh } from "./solidMesh";
import type { Stage } from "./stage";
import type { ChannelStatistics, LayerStatistics } from "./statistics";
import { median, strongest, summary } from "./statistics";
import type { Target } from "./target";
import { floorHit, hangingHit, nearest } from "./target";
import { TextMesh } from "./textMesh";
import { tileCentre } from "./tilePlace";
import { wayfindingSigns } from "./wayfinding";

/** How activations become brightness. */
export type Scale = "channel" | "layer" | "shared";

/** A layer of a network, by their ids. */
export interface LayerName {
  network: string;
  layer: string;
}

/** Everything that stands in the hall, drawn in seven draw calls. */
export class Hall {
  readonly store: TileStore;
  readonly panels: Panels;
  /** The graphics card has forgotten everything, and the generated pictures have to be put there again. */
  readonly restored = new Signal();
  readonly #arrangement: Arrangement;
  readonly #floor = new Floor();
  readonly #ribbons: RibbonMesh;
  readonly #solids = new SolidMesh();
  readonly #texts: TextMesh;
  readonly #pictures: PictureMesh;
  readonly #standing: Standing[] = [];
  readonly #fixed: Signs;
  readonly #canvases: Hanging[];
  readonly #shelf: Hanging[];
  readonly #runs = new Map<string, Run>();
  readonly #summaries = new Map<string, LayerStatistics>();
  readonly #notices = new Map<string, Notice>();
  #selected: LayerName | null = null;
  #chosen: number | null = null;
  #stale = true;

  /**
   * @param networks as they stand, already side by side
   * @param lanes x of each network's lane
   */
  constructor(
    private readonly stage: Stage,
    readonly networks: readonly Network[],
    readonly lanes: readonly number[],
  ) {
    const layers = networks.flatMap(({ id: network, nodes }) => nodes.map(({ id, shape }) => ({ network, id, shape })));
    this.store = new TileStore(stage.renderer, layers, {
      onPending: stage.request,
      onRestored: () => {
        this.restored.emit();
      },
    });
    this.panels = new Panels(this.store, this.#placements());
    this.#arrangement = new Arrangement(this.store, this.panels);
    const anisotropy = Math.min(8, stage.renderer.capabilities.getMaxAnisotropy());
    this.#texts = new TextMesh(anisotropy);
    this.#pictures = new PictureMesh(anisotropy);
    this.#ribbons = new RibbonMesh(networks.flatMap(({ edges }) => edges));
    this.#canvases = networks.map((network, i) => canvasOf(network, lanes[i] ?? 0));
    this.#shelf = shelfPlaces();
    this.#pictures.hang([...this.#canvases, ...this.#shelf]);
    this.#fixed = this.#fixedSigns();
    stage.scene.add(
      this.#floor.mesh,
      this.#ribbons.mesh,
      this.#solids.mesh,
      this.panels.mesh,
      this.#pictures.mesh,
      this.#texts.mesh,
    );
  }

  /** Before each frame: uploads what has arrived, redraws signs that changed. True while more is to come. */
  update(pose: Pose): boolean {
    const arrived = this.store.update();
    if (arrived) this.#collectStatistics();
    if (this.#stale) this.#writeSigns();
    this.#floor.follow(pose.y);
    return this.panels.update() || arrived;
  }

  setPicture(image: ImageBitmap): void {
    this.#pictures.setPicture(image);
    this.stage.request();
  }

  setThumbnail(slot: number, image: ImageBitmap | null): void {
    this.#pictures.setThumbnail(slot, image);
    this.stage.request();
  }

  /** Frames one picture of the shelf. */
  choose(slot: number | null): void {
    this.#chosen = slot;
    this.#touch();
  }

  setRun(run: Run): void {
    this.#runs.set(run.network, run);
    this.#touch();
  }

  /** Statistics are read anew: the values of a network have been replaced. */
  renew(network: string): void {
    const standing = this.#standing.filter((one) => one.network === network);
    for (const one of standing) this.#summaries.delete(key(one));
    this.#collectStatistics();
    for (const one of standing) {
      const order = this.#arrangement.order(one);
      if (order !== "number") this.#arrangement.setOrder(one, order, this.channels(one));
    }
    this.#touch();
  }

  order(layer: LayerName): Order {
    const standing = this.#find(layer);
    return standing ? this.#arrangement.order(standing) : "number";
  }

  /** Sorts the tiles of a layer. */
  setOrder(layer: LayerName, order: Order): void {
    const standing = this.#find(layer);
    if (standing) this.#arrangement.setOrder(standing, order, this.channels(layer));
    this.#touch();
  }

  /** Which of a layer's channels its panel shows. */
  page(layer: LayerName): Page {
    const standing = this.#find(layer);
    return standing ? this.#arrangement.page(standing) : { first: 0, end: 0, total: 0 };
  }

  turnPage(layer: LayerName, step: number): void {
    const standing = this.#find(layer);
    if (standing) this.#arrangement.turn(standing, step);
    this.#touch();
  }

  /** Channels of a layer, the strongest first. */
  ranked(layer: LayerName): number[] {
    return sorted(this.channels(layer), "strength");
  }

  /** The same, but those that the panel shows now come before those on its other pages. */
  visibleFirst(layer: LayerName): number[] {
    const standing = this.#find(layer);
    if (!standing) return this.ranked(layer);
    const { first, end } = this.#arrangement.page(standing);
    const isVisible = (channel: number): boolean => {
      const cell = this.store.cellOf(standing.index, channel);
      return cell >= first && cell < end;
    };
    const ranked = this.ranked(layer);
    return [...ranked.filter(isVisible), ...ranked.filter((channel) => !isVisible(channel))];
  }

  /** Number of a layer's panel in `panels`; null when it does not stand. */
  panelOf(layer: LayerName): number | null {
    return this.#find(layer)?.panel ?? null;
  }

  /** Says something on a layer's plate; null: its figures again. */
  setNotice(layer: LayerName, notice: Notice | null): void {
    const known = this.#notices.get(key(layer)) ?? null;
    if (known?.text === notice?.text && known?.share === notice?.share) return;
    if (notice) this.#notices.set(key(layer), notice);
    else this.#notices.delete(key(layer));
    if (this.#find(layer)) this.#touch();
  }

  /** The middle of a channel's tile; null when it is not shown. */
  tileCentre(layer: LayerName, channel: number): Position | null {
    const standing = this.#find(layer);
    if (!standing?.node.panel) return null;
    const cell = this.#arrangement.cell(standing, channel);
    const { columns, rows } = standing.node.panel;
    return cell >= 0 && cell < columns * rows ? tileCentre(standing.node.panel, cell) : null;
  }

  select(layer: LayerName | null): void {
    this.#selected = layer;
    this.panels.setStrongest(null, []);
    const standing = layer && this.#find(layer);
    if (standing && standing.node.shape[0] > 16) {
      this.panels.setStrongest(standing.panel, strongest(this.channels(standing), 5));
    }
    this.#touch();
  }

  setView(scale: Scale, colormap: Colormap): void {
    this.panels.setView({ normalisation: scale === "shared" ? { shared: this.sharedScale() } : scale, colormap });
    this.stage.request();
  }

  focus(layer: LayerName | null, channel: number | null): void {
    const standing = layer && this.#find(layer);
    this.panels.setFocus(standing && channel !== null ? [{ panel: standing.panel, channel }] : []);
    this.stage.request();
  }

  /** Draws the texts, or leaves them out. */
  showLabels(shown: boolean): void {
    this.#texts.mesh.layers.set(shown ? 0 : 1); // the camera sees layer 0
    this.stage.request();
  }

  /** What a ray meets first. */
  pick(ray: Ray): Target | null {
    const hit = this.panels.pick(ray);
    const standing = hit && this.#standing.find(({ panel }) => panel === hit.panel);
    const tile: Target | null = standing
      ? {
          kind: "panel",
          network: standing.network,
          layer: standing.layer,
          channel: hit.front ? hit.channel : null,
          texel: hit.front ? hit.texel : null,
          distance: hit.distance,
        }
      : null;
    const canvas = this.#canvases.map((hanging): Target | null => hangingHit(ray, hanging, { kind: "canvas" }));
    const shelf = this.#shelf.map((hanging): Target | null =>
      hangingHit(ray, hanging, { kind: "picture", slot: hanging.slot ?? 0 }),
    );
    return nearest([tile, ...canvas, ...shelf, floorHit(ray)]);
  }

  node(layer: LayerName): Node | null {
    return this.networks.find(({ id }) => id === layer.network)?.nodes.find(({ id }) => id === layer.layer) ?? null;
  }

  statistics(layer: LayerName): LayerStatistics | null {
    return this.#summaries.get(key(layer)) ?? null;
  }

  /** Statistics of every channel; null for those that have not arrived. */
  channels(layer: LayerName): (ChannelStatistics | null)[] {
    return [...this.#eachChannel(layer)];
  }

  /** Statistics of one channel; null if they have not arrived. */
  channel({ network, layer }: LayerName, channel: number): ChannelStatistics | null {
    return this.store.readStatistics(this.store.indexOf(network, layer), channel);
  }

  /** The absolute value that a layer shows at full brightness with the scale per layer; null before it has come. */
  layerScale(layer: LayerName): number | null {
    return this.statistics(layer) && this.store.scale(this.store.indexOf(layer.network, layer.layer));
  }

  /** The absolute value at full brightness with one scale for everything: that of the middle one of all layers. */
  sharedScale(): number {
    const scales = this.#standing
      .filter(({ node }) => node.kind !== "input")
      .map((standing) => this.layerScale(standing));
    return median(scales.filter((scale) => scale !== null)) ?? 1;
  }

  dispose(): void {
    const meshes = [this.#floor, this.#ribbons, this.#solids, this.#texts, this.#pictures];
    this.stage.scene.clear();
    for (const mesh of meshes) mesh.dispose();
    this.panels.dispose();
    this.store.dispose();
  }

  #placements(): ConstructorParameters<typeof Panels>[1] {
    const placements = [];
    for (const { id: network, nodes } of this.networks) {
      for (const node of nodes) {
        if (!node.panel) continue;
        const index = this.store.indexOf(network, node.id);
        this.#standing.push({ network, layer: node.id, node, panel: placements.length, index });
        placements.push({ ...node.panel, layer: index, firstChannel: 0 });
      }
    }
    return placements;
  }

  #fixedSigns(): Signs {
    const shelf = {
      position: [SHELF.position[0], SHELF.position[1] + 0.52, SHELF.position[2]] as [number, number, number],
    };
    const title = { ...shelf, yaw: SHELF.yaw, lean: 0, text: "Pictures", capitals: 0.045, align: "centre" as const };
    const names = this.networks.map((network, i) => ({
      position: [this.lanes[i] ?? 0, 0.014, 0.9] as [number, number, number],
      yaw: 0,
      lean: Math.PI / 2,
      text: network.name,
      capitals: 0.16,
      align: "centre" as const,
      colour: COLOUR.text,
      widest: 4,
    }));
    const texts = [{ ...title, colour: COLOUR.quiet }, ...names];
    const solids = [...this.networks.flatMap(carpetsOf), ...this.#canvases.flatMap(canvasFrame)];
    return joined([{ texts, solids }, ...this.networks.map(wayfindingSigns)]);
  }

  #writeSigns(): void {
    this.#stale = false;
    const changing = this.networks.flatMap((network, i) => {
      const selected = this.#selected?.network === network.id ? this.#selected.layer : null;
      const facts = (layer: string): LayerStatistics | null => this.statistics({ network: network.id, layer });
      const run = this.#runs.get(network.id);
      const firstChannel = (layer: string): number | null => {
        const name = { network: network.id, layer };
        return this.order(name) === "number" ? this.page(name).first : null;
      };
      const notice = (layer: string): Notice | null => this.#notices.get(key({ network: network.id, layer })) ?? null;
      const signs = [layerSigns(network, selected, { facts, firstChannel, notice })];
      if (run) {
        const results = { run, trained: network.trained };
        const x = this.lanes[i] ?? 0;
        const end = placeBehind(network, x);
        signs.push(resultsAboveCanvas(results, x), classBoard(results, end, network.class_names.length));
      }
      return signs;
    });
    const signs = joined([this.#fixed, { texts: [], solids: shelfBoard(this.#chosen) }, ...changing]);
    this.#texts.set(signs.texts);
    this.#solids.set(signs.solids);
  }

  #collectStatistics(): void {
    for (const standing of this.#standing) {
      if (this.#summaries.has(key(standing))) continue;
      const facts = summary(this.#eachChannel(standing));
      if (!facts) continue;
      this.#summaries.set(key(standing), facts);
      this.#touch();
    }
  }

  *#eachChannel({ network, layer }: LayerName): Generator<ChannelStatistics | null> {
    const index = this.store.indexOf(network, layer);
    const count = this.node({ network, layer })?.shape[0] ?? 0;
    for (let channel = 0; channel < count; channel++) yield this.store.readStatistics(index, channel);
  }

  #find(layer: LayerName): Standing | null {
    return this.#standing.find((one) => one.network === layer.network && one.layer === layer.layer) ?? null;
  }

  #touch(): void {
    this.#stale = true;
    this.stage.request();
  }
}

function key({ network, layer }: LayerName): string {
  return `${network} ${layer}`;
}
