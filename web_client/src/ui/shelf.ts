import type { Api } from "../api/client";
import type { DatasetImage, DatasetSummary } from "../api/types";
import { button, element } from "./dom";

const PAGE = 48;

/** The pictures of the data sets in a dialog: thumbnails as buttons, a page at a time. */
export class Shelf {
  readonly root = element("dialog", { class: "shelf", "aria-label": "Pictures", "data-test": "shelf-dialog" });
  readonly #grid = element("div", { class: "thumbnails" });
  readonly #set = element("select", { "aria-label": "Data set" });
  readonly #position = element("span", { class: "quiet" });
  readonly #noiseAndFile = element("div", { class: "buttons" });
  #offset = 0;
  #total = 0;
  #chosen: string | null = null;

  constructor(
    private readonly api: Api,
    private readonly datasets: readonly DatasetSummary[],
    private readonly pick: (image: DatasetImage) => void,
    others: readonly HTMLButtonElement[],
  ) {
    for (const { id, name, count } of datasets)
      this.#set.append(element("option", { value: id }, `${name} (${count})`));
    this.#set.addEventListener("change", () => {
      this.#offset = 0;
      void this.#fill();
    });
    this.#noiseAndFile.append(...others);
    const close = button("×", "Close (Esc)", () => {
      this.root.close();
    });
    const turn = (pages: number) => (): void => {
      this.#offset = Math.max(0, Math.min(this.#total - 1, this.#offset + pages * PAGE));
      void this.#fill();
    };
    this.root.append(
      element(
        "header",
        {},
        element("h2", {}, "Pictures"),
        datasets.length > 1 ? this.#set : null,
        this.#noiseAndFile,
        close,
      ),
      this.#grid,
      element(
        "footer",
        {},
        button("‹", "Earlier pictures", turn(-1)),
        this.#position,
        button("›", "More pictures", turn(1)),
      ),
      element(
        "p",
        { class: "quiet" },
        "Or drop a file anywhere on this page, or paste one. It stays in the server's memory, is listed to nobody, and is gone when the server ends.",
      ),
    );
    this.root.addEventListener("click", (event) => {
      if (event.target === this.root) this.root.close();
    });
  }

  open(chosen: string | null): void {
    this.#chosen = chosen;
    if (!this.root.open) this.root.showModal();
    void this.#fill();
  }

  async #fill(): Promise<void> {
    const dataset = this.datasets.find(({ id }) => id === this.#set.value);
    if (!dataset) {
      this.#grid.replaceChildren(
        element("p", {}, "No data set is served: start the server with --dataset, or open a file."),
      );
      return;
    }
    const { images, total, offset } = await this.api.datasetImages(
      dataset.id,
      this.#offset - (this.#offset % PAGE),
      PAGE,
    );
    this.#total = total;
    this.#position.textContent = `${offset + 1} to ${offset + images.length} of ${total}`;
    this.#grid.replaceChildren(...images.map((image) => this.#thumbnail(image)));
  }

  #thumbnail(image: DatasetImage): HTMLElement {
    const picture = element("img", {
      src: this.api.imageAddress(image.image, 96),
      alt: "",
      loading: "lazy",
      width: 96,
      height: 96,
    });
    const made = button(
      picture,
      `${image.class_name} (${image.image})`,
      () => {
        this.root.close();
        this.pick(image);
      },
      { "data-image": image.image, ...(image.image === this.#chosen && { "aria-current": "true" }) },
    );
    made.append(element("span", {}, image.class_name));
    return made;
  }
}
