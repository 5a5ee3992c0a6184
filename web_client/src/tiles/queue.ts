/** What waits to be uploaded, and how much of it may go in one frame. */

import { type Group, groupBytes } from "./assemble";
import type { Piece } from "./strip";

/** Bytes per frame: more of it and the picture stutters. */
export const UPLOAD_LIMIT = 1 << 20;

/** Two texels of four float32 per tile. */
export const TILE_BYTES = 32;

interface Waiting<Owner> {
  readonly owner: Owner;
  readonly group: Group;
  readonly pieceBytes: number;
  readonly metaBytes: number;
  next: number;
}

/** What the queue drives. */
export interface Uploader<Owner> {
  piece(piece: Piece): void;
  /** All pieces of the group have been uploaded; its figures per channel are to follow now. */
  complete(group: Group, owner: Owner): void;
}

/** First come, first uploaded. An owner can take back what has not been uploaded yet. */
export class UploadQueue<Owner> {
  private waiting: Waiting<Owner>[] = [];

  get length(): number {
    return this.waiting.length;
  }

  add(owner: Owner, group: Group): void {
    const metaBytes = group.detail === "coarse" ? TILE_BYTES * (group.statistics.length / 4) : 0;
    this.waiting.push({ owner, group, pieceBytes: groupBytes(group), metaBytes, next: 0 });
  }

  drop(owner: Owner): void {
    this.waiting = this.waiting.filter((item) => item.owner !== owner);
  }

  /**
   * Uploads in order, `limit` bytes at most, and returns how many. What is coarse is seen while it is uploaded, so it
   * goes within one frame if it fits into one; what is full is shown after its last piece only.
   */
  run(limit: number, uploader: Uploader<Owner>): number {
    let used = 0;
    for (let item = this.waiting[0]; item !== undefined; item = this.waiting[0]) {
      const { group, owner, pieceBytes, metaBytes } = item;
      const whole = pieceBytes + metaBytes;
      if (group.detail === "coarse" && item.next === 0 && whole <= UPLOAD_LIMIT && used + whole > limit) break;
      for (const piece of group.pieces.slice(item.next)) {
        if (used + piece.data.length > limit) return used;
        uploader.piece(piece);
        used += piece.data.length;
        item.next++;
      }
      if (metaBytes <= UPLOAD_LIMIT && used + metaBytes > limit) break;
      used += metaBytes;
      this.waiting.shift();
      uploader.complete(group, owner);
    }
    return used;
  }
}
