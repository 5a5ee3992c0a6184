"""Are there more horizontal or more vertical dashes? The toy data set of the thesis, section 6.1.

1024 black pictures of 48×48 pixels with white dashes, one pixel thick and five pixels long. Every dash has a free pixel
around it that it shares with no other and that lies inside the picture, so no 3×3 window sees two dashes. There are
never as many horizontal as vertical ones.
"""

from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image
from torch.utils.data import Dataset

SIZE = 48
LENGTH = 5
MOST = 12  # dashes of the class that wins
CLASSES = ["vertical", "horizontal"]
HORIZONTAL = 1  # index of the class


class OrientedDashes(Dataset[tuple[Image.Image, int]]):
    """Pictures (grey, 48×48) drawn on demand; the same (seed, index) is always the same picture.

    Args:
        count: number of pictures.
        seed: another seed gives another data set.

    Raises:
        ValueError: a negative count.
    """

    classes = CLASSES

    def __init__(self, count: int = 1024, seed: int = 0) -> None:
        if count < 0:
            raise ValueError(f"Expected a count of pictures of at least 0, got {count}.")
        self._count = count
        self._seed = seed

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """The picture and its class. Raises IndexError outside 0 … len − 1."""
        if not 0 <= index < self._count:
            raise IndexError(f"Expected an index from 0 to {self._count - 1}, got {index}.")
        rng = np.random.default_rng([self._seed, index])
        label = int(rng.integers(2))
        more = int(rng.integers(1, MOST + 1))
        less = int(rng.integers(0, more))
        orientations = [label] * more + [1 - label] * less
        return Image.fromarray(draw(orientations, rng)), label


def draw(orientations: list[int], rng: Generator) -> NDArray[Any]:
    """A picture (48, 48) of uint8 with one dash per orientation (0 vertical, 1 horizontal), at random places.

    Raises:
        ValueError: there is no room for so many.
    """
    picture = np.zeros((SIZE, SIZE), np.uint8)
    taken = np.zeros((SIZE, SIZE), bool)
    for orientation in orientations:
        height, width = (3, LENGTH + 2) if orientation == HORIZONTAL else (LENGTH + 2, 3)  # with the free pixels
        # free[y, x]: nothing is taken in the rectangle whose upper left corner is (y, x)
        windows = np.lib.stride_tricks.sliding_window_view(taken, (height, width))
        free = np.argwhere(~windows.any((2, 3)))
        if len(free) == 0:
            raise ValueError(
                f"Expected dashes that fit into {SIZE}×{SIZE} pixels, got {len(orientations)}: ask for fewer."
            )
        y, x = free[rng.integers(len(free))]
        taken[y : y + height, x : x + width] = True
        picture[y + 1 : y + height - 1, x + 1 : x + width - 1] = 255
    return picture


def dataset() -> OrientedDashes:
    """The 1024 pictures of the thesis's experiment."""
    return OrientedDashes()
