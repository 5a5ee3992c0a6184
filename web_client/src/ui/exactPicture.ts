import type { Channel } from "../api/types";
import type { Colormap } from "../scene/colormap";
import { colour } from "../scene/colormap";

/** Exact figures of one feature map. */
export interface ExactStatistics {
  min: number | null;
  max: number | null;
  mean: number | null;
  /** Largest absolute value, 1 if there is none. */
  extent: number;
  zeros: number;
  notFinite: number;
}

export function channelStatistics({ values }: Channel): ExactStatistics {
  const finite = values.filter((value) => value !== null);
  const [min, max] = [
    finite.reduce((a, b) => Math.min(a, b), Infinity),
    finite.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  const any = finite.length > 0;
  return {
    min: any ? min : null,
    max: any ? max : null,
    mean: any ? finite.reduce((sum, value) => sum + value, 0) / finite.length : null,
    extent: (any ? Math.max(max, -min) : 0) || 1,
    zeros: finite.filter((value) => value === 0).length,
    notFinite: values.length - finite.length,
  };
}

/** Draws a feature map, one pixel a value; what is not finite is magenta. */
export function drawChannel(
  canvas: HTMLCanvasElement,
  { shape, values }: Channel,
  extent: number,
  colormap: Colormap,
): void {
  const [height, width] = shape;
  canvas.width = width;
  canvas.height = height;
  const scale = Math.min(512 / width, 512 / height);
  canvas.style.aspectRatio = `${width} / ${height}`;
  canvas.style.width = `min(${Math.round(width * scale)}px, 70vw, ${((58 * width) / height).toFixed(1)}vh)`;
  const context = canvas.getContext("2d");
  if (!context) return;
  const pixels = context.createImageData(width, height);
  values.forEach((value, i) => {
    const rgb = colour(colormap, value === null ? NaN : value / extent);
    pixels.data.set([rgb[0] * 255, rgb[1] * 255, rgb[2] * 255, 255], i * 4);
  });
  context.putImageData(pixels, 0, 0);
}
