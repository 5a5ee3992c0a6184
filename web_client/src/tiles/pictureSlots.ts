/** Which tile's generated picture lies in which cell of the picture pages. */

export interface PictureSlot {
  readonly layer: number;
  readonly channel: number;
  readonly slot: number;
}

/**
 * When all cells are taken, the one used least recently is freed, but never for a picture of its own layer: a layer
 * with more channels than there are cells would push its own pictures out for ever.
 */
export class PictureSlots {
  /** By tile; the one used least recently comes first. */
  private readonly taken = new Map<string, PictureSlot>();
  private readonly free: number[] = [];

  /** @param count how many cells there are */
  constructor(readonly count: number) {
    this.clear();
  }

  get size(): number {
    return this.taken.size;
  }

  /** The cell of a tile's picture, used just now; -1: it has none. */
  find(layer: number, channel: number): number {
    const key = keyOf(layer, channel);
    const found = this.taken.get(key);
    if (found === undefined) return -1;
    this.taken.delete(key);
    this.taken.set(key, found);
    return found.slot;
  }

  /** Whether a picture of this layer could get a cell. */
  hasRoom(layer: number): boolean {
    return this.free.length > 0 || this.oldestOfAnother(layer) !== undefined;
  }

  /** Gives a tile's picture a cell, and says whose it was; -1: there is none for it. */
  take(layer: number, channel: number): { slot: number; freed: PictureSlot | null } {
    const known = this.find(layer, channel);
    if (known >= 0) return { slot: known, freed: null };
    const freed = this.free.length > 0 ? null : (this.oldestOfAnother(layer) ?? null);
    const slot = freed?.slot ?? this.free.pop() ?? -1;
    if (freed) this.taken.delete(keyOf(freed.layer, freed.channel));
    if (slot >= 0) this.taken.set(keyOf(layer, channel), { layer, channel, slot });
    return { slot, freed };
  }

  /** A tile shows its feature map again. */
  release(layer: number, channel: number): void {
    const key = keyOf(layer, channel);
    const found = this.taken.get(key);
    if (found === undefined) return;
    this.taken.delete(key);
    this.free.push(found.slot);
  }

  /** Frees all of them. */
  clear(): void {
    this.taken.clear();
    this.free.length = 0;
    for (let slot = this.count - 1; slot >= 0; slot--) this.free.push(slot);
  }

  /** Every picture there is. */
  values(): IterableIterator<PictureSlot> {
    return this.taken.values();
  }

  private oldestOfAnother(layer: number): PictureSlot | undefined {
    for (const slot of this.taken.values()) if (slot.layer !== layer) return slot;
    return undefined;
  }
}

function keyOf(layer: number, channel: number): string {
  return `${layer} ${channel}`;
}
