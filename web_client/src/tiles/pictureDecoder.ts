/** The page's side of pictureWorker.ts. */

import type { PictureAnswer, PictureRequest } from "./pictureWorker";

/** The part of Worker that is used here. */
interface PictureWorkerLike {
  onmessage: ((event: MessageEvent<PictureAnswer>) => void) | null;
  postMessage(message: PictureRequest): void;
  terminate(): void;
}

/** Turns picture files into levels for {@link TileStore.putPicture}. */
export class PictureDecoder {
  private readonly waiting = new Map<number, { resolve: (levels: Uint8Array[]) => void; reject: (error: Error) => void }>();
  private readonly worker: PictureWorkerLike;
  private next = 0;

  constructor() {
    this.worker = new Worker(new URL("./pictureWorker.ts", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data: { number, levels, problem } }) => {
      const asked = this.waiting.get(number);
      this.waiting.delete(number);
      if (levels) asked?.resolve(levels);
      else asked?.reject(new Error(`a generated picture could not be read: ${problem}`));
    };
  }

  /** @param aspect width of the tile divided by its height */
  decode(file: Blob, aspect: number): Promise<Uint8Array[]> {
    return new Promise((resolve, reject) => {
      const number = this.next++;
      this.waiting.set(number, { resolve, reject });
      this.worker.postMessage({ number, file, aspect });
    });
  }

  dispose(): void {
    this.worker.terminate();
  }
}
