"""What the pictures of a data set do to every channel of a network: how much, and which parts of them the most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

TOP = 9
"""Pictures that are remembered for each channel."""


@dataclass(frozen=True)
class LayerEvidence:
    """Figures of the C channels of a layer. Values that are not finite are left out.

    Attributes:
        means: (C,) largest mean of a channel's map that any picture gives; -inf: none was finite.
        strengths: (C,) mean over the pictures of the largest absolute value in the map.
        dead: (C,) bool, nothing in the pictures reaches the channel: its map is the same everywhere.
        values: (C, K) largest value in the map, for the K pictures where it is largest, descending; -inf: none.
        pictures: (C, K) their numbers; -1: none.
        rows, columns: (C, K) where in the map the values stand.
    """

    means: Tensor
    strengths: Tensor
    dead: Tensor
    values: Tensor
    pictures: Tensor
    rows: Tensor
    columns: Tensor

    def strongest(self) -> list[int]:
        """Return the channels by their strength, the strongest first."""
        return [int(channel) for channel in self.strengths.argsort(descending=True, stable=True)]


class Gatherer:
    """Takes the activations of one batch of pictures after the other.

    Args:
        top: pictures to remember for each channel.
    """

    def __init__(self, top: int = TOP) -> None:
        self._top = top
        self._layers: dict[str, _Layer] = {}

    def add(self, activations: Mapping[str, Tensor], numbers: Sequence[int]) -> None:
        """Take the maps (N, C, H, W) of every layer for the pictures with these numbers."""
        for layer, maps in activations.items():
            known = self._layers.setdefault(layer, _Layer(maps.shape[1], self._top))
            known.add(maps.detach().float(), torch.tensor(list(numbers)))

    def result(self) -> dict[str, LayerEvidence]:
        """Return the figures by layer."""
        return {layer: known.result() for layer, known in self._layers.items()}


class _Layer:
    def __init__(self, channels: int, top: int) -> None:
        self._count = 0
        self._means = torch.full((channels,), -torch.inf)
        self._strengths = torch.zeros(channels)
        self._low = torch.full((channels,), torch.inf)
        self._high = torch.full((channels,), -torch.inf)
        self._values = torch.full((channels, top), -torch.inf)
        self._where = torch.full((channels, top, 3), -1)

    def add(self, maps: Tensor, numbers: Tensor) -> None:
        count, channels, _, width = maps.shape
        flat = maps.flatten(2)
        means = _finite_or(flat.mean(2), -torch.inf).cpu()
        high, place = _finite_or(flat, -torch.inf).max(2)
        low = _finite_or(flat, torch.inf).amin(2).cpu()
        high, place = high.cpu(), place.cpu()
        self._count += count
        self._means = torch.maximum(self._means, means.amax(0))
        self._strengths += _finite_or(torch.maximum(high.abs(), low.abs()), 0.0).sum(0)
        self._low = torch.minimum(self._low, low.amin(0))
        self._high = torch.maximum(self._high, high.amax(0))
        shown = numbers[:, None].expand(count, channels)
        where = torch.stack([shown, place // width, place % width], 2).transpose(0, 1)
        values = torch.cat([self._values, high.T], 1)
        order = values.argsort(dim=1, descending=True, stable=True)[:, : self._values.shape[1]]
        self._values = values.gather(1, order)
        self._where = torch.cat([self._where, where], 1).gather(1, order[:, :, None].expand(-1, -1, 3))

    def result(self) -> LayerEvidence:
        constant = self._low == self._high
        dead = constant & ((self._high == 0) | torch.tensor(self._count > 1))
        none = self._values == -torch.inf
        pictures, rows, columns = (axis.masked_fill(none, -1) for axis in self._where.unbind(2))
        strengths = self._strengths / max(self._count, 1)
        return LayerEvidence(self._means, strengths, dead, self._values, pictures, rows, columns)


def _finite_or(values: Tensor, other: float) -> Tensor:
    return torch.where(torch.isfinite(values), values, other)
