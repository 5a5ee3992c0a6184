"""Two photographs that come with scikit-learn, whole and in crops: real pictures without a download.

A temple in China and a flower, both published under Creative Commons licences. The first two pictures are the
whole photographs; then come nine overlapping crops of each, of half its width and height.
"""

from functools import cached_property
from typing import Any

from numpy.typing import NDArray
from PIL import Image
from sklearn.datasets import load_sample_images
from torch.utils.data import Dataset

CLASSES = ["temple", "flower"]
CROPS_PER_SIDE = 3


class Photographs(Dataset[tuple[Image.Image, int]]):
    """Twenty pictures (RGB; 640×427 whole, 320×213 as a crop); the photographs are read when the first is asked for."""

    classes = CLASSES

    def __len__(self) -> int:
        return len(self.classes) * (1 + CROPS_PER_SIDE**2)

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """The picture and its class. Raises IndexError outside 0 … 19."""
        if not 0 <= index < len(self):
            raise IndexError(f"Expected an index from 0 to {len(self) - 1}, got {index}.")
        crop, label = divmod(index, len(self.classes))
        photograph = self._photographs[label]
        if crop > 0:
            row, column = divmod(crop - 1, CROPS_PER_SIDE)
            height, width = photograph.shape[0] // 2, photograph.shape[1] // 2
            top = row * (photograph.shape[0] - height) // (CROPS_PER_SIDE - 1)
            left = column * (photograph.shape[1] - width) // (CROPS_PER_SIDE - 1)
            photograph = photograph[top : top + height, left : left + width]
        return Image.fromarray(photograph), label

    @cached_property
    def _photographs(self) -> list[NDArray[Any]]:
        """The whole photographs (427, 640, 3) of uint8, in the order of the classes."""
        return list(load_sample_images().images)


def dataset() -> Photographs:
    """Both photographs and their crops."""
    return Photographs()
