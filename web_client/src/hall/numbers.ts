/** A value in at most four significant digits: 12.35, 0.001234, 1.2e-7; a dash for what is not finite. */
export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return minus(value.toExponential(1).replace("e+", "e"));
  return minus(String(Number(value.toPrecision(size >= 1000 ? 5 : 3))));
}

/** A probability as percent: 97.3 %, 0.04 %, < 0.01 %. */
export function percent(probability: number | null): string {
  if (probability === null || !Number.isFinite(probability)) return "–";
  const value = probability * 100;
  if (value > 0 && value < 0.01) return "< 0.01 %";
  if (value > 99.95 && value < 100) return "> 99.9 %";
  return `${value.toFixed(value >= 1 || value === 0 ? 1 : 2)} %`;
}

/** Channels, height and width as people write them: 64 × 75 × 88; a vector is one number. */
export function shape([channels, height, width]: readonly [number, number, number]): string {
  return height === 1 && width === 1 ? String(channels) : `${channels} × ${height} × ${width}`;
}

/** A count with thousands apart: 4,980,802. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

function minus(text: string): string {
  return text.replaceAll("-", "−");
}
