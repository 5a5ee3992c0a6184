/** The feature maps on the graphics card: arrays of texture pages and two texels of figures per tile. */

import type { Texture, WebGLRenderer } from "three";
import { type Group, groupBytes, type Target } from "./assemble";
import { Loader, type WorkerLike } from "./loader";
import type { TileLayout } from "./pack";
import { PICTURE_BYTES } from "./pictureLevels";
import { TILE_BYTES, UPLOAD_LIMIT, UploadQueue } from "./queue";
import { type Detail, type LayerSpec, LayerTable, type Statistics } from "./table";
import { TileTextures } from "./textures";

/** Layers that are shown at least coarsely, and in full, of those the stream brings; bytes uploaded. */
export interface LoadProgress {
  readonly coarse: number;
  readonly full: number;
  readonly layers: number;
  readonly bytes: number;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Record<string, string>;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface StoreOptions {
  /** Called when something waits for the next `update`. */
  readonly onPending?: () => void;
  /** Called when the graphics context came back: every generated picture is gone. */
  readonly onRestored?: () => void;
}

interface Load {
  readonly network: string;
  readonly url: string;
  readonly options: LoadOptions;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  stop: () => void;
  /** Groups that have come and are not on the graphics card yet. */
  waiting: number;
  /** The stream is over. */
  arrived: boolean;
  progress: LoadProgress;
}

const NOTHING: LoadProgress = { coarse: 0, full: 0, layers: 0, bytes: 0 };

/** The finest level of detail that may be drawn: −1 for none. */
const FINEST_LEVEL: Record<Detail, number> = { none: -1, coarse: 2, full: 0 };

export class TileStore {
  /** Changes whenever what is on the graphics card, or the order of a layer, does. */
  version = 0;
  /** By the last `update`. */
  uploadedBytes = 0;

  private readonly table: LayerTable;
  private readonly textures: TileTextures;
  private readonly loader: Loader;
  private readonly queue = new UploadQueue<Load>();
  private readonly loads = new Map<string, Load>();
  private readonly finished = new Map<string, Load>();
  private readonly tilesChanged = new Set<number>();
  private readonly pictures: { slot: number; levels: readonly Uint8Array[] }[] = [];
  private readonly canvas: HTMLCanvasElement;
  private readonly onPending: () => void;
  private readonly onRestored: () => void;

  /** Throws RangeError where the layers do not fit on the graphics card, or two have the same network and id. */
  constructor(
    renderer: WebGLRenderer,
    readonly layers: readonly LayerSpec[],
    options: StoreOptions = {},
  ) {
    this.table = new LayerTable(layers);
    for (const layer of layers.keys()) this.tilesChanged.add(layer);
    this.textures = new TileTextures(renderer, this.table.packing.pages, this.table.packing.tiles);
    const worker: WorkerLike = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.loader = new Loader(worker);
    this.onPending = options.onPending ?? (() => undefined);
    this.onRestored = options.onRestored ?? (() => undefined);
    this.canvas = renderer.domElement;
    this.canvas.addEventListener("webglcontextrestored", this.restore);
  }

  /** For the panels' material. */
  get uniforms(): Record<"full" | "coarse" | "meta" | "pictures", { value: Texture }> {
    const { full, coarse, meta, pictures } = this.textures;
    return { full: { value: full }, coarse: { value: coarse }, meta: { value: meta }, pictures: { value: pictures.texture } };
  }

  /** True while something waits to be uploaded. */
  get pending(): boolean {
    return this.queue.length > 0 || this.tilesChanged.size > 0 || this.pictures.length > 0;
  }

  get pages(): number {
    return this.table.packing.pages;
  }

  get tiles(): number {
    return this.table.packing.tiles;
  }

  /** Number of a layer. Throws RangeError for one that the store does not have. */
  indexOf(network: string, id: string): number {
    return this.table.indexOf(network, id);
  }

  layout(layer: number): TileLayout {
    return this.table.layout(layer);
  }

  detail(layer: number): Detail {
    return this.table.detail(layer);
  }

  /** The finest level of detail of a layer that may be drawn: −1 for none. */
  finestLevel(layer: number): number {
    return FINEST_LEVEL[this.table.detail(layer)];
  }

  /** The absolute value that a layer shows at full brightness, with the scale "per layer". */
  scale(layer: number): number {
    return this.table.scale(layer);
  }

  /** Of what is shown now; null before values have come. Throws RangeError for a channel that does not exist. */
  readStatistics(layer: number, channel: number): Statistics | null {
    return this.table.readStatistics(layer, channel);
  }

  /**
   * Fills the network's layers from a DVX1 stream. Resolves when the last texel is on the graphics card; rejects with
   * ContainerError, FetchError, or AbortError (the signal, or a newer load of the same network).
   */
  load(network: string, url: string, options: LoadOptions = {}): Promise<void> {
    this.stop(network);
    return new Promise((resolve, reject) => {
      options.signal?.throwIfAborted();
      const unbegun = { stop: () => undefined, waiting: 0, arrived: false, progress: NOTHING };
      const load: Load = { network, url, options, resolve, reject, ...unbegun };
      this.loads.set(network, load);
      this.begin(load);
    });
  }

  /** Removes the values of a network; its panels are hatched. Ends its load. */
  forget(network: string): void {
    this.stop(network);
    this.finished.delete(network);
    for (const [index, layer] of this.layers.entries()) {
      if (layer.network === network) this.table.setDetail(index, "none");
    }
    this.changed();
  }

  /** Sorts a layer: `order[cell]` is the channel shown there. Throws RangeError unless it is a permutation, or null. */
  setOrder(layer: number, order: Uint32Array | null): void {
    this.table.setOrder(layer, order);
    this.tilesChanged.add(layer);
    this.onPending();
  }

