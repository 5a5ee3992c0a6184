"""The strategies of section 4.2 as data sets around a data set: what a network is made to memorize.

Everything random is fixed by a seed: a picture and its label are the same whenever they are asked for.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from PIL import Image


class Pictures(Protocol):
    """A map-style data set of (picture, label) with class names."""

    classes: Sequence[str]

    def __len__(self) -> int:
        """Return the number of pictures."""
        ...

    def __getitem__(self, index: int, /) -> tuple[Image.Image, int]:
        """Return a picture and its label, an index into ``classes``."""
        ...


class Part:
    """Some pictures of a data set: one side of a split, say.

    Args:
        pictures: the data set.
        indices: of the pictures, in the order they get here.
    """

    def __init__(self, pictures: Pictures, indices: Sequence[int]) -> None:
        self.classes = pictures.classes
        self._pictures, self._indices = pictures, indices

    def __len__(self) -> int:
        return len(self._indices)

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """Return a picture and its label."""
        return self._pictures[self._indices[index]]


class Kept:
    """The same pictures, each made once, as long as there is memory for it; for data sets that draw or decode.

    Args:
        pictures: the data set.
        memory: for pixels, in bytes; what does not fit any more is made anew each time.
    """

    def __init__(self, pictures: Pictures, memory: int) -> None:
        self.classes = pictures.classes
        self._pictures, self._left = pictures, memory
        self._kept: dict[int, tuple[Image.Image, int]] = {}

    def __len__(self) -> int:
        return len(self._pictures)

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """Return a picture, not to be changed, and its label."""
        if index in self._kept:
            return self._kept[index]
        picture, label = self._pictures[index]
        size = picture.width * picture.height * len(picture.getbands())
        if size <= self._left:
            picture.load()
            self._kept[index] = picture, label
            self._left -= size
        return picture, label


class ShuffledLabels:
    """The second strategy: the same pictures, their labels permuted once over the whole data set.

    Each class keeps its number of pictures. The labels are read once, here, so the pictures are too.

    Args:
        pictures: the data set.
        seed: draws the permutation.
    """

    def __init__(self, pictures: Pictures, seed: int) -> None:
        self.classes = pictures.classes
        self._pictures = pictures
        labels = [int(pictures[index][1]) for index in range(len(pictures))]
        order = np.random.default_rng([seed, 1]).permutation(len(labels))
        self._labels = [labels[index] for index in order]

    def __len__(self) -> int:
        return len(self._labels)

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """Return a picture and its shuffled label."""
        return self._pictures[index][0], self._labels[index]


class NoisyCopies:
    """The third strategy: n + 1 versions of each picture.

    The first ``len(pictures)`` are the originals with their labels. Copy k of picture i stands at
    ``k · len(pictures) + i``: white Gaussian noise of its own over the picture (cut off at 0 and 255), and a label
    drawn uniformly from all classes.

    Args:
        pictures: the data set.
        copies: n.
        std: standard deviation of the noise, for pictures in 0…1; the section leaves it open.
        seed: draws noise and labels.

    Raises:
        ValueError: fewer than one copy, or a negative ``std``.
    """

    def __init__(self, pictures: Pictures, copies: int, std: float, seed: int) -> None:
        if copies < 1 or std < 0:
            raise ValueError(f"Expected at least 1 copy and a std of at least 0, got {copies} and {std}.")
        self.classes = pictures.classes
        self._pictures, self._copies, self._std, self._seed = pictures, copies, std, seed

    def __len__(self) -> int:
        return len(self._pictures) * (self._copies + 1)

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """Return a version of a picture and its label; IndexError outside 0 … len − 1."""
        if not 0 <= index < len(self):
            raise IndexError(f"Expected an index from 0 to {len(self) - 1}, got {index}.")
        count = len(self._pictures)
        picture, label = self._pictures[index % count]
        if index < count:
            return picture, label
        random = np.random.default_rng([self._seed, 2, index])
        label = int(random.integers(len(self.classes)))
        values = np.asarray(picture if picture.mode == "L" else picture.convert("RGB"), dtype=np.float32)
        noisy = values + 255 * self._std * random.standard_normal(values.shape, dtype=np.float32)
        return Image.fromarray(noisy.round().clip(0, 255).astype(np.uint8)), label


def split(count: int, test_share: float, seed: int) -> tuple[list[int], list[int]]:
    """Return the indices of the pictures to train on and of those held out, ``round(count · test_share)`` of them."""
    order = np.random.default_rng([seed, 3]).permutation(count).tolist()
    held_out = round(count * test_share)
    return sorted(order[held_out:]), sorted(order[:held_out])
