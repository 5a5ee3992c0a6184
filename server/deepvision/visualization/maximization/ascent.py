"""Where a step goes: from gradients to steps of a fixed length, for each picture by itself."""

from collections.abc import Sequence
from typing import Literal

import torch
from torch import Tensor

OptimizerName = Literal["normalised", "adam"]

_DECAY, _DECAY_OF_SQUARES = 0.9, 0.99


class Ascent:
    """Steps of gradient ascent for a batch of states.

    - ``normalised``: the gradient divided by its own L2 norm, (5.1); with ``momentum`` a running mean of these.
    - ``adam``: the direction of Adam (Kingma and Ba, 2015; decays 0.9 and 0.99), which gives every coefficient the
      same say, divided by its L2 norm. In a spectrum the low frequencies would drown all others without it.

    Args:
        like: states (N, …).
        optimizer: which of them.
        size: L2 norm of the step of one picture.
        momentum: of ``normalised``.
    """

    def __init__(self, like: Tensor, optimizer: OptimizerName, size: float, momentum: float) -> None:
        self._adam = optimizer == "adam"
        self._size = size
        self._momentum = momentum
        self._mean = torch.zeros_like(like) if self._adam or momentum else None
        self._square = torch.zeros_like(like) if self._adam else None
        self._steps = [0] * len(like)

    def begin(self, rows: Sequence[int]) -> None:
        """Forget what came before in these rows: other pictures are in them now."""
        for row in rows:
            self._steps[row] = 0
        for buffer in (self._mean, self._square):
            if buffer is not None:
                buffer[list(rows)] = 0

    def step(self, gradient: Tensor) -> tuple[Tensor, Tensor]:
        """Return the step (N, …) and the norm of the gradient (N,). Where that is zero no step is made."""
        norm = gradient.flatten(1).norm(dim=1)
        if self._mean is None:
            return _scaled(gradient, norm, self._size), norm
        if self._square is None:
            self._mean.mul_(self._momentum).add_(_scaled(gradient, norm, self._size), alpha=1 - self._momentum)
            return self._mean, norm
        unit = _scaled(gradient, norm, 1.0)
        self._mean.lerp_(unit, 1 - _DECAY)
        self._square.lerp_(unit.square(), 1 - _DECAY_OF_SQUARES)
        self._steps = [count + 1 for count in self._steps]
        # The mean's own correction would only change the length, which is set below.
        corrections = torch.tensor([1 - _DECAY_OF_SQUARES**count for count in self._steps])
        square = self._square / _by_picture(corrections.to(unit.device, unit.dtype), unit)
        typical = square.flatten(1).mean(1)
        direction = self._mean / (square + 1e-6 * _by_picture(typical, unit) + 1e-30).sqrt()
        return _scaled(direction, direction.flatten(1).norm(dim=1), self._size), norm


def _scaled(tensor: Tensor, norm: Tensor, size: float) -> Tensor:
    return tensor * _by_picture(torch.where(norm > 0, size / norm, 0.0), tensor)


def _by_picture(values: Tensor, like: Tensor) -> Tensor:
    return values.view(-1, *(1,) * (like.dim() - 1))
