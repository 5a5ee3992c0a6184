"""Charts and tables of pictures, drawn with Pillow: all that the thesis's figures need.

Pillow's own font has no Greek letters and no signs beyond Latin-1.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

INK, FAINT, PAPER = "#1c2733", "#d9dee4", "#ffffff"
BLUE, RED, BLACK, GREEN, ORANGE = "#1f5fbf", "#c8372d", "#1c2733", "#2c8a4b", "#d98218"
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 16, 50, 44
_STROKE = 3
_TEXT = 13


@dataclass(frozen=True)
class Line:
    """One line of a chart.

    Attributes:
        label: in the legend.
        x, y: its points, of one length; values that are not finite are left out.
        colour: such as ``#1f5fbf``.
        is_dashed: see there.
        spread: half the height of a band around each point, or nothing.
    """

    label: str
    x: Sequence[float]
    y: Sequence[float]
    colour: str = BLUE
    is_dashed: bool = False
    spread: Sequence[float] = ()


def chart(
    lines: Sequence[Line],
    title: str,
    x_label: str,
    y_label: str,
    *,
    log: bool = False,
    size: tuple[int, int] = (640, 380),
) -> Image.Image:
    """Return a chart of lines with axes, grid and legend, (W, H) = ``size`` pixels. ``log``: of the y axis."""
    canvas = Image.new("RGB", size, PAPER)
    brush = ImageDraw.Draw(canvas, "RGBA")
    named = [line for line in lines if line.label]
    font = text_font(12)
    right = size[0] - _RIGHT - (round(max(font.getlength(line.label) for line in named)) + 48 if named else 0)
    frame = _Frame(lines, (right, size[1]), log)
    frame.draw_axes(brush)
    brush.text((_LEFT, 6), title, INK, text_font(15))
    brush.text((_LEFT, 28), y_label, INK, text_font(_TEXT))
    brush.text((right, size[1] - 6), x_label, INK, text_font(_TEXT), anchor="rs")
    for line in lines:
        _draw_line(brush, frame, line)
    for number, line in enumerate(named):
        y = _TOP + 10 + 18 * number
        _stroke(brush, [(right + 12, y), (right + 40, y)], line.colour, line.is_dashed)
        brush.text((right + 46, y), line.label, INK, font, anchor="lm")
    return canvas


def picture_table(
    rows: Sequence[Sequence[Image.Image]], columns: Sequence[str], names: Sequence[str], side: int = 150
) -> Image.Image:
    """Return pictures in rows with a name per row and per column, each enlarged or reduced to ``side`` pixels width."""
    height = round(side * rows[0][0].height / rows[0][0].width)
    left = 16 + max(round(text_font(_TEXT).getlength(name)) for name in names)
    canvas = Image.new("RGB", (left + len(columns) * (side + 8), 28 + len(rows) * (height + 8)), PAPER)
    brush = ImageDraw.Draw(canvas)
    for number, column in enumerate(columns):
        brush.text((left + number * (side + 8) + side / 2, 20), column, INK, text_font(_TEXT), anchor="ms")
    for down, (name, row) in enumerate(zip(names, rows, strict=True)):
        top = 28 + down * (height + 8)
        brush.text((8, top + height / 2), name, INK, text_font(_TEXT), anchor="lm")
        for across, picture in enumerate(row):
            enlarged = picture.width < side
            shown = picture.convert("RGB").resize(
                (side, height), Image.Resampling.NEAREST if enlarged else Image.Resampling.LANCZOS
            )
            canvas.paste(shown, (left + across * (side + 8), top))
            brush.rectangle(
                (left + across * (side + 8), top, left + across * (side + 8) + side, top + height), None, INK
            )
    return canvas


def tiled(pictures: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Return pictures of one size side by side, row below row."""
    width, height = pictures[0][0].size
    canvas = Image.new("RGB", (width * max(map(len, pictures)), height * len(pictures)), PAPER)
    for down, row in enumerate(pictures):
        for across, picture in enumerate(row):
            canvas.paste(picture, (across * width, down * height))
    return canvas


