import type { Hall } from "../hall/hall";
import { number, shape } from "../hall/numbers";
import type { Target } from "../hall/target";
import type { Session } from "../state/session";
import { element, setVisible } from "./dom";
import type { ExactValues } from "./exactValues";

/** How long the pointer rests before the tooltip appears, in milliseconds. */
const REST = 250;

/** Name, range and value of the tile under the pointer. */
export class Tooltip {
  readonly root = element("div", { class: "tooltip", role: "tooltip", hidden: true, "data-test": "tooltip" });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #point = 0;

  constructor(
    private readonly hall: Hall,
    private readonly session: Session,
    private readonly exact: ExactValues,
  ) {}

  /** Shows what is known of a target near the pointer; null hides the tooltip. */
  show(target: Target | null, x: number, y: number): void {
    const point = ++this.#point;
    clearTimeout(this.#timer);
    if (target?.kind !== "panel") {
      setVisible(this.root, false);
      return;
    }
    this.#place(x, y);
    if (!this.root.hidden) this.#describe(target, point);
    else
      this.#timer = setTimeout(() => {
        this.#describe(target, point);
      }, REST);
  }

  #describe(target: Target & { kind: "panel" }, point: number): void {
    const node = this.hall.node(target);
    if (!node) return;
    const lines = [element("b", {}, node.id)];
    if (target.channel === null) {
      const facts = this.hall.statistics(target);
      lines.push(
        element("span", {}, shape(node.shape) + (facts ? ` · ${number(facts.min)} … ${number(facts.max)}` : "")),
      );
    } else lines.push(...this.#channelLines(target, target.channel, point));
    this.root.replaceChildren(...lines);
    setVisible(this.root, true);
  }

  #channelLines(target: Target & { kind: "panel" }, channel: number, point: number): HTMLElement[] {
    const node = this.hall.node(target);
    const statistics = this.hall.channel(target, channel);
    const [, height, width] = node?.shape ?? [0, 0, 0];
    const size = height === 1 && width === 1 ? "" : ` · ${height} × ${width}`;
    const off = this.session.isSwitchedOff(target.network, target.layer, channel) ? " · switched off" : "";
    const lines = [element("span", {}, `channel ${channel}${size}${off}`)];
    if (!statistics) return [...lines, element("span", {}, "values are on their way")];
    lines.push(
      element("span", {}, `${number(statistics.min)} … ${number(statistics.max)} · mean ${number(statistics.mean)}`),
    );
    if (target.texel) lines.push(this.#valueLine(target, channel, target.texel, point));
    return lines;
  }

  /** The exact value, filled in when it has been read. */
  #valueLine(
    layer: Target & { kind: "panel" },
    channel: number,
    texel: readonly [number, number],
    point: number,
  ): HTMLElement {
    const [column, row] = [Math.floor(texel[0]), Math.floor(texel[1])];
    const output = element("span", { class: "value" }, "…");
    const line = element("span", { class: "reading" }, `row ${row}, column ${column}: `, output);
    this.exact.read({ network: layer.network, layer: layer.layer, channel }, row, column).then(
      (value) => {
        if (point === this.#point) output.textContent = value === null ? "not finite" : number(value);
      },
      () => {
        output.textContent = "–";
      },
    );
    return line;
  }

  #place(x: number, y: number): void {
    const [right, below] = [x > window.innerWidth - 300, y > window.innerHeight - 140];
    this.root.style.transform = `translate(${right ? "calc(-100% - 14px)" : "14px"}, ${below ? "calc(-100% - 10px)" : "16px"})`;
    this.root.style.left = `${x}px`;
    this.root.style.top = `${y}px`;
  }
}
