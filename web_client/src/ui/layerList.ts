import type { Network, Node } from "../api/types";
import type { LayerName } from "../hall/hall";
import { shape } from "../hall/numbers";
import { element } from "./dom";

/** Whether a layer is found by what was typed: every word in its id or name. */
export function matches(node: Pick<Node, "id" | "name">, query: string): boolean {
  const text = `${node.id} ${node.name}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Every layer as a list of buttons, with a search field; the way through the hall for keyboards and screen readers. */
export class LayerList {
  readonly root = element("nav", { class: "layers panel", "aria-label": "Layers" });
  readonly #search = element("input", {
    type: "search",
    placeholder: "Find a layer   /",
    "aria-label": "Find a layer",
    "data-test": "search",
  });
  readonly #buttons: { layer: LayerName; node: Node; item: HTMLElement; button: HTMLButtonElement }[] = [];
  #current: HTMLButtonElement | null = null;

  constructor(
    networks: readonly Network[],
    private readonly go: (layer: LayerName) => void,
    private readonly fold: (network: Network, section: string) => void,
  ) {
    this.root.append(this.#search);
    const scroll = element("div", { class: "scroll" });
    for (const network of networks) scroll.append(...this.#section(network, networks.length > 1));
    this.root.append(scroll);
    this.#search.addEventListener("input", () => {
      this.#filter();
    });
    this.#search.addEventListener("keydown", (event) => {
      this.#searchKey(event);
    });
    new ResizeObserver(() => {
      this.#reveal();
    }).observe(scroll);
    scroll.addEventListener("keydown", (event) => {
      this.#listKey(event);
    });
  }

  search(): void {
    this.root.classList.add("open");
    this.#search.focus();
    this.#search.select();
  }

  /** On a narrow page, where the list covers a part of the hall: shows it, or puts it away. */
  toggle(): void {
    this.root.classList.toggle("open");
    this.#reveal();
  }

  /** Marks the selected layer and scrolls it into view. */
  select(layer: LayerName | null): void {
    for (const { layer: own, button } of this.#buttons) {
      const selected = own.network === layer?.network && own.layer === layer.layer;
      if (selected) {
        button.setAttribute("aria-current", "true");
        this.#current = button;
        this.#reveal();
      } else button.removeAttribute("aria-current");
    }
  }

  #reveal(): void {
    if (this.#current?.hasAttribute("aria-current")) this.#current.scrollIntoView({ block: "nearest" });
  }

  #section(network: Network, titled: boolean): HTMLElement[] {
    const list = element("ol", { "aria-label": `Layers of ${network.name}` });
    let section: string | null = null;
    for (const node of network.nodes) {
      if (!node.panel) continue;
      if (node.section !== section) {
        section = node.section;
        if (section !== null) list.append(this.#heading(network, section));
      }
      list.append(this.#item(network.id, node));
    }
    return titled ? [element("h2", {}, network.name), list] : [list];
  }

  /** A section's name, which folds and unfolds it. */
  #heading(network: Network, id: string): HTMLElement {
    const section = network.sections.find((one) => one.id === id);
    const folded = section?.folded ?? false;
    const title = folded ? "Folded: only its last layer stands. Unfold it" : "Fold: only its last layer stands";
    const onClick = (): void => {
      this.fold(network, id);
    };
    const label = `${folded ? "▸" : "▾"} ${section?.name ?? id}`;
    const toggle = element("button", { type: "button", title, "aria-expanded": String(!folded), onClick }, label);
    return element("li", { class: "section" }, toggle);
  }

  #item(network: string, node: Node): HTMLElement {
    const layer = { network, layer: node.id };
    const name = element("span", { class: "name" }, node.name);
    const facts = element("span", { class: "facts" }, shape(node.shape));
    const onClick = (): void => {
      this.#go(layer);
    };
    const button = element("button", { type: "button", title: node.id, "data-layer": node.id, onClick }, name, facts);
    const item = element("li", {}, button);
    this.#buttons.push({ layer, node, item, button });
    return item;
  }

  #go(layer: LayerName): void {
    this.root.classList.remove("open");
    this.go(layer);
  }

  #filter(): void {
    for (const { node, item } of this.#buttons) item.hidden = !matches(node, this.#search.value);
  }

  #searchKey(event: KeyboardEvent): void {
    const found = this.#buttons.find(({ item }) => !item.hidden);
    if (event.key === "Enter" && found) this.#go(found.layer);
    if (event.key === "ArrowDown") found?.button.focus();
    if (event.key === "Escape" || event.key === "Enter") {
      this.#search.value = "";
      this.#filter();
      this.root.classList.remove("open");
      this.#search.blur();
    }
  }

  #listKey(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const shown = this.#buttons.filter(({ item }) => !item.hidden).map(({ button }) => button);
    const next = shown[shown.indexOf(document.activeElement as HTMLButtonElement) + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}
