"""Drawn shapes: a data set that is generated, so there is nothing to download.

Twelve classes. Eight differ by their outline, whatever texture they carry; four are balls that differ by their texture
alone, and the other shapes carry the same textures. So a network has to see both. Colour, size, place, rotation,
light and clutter are random: no single pixel says anything about the class.

Copy this script to make a data set of your own: all that is needed is a function ``dataset()`` that returns an object
with ``__len__``, ``__getitem__`` yielding (PIL picture, class index), and a list ``classes`` with the classes' names.
A first parameter ``split`` of "train" or "test" says that there are both; without it training holds some pictures out.
"""

import math
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from torch.utils.data import Dataset

Array = NDArray[Any]  # of floats
Split = Literal["train", "test"]
Texture = Literal["checkered", "dotted", "plain", "striped"]

WIDTH, HEIGHT = 175, 150
SUPERSAMPLING = 3  # outlines are drawn this much larger, then averaged down: smooth edges
LIGHT = (-0.6, -0.8)  # direction (x, y) the light comes from: above, a little to the left

TEXTURES: tuple[Texture, ...] = ("checkered", "dotted", "plain", "striped")
CLASSES = [
    "checkered ball",
    "crescent",
    "cross",
    "dotted ball",
    "flower",
    "heart",
    "plain ball",
    "ring",
    "square",
    "star",
    "striped ball",
    "triangle",
]


class Shapes(Dataset[tuple[Image.Image, int]]):
    """Pictures of one shape each, drawn on demand: the same (split, seed, index) is always the same picture.

    Args:
        split: "train" and "test" never share a picture.
        count: number of pictures; any number gives the same first ones.
        seed: another seed gives another data set.

    Raises:
        ValueError: unknown split, or a negative count.
    """

    classes = CLASSES

    def __init__(self, split: Split, count: int, seed: int = 0) -> None:
        if split not in ("train", "test"):
            raise ValueError(f"Expected the split 'train' or 'test', got {split!r}.")
        if count < 0:
            raise ValueError(f"Expected a count of pictures of at least 0, got {count}.")
        self._stream = [seed, ("train", "test").index(split)]
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """The picture (RGB, 175×150) and its class. Raises IndexError outside 0 … len − 1."""
        if not 0 <= index < self._count:
            raise IndexError(f"Expected an index from 0 to {self._count - 1}, got {index}.")
        label = self.label(index)
        return draw(CLASSES[label], np.random.default_rng([*self._stream, 0, index])), label

    def label(self, index: int) -> int:
        """Class of a picture without drawing it: every twelve consecutive pictures hold every class once."""
        block, place = divmod(index, len(CLASSES))
        return int(np.random.default_rng([*self._stream, 1, block]).permutation(len(CLASSES))[place])


def dataset(split: Split = "test") -> Shapes:
    """The first 240 pictures of the held-out split, which no network of this project was trained on, or 10,000 others.

    Raises:
        ValueError: unknown split.
    """
    return Shapes(split, 240 if split == "test" else 10_000)


# ---------------------------------------------------------------------------------------------------- a picture


def draw(name: str, rng: Generator) -> Image.Image:
    """Draws a picture (RGB, 175×150) of the class ``name``, one of ``CLASSES``."""
    lightness = rng.uniform(0.28, 0.92)
    canvas = background(lightness, rng)
    scatter(canvas, int(rng.integers(10, 26)), rng)
    picture = np.asarray(canvas.reduce(SUPERSAMPLING), np.float32) / 255

    radius = rng.uniform(31, 58)
    mask = object_mask(name, radius, rng)
    texture: Texture = next((t for t in TEXTURES if name == f"{t} ball"), rng.choice(TEXTURES))
    colours = object_colours(lightness, rng)
    surface = colours[0] + (colours[1] - colours[0]) * pattern(texture, radius, rng)[..., None]
    picture = place(picture, surface * shading(mask)[..., None], mask)

    picture += rng.standard_normal((HEIGHT, WIDTH, 1), np.float32) * 0.008
    return Image.fromarray((picture.clip(0, 1) * 255 + 0.5).astype(np.uint8))


def place(picture: Array, surface: Array, mask: Array) -> Array:
    """Lays a surface (H, W, 3) over the picture where the mask (H, W) is 1, with a soft shadow beneath."""
    shadow = np.zeros_like(mask)
    shadow[7:, 4:] = 0.42 * blur(mask, 5)[:-7, :-4]  # falls to the lower right
    laid: Array = picture * (1 - shadow[..., None]) * (1 - mask[..., None]) + surface * mask[..., None]
    return laid


