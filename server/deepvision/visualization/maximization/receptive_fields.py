"""Which pixels a unit sees, found by asking the network itself."""

from dataclasses import dataclass

import torch
from torch import Tensor

from deepvision.visualization.maximization.reaching import Reach


@dataclass(frozen=True)
class Crop:
    """A part of the input that a layer's centre unit can be computed from alone.

    Attributes:
        top, left, height, width: of the part, in pixels of the input.
        row, column: where the unit stands in the layer's map of the part.
    """

    top: int
    left: int
    height: int
    width: int
    row: int
    column: int

    def cut(self, images: Tensor) -> Tensor:
        """Return the part (N, C, height, width) of pictures (N, C, H, W)."""
        return images[:, :, self.top : self.top + self.height, self.left : self.left + self.width]

    def paste(self, parts: Tensor, images: Tensor) -> Tensor:
        """Return the pictures with the parts in place."""
        result = images.clone()
        result[:, :, self.top : self.top + self.height, self.left : self.left + self.width] = parts
        return result


def centre_crop(reach: Reach, layer: str) -> Crop | None:
    """Return the part that the centre unit of a layer sees, aligned with the layer's stride; None if that is all.

    NaN spreads to everything that depends on it, whatever the values are. So pictures with NaN up to a row (or from
    one on) tell which units of the layer see it. What is found is then tried: the unit must have the same value,
    computed from the part and from the whole.
    """
    try:
        return _centre_crop(reach, layer)
    except Exception:  # a network that refuses NaN or another size, in whatever way
        return None


def _centre_crop(reach: Reach, layer: str) -> Crop | None:
    _, height, width = reach.shape
    _, rows, columns = reach.layer_shape(layer)
    row, column = rows // 2, columns // 2
    if rows < 3 or columns < 3:
        return None
    vertical = _extent(reach, layer, 2, row, column)
    horizontal = _extent(reach, layer, 3, row, column)
    if vertical is None or horizontal is None:
        return None
    (top, bottom, stride_y), (left, right, stride_x) = vertical, horizontal
    top, left = top - top % stride_y, left - left % stride_x
    crop = Crop(top, left, bottom + 1 - top, right + 1 - left, row - top // stride_y, column - left // stride_x)
    if crop.height * crop.width > 0.8 * height * width or not _is_exact(reach, layer, crop, row, column):
        return None
    return crop


def _extent(reach: Reach, layer: str, axis: int, row: int, column: int) -> tuple[int, int, int] | None:
    """Return first and last pixel that the unit sees along an axis, and the layer's stride in pixels."""
    side = reach.shape[axis - 1]
    before = (row - 1, column) if axis == 2 else (row, column - 1)
    # The first pixel: the least p so that NaN in all of 0…p reaches the unit; for the last one from the other end.
    first = _search(reach, layer, axis, (row, column), from_start=True)
    last = _search(reach, layer, axis, (row, column), from_start=False)
    first_before = _search(reach, layer, axis, before, from_start=True)
    if first is None or last is None or first_before is None or first_before < 1 or last >= side - 1:
        return None  # it touches the border: its padding belongs to what it sees
    stride = first - first_before
    return None if stride < 1 else (first, last, stride)


def _search(reach: Reach, layer: str, axis: int, unit: tuple[int, int], *, from_start: bool) -> int | None:
    """Return by bisection how far NaN must come in from one side to reach a unit."""
    side = reach.shape[axis - 1]
    low, high = 0, side - 1
    if not _reaches(reach, layer, axis, unit, high, from_start=from_start):
        return None
    while low < high:
        middle = (low + high) // 2
        if _reaches(reach, layer, axis, unit, middle, from_start=from_start):
            high = middle
        else:
            low = middle + 1
    return low if from_start else side - 1 - low


def _reaches(reach: Reach, layer: str, axis: int, unit: tuple[int, int], count: int, *, from_start: bool) -> bool:
    probe = torch.zeros(1, *reach.shape, device=reach.device, dtype=reach.dtype)
    side = reach.shape[axis - 1]
    start = 0 if from_start else side - 1 - count
    probe.narrow(axis, start, count + 1).fill_(float("nan"))
    with torch.no_grad():
        values = reach.run(probe, [layer])[layer]
    return bool(torch.isnan(values[0, :, unit[0], unit[1]]).any())


def _is_exact(reach: Reach, layer: str, crop: Crop, row: int, column: int) -> bool:
    """Whether the part gives the unit the same values (up to the order of sums) as the whole, on three pictures."""
    generator = torch.Generator().manual_seed(1)
    whole = torch.randn(3, *reach.shape, generator=generator).to(reach.device, reach.dtype)
    with torch.no_grad():
        expected = reach.run(whole, [layer])[layer][:, :, row, column]
        part = reach.run(crop.cut(whole).contiguous(), [layer])[layer]
    if part.shape[2] <= crop.row or part.shape[3] <= crop.column:
        return False
    found = part[:, :, crop.row, crop.column]
    scale = float(expected.abs().max()) or 1.0
    return bool(((found - expected).abs() <= 1e-4 * scale).all())
