"""Which pixels of the input the units of every layer see, found by asking the network itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

_MOST_BANDS = 112
"""Per axis: larger pictures are asked about in bands of several pixels."""
_SHARE = 3
"""Where it is unknown, a unit is taken to see this part of the shorter side, around its place."""


@dataclass(frozen=True)
class Rectangle:
    """A part of the input, in pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Band:
    """Pixels ``start`` to ``stop`` - 1 along an axis of (C, H, W), 1 or 2, over the whole of the other one."""

    axis: int
    start: int
    stop: int


@dataclass(frozen=True)
class Seen:
    """What the units of a layer see.

    Attributes:
        rows: (rows of the map, 2) first pixel and one after the last of the input's height.
        columns: (columns of the map, 2) the same of its width.
    """

    rows: Tensor
    columns: Tensor


def bands(shape: tuple[int, int, int]) -> list[Band]:
    """Return what has to be asked about an input (C, H, W)."""
    found = []
    for axis in (1, 2):
        step = -(-shape[axis] // _MOST_BANDS)
        found += [Band(axis, start, min(start + step, shape[axis])) for start in range(0, shape[axis], step)]
    return found


def probes(shape: tuple[int, int, int], asked: Sequence[Band]) -> Tensor:
    """Return a picture (C, H, W) for each band: zero, and NaN in the band. NaN spreads to all that depends on it."""
    pictures = torch.zeros(len(asked), *shape)
    for picture, band in zip(pictures, asked, strict=True):
        picture.narrow(band.axis, band.start, band.stop - band.start).fill_(torch.nan)
    return pictures


class Prober:
    """Takes what a network gives for :func:`probes`, one batch after the other."""

    def __init__(self) -> None:
        self._spans: dict[str, tuple[Tensor, Tensor]] = {}

    def add(self, activations: Mapping[str, Tensor], asked: Sequence[Band]) -> None:
        """Take the maps (N, C, H, W) of every layer for the probes of these bands."""
        for layer, maps in activations.items():
            reached = torch.isnan(maps).any(1).cpu()
            spans = self._spans.setdefault(layer, (_nothing(maps.shape[2]), _nothing(maps.shape[3])))
            for hit, band in zip(reached, asked, strict=True):
                span, along = spans[band.axis - 1], hit.any(2 - band.axis)
                span[along, 0] = span[along, 0].clamp(max=band.start)
                span[along, 1] = span[along, 1].clamp(min=band.stop)

    def result(self) -> dict[str, Seen]:
        """Return what was found, for the layers in which NaN reached every unit from somewhere."""
        return {
            layer: Seen(rows, columns)
            for layer, (rows, columns) in self._spans.items()
            if bool((rows[:, 1] > 0).all()) and bool((columns[:, 1] > 0).all())
        }


def patch(seen: Seen | None, shape: tuple[int, int, int], size: tuple[int, int], unit: tuple[int, int]) -> Rectangle:
    """Return the part of the input that a unit of a layer sees.

    All units of a layer have parts of one size: at the border of the input the part is moved inside.

    Args:
        seen: what is known of the layer; None: a part around the unit's place is returned.
        shape: (C, H, W) of the layer.
        size: (height, width) of the input.
        unit: row and column in the map.
    """
    spans = [_guessed(place, count, side, min(size)) for place, count, side in zip(unit, shape[1:], size, strict=True)]
    if seen is not None:
        spans = [_known(seen.rows, unit[0], size[0]), _known(seen.columns, unit[1], size[1])]
    (top, height), (left, width) = spans
    return Rectangle(left, top, width, height)


def _nothing(count: int) -> Tensor:
    return torch.tensor([[torch.iinfo(torch.int32).max, 0]]).repeat(count, 1)


def _known(spans: Tensor, place: int, side: int) -> tuple[int, int]:
    length = int((spans[:, 1] - spans[:, 0]).max())
    first, end = int(spans[place, 0]), int(spans[place, 1])
    # What lies outside of the input has been cut off; at its first side that is what the beginning lacks.
    start = first if first > 0 else end - length
    return max(0, min(start, side - length)), length


def _guessed(place: int, count: int, side: int, shorter: int) -> tuple[int, int]:
    if count == 1:
        return 0, side
    length = max(1, shorter // _SHARE)
    centre = (place + 0.5) * side / count
    return max(0, min(round(centre - length / 2), side - length)), length
