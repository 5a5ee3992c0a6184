/**
 * Colours of signed values, the same as in colormap.glsl and in the server's visualization/colormap.py. What these
 * functions return is what lands on the screen: sRGB, no tone mapping.
 */

export const COLORMAPS = ["blue-black-white", "orange-black-cyan", "uniform"] as const;

/**
 * "blue-black-white": negative blue, zero black, positive white: the thesis's map.
 * "orange-black-cyan": hues that also red-green blind people tell apart.
 * "uniform": blue and orange of equal lightness; lightness (OKLab) is proportional to |v|.
 */
export type Colormap = (typeof COLORMAPS)[number];

export type Rgb = readonly [number, number, number];

/** sRGB of v = −1 and v = 1. */
const ORANGE: Rgb = [1, 0.6, 0];
const CYAN: Rgb = [0.3, 0.9, 1];
/** Linear RGB of OKLab lightness 0.78, chroma 0.12, hue 240° and 55°. */
const UNIFORM_NEGATIVE: Rgb = [0.1411, 0.5347, 0.9755];
const UNIFORM_POSITIVE: Rgb = [0.8915, 0.3613, 0.1431];

/** The colour of v, clamped to [−1, 1], as sRGB in [0, 1]; magenta where v is not a number. */
export function colour(map: Colormap, v: number): Rgb {
  if (Number.isNaN(v)) return [1, 0, 1];
  const positive = Math.min(Math.max(v, 0), 1);
  const negative = Math.min(Math.max(-v, 0), 1);
  switch (map) {
    case "blue-black-white":
      return [positive, positive, positive + negative];
    case "orange-black-cyan":
      return combine(ORANGE, negative, CYAN, positive, (x) => x);
    case "uniform":
      // OKLab is homogeneous: (L, a, b) times t is linear RGB times t³.
      return combine(UNIFORM_NEGATIVE, negative ** 3, UNIFORM_POSITIVE, positive ** 3, encodeSrgb);
  }
}

function combine(low: Rgb, negative: number, high: Rgb, positive: number, encode: (x: number) => number): Rgb {
  const component = (index: 0 | 1 | 2): number => encode(low[index] * negative + high[index] * positive);
  return [component(0), component(1), component(2)];
}

/** IEC 61966-2-1 */
function encodeSrgb(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}
