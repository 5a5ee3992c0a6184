"""Activations as channels of pictures: every shape a layer may have, turned to (N, C, H, W)."""

import math
from collections.abc import Callable

from torch import Tensor


def arrange(activation: Tensor) -> Tensor:
    """Return a view (or, where none exists, a copy) of an activation as (N, C, H, W).

    (N, C, H, W) stays, and so does (N, H, W, C), which looks the same. A vector (N, C) becomes (N, C, 1, 1).
    Tokens (N, T, D), as in a transformer, become (N, D, h, w) if T is a square, or if T - 1 is one: then the first
    token, the class token, is left out of the picture. Other token counts become (N, D, T, 1). Volumes
    (N, C, D, H, W) have their slices below each other. Fewer dimensions than two mean one channel.
    """
    dimensions = activation.dim()
    if dimensions == 4:
        return activation
    if dimensions == 3:
        return _tokens(activation)
    if dimensions == 2:
        return activation[:, :, None, None]
    if dimensions < 2:
        return activation.reshape(-1, 1, 1, 1)
    return activation.flatten(2, -2)


def _tokens(activation: Tensor) -> Tensor:
    count = activation.shape[1]
    channels_first = activation.transpose(1, 2)
    for skipped in (0, 1):
        side = math.isqrt(max(count - skipped, 0))
        if side > 1 and side * side == count - skipped:
            return channels_first[:, :, skipped:].reshape(*channels_first.shape[:2], side, side)
    return channels_first[:, :, :, None]


def apply_by_channel(function: Callable[[Tensor], Tensor], activation: Tensor) -> Tensor:
    """Return the function's result on the activation with its channels second, in the activation's own layout.

    (N, T, D) is given to the function as (N, D, T), all tokens included; any other shape as it is.

    Raises:
        ValueError: the result has another shape or type than what was given.
    """
    tokens = activation.dim() == 3
    given = activation.transpose(1, 2) if tokens else activation
    result = function(given)
    if result.shape != given.shape or result.dtype != given.dtype:
        raise ValueError(
            f"A replacement must keep shape and type: expected {tuple(given.shape)} {given.dtype}, "
            f"got {tuple(result.shape)} {result.dtype}. Return a tensor like the one it is given."
        )
    return result.transpose(1, 2) if tokens else result
