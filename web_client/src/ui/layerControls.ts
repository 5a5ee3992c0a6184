import type { Order } from "../hall/arrangement";
import type { Hall, LayerName } from "../hall/hall";
import { count } from "../hall/numbers";
import { button, element } from "./dom";

const ORDERS: Record<Order, string> = {
  number: "tiles by number",
  strength: "strongest tiles first",
  mean: "tiles by mean",
};

/** How the tiles of a layer are arranged: their order, and the page where there are more than a panel holds. */
export function layerControls(hall: Hall, layer: LayerName): HTMLElement {
  const order = element("select", { "aria-label": "Order of the tiles", "data-test": "order" });
  for (const [value, name] of Object.entries(ORDERS)) order.append(element("option", { value }, name));
  order.value = hall.order(layer);
  order.addEventListener("change", () => {
    hall.setOrder(layer, order.value as Order);
  });
  const page = element("span", { class: "figure quiet" });
  const show = (): boolean => {
    const { first, end, total } = hall.page(layer);
    page.textContent = `${count(first)} to ${count(end - 1)} of ${count(total)}`;
    return end - first < total;
  };
  const turn = (step: number) => (): void => {
    hall.turnPage(layer, step);
    show();
  };
  const pages = element("span", { class: "pages" });
  pages.append(button("‹", "Earlier channels", turn(-1)), page, button("›", "Further channels", turn(1)));
  pages.hidden = !show();
  return element("div", { class: "controls" }, order, pages);
}