def shading(mask: Array) -> Array:
    """Brightness (H, W) of a gently bevelled plate lit from above: rims facing the light are brighter."""
    slope_y, slope_x = np.gradient(blur(mask, 2.5))
    y, x = grid()
    bevel: Array = (slope_x * LIGHT[0] + slope_y * LIGHT[1]) * 1.6
    light: Array = 1.02 - 0.10 * (y / HEIGHT - 0.5) - 0.06 * (x / WIDTH - 0.5) + bevel.clip(-0.35, 0.35)
    return light


def blur(mask: Array, radius: float) -> Array:
    """A mask (H, W) of values in [0, 1], smoothed by a Gaussian."""
    image = Image.fromarray((mask * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(image, np.float32) / 255


def grid() -> tuple[Array, Array]:
    """Coordinates (y, x) of every pixel, broadcastable to (H, W)."""
    y, x = np.ogrid[:HEIGHT, :WIDTH]
    return y.astype(np.float32), x.astype(np.float32)


# ------------------------------------------------------------------------------------------------------- colours


def colour(lightness: float, chroma: float, hue: float) -> Array:
    """Colour (3,) in [0, 1] of sRGB from Oklch (Björn Ottosson, 2020): equal lightness looks equally light.

    Args:
        lightness: 0 black … 1 white.
        chroma: 0 grey … 0.2 vivid; what sRGB cannot show is clipped.
        hue: in turns, 0 … 1.
    """
    a, b = chroma * math.cos(2 * math.pi * hue), chroma * math.sin(2 * math.pi * hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = np.array(
        [
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        ],
        np.float32,
    ).clip(0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055).astype(np.float32)


def object_colours(background_lightness: float, rng: Generator) -> tuple[Array, Array]:
    """Two colours (3,) that differ visibly from the background and from each other."""
    darker = background_lightness > 0.6
    first = background_lightness + (-1 if darker else 1) * rng.uniform(0.22, 0.34)
    step = rng.uniform(0.24, 0.36)
    second = first + step if first + step < 0.96 and (darker or rng.random() < 0.5) else first - step
    hue = rng.random()
    other_hue = hue + rng.choice([0, 0.08, 0.4, 0.5]) + rng.normal(0, 0.02)
    return colour(first, rng.uniform(0.07, 0.19), hue), colour(max(second, 0.08), rng.uniform(0.02, 0.15), other_hue)


# ---------------------------------------------------------------------------------------------------- background


def background(lightness: float, rng: Generator) -> Image.Image:
    """A soft gradient between two neighbouring hues with blurred lights, at ``SUPERSAMPLING`` times the size."""
    hue, chroma = rng.random(), rng.uniform(0.02, 0.10)
    first = colour(lightness - 0.07, chroma, hue)
    second = colour(min(lightness + 0.07, 0.98), chroma, hue + rng.uniform(-0.12, 0.12))
    y, x = np.ogrid[0:1:38j, 0:1:44j]  # a coarse grid suffices for what is smooth
    angle = rng.uniform(0, 2 * math.pi)
    blend = 0.5 + (x - 0.5) * math.cos(angle) + (y - 0.5) * math.sin(angle)
    picture = first + (second - first) * blend.clip(0, 1)[..., None]
    for _ in range(rng.integers(2, 7)):
        radius = rng.uniform(0.12, 0.35)
        squared = ((x - rng.random()) ** 2 * 1.36 + (y - rng.random()) ** 2) / radius**2
        glow = rng.uniform(-0.10, 0.16) * np.exp(-(squared**2))
        picture = picture + glow[..., None]
    small = Image.fromarray((picture.clip(0, 1) * 255).astype(np.uint8))
    return small.resize((WIDTH * SUPERSAMPLING, HEIGHT * SUPERSAMPLING), Image.Resampling.BICUBIC)


def scatter(canvas: Image.Image, count: int, rng: Generator) -> None:
    """Draws clutter into the canvas: small dots, strokes and arcs, translucent, of any colour."""
    brush = ImageDraw.Draw(canvas, "RGBA")
    unit = SUPERSAMPLING
    for _ in range(count):
        x, y = rng.uniform(0, canvas.width), rng.uniform(0, canvas.height)
        red, green, blue = (int(255 * c) for c in colour(rng.uniform(0.3, 0.95), rng.uniform(0, 0.16), rng.random()))
        ink = (red, green, blue, int(rng.integers(70, 210)))
        size, angle = rng.uniform(2, 9) * unit, rng.uniform(0, 2 * math.pi)
        kind = rng.integers(4)
        if kind == 0:
            brush.ellipse((x - size / 2, y - size / 2, x + size / 2, y + size / 2), fill=ink)
        elif kind == 1:
            turned = [(x + size * math.cos(angle + k), y + size * math.sin(angle + k)) for k in (0, 2.1, 4.2)]
            brush.polygon(turned, fill=ink)
        elif kind == 2:
            reach_x, reach_y = 2 * size * math.cos(angle), 2 * size * math.sin(angle)
            brush.line((x - reach_x, y - reach_y, x + reach_x, y + reach_y), fill=ink, width=2 * unit)
        else:
            box = (x - 2 * size, y - 2 * size, x + 2 * size, y + 2 * size)
            brush.arc(box, math.degrees(angle), math.degrees(angle) + rng.uniform(60, 200), fill=ink, width=2 * unit)


# ------------------------------------------------------------------------------------------------------ textures


def pattern(texture: Texture, radius: float, rng: Generator) -> Array:
    """How much of the second colour every pixel (H, W) gets, in [0, 1], with edges one pixel wide."""
    period = radius * rng.uniform(0.30, 0.46)
    angle = rng.uniform(0, math.pi)
    y, x = grid()
    across = x * math.cos(angle) + y * math.sin(angle) + rng.uniform(0, period)
    along = y * math.cos(angle) - x * math.sin(angle) + rng.uniform(0, period)
    if texture == "striped":
        return stripes(across, period)
    if texture == "checkered":
        one, other = stripes(across, 1.25 * period), stripes(along, 1.25 * period)
        differs: Array = one + other - 2 * one * other
        return differs
    if texture == "dotted":
        from_centre: Array = np.hypot(across % period - period / 2, along % period - period / 2)
        return (rng.uniform(0.29, 0.36) * period - from_centre + 0.5).clip(0, 1)
    gradient: Array = 0.5 + (across - across.mean()) / (8 * radius)
    return gradient.clip(0, 1)  # plain: a faint gradient


def stripes(coordinate: Array, period: float) -> Array:
    """Stripes of half a period's width across a coordinate in pixels."""
    wave: Array = np.sin(coordinate * np.float32(2 * math.pi / period))
    return (wave * (period / (2 * math.pi)) + 0.5).clip(0, 1)


# ------------------------------------------------------------------------------------------------------ outlines


def object_mask(name: str, radius: float, rng: Generator) -> Array:
    """Coverage (H, W) in [0, 1] of the class's outline: turned, slightly stretched, somewhere in the picture."""
    x = rng.uniform(0.9 * radius, WIDTH - 0.9 * radius)
    y = rng.uniform(0.9 * radius, HEIGHT - 0.9 * radius)
    angle, stretch = rng.uniform(0, 2 * math.pi), rng.uniform(0.9, 1.1)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    canvas = Image.new("L", (WIDTH * SUPERSAMPLING, HEIGHT * SUPERSAMPLING))
    brush = ImageDraw.Draw(canvas)
    for points, fill in outline(name, rng):
        placed = (points * (stretch, 1 / stretch)) @ turn * radius + (x, y)
        brush.polygon([(float(a), float(b)) for a, b in placed * SUPERSAMPLING], fill=fill)
    return np.asarray(canvas.reduce(SUPERSAMPLING), np.float32) / 255


def outline(name: str, rng: Generator) -> list[tuple[Array, int]]:
    """Polygons (points within the unit circle, shape (n, 2); 255 adds, 0 cuts out) that are drawn one after another."""
    if name == "ring":
        return [(polar(lambda _: 1.0), 255), (polar(lambda _: 1.0) * rng.uniform(0.5, 0.66), 0)]
    if name == "crescent":
        bite = polar(lambda _: 1.0) * rng.uniform(0.78, 0.9) + (rng.uniform(0.4, 0.5), 0)
        return [(polar(lambda _: 1.0), 255), (bite, 0)]
    if name == "cross":
        arm = rng.uniform(0.26, 0.38)
        corners = [(arm, 1), (arm, arm), (1, arm), (1, -arm), (arm, -arm), (arm, -1)]
        return [(np.array([*corners, *((-a, -b) for a, b in corners)]) * 0.95, 255)]
    if name == "heart":
        t = np.linspace(0, 2 * math.pi, 90)
        height = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
        return [(np.stack([16 * np.sin(t) ** 3, -height - 2.5], 1) / 16, 255)]
    if name == "star":
        inner = rng.uniform(0.4, 0.5)
        return [(polar(lambda k: 1.0 if k % 2 == 0 else inner, 10), 255)]
    if name == "flower":
        petals, depth = int(rng.integers(5, 8)), rng.uniform(0.32, 0.42)
        return [(polar(lambda k: 1 - depth + depth * abs(math.cos(petals * math.pi * k / 210)), 210), 255)]
    corners_of = {"triangle": 3, "square": 4}
    return [(polar(lambda _: 1.0, corners_of.get(name, 120)), 255)]  # other names: a ball


def polar(radius: Callable[[int], float], count: int = 120) -> Array:
    """Points (count, 2) at equal angles around the centre; point k is ``radius(k)`` away from it."""
    angles = 2 * math.pi * np.arange(count) / count
    points: Array = np.stack([np.sin(angles), -np.cos(angles)], 1) * np.array([[radius(k)] for k in range(count)])
    return points
