"""The augmentations that sections 2.5 and 4.2 name, on one picture at a time; what adds a second one is in batches.py.

The sections give no strengths, but for the blur's probability; the constants here are ours. Each picture draws from its
own random stream, so the same picture in the same epoch is the same in any worker, process or order.
"""

from collections.abc import Collection

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

CROP_SCALE = 0.8
"""Least part of a side that a crop keeps."""
SHIFT = 0.1
"""Furthest shift, in sides; what comes in repeats the mirrored picture."""
BLUR_PROBABILITY = 0.25
BLUR_RADIUS = (0.5, 2.0)
"""In pixels."""
NOISE_STD = 0.05
"""Largest standard deviation of the Gaussian noise, for pictures in 0…1."""
JITTER = 0.2
"""Brightness and contrast are multiplied by 1 ± this at most."""


def augmented(picture: Image.Image, size: tuple[int, int], names: Collection[str], random: Generator) -> Image.Image:
    """Return a picture of ``size`` = (height, width): augmented, and fitted as every picture is.

    Args:
        picture: grey or RGB.
        size: (height, width).
        names: of :data:`deepvision.training.settings.AUGMENTATIONS`.
        random: what is drawn is drawn from here.
    """
    height, width = size
    if "crop" in names:
        picture = _cropped(picture, width / height, random)
    picture = ImageOps.fit(picture, (width, height), Image.Resampling.BICUBIC)
    if "shift" in names:
        picture = _shifted(picture, random)
    if "flip" in names and random.random() < 0.5:
        picture = ImageOps.mirror(picture)
    if "brightness" in names:
        picture = ImageEnhance.Brightness(picture).enhance(random.uniform(1 - JITTER, 1 + JITTER))
    if "contrast" in names:
        picture = ImageEnhance.Contrast(picture).enhance(random.uniform(1 - JITTER, 1 + JITTER))
    if "blur" in names and random.random() < BLUR_PROBABILITY:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(*BLUR_RADIUS)))
    return picture


def with_noise(values: NDArray[np.float32], random: Generator) -> NDArray[np.float32]:
    """Return values in 0…1 with Gaussian noise of a random strength; they may leave that range."""
    std = random.uniform(0, NOISE_STD)
    return (values + std * random.standard_normal(values.shape, dtype=np.float32)).astype(np.float32)


def _cropped(picture: Image.Image, aspect: float, random: Generator) -> Image.Image:
    """Return a part of the shape that is wanted, at a random place and scale."""
    scale = random.uniform(CROP_SCALE, 1)
    width = scale * min(picture.width, picture.height * aspect)
    height = width / aspect
    left, top = random.uniform(0, picture.width - width), random.uniform(0, picture.height - height)
    box = (round(left), round(top), max(round(left + width), round(left) + 1), max(round(top + height), round(top) + 1))
    return picture.crop(box)


def _shifted(picture: Image.Image, random: Generator) -> Image.Image:
    right, down = (round(random.uniform(-SHIFT, SHIFT) * side) for side in picture.size)
    mirrored = Image.new(picture.mode, (2 * picture.width, 2 * picture.height))
    for x, across in enumerate((picture, ImageOps.mirror(picture))):
        for y, placed in enumerate((across, ImageOps.flip(across))):
            mirrored.paste(placed, (x * picture.width, y * picture.height))
    return ImageChops.offset(mirrored, right, down).crop((0, 0, *picture.size))
