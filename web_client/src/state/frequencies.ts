/** Which side of a cut-off is kept: `low` what is at and below it, `high` what is above it. */
export type Band = "low" | "high";

/** What is kept of a picture before it enters the networks. */
export interface FrequencyFilter {
  band: Band;
  /** In periods per picture. */
  cutoff: number;
}

/** A picture of which some frequencies are kept; `source` is the id of the whole one. */
export interface FilteredPicture {
  source: string;
  filter: FrequencyFilter | null;
}

const FILTERED = /^(low|high):(\d{1,4}(?:\.\d{1,3})?):(.+)$/;

/** Reads the id of a picture: `low:12:shapes:17` is what is coarse in `shapes:17`. Of several filters it is the outermost. */
export function readPicture(id: string): FilteredPicture {
  const [, band, cutoff, source] = FILTERED.exec(id) ?? [];
  if (source === undefined) return { source: id, filter: null };
  return { source, filter: { band: band === "low" ? "low" : "high", cutoff: Number(cutoff) } };
}

/** The id of what is kept of a picture. */
export function pictureId({ source, filter }: FilteredPicture): string {
  return filter ? `${filter.band}:${filter.cutoff}:${source}` : source;
}

/**
 * The cut-offs that a slider offers, four for each doubling, up to what a picture of this side can hold. Whole numbers:
 * dragging to and fro asks again for what is known already.
 */
export function cutoffsFor(side: number): number[] {
  const most = Math.max(1, Math.floor(side / 2));
  const found: number[] = [];
  for (let one = 1; one < most; one += Math.max(1, 2 ** Math.floor(Math.log2(one)) / 4)) found.push(one);
  return [...found, most];
}

/** Index of the entry nearest to a value. */
export function nearestIndex(values: readonly number[], value: number): number {
  return values.reduce((best, one, i) => (Math.abs(one - value) < Math.abs((values[best] ?? one) - value) ? i : best), 0);
}
