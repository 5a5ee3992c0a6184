/** Fetches the generated pictures of tiles, a few at a time: those of the layer one looks at come first. */

/** Requests at a time: browsers allow six to one server, and the values of a run and the events need theirs. */
const MOST_AT_ONCE = 3;

/** Pictures that may wait to be shown; while the page is hidden nobody takes them. */
const MOST_ARRIVED = 12;

export interface PictureWish {
  /** Number of the layer in the tile store. */
  readonly layer: number;
  readonly channel: number;
  readonly image: string;
}

export interface ArrivedPicture extends PictureWish {
  readonly levels: readonly Uint8Array[];
}

export class PictureFetcher {
  private readonly wishes = new Map<string, PictureWish>();
  private readonly underWay = new Set<string>();
  private readonly arrived: ArrivedPicture[] = [];
  private preferred = -1;

  /**
   * @param fetchLevels rejects when a picture cannot be had, which may be because it is gone
   * @param onArrival something can be taken
   * @param onFailure of a picture that nobody has asked a newer one for
   */
  constructor(
    private readonly fetchLevels: (wish: PictureWish) => Promise<readonly Uint8Array[]>,
    private readonly onArrival: () => void,
    private readonly onFailure: (wish: PictureWish, error: unknown) => void,
  ) {}

  /** Asks for a tile's picture; a later one for the same tile takes its place. */
  wish(wish: PictureWish): void {
    this.wishes.set(keyOf(wish), wish);
    this.begin();
  }

  /** Nobody wants the tile's picture any more. */
  forget(layer: number, channel: number): void {
    this.wishes.delete(keyOf({ layer, channel }));
    const come = this.arrived.findIndex((picture) => picture.layer === layer && picture.channel === channel);
    if (come >= 0) this.arrived.splice(come, 1);
  }

  /** The pictures of this layer come first. */
  prefer(layer: number): void {
    this.preferred = layer;
  }

  get pending(): boolean {
    return this.arrived.length > 0;
  }

  /** A picture that has come and is still the newest that was asked for; null: none. */
  take(): ArrivedPicture | null {
    const taken = this.arrived.shift() ?? null;
    if (taken) this.begin();
    return taken;
  }

  private begin(): void {
    while (this.underWay.size < MOST_AT_ONCE && this.arrived.length + this.underWay.size < MOST_ARRIVED) {
      const wish = this.next();
      if (!wish) return;
      this.underWay.add(keyOf(wish));
      void this.fetch(wish);
    }
  }

  /** The first wish of the preferred layer, else the first one, of those whose tile has nothing on its way. */
  private next(): PictureWish | null {
    let first: PictureWish | null = null;
    for (const [key, wish] of this.wishes) {
      if (this.underWay.has(key)) continue;
      if (wish.layer === this.preferred) return wish;
      first ??= wish;
    }
    return first;
  }

  private async fetch(wish: PictureWish): Promise<void> {
    const key = keyOf(wish);
    try {
      const levels = await this.fetchLevels(wish);
      const wanted = this.wishes.get(key);
      if (wanted?.image === wish.image) this.wishes.delete(key);
      if (wanted) this.arrived.push({ ...wish, levels });
    } catch (error) {
      if (this.wishes.get(key)?.image === wish.image) {
        this.wishes.delete(key);
        this.onFailure(wish, error);
      }
    }
    this.underWay.delete(key);
    this.begin();
    if (this.pending) this.onArrival();
  }
}

function keyOf({ layer, channel }: Pick<PictureWish, "layer" | "channel">): string {
  return `${layer} ${channel}`;
}
