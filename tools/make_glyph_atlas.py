"""Write the Unity client's letters: a distance field of DejaVu Sans, so that one small file serves every size of text.

``python tools/make_glyph_atlas.py`` writes ``glyphs.bytes``; the font is Debian's ``fonts-dejavu-core``. DejaVu's
licence (Bitstream Vera's, its changes in the public domain) permits to use, change, embed and sell the font, also in
part and in other software; only a changed *font* must not be called Bitstream Vera. The file holds pictures of its
letters, no font.

Layout of the file, little endian:

    "DVG1" | u16 width | u16 height | u16 glyphs | u16 texels of a capital's height
           | u16 texels from the outline (128) to the ends of the range (1 and 255) | u16 0 | u32 bytes of the picture
    one record of 12 bytes for each glyph, by rising code:
        u16 UTF-16 code | u16 x | u16 y | u8 width | u8 height   its rectangle in the picture, margin included
        i8 left   from the pen to the rectangle's left edge, in texels
        i8 up     from the baseline up to the rectangle's top edge, in texels
        u16 advance of the pen, in 1/256 texel
    the picture: raw deflate of width × height bytes, row 0 = top; 128 is the outline, larger is inside
"""

import argparse
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy.ndimage import distance_transform_edt

TARGET = Path(__file__).parents[1] / (
    "unity_client/Packages/org.deepvision.client/Runtime/Resources/DeepVision/glyphs.bytes"
)
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

CAPITALS = 28
"""Texels of a capital's height: text on the sheets is 12 to 26 pixels high; larger signs lose only sharp corners."""
SPREAD = 4
"""Texels over which the distance runs from the outline to its end; also the margin around every glyph."""
WIDTH = 512
OVERSAMPLING = 8

CHARACTERS = "".join(
    sorted(
        {chr(code) for code in range(0x20, 0x7F)}
        | {chr(code) for code in range(0xA1, 0x180)} - {"\u00ad"}
        | set("–—‘’“”„…‹›·×−²³°±≤≥≈≠∞√∂∑µΑΔΘΛΣΦΨΩαβγδεηθκλμνπρστφχψω€")
        | set("←↑→↓↔↕↶↷⇧⌂⌫⏎□■▦▲▶▼◀●○◐☰⚙✎✓✗")
    )
)
"""The last row: what the sheets draw as signs."""


@dataclass(frozen=True)
class Drawn:
    """A glyph before it has its place: the distances with their margin, and how it is set, in texels."""

    code: int
    distances: np.ndarray
    left: int
    up: int
    advance: float


def draw(characters: str = CHARACTERS, font: Path = FONT) -> list[Drawn]:
    """Return the distance field of every character, by rising code.

    Raises ValueError naming the characters that the font does not have.
    """
    large = _font_with_capitals(font, CAPITALS * OVERSAMPLING)
    absent = bytes(large.getmask("\U0010ffff"))
    missing = [c for c in characters if c != "□" and not c.isspace() and bytes(large.getmask(c)) == absent]
    if missing:
        raise ValueError(f"{font} has no {' '.join(missing)}: take another font or leave them out of CHARACTERS.")
    return [_draw(character, large) for character in sorted(characters)]


def place(glyphs: list[Drawn]) -> tuple[np.ndarray, dict[int, tuple[int, int]]]:
    """Return the picture, uint8 (height, width), and the upper left corner of each glyph in it."""
    corners: dict[int, tuple[int, int]] = {}
    x = y = shelf = 0
    for glyph in sorted(glyphs, key=lambda one: (-one.distances.shape[0], one.code)):
        height, width = glyph.distances.shape
        if x + width > WIDTH:
            x, y, shelf = 0, y + shelf, 0
        corners[glyph.code] = (x, y)
        x, shelf = x + width, max(shelf, height)
    picture = np.zeros((-(-(y + shelf) // 4) * 4, WIDTH), np.uint8)
    for glyph in glyphs:
        (x, y), (height, width) = corners[glyph.code], glyph.distances.shape
        picture[y : y + height, x : x + width] = glyph.distances
    return picture, corners


def encode(glyphs: list[Drawn]) -> bytes:
    """Return the file."""
    picture, corners = place(glyphs)
    height, width = picture.shape
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(picture.tobytes()) + deflate.flush()
    head = struct.pack("<4s6HI", b"DVG1", width, height, len(glyphs), CAPITALS, SPREAD, 0, len(packed))
    records = []
    for glyph in glyphs:
        rows, columns = glyph.distances.shape
        place_and_size = (*corners[glyph.code], columns, rows)
        records.append(
            struct.pack("<3H2B2bH", glyph.code, *place_and_size, glyph.left, glyph.up, round(glyph.advance * 256))
        )
    return head + b"".join(records) + packed


def _font_with_capitals(font: Path, pixels: int) -> ImageFont.FreeTypeFont:
    """Return the font at the size at which an H is as many pixels high."""
    trial = ImageFont.truetype(str(font), 1000, layout_engine=ImageFont.Layout.BASIC)
    _, top, _, bottom = trial.getbbox("H", anchor="ls")
    return ImageFont.truetype(str(font), 1000 * pixels / (bottom - top), layout_engine=ImageFont.Layout.BASIC)


def _draw(character: str, font: ImageFont.FreeTypeFont) -> Drawn:
    advance = font.getlength(character) / OVERSAMPLING
    left, top, right, bottom = font.getbbox(character, anchor="ls")
    if right <= left or bottom <= top:
        return Drawn(ord(character), np.zeros((0, 0), np.uint8), 0, 0, advance)
    first_column, first_row = (edge // OVERSAMPLING - SPREAD for edge in (left, top))
    columns = -(-right // OVERSAMPLING) + SPREAD - first_column
    rows = -(-bottom // OVERSAMPLING) + SPREAD - first_row
    picture = Image.new("L", (columns * OVERSAMPLING, rows * OVERSAMPLING))
    pen = (-first_column * OVERSAMPLING, -first_row * OVERSAMPLING)
    ImageDraw.Draw(picture).text(pen, character, 255, font, anchor="ls")
    inside = np.asarray(picture) >= 128
    # The outline runs between two pixels, half a pixel from either's centre.
    distance = np.where(inside, distance_transform_edt(inside) - 0.5, 0.5 - distance_transform_edt(~inside))
    mean = distance.reshape(rows, OVERSAMPLING, columns, OVERSAMPLING).mean((1, 3)) / OVERSAMPLING
    distances = np.clip(np.rint(128 + 127 * mean / SPREAD), 0, 255).astype(np.uint8)
    return Drawn(ord(character), distances, first_column, -first_row, advance)


def main() -> None:
    """Write the file, or another one by ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    data = encode(draw())
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(data)
    print(f"{arguments.out}: {len(CHARACTERS)} characters, {len(data):,} bytes")


if __name__ == "__main__":
    main()
