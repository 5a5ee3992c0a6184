"""Pictures of which only the frequencies below or above a cut-off are kept: the split of (8.1) as an input filter.

What a network sees is split, in its own units: the part below and the part above add up to the unfiltered input but for
rounding in float32, nothing is cut off, and the part above lies around the network's mean colour, which is zero to it.
For the eye the part above lies around mid grey, or around the mean colour of a network, and what leaves the range of
pictures is cut off.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image
from torch import Tensor

from deepvision.layers.frequencies import above, below
from deepvision.visualization.pictures import from_input, to_input

Band = Literal["low", "high"]
_GREY, _SPAN = (0.5, 0.5, 0.5), (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class FrequencyFilter:
    """Keeps one side of a cut-off.

    Attributes:
        band: ``low`` keeps what is at and below the cut-off, ``high`` what is above it.
        cutoff: c of (8.2), in periods per picture as it is filtered.

    Raises:
        ValueError: the cut-off is negative or not a number.
    """

    band: Band
    cutoff: float

    def __post_init__(self) -> None:
        if math.isnan(self.cutoff) or self.cutoff < 0:
            raise ValueError(f"Expected a cut-off of at least 0 periods per picture, got {self.cutoff}.")

    def __call__(self, pictures: Tensor) -> Tensor:
        """Return what is kept of pictures (N, C, H, W) of floating point."""
        return below(pictures, self.cutoff) if self.band == "low" else above(pictures, self.cutoff)


def filtered_input(
    picture: Image.Image,
    filters: Sequence[FrequencyFilter],
    size: tuple[int, int],
    mean: Sequence[float],
    std: Sequence[float],
) -> Tensor:
    """Return a normalised input (1, C, H, W), fitted to ``size`` = (H, W) and then filtered."""
    pixels = to_input(picture, size, mean, std)
    for keep in filters:
        pixels = keep(pixels)
    return pixels


def filtered_picture(picture: Image.Image, filters: Sequence[FrequencyFilter]) -> Image.Image:
    """Return the whole picture for the eye; what is above a cut-off lies around mid grey."""
    if not filters:
        return picture
    size = (picture.height, picture.width)
    return from_input(filtered_input(picture, filters, size, _GREY, _SPAN)[0], _GREY, _SPAN)
