/** Lowest part of the full resolution that is still worth looking at. */
const LOWEST = 0.4;
const SLOW = 1000 / 30;
const FAST = 1000 / 50;
const FRAMES = 6;

/** Lowers the resolution while the camera moves too slowly for 30 frames a second; still pictures are always sharp. */
export class Resolution {
  /** Part of the full resolution, along each side. */
  scale = 1;
  #moving = 1;
  #times: number[] = [];

  /**
   * Tells of a frame.
   *
   * @param milliseconds since the frame before it
   * @param moving whether another frame follows at once
   * @returns whether `scale` changed
   */
  frame(milliseconds: number, moving: boolean): boolean {
    if (moving && milliseconds < 1000) this.#learn(milliseconds);
    if (!moving) this.#times = [];
    const scale = moving ? this.#moving : 1;
    const changed = scale !== this.scale;
    this.scale = scale;
    return changed;
  }

  #learn(milliseconds: number): void {
    this.#times.push(milliseconds);
    if (this.#times.length < FRAMES) return;
    const sorted = [...this.#times].sort((a, b) => a - b);
    const median = sorted[FRAMES >> 1] ?? 0;
    this.#times = [];
    if (median > SLOW * 1.1) this.#moving = Math.max(LOWEST, this.#moving * Math.sqrt(Math.max(0.4, SLOW / median)));
    else if (median < FAST) this.#moving = Math.min(1, this.#moving * 1.15);
  }
}
