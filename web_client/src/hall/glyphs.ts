/** Pixels of a capital letter in the atlas; mips make it smaller, so it is the size of a near plate on the screen. */
const CAPITALS = 40;
const PADDING = 8;
const WIDTH = 2048;
const HEIGHT = 1024;
const FONT = '"Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif';

/** Where a character is in the atlas and how it is set, in units of the capitals' height. */
export interface Glyph {
  /** Pixels in the atlas: left, top, width, height; the padding included. */
  rectangle: readonly [number, number, number, number];
  /** From the pen to the left edge of the rectangle, and from the middle of the capitals up to its top. */
  left: number;
  top: number;
  advance: number;
}

/** Characters drawn white on black into one picture, each when it is first used. */
export class GlyphAtlas {
  readonly canvas = document.createElement("canvas");
  /** Counts up whenever the picture changes. */
  version = 0;
  readonly #context: CanvasRenderingContext2D;
  readonly #glyphs = new Map<string, Glyph>();
  readonly #size: number;
  readonly #row: number;
  #x = 0;
  #y = 0;

  constructor() {
    this.canvas.width = WIDTH;
    this.canvas.height = HEIGHT;
    const context = this.canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("Expected a 2D canvas to draw letters on, but this browser gives none.");
    this.#context = context;
    context.font = `500 100px ${FONT}`;
    this.#size = (100 * CAPITALS) / context.measureText("H").actualBoundingBoxAscent;
    this.#row = Math.ceil(this.#size * 1.35) + 2 * PADDING;
    context.font = `500 ${this.#size}px ${FONT}`;
    context.fillStyle = "#ffffff";
    context.textBaseline = "alphabetic";
    for (let code = 32; code < 127; code++) this.glyph(String.fromCharCode(code));
  }

  readonly width = WIDTH;
  readonly height = HEIGHT;

  /** The glyph of a character; drawn now if it is new. A full atlas shows further new characters as "?". */
  glyph(character: string): Glyph {
    const known = this.#glyphs.get(character);
    if (known) return known;
    const advance = this.#context.measureText(character).width;
    const width = Math.ceil(advance) + 2 * PADDING + 4;
    if (this.#x + width > WIDTH) {
      this.#x = 0;
      this.#y += this.#row;
    }
    const glyph = this.#y + this.#row > HEIGHT ? this.glyph("?") : this.#draw(character, advance, width);
    this.#glyphs.set(character, glyph);
    return glyph;
  }

  /** Width of a line in units of its capitals' height. */
  measure(text: string): number {
    let width = 0;
    for (const character of text) width += this.glyph(character).advance;
    return width;
  }

  #draw(character: string, advance: number, width: number): Glyph {
    const baseline = PADDING + Math.ceil(this.#size * 1.02);
    this.#context.fillText(character, this.#x + PADDING + 2, this.#y + baseline);
    const rectangle = [this.#x, this.#y, width, this.#row] as const;
    this.#x += width;
    this.version++;
    return {
      rectangle,
      left: -(PADDING + 2) / CAPITALS,
      top: (baseline - CAPITALS / 2) / CAPITALS,
      advance: advance / CAPITALS,
    };
  }
}

/** Width of the pixels of one capitals' height: turns atlas pixels into text units. */
export const GLYPH_UNIT = CAPITALS;
