/** Narrowest a line of text is squeezed to before it is cut. */
const NARROWEST = 0.75;

/** What is left of a line of text that must fit, and how much narrower it is drawn. */
export interface Fitted {
  text: string;
  squeeze: number;
}

/**
 * Fits a line into `widest`: first narrower letters, then an ellipsis.
 *
 * @param measure width of a text at full width, in the unit of `widest`
 */
export function fitted(text: string, widest: number | undefined, measure: (text: string) => number): Fitted {
  const width = measure(text);
  if (widest === undefined || width <= widest) return { text, squeeze: 1 };
  if (width * NARROWEST <= widest) return { text, squeeze: widest / width };
  const characters = Array.from(text);
  let kept = characters.length;
  while (kept > 1 && measure(characters.slice(0, kept).join("") + "…") * NARROWEST > widest) kept--;
  return { text: characters.slice(0, kept).join("").trimEnd() + "…", squeeze: NARROWEST };
}
