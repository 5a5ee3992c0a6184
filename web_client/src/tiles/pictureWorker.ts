/** Decodes generated pictures and makes their levels, off the main thread. */

import { fitted, PICTURE_SIZE, pictureLevels } from "./pictureLevels";

export interface PictureRequest {
  readonly number: number;
  readonly file: Blob;
  /** Width of the tile divided by its height. */
  readonly aspect: number;
}

export interface PictureAnswer {
  readonly number: number;
  /** Null: it could not be read. */
  readonly levels: Uint8Array[] | null;
  readonly problem: string;
}

/** The worker's side; typed here because TypeScript's page and worker libraries exclude each other. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<PictureRequest>) => void) | null;
  postMessage(message: PictureAnswer, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data: { number, file, aspect } }) => {
  levelsOf(file, aspect).then(
    (levels) => {
      scope.postMessage({ number, levels, problem: "" }, levels.map(({ buffer }) => buffer));
    },
    (error: unknown) => {
      scope.postMessage({ number, levels: null, problem: error instanceof Error ? error.message : String(error) }, []);
    },
  );
};

async function levelsOf(file: Blob, aspect: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const picture = await createImageBitmap(file);
  const context = new OffscreenCanvas(PICTURE_SIZE, PICTURE_SIZE).getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("this browser gives no 2D canvas to a worker");
  const { x, y, width, height } = fitted(picture.width, picture.height, aspect);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, x, y, width, height);
  picture.close();
  const { data } = context.getImageData(0, 0, PICTURE_SIZE, PICTURE_SIZE);
  return pictureLevels(new Uint8Array(data.buffer));
}