  /** Puts a generated picture into a slot with the next `update`; `levels` as `pictureLevels` makes them. */
  putPicture(slot: number, levels: readonly Uint8Array[]): void {
    this.pictures.push({ slot, levels });
    this.onPending();
  }

  /** Shows the picture in `slot` (-1: none) for a channel, with a share of 0…1, where its panel shows pictures. */
  setPicture(layer: number, channel: number, slot: number, share: number): void {
    this.table.setPicture(layer, channel, slot, share);
    this.tilesChanged.add(layer);
    this.onPending();
  }

  /** The channel that a cell of a layer's order shows. */
  channelAt(layer: number, cell: number): number {
    return this.table.channelAt(layer, cell);
  }

  /** Where a channel stands in the order of its layer. */
  cellOf(layer: number, channel: number): number {
    return this.table.cellOf(layer, channel);
  }

  /** Once per frame, before the first draw call. Uploads 1 MiB at most; true when the picture changes. */
  update(): boolean {
    this.uploadedBytes = 0;
    if (!this.pending || this.textures.lost) return false;
    const before = this.version;
    this.textures.transfer(() => {
      this.uploadTiles();
      this.uploadPictures();
      this.uploadedBytes += this.queue.run(UPLOAD_LIMIT - this.uploadedBytes, {
        piece: (piece) => {
          this.textures.uploadPiece(piece);
        },
        complete: (group, load) => {
          this.complete(group, load);
        },
      });
    });
    this.requestNext();
    return this.version !== before;
  }

  dispose(): void {
    this.canvas.removeEventListener("webglcontextrestored", this.restore);
    for (const network of [...this.loads.keys()]) this.stop(network);
    this.loader.dispose();
    this.textures.dispose();
  }

  private requestNext(): void {
    if (this.pending) this.onPending();
  }

  private begin(load: Load): void {
    const { signal, headers = {} } = load.options;
    const stop = this.loader.start(new URL(load.url, document.baseURI).href, headers, this.targetsOf(load.network), {
      begin: (layers) => {
        load.progress = { ...NOTHING, layers };
      },
      group: (group) => {
        load.waiting++;
        this.queue.add(load, group);
        this.onPending();
      },
      end: () => {
        load.arrived = true;
        this.settle(load);
      },
      failed: (error) => {
        this.end(load);
        load.reject(error);
      },
    });
    const abort = (): void => {
      this.stop(load.network);
    };
    signal?.addEventListener("abort", abort, { once: true });
    load.stop = () => {
      stop();
      signal?.removeEventListener("abort", abort);
      this.queue.drop(load);
    };
  }

  private targetsOf(network: string): Target[] {
    return this.layers.flatMap((spec, layer) =>
      spec.network === network ? [{ id: spec.id, shape: spec.shape, layer, layout: this.layout(layer) }] : [],
    );
  }

  private stop(network: string): void {
    const load = this.loads.get(network);
    if (load === undefined) return;
    this.end(load);
    load.reject(new DOMException("the load was aborted, or a newer one took its place", "AbortError"));
  }

  private end(load: Load): void {
    load.stop();
    this.loads.delete(load.network);
  }

  private settle(load: Load): void {
    if (!load.arrived || load.waiting > 0) return;
    this.end(load);
    this.finished.set(load.network, load);
    load.resolve();
  }

  private complete(group: Group, load: Load): void {
    if (group.detail === "coarse") {
      const { firstTile, channels } = this.layout(group.layer);
      this.table.write(group);
      this.textures.uploadMeta(this.table.meta, firstTile, channels);
    }
    this.table.setDetail(group.layer, group.detail);
    this.changed();
    const { progress } = load;
    const bytes = progress.bytes + groupBytes(group);
    load.progress = { ...progress, bytes, [group.detail]: progress[group.detail] + 1 };
    load.waiting--;
    load.options.onProgress?.(load.progress);
    this.settle(load);
  }

  private uploadTiles(): void {
    for (const layer of this.tilesChanged) {
      const { firstTile, channels } = this.layout(layer);
      const bytes = TILE_BYTES * channels;
      if (this.uploadedBytes > 0 && this.uploadedBytes + bytes > UPLOAD_LIMIT) return;
      this.textures.uploadMeta(this.table.meta, firstTile, channels);
      this.uploadedBytes += bytes;
      this.tilesChanged.delete(layer);
      this.changed();
    }
  }

  private uploadPictures(): void {
    while (this.pictures.length > 0 && this.uploadedBytes + PICTURE_BYTES <= UPLOAD_LIMIT) {
      const picture = this.pictures.shift();
      if (picture) this.textures.pictures.upload(picture.slot, picture.levels);
      this.uploadedBytes += PICTURE_BYTES;
      this.version++;
    }
  }

  private changed(): void {
    this.version++;
    this.onPending();
  }

  /** The context came back empty: new textures, and every network's last load once more. */
  private readonly restore = (): void => {
    this.textures.create();
    this.pictures.length = 0;
    this.onRestored();
    for (const layer of this.layers.keys()) {
      this.table.setDetail(layer, "none");
      this.tilesChanged.add(layer);
    }
    for (const load of this.loads.values()) {
      load.stop();
      Object.assign(load, { waiting: 0, arrived: false, progress: NOTHING });
      this.begin(load);
    }
    for (const { network, url, options } of this.finished.values()) {
      if (this.loads.has(network)) continue;
      // Nobody waits for this one; where it fails, the panels stay hatched until the next picture.
      this.load(network, url, { headers: options.headers ?? {} }).catch(() => undefined);
    }
    this.changed();
  };
}
