"""What is to become large: linear functions of activations, for a whole batch at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import torch
from torch import Tensor

from deepvision.visualization.maximization.reaching import OUTPUT

Where = Literal["mean", "centre"]
Shapes = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Term:
    """One summand of an objective.

    Attributes:
        layer: node id.
        channel: index of a channel; or None, then ``direction`` counts.
        direction: a weight per channel.
        where: the mean over the map, or the value in its centre, row H // 2 and column W // 2.
        weight: what it is multiplied with.
    """

    layer: str
    channel: int | None
    direction: tuple[float, ...] = ()
    where: Where = "mean"
    weight: float = 1.0


@dataclass(frozen=True)
class Objective:
    """A sum of terms. ``a + b`` and ``2 * a`` make new ones."""

    terms: tuple[Term, ...]

    def __add__(self, other: "Objective") -> "Objective":
        return Objective(self.terms + other.terms)

    def __mul__(self, factor: float) -> "Objective":
        return Objective(tuple(replace(term, weight=term.weight * factor) for term in self.terms))

    __rmul__ = __mul__

    def __neg__(self) -> "Objective":
        return self * -1.0

    def __sub__(self, other: "Objective") -> "Objective":
        return self + -other

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers it looks at, each once."""
        return tuple(dict.fromkeys(term.layer for term in self.terms))

    @property
    def key(self) -> tuple[str, int]:
        """Layer and channel of the first term (-1 for a direction): what seeds and cards are made from."""
        first = self.terms[0]
        return first.layer, -1 if first.channel is None else first.channel


def channel_mean(layer: str, channel: int) -> Objective:
    """The mean of a channel's map: the thesis's objective."""
    return Objective((Term(layer, channel),))


def centre_unit(layer: str, channel: int) -> Objective:
    """The value in the centre of a channel's map."""
    return Objective((Term(layer, channel, where="centre"),))


def class_logit(index: int) -> Objective:
    """The score of a class before the softmax."""
    return Objective((Term(OUTPUT, index),))


def direction(layer: str, weights: Sequence[float], where: Where = "mean") -> Objective:
    """A direction in the space of a layer's channels: Σ_c weights[c] · activation[c]."""
    return Objective((Term(layer, None, tuple(float(w) for w in weights), where),))


class ObjectiveBatch:
    """The objectives of a batch, one per picture, as weights: no loop over pictures is needed.

    Every objective is a linear function of activations, so its gradient with respect to them is a constant, made once.

    Args:
        objectives: N of them.
        shapes: (C, H, W) per layer, at the size the pictures have.
        device, dtype: of the activations.
        centres: row and column of the centre unit by layer, where it is not in the middle.
    """

    def __init__(
        self,
        objectives: Sequence[Objective],
        shapes: Shapes,
        device: torch.device,
        dtype: torch.dtype,
        centres: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        count = len(objectives)
        self.layers = tuple(dict.fromkeys(layer for objective in objectives for layer in objective.layers))
        self.seeds: dict[str, Tensor] = {}
        self.channels: Tensor | None = _single_channels(objectives, device) if len(self.layers) == 1 else None
        for layer in self.layers:
            channels, height, width = shapes[layer]
            weights = torch.zeros(2, count, channels)
            for number, objective in enumerate(objectives):
                for term in objective.terms:
                    if term.layer == layer:
                        _add(weights[int(term.where == "centre"), number], term)
            seed = (weights[0] / (height * width))[:, :, None, None].repeat(1, 1, height, width)
            row, column = (centres or {}).get(layer, (height // 2, width // 2))
            seed[:, :, row, column] += weights[1]
            self.seeds[layer] = seed.to(device, dtype)

    def values(self, activations: dict[str, Tensor]) -> Tensor:
        """Return the objectives' values (N,) for activations (N, C, H, W) by layer."""
        if self.channels is not None:
            layer = self.layers[0]
            rows = torch.arange(len(self.channels), device=self.channels.device)
            maps = activations[layer][rows, self.channels]
            return (maps * self.seeds[layer][rows, self.channels]).sum((1, 2))
        parts = [(activations[layer] * self.seeds[layer]).sum((1, 2, 3)) for layer in self.layers]
        return torch.stack(parts).sum(0)

    def silent(self, activations: dict[str, Tensor]) -> Tensor:
        """Return (N,) whether everything that a picture's objective looks at is exactly zero."""
        if self.channels is not None:
            maps = activations[self.layers[0]][
                torch.arange(len(self.channels), device=self.channels.device), self.channels
            ]
            return ~maps.flatten(1).any(1)
        parts = [~((activations[layer] != 0) & (self.seeds[layer] != 0)).flatten(1).any(1) for layer in self.layers]
        return torch.stack(parts).all(0)

    def to_channels_last(self) -> None:
        """Lay the seeds out as the activations are."""
        self.seeds = {layer: seed.contiguous(memory_format=torch.channels_last) for layer, seed in self.seeds.items()}


def check(objective: Objective, shapes: Shapes) -> None:
    """Raise a ValueError if the objective asks for what a layer does not have."""
    if not objective.terms:
        raise ValueError("Expected an objective with at least one term, got an empty sum.")
    for term in objective.terms:
        channels = shapes[term.layer][0]
        if term.channel is None and len(term.direction) != channels:
            raise ValueError(
                f"Expected a direction of {channels} weights, one per channel of {term.layer!r}, "
                f"got {len(term.direction)}."
            )
        if term.channel is not None and not 0 <= term.channel < channels:
            raise ValueError(f"Expected a channel of {term.layer!r} from 0 to {channels - 1}, got {term.channel}.")


def _add(row: Tensor, term: Term) -> None:
    if term.channel is None:
        row += term.weight * torch.tensor(term.direction)
    else:
        row[term.channel] += term.weight


def _single_channels(objectives: Sequence[Objective], device: torch.device) -> Tensor | None:
    """Return each picture's channel (N,) if all objectives look at one channel each."""
    channels = []
    for objective in objectives:
        used = {term.channel for term in objective.terms}
        if len(used) != 1 or None in used:
            return None
        channels.append(next(channel for channel in used if channel is not None))
    return torch.tensor(channels, device=device)
