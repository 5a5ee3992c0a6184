import type { Api } from "../api/client";
import type { DatasetImage, DatasetSummary } from "../api/types";
import { SHELF_PLACES } from "../hall/furniture";
import type { Hall } from "../hall/hall";
import { readPicture } from "../state/frequencies";
import { Signal } from "../state/signal";
import { button } from "./dom";
import { explanation } from "./messages";
import { Shelf } from "./shelf";

/** Pixels of the longer side of the picture on the canvas. */
const CANVAS_PIXELS = 640;
const THUMBNAIL_PIXELS = 96;

/** A button beside the shelf's title. */
export interface Other {
  label: string;
  title: string;
  run: () => void;
}

/** The picture on the canvas, the shelf in the hall and the shelf on the page. */
export class Pictures {
  /** A picture now hangs on the canvas. */
  readonly drawn = new Signal<ImageBitmap>();
  readonly #shelf: Shelf;
  #wanted: string | null = null;
  #onShelf: DatasetImage[] = [];

  constructor(
    private readonly api: Api,
    private readonly datasets: readonly DatasetSummary[],
    private readonly hall: Hall,
    private readonly pick: (image: string) => Promise<void>,
    private readonly report: (message: string) => void,
    others: readonly Other[],
  ) {
    const buttons = others.map(({ label, title, run }) =>
      button(label, title, () => {
        this.dialog.close();
        run();
      }),
    );
    this.#shelf = new Shelf(api, datasets, ({ image }) => void pick(image), buttons);
  }

  get dialog(): HTMLDialogElement {
    return this.#shelf.root;
  }

  /** Fills the shelf in the hall. Resolves to the picture that is shown first: of the first data set, else noise. */
  async first(): Promise<string> {
    const dataset = this.datasets[0];
    if (dataset) {
      this.#onShelf = (await this.api.datasetImages(dataset.id, 0, SHELF_PLACES)).images;
      void this.#fillShelf();
    }
    const [height, width] = this.hall.networks[0]?.input_size ?? [224, 224];
    return this.#onShelf[0]?.image ?? (await this.api.noise(0, width, height)).image;
  }

  /** A picture goes into the networks: it stands on the canvas at once. */
  shown(image: string): void {
    const { source, filter } = readPicture(image);
    const slot = this.#onShelf.findIndex((one) => one.image === source);
    this.hall.choose(slot < 0 ? null : slot);
    this.#wanted = image;
    const seer = filter ? this.#seer() : null;
    (seer === null ? this.#bitmap(image, CANVAS_PIXELS) : this.#seen(image, seer)).then(
      (bitmap) => {
        if (this.#wanted !== image) return; // a later one was quicker
        this.hall.setPicture(bitmap);
        this.drawn.emit(bitmap);
      },
      (error: unknown) => {
        this.report(explanation(error));
      },
    );
  }

  pickSlot(slot: number): void {
    const picked = this.#onShelf[slot];
    if (picked) void this.pick(picked.image);
  }

  open(chosen: string | null): void {
    this.#shelf.open(chosen);
  }

  /** The network whose input a filtered picture is shown as: any, if all see the same part of it; else none. */
  #seer(): string | null {
    const shapes = this.hall.networks.map(({ input_size: [height, width] }) => width / height);
    return Math.max(...shapes) - Math.min(...shapes) < 0.01 ? (this.hall.networks[0]?.id ?? null) : null;
  }

  async #seen(image: string, network: string): Promise<ImageBitmap> {
    return createImageBitmap(await this.api.seenPicture(image, network));
  }

  async #fillShelf(): Promise<void> {
    const places = this.#onShelf.map(async ({ image }, slot) => {
      this.hall.setThumbnail(slot, await this.#bitmap(image, THUMBNAIL_PIXELS));
    });
    const failed = (await Promise.allSettled(places)).find(({ status }) => status === "rejected");
    if (failed) this.report("Some thumbnails could not be read. Reload the page to try again.");
  }

  async #bitmap(image: string, size: number): Promise<ImageBitmap> {
    const response = await this.api.request(this.api.imageAddress(image, size).slice(this.api.base.length));
    return createImageBitmap(await response.blob());
  }
}
