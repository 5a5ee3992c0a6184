import type { Panels } from "../scene/panels";
import type { PictureWish } from "../tiles/pictureFetcher";
import { PictureFetcher } from "../tiles/pictureFetcher";
import type { PictureSlot } from "../tiles/pictureSlots";
import { PictureSlots } from "../tiles/pictureSlots";
import type { TileStore } from "../tiles/store";

/** Pictures on the graphics card: eight pages of 64. */
const SLOTS = 8 * 64;

const FADE_SECONDS = 0.3;

/** Seconds: after a longer one things would jump. */
const LONGEST_FRAME = 0.1;

/** Pictures that are handed to the graphics card in one frame: under half a mebibyte. */
const MOST_PER_FRAME = 4;

interface Fade extends PictureSlot {
  share: number;
}

interface PanelFade {
  readonly panel: number;
  share: number;
  goal: number;
}

/** The generated pictures that stand in for feature maps: fetches them, gives them cells, fades them in. */
export class TilePictures {
  private readonly slots = new PictureSlots(SLOTS);
  private readonly fetcher: PictureFetcher;
  private readonly fading: Fade[] = [];
  private readonly panelFades = new Map<number, PanelFade>();
  private last = 0;

  /**
   * @param request something is to be drawn
   * @param onFailure a picture could not be had
   */
  constructor(
    private readonly store: TileStore,
    private readonly panels: Panels,
    fetchLevels: (wish: PictureWish) => Promise<readonly Uint8Array[]>,
    private readonly request: () => void,
    onFailure: (wish: PictureWish, error: unknown) => void,
  ) {
    this.fetcher = new PictureFetcher(fetchLevels, request, onFailure);
  }

  /** Tiles that have a picture. */
  get size(): number {
    return this.slots.size;
  }

  /** A tile is to show this picture as soon as it is there; without room for it nothing happens. */
  wish(wish: PictureWish): void {
    if (this.slots.find(wish.layer, wish.channel) >= 0 || this.slots.hasRoom(wish.layer)) this.fetcher.wish(wish);
  }

  /** Whether a tile has a picture; one that has keeps it a while longer. */
  has(layer: number, channel: number): boolean {
    return this.slots.find(layer, channel) >= 0;
  }

  /** A tile shows its feature map again. */
  remove(layer: number, channel: number): void {
    this.fetcher.forget(layer, channel);
    const slot = this.slots.find(layer, channel);
    if (slot < 0) return;
    this.stopFading(slot);
    this.slots.release(layer, channel);
    this.store.setPicture(layer, channel, -1, 0);
  }

  /** The pictures of a layer come before those of others. */
  prefer(layer: number): void {
    this.fetcher.prefer(layer);
  }

  /** The tiles of a panel fade to their pictures, or back to their feature maps. */
  show(panel: number, shown: boolean): void {
    const goal = shown ? 1 : 0;
    const fade = this.panelFades.get(panel);
    if (fade) fade.goal = goal;
    else this.panelFades.set(panel, { panel, share: 1 - goal, goal });
    this.request();
  }

  /** The graphics card forgot everything; who knows the pictures wishes for them again. */
  clear(): void {
    for (const { layer, channel } of this.slots.values()) this.store.setPicture(layer, channel, -1, 0);
    this.slots.clear();
    this.fading.length = 0;
  }

  /**
   * Once per frame, before the store's. It has a clock of its own: a stage at rest has none.
   * @param now milliseconds
   * @returns whether tiles change in this frame
   */
  update(now: number): boolean {
    const placed = this.placeSome();
    if (!this.busy) {
      this.last = 0;
      return placed;
    }
    const step = this.last === 0 ? 0 : Math.min(LONGEST_FRAME, (now - this.last) / 1000) / FADE_SECONDS;
    this.last = now;
    this.fadeTiles(step);
    this.fadePanels(step);
    this.request(); // the frame after the last one forgets the clock
    return true;
  }

  private get busy(): boolean {
    return this.fetcher.pending || this.fading.length > 0 || this.panelFades.size > 0;
  }

  private placeSome(): boolean {
    let placed = 0;
    while (placed < MOST_PER_FRAME && this.place()) placed++;
    return placed > 0;
  }

  /** Gives a picture that has come its cell; false: none has come. */
  private place(): boolean {
    const arrived = this.fetcher.take();
    if (!arrived) return false;
    const { layer, channel, levels } = arrived;
    const isShown = this.slots.find(layer, channel) >= 0;
    const { slot, freed } = this.slots.take(layer, channel);
    if (slot < 0) return true;
    if (freed) {
      this.stopFading(slot);
      this.store.setPicture(freed.layer, freed.channel, -1, 0);
    }
    this.store.putPicture(slot, levels);
    // A later state of what the tile shows must not fade out of the feature map again.
    if (!isShown) this.fading.push({ layer, channel, slot, share: 0 });
    return true;
  }

  private fadeTiles(step: number): void {
    let kept = 0;
    for (const fade of this.fading) {
      fade.share = Math.min(1, fade.share + step);
      this.store.setPicture(fade.layer, fade.channel, fade.slot, fade.share);
      if (fade.share < 1) this.fading[kept++] = fade;
    }
    this.fading.length = kept;
  }

  private fadePanels(step: number): void {
    for (const fade of this.panelFades.values()) {
      const { share, goal } = fade;
      fade.share = share < goal ? Math.min(goal, share + step) : Math.max(goal, share - step);
      this.panels.setPictures(fade.panel, fade.share);
      if (fade.share === goal) this.panelFades.delete(fade.panel);
    }
  }

  private stopFading(slot: number): void {
    const at = this.fading.findIndex((fade) => fade.slot === slot);
    if (at >= 0) this.fading.splice(at, 1);
  }
}