def ticks(low: float, high: float, count: int = 6) -> list[float]:
    """Return about ``count`` round values within [low, high]."""
    if not high > low:
        return [low]
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [number * step for number in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


class _Frame:
    """From values to pixels: an area that ends at ``size``, with margins for the axes."""

    def __init__(self, lines: Sequence[Line], size: tuple[int, int], log: bool) -> None:
        self.size = size
        self.log = log
        points = [point for line in lines for point in _finite(line, log)]
        if not points:
            raise ValueError("Expected lines with at least one finite value to draw, got none.")
        self.x_low, self.x_high = _widened([x for x, _, _ in points], 0.0)
        values = [y + side * spread for _, y, spread in points for side in (-1, 1) if not log or y - spread > 0]
        scaled = [math.log10(value) for value in values] if log else values
        self.y_low, self.y_high = _widened(scaled or [0.0], 0.06)

    def at(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.size[0] - _LEFT, self.size[1] - _TOP - _BOTTOM
        value = (math.log10(y) if y > 0 else self.y_low) if self.log else y
        across = (x - self.x_low) / (self.x_high - self.x_low)
        up = min(max((value - self.y_low) / (self.y_high - self.y_low), 0), 1)
        return _LEFT + across * width, self.size[1] - _BOTTOM - up * height

    def draw_axes(self, brush: ImageDraw.ImageDraw) -> None:
        font = text_font(_TEXT)
        bottom, top = self.size[1] - _BOTTOM, _TOP
        for x in ticks(self.x_low, self.x_high):
            place = self.at(x, 1)[0]
            brush.line((place, top, place, bottom), FAINT)
            brush.text((place, bottom + 5), f"{x:.6g}", INK, font, anchor="ma")
        for tick in ticks(self.y_low, self.y_high):
            value = 10.0**tick if self.log else tick
            place = self.at(self.x_low, value)[1]
            brush.line((_LEFT, place, self.size[0], place), FAINT)
            brush.text((_LEFT - 6, place), f"{value:.2g}" if self.log else f"{value:.6g}", INK, font, anchor="rm")
        brush.rectangle((_LEFT, top, self.size[0], bottom), None, INK)


def _draw_line(brush: ImageDraw.ImageDraw, frame: _Frame, line: Line) -> None:
    points = _finite(line, frame.log)
    if line.spread:
        upper = [frame.at(x, y + spread) for x, y, spread in points]
        lower = [frame.at(x, y - spread) for x, y, spread in points]
        brush.polygon([*upper, *reversed(lower)], fill=line.colour + "30")
    places = [frame.at(x, y) for x, y, _ in points]
    _stroke(brush, places, line.colour, line.is_dashed)
    if len(places) <= 20:
        for x, y in places:
            brush.ellipse((x - 4, y - 4, x + 4, y + 4), line.colour)


def _stroke(brush: ImageDraw.ImageDraw, places: Sequence[tuple[float, float]], colour: str, is_dashed: bool) -> None:
    if not is_dashed:
        brush.line(places, colour, _STROKE)
        return
    gone = 0.0
    for (x, y), (to_x, to_y) in itertools.pairwise(places):
        length = math.hypot(to_x - x, to_y - y)
        pieces = max(1, round(length / 3))
        for piece in range(pieces):
            if (gone + length * piece / pieces) % 10 < 6:
                begin, end = piece / pieces, (piece + 1) / pieces
                brush.line(
                    (x + (to_x - x) * begin, y + (to_y - y) * begin, x + (to_x - x) * end, y + (to_y - y) * end),
                    colour,
                    _STROKE,
                )
        gone += length


def _finite(line: Line, log: bool) -> list[tuple[float, float, float]]:
    spreads = line.spread or [0.0] * len(line.x)
    return [
        (x, y, spread)
        for x, y, spread in zip(line.x, line.y, spreads, strict=True)
        if math.isfinite(y) and (y > 0 or not log)
    ]


def _widened(values: Sequence[float], share: float) -> tuple[float, float]:
    low, high = min(values), max(values)
    if low == high:
        return low - 0.5, high + 0.5
    return low - share * (high - low), high + share * (high - low)


@cache
def text_font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the font of all pictures at a size in pixels."""
    return ImageFont.load_default(size)
