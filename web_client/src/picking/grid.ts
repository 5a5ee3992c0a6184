/**
 * The grid of tiles on a panel, along one axis; the same arithmetic as in panels.frag.glsl and the server's layout.
 * A gap lies before the first cell, between two cells and after the last one; after every 8th cell it is doubled.
 */

/** Cells between two wider gaps. */
export const GROUP = 8;

/** Length of a cell on a side of `length` metres with `count` cells. */
export function cellLength(length: number, count: number, gap: number): number {
  return (length - gap * (1 + count + Math.floor((count - 1) / GROUP))) / count;
}

/** Where cell `index` begins, in metres from the beginning of the side (left, top). */
export function cellStart(index: number, cell: number, gap: number): number {
  return gap + index * (cell + gap) + Math.floor(index / GROUP) * gap;
}

/** The cell at `position` metres, and where in it, in [0, 1); null in a gap or beside the panel. */
export function locate(
  position: number,
  cell: number,
  count: number,
  gap: number,
): { index: number; within: number } | null {
  const pitch = cell + gap;
  const groupLength = GROUP * pitch + gap;
  const inner = position - gap;
  const group = Math.floor(inner / groupLength);
  const rest = inner - group * groupLength;
  const inGroup = Math.min(Math.floor(rest / pitch), GROUP - 1);
  const index = group * GROUP + inGroup;
  const within = (rest - inGroup * pitch) / cell;
  return inner < 0 || index >= count || within >= 1 ? null : { index, within };
}
