/** What the page knows of every layer and channel without asking the graphics card. */

import type { Group } from "./assemble";
import { pack, type Packing, type TileLayout } from "./pack";
import type { Shape } from "../wire/container";

/** Numbers of a tile in the meta texture, and where some of them stand; as in panels.frag.glsl. */
export const TILE_NUMBERS = 8;
const CHANNEL_IN_CELL = 3;
const PICTURE_SLOT = 4;
const PICTURE_SHARE = 5;

export interface LayerSpec {
  /** Key of the network; any string. */
  readonly network: string;
  readonly id: string;
  /** [channels, height, width] */
  readonly shape: Shape;
}

/** What is on the graphics card of a layer's present values. */
export type Detail = "none" | "coarse" | "full";

export interface Statistics {
  /** Largest absolute finite value; 1 where all are zero. */
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

export class LayerTable {
  readonly packing: Packing;
  /**
   * As in the meta texture, eight numbers per tile: scale, positive mean, negative mean, channel in this cell; cell of
   * the generated picture that stands in for it (-1: none), its share in 0…1, 0, 0.
   */
  readonly meta: Float32Array;
  private readonly statistics: Float32Array;
  private readonly numbers = new Map<string, number>();
  private readonly details: Detail[];
  private readonly scales: number[];
  private readonly orders: (Uint32Array | null)[];

  /** Throws RangeError where two layers have the same network and id. */
  constructor(readonly layers: readonly LayerSpec[]) {
    this.packing = pack(layers.map(({ shape }) => shape));
    this.details = layers.map(() => "none");
    this.scales = layers.map(() => 1);
    this.orders = layers.map(() => null);
    this.statistics = new Float32Array(4 * this.packing.tiles);
    this.meta = new Float32Array(TILE_NUMBERS * this.packing.tiles);
    for (let tile = 0; tile < this.packing.tiles; tile++) this.meta[TILE_NUMBERS * tile + PICTURE_SLOT] = -1;
    for (const [index, { network, id }] of layers.entries()) {
      const key = keyOf(network, id);
      if (this.numbers.has(key)) throw new RangeError(`expected every layer once, got ${id} of ${network} twice`);
      this.numbers.set(key, index);
      this.setOrder(index, null);
    }
  }

  /** Throws RangeError for a layer that does not exist. */
  indexOf(network: string, id: string): number {
    const index = this.numbers.get(keyOf(network, id));
    if (index === undefined) throw new RangeError(`no layer ${id} of ${network} in this store`);
    return index;
  }

  layout(layer: number): TileLayout {
    return item(this.packing.layers, layer);
  }

  detail(layer: number): Detail {
    return item(this.details, layer);
  }

  setDetail(layer: number, detail: Detail): void {
    this.details[layer] = detail;
  }

  /** The absolute value that is shown at full brightness: see {@link fullBrightness}. */
  scale(layer: number): number {
    return item(this.scales, layer);
  }

  /** Null before values have come. Throws RangeError for a channel that does not exist. */
  readStatistics(layer: number, channel: number): Statistics | null {
    const { firstTile, channels } = this.layout(layer);
    if (!(channel >= 0 && channel < channels)) {
      throw new RangeError(`expected a channel from 0 to ${channels - 1}, got ${channel}`);
    }
    if (this.detail(layer) === "none") return null;
    const [scale = 1, min = 0, max = 0, mean = 0] = this.statistics.subarray(4 * (firstTile + channel));
    return { scale, min, max, mean };
  }

  write({ layer, statistics, means }: Group & { detail: "coarse" }): void {
    const { firstTile, channels } = this.layout(layer);
    this.statistics.set(statistics, 4 * firstTile);
    const largest: number[] = [];
    for (let channel = 0; channel < channels; channel++) {
      const [scale = 1, min = 0, max = 0] = statistics.subarray(4 * channel);
      this.meta.set([scale, means[2 * channel] ?? 0, means[2 * channel + 1] ?? 0], TILE_NUMBERS * (firstTile + channel));
      largest.push(Math.max(Math.abs(min), Math.abs(max))); // not the scale: that of a dead channel is 1
    }
    const [, height, width] = item(this.layers, layer).shape;
    this.scales[layer] = fullBrightness(largest, height * width > 1);
  }

  /** Throws RangeError unless `order` is a permutation of the layer's channels, or null. */
  setOrder(layer: number, order: Uint32Array | null): void {
    const { firstTile, channels } = this.layout(layer);
    if (order !== null && !isPermutation(order, channels)) {
      throw new RangeError(`expected an order of the channels 0 to ${channels - 1}, each once`);
    }
    this.orders[layer] = order;
    for (let cell = 0; cell < channels; cell++) {
      this.meta[TILE_NUMBERS * (firstTile + cell) + CHANNEL_IN_CELL] = this.channelAt(layer, cell);
    }
  }

  /**
   * Which generated picture stands in for a channel.
   * @param slot of the picture pages; -1: none
   * @param share how far it has faded in, 0…1
   */
  setPicture(layer: number, channel: number, slot: number, share: number): void {
    const at = TILE_NUMBERS * (this.layout(layer).firstTile + channel);
    this.meta[at + PICTURE_SLOT] = slot;
    this.meta[at + PICTURE_SHARE] = share;
  }

  channelAt(layer: number, cell: number): number {
    return this.orders[layer]?.[cell] ?? cell;
  }

  cellOf(layer: number, channel: number): number {
    return this.orders[layer]?.indexOf(channel) ?? channel;
  }
}

/** Fewer channels than this are shown up to their largest value, as those of a picture. */
const FEW_CHANNELS = 8;

/**
 * The absolute value that a layer shows at full brightness: half of its living channels reach it. With the largest of
 * all, one loud channel would leave the others in the dark. Vectors and layers of few channels are not cut off.
 * @param largest per channel its largest absolute finite value
 * @returns 1 where all are zero
 */
export function fullBrightness(largest: readonly number[], isMap: boolean): number {
  const living = largest.filter((value) => value > 0).sort((a, b) => a - b);
  const last = living.length - 1;
  const chosen = isMap && largest.length >= FEW_CHANNELS ? Math.floor(last / 2) : last;
  return living[chosen] ?? 1;
}

function keyOf(network: string, id: string): string {
  return JSON.stringify([network, id]);
}

function item<T>(items: readonly T[], index: number): T {
  const found = items[index];
  if (found === undefined) throw new RangeError(`expected a layer from 0 to ${items.length - 1}, got ${index}`);
  return found;
}

function isPermutation(order: Uint32Array, count: number): boolean {
  const seen = new Set(order);
  return order.length === count && seen.size === count && order.every((channel) => channel < count);
}
