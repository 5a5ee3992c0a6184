import { element } from "./dom";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 252;
const HEIGHT = 78;
/** Room for the dot at the end of a curve. */
const MARGIN = 4;
/** Height of a mark's label. */
const LABEL = 10;
/** Epochs that the first curves are drawn over. */
const FEWEST = 5;

/** One curve: a value per epoch, counted from 1; null where there is none. */
export interface Curve {
  name: "train" | "test";
  values: readonly (readonly [epoch: number, value: number | null])[];
}

/** How the values of a chart stand: lowest and highest, marks between them, and whether the scale is logarithmic. */
export interface Scale {
  low: number;
  high: number;
  marks: number[];
  log: boolean;
}

/** Multiples of powers of ten that get a mark: the first of these with few of them. */
const STEPS: readonly (readonly number[])[] = [[1, 1.5, 2, 2.5, 3, 4, 5, 7], [1, 2, 3, 5], [1, 3], [1]];
const MOST_MARKS = 4;

/** A logarithmic scale around positive values, with few round marks. */
export function logScale(values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return { low: 0.1, high: 1, marks: [0.1, 1], log: true };
  const low = Math.min(...positive) / 1.15;
  const high = Math.max(...positive) * 1.15;
  const candidates = [...STEPS.map((steps) => marksWithin(low, high, steps, 1)), marksWithin(low, high, [1], 3)];
  return { low, high, marks: candidates.find(({ length }) => length <= MOST_MARKS) ?? [], log: true };
}

/** @param every of the powers of ten */
function marksWithin(low: number, high: number, steps: readonly number[], every: number): number[] {
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    if (power % every !== 0) continue;
    for (const step of steps) {
      const mark = Number((step * 10 ** power).toPrecision(2));
      if (mark >= low && mark <= high) marks.push(mark);
    }
  }
  return marks;
}

/** Where a value stands on a scale: 0 is its low end, 1 its high end. */
export function share(value: number, { low, high, log }: Scale): number {
  const [v, a, b] = log ? [Math.log(Math.max(value, low)), Math.log(low), Math.log(high)] : [value, low, high];
  return Math.min(1, Math.max(0, (v - a) / (b - a || 1)));
}

/** The path of a curve; an epoch without a value interrupts it. */
export function pathOf({ values }: Curve, scale: Scale, epochs: number): string {
  let pen = "M";
  return values
    .map(([epoch, value]) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const [x, y] = place(epoch, value, scale, epochs);
      const command = `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
      pen = "L";
      return command;
    })
    .join("");
}

function place(epoch: number, value: number, scale: Scale, epochs: number): [x: number, y: number] {
  const across = (epoch - 1) / Math.max(1, epochs - 1);
  return [MARGIN + across * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - share(value, scale) * (HEIGHT - 2 * MARGIN)];
}

/** Curves of training and test against epochs, with their last values. */
export function curveChart(title: string, curves: readonly Curve[], scale: Scale, format: (value: number) => string): HTMLElement {
  const epochs = Math.max(FEWEST, ...curves.flatMap(({ values }) => values.map(([epoch]) => epoch)));
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  const legend = curves.map(({ name, values }) => {
    const last = values.findLast(([, value]) => value !== null)?.[1] ?? null;
    return { name, text: last === null ? "–" : format(last) };
  });
  svg.setAttribute("aria-label", `${title}: ${legend.map(({ name, text }) => `${name} ${text}`).join(", ")}`);
  let lowest = Infinity;
  for (const mark of scale.marks) {
    const [, y] = place(1, mark, scale, epochs);
    svg.append(shape("line", { x1: 0, x2: WIDTH, y1: y, y2: y, class: "mark" }));
    const base = y < LABEL + 2 ? y + LABEL : y - 3;
    if (lowest - base < LABEL) continue; // it would lie on the one before
    lowest = base;
    const label = shape("text", { x: 3, y: base, class: "mark-label" });
    label.textContent = format(mark);
    svg.append(label);
  }
  for (const curve of curves) {
    svg.append(shape("path", { d: pathOf(curve, scale, epochs), class: curve.name }));
    const last = curve.values.findLast(([, value]) => value !== null);
    if (!last || last[1] === null) continue;
    const [x, y] = place(last[0], last[1], scale, epochs);
    svg.append(shape("circle", { cx: x, cy: y, r: 3, class: curve.name }));
  }
  const entries = legend.map(({ name, text }) => element("span", { class: `entry ${name}` }, name, element("b", {}, text)));
  const caption = element("figcaption", {}, element("b", {}, title), ...entries);
  return element("figure", { class: "curves" }, caption, svg);
}

function shape(name: "svg" | "line" | "path" | "circle" | "text", attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
