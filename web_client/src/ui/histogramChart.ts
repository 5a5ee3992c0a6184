import type { Histogram } from "../api/types";
import { count, number } from "../hall/numbers";
import { element } from "./dom";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 252;
const HEIGHT = 64;

/** Heights of the bars in [0, 1]: the root of the counts, so that a tall bar of zeros does not hide the others. */
export function barHeights(counts: readonly number[]): number[] {
  const tallest = Math.max(1, ...counts);
  return counts.map((value) => Math.sqrt(value / tallest));
}

/** A distribution as bars, the zero marked, with its figures below. */
export function histogramChart(title: string, histogram: Histogram): HTMLElement {
  const first = histogram.edges[0] ?? 0;
  const last = histogram.edges.at(-1) ?? 1;
  const across = (value: number): number => ((value - first) / (last - first || 1)) * WIDTH;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute(
    "aria-label",
    `${title}: from ${number(histogram.min)} to ${number(histogram.max)}, mean ${number(histogram.mean)}`,
  );
  barHeights(histogram.counts).forEach((height, i) => {
    const [left, right] = [across(histogram.edges[i] ?? 0), across(histogram.edges[i + 1] ?? 0)];
    const middle = ((histogram.edges[i] ?? 0) + (histogram.edges[i + 1] ?? 0)) / 2;
    const bar = rectangle(left, HEIGHT - height * HEIGHT, Math.max(0.5, right - left - 0.6), height * HEIGHT);
    bar.setAttribute("class", middle < 0 ? "negative" : "positive");
    bar.append(
      titleOf(`${number(histogram.edges[i])} … ${number(histogram.edges[i + 1])}: ${count(histogram.counts[i] ?? 0)}`),
    );
    svg.append(bar);
  });
  if (first < 0 && last > 0) {
    const zero = rectangle(across(0) - 0.5, 0, 1, HEIGHT);
    zero.setAttribute("class", "zero");
    svg.append(zero);
  }
  const scale = element(
    "div",
    { class: "axis" },
    element("span", {}, number(first)),
    element("span", {}, number(last)),
  );
  const notes = [`mean ${number(histogram.mean)}`, `${zeroShare(histogram)} zeros`];
  if (histogram.not_finite > 0) notes.push(`${count(histogram.not_finite)} not finite`);
  const caption = element("figcaption", {}, element("b", {}, title), ` · ${notes.join(" · ")}`);
  return element("figure", { class: "histogram" }, caption, svg, scale);
}

/** In per cent of the finite values. */
function zeroShare({ counts, zeros }: Histogram): string {
  const total = counts.reduce((sum, one) => sum + one, 0);
  if (zeros === 0 || total === 0) return "no";
  const share = (100 * zeros) / total;
  return share < 1 ? "under 1 %" : `${Math.floor(share)} %`;
}

function rectangle(x: number, y: number, width: number, height: number): SVGRectElement {
  const rect = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height })) rect.setAttribute(name, value.toFixed(2));
  return rect;
}

function titleOf(text: string): SVGTitleElement {
  const title = document.createElementNS(SVG, "title");
  title.textContent = text;
  return title;
}
