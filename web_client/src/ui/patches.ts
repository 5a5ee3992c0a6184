import type { Api } from "../api/client";
import type { Evidence, Patch } from "../api/types";
import { number } from "../hall/numbers";
import { element } from "./dom";

/** Pixels of a patch's longer side on the page, at the highest pixel density. */
const SIDE = 192;

/** The pieces of the data set's pictures that excite a channel most, the strongest first. */
export class Patches {
  readonly root = element("figure", { class: "patches", hidden: true, "data-test": "patches" });

  constructor(private readonly api: Api) {}

  /** Says why there is nothing to see (yet). */
  say(text: string): void {
    this.root.replaceChildren(element("figcaption", {}, text));
    this.root.hidden = false;
  }

  /** Draws the patches as their pictures come. Those that cannot be had stay empty. */
  show(network: string, { dataset, dead, patches }: Evidence): void {
    const list = element("ol", {}, ...patches.map((patch) => this.#patch(network, patch)));
    const text = dead ? `Nothing in ${dataset} reaches this channel.` : `What excites it most in ${dataset}`;
    this.root.replaceChildren(element("figcaption", {}, text), ...(dead ? [] : [list]));
    this.root.hidden = patches.length === 0 && !dead;
  }

  #patch(network: string, patch: Patch): HTMLElement {
    const title = `${patch.image}: ${number(patch.activation)}`;
    const unit = SIDE / Math.max(patch.width, patch.height);
    const size = { width: Math.round(patch.width * unit), height: Math.round(patch.height * unit) };
    const canvas = element("canvas", { ...size, role: "img", "aria-label": title });
    this.#draw(network, patch, canvas).catch(() => undefined);
    return element("li", { title }, canvas);
  }

  async #draw(network: string, { image, left, top, width, height }: Patch, canvas: HTMLCanvasElement): Promise<void> {
    const picture = await createImageBitmap(await this.api.seenPicture(image, network));
    canvas.getContext("2d")?.drawImage(picture, left, top, width, height, 0, 0, canvas.width, canvas.height);
    picture.close();
  }
}
