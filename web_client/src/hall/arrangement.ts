import type { Node } from "../api/types";
import type { Panels } from "../scene/panels";
import type { TileStore } from "../tiles/store";
import type { ChannelStatistics } from "./statistics";

/** How the tiles of a panel are sorted. */
export type Order = "number" | "strength" | "mean";

/** The part of a layer's channels that its panel shows: from `first` to before `end` in the panel's order. */
export interface Page {
  first: number;
  end: number;
  total: number;
}

/** A layer that stands. */
export interface Standing {
  network: string;
  layer: string;
  node: Node;
  /** Its number in Panels. */
  panel: number;
  /** Its number in TileStore. */
  index: number;
}

/** Channels in the order in which they are to be shown; channels that are equal, or unknown, stay in order. */
export function sorted(channels: readonly (ChannelStatistics | null)[], order: Order): number[] {
  const value = (statistics: ChannelStatistics | null): number => {
    if (!statistics || order === "number") return 0;
    return order === "mean" ? statistics.mean : Math.max(statistics.max, -statistics.min);
  };
  return channels
    .map((statistics, channel) => ({ channel, value: value(statistics) }))
    .sort((a, b) => b.value - a.value || a.channel - b.channel)
    .map(({ channel }) => channel);
}

/** The page `step` pages further, within the layer. */
export function turnedPage({ first, total }: Page, cells: number, step: number): Page {
  const last = Math.floor((total - 1) / cells);
  const page = Math.max(0, Math.min(last, Math.floor(first / cells) + step));
  return { first: page * cells, end: Math.min(total, (page + 1) * cells), total };
}

/** Where the channels stand on their panels: sorting, and pages of layers with more channels than a panel has cells. */
export class Arrangement {
  readonly #orders = new Map<number, Order>();
  readonly #pages = new Map<number, Page>();

  constructor(
    private readonly store: TileStore,
    private readonly panels: Panels,
  ) {}

  order({ index }: Standing): Order {
    return this.#orders.get(index) ?? "number";
  }

  setOrder({ index }: Standing, order: Order, channels: readonly (ChannelStatistics | null)[]): void {
    this.#orders.set(index, order);
    this.store.setOrder(index, order === "number" ? null : Uint32Array.from(sorted(channels, order)));
  }

  page({ panel, node }: Standing): Page {
    return this.#pages.get(panel) ?? turnedPage({ first: 0, end: 0, total: node.shape[0] }, cellsOf(node), 0);
  }

  turn(standing: Standing, step: number): void {
    const page = turnedPage(this.page(standing), cellsOf(standing.node), step);
    this.#pages.set(standing.panel, page);
    this.panels.setFirstChannel(standing.panel, page.first);
  }

  /** The cell of the panel in which a channel is shown; negative or too large when it stands on another page. */
  cell(standing: Standing, channel: number): number {
    return this.store.cellOf(standing.index, channel) - this.page(standing).first;
  }
}

function cellsOf({ panel }: Node): number {
  return panel ? panel.columns * panel.rows : 1;
}
