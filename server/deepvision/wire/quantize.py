"""Signed 8-bit values with one scale per channel, and their pyramid of area means."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

_STEPS = 127
_ZERO = 128
_SMALL, _LARGE = 1e-30, 1e30
"""Scales beyond these are treated apart, as float32 would under- or overflow on the way."""


@dataclass(frozen=True)
class Quantized:
    """A quantised activation.

    Attributes:
        values: uint8 (C, H, W): 128 is zero, ``value = (q - 128) / 127 * scale``; 0 where it is not finite.
        statistics: float32 (C, 4): scale, min, max, mean over the finite values. The scale is the largest
            absolute finite value, 1 where all are zero or none is finite.
    """

    values: Tensor
    statistics: Tensor


def quantize(activation: Tensor) -> Quantized:
    """Quantise an activation (C, H, W) of any floating or integer type; the error is at most scale / 254."""
    exact = activation.detach().to(torch.float32)
    if exact.numel() == 0:
        raise ValueError(f"expected an activation with values, got the shape {tuple(exact.shape)}")
    flat = exact.flatten(1)
    low, high = flat.amin(1), flat.amax(1)  # twenty times faster than aminmax along a dimension
    finite: Tensor | None = None
    if bool(torch.isfinite(low).all() & torch.isfinite(high).all()):
        mean = flat.mean(1)
    else:
        finite = torch.isfinite(flat)
        low = flat.masked_fill(~finite, torch.inf).amin(1)
        high = flat.masked_fill(~finite, -torch.inf).amax(1)
        flat = flat.masked_fill(~finite, 0.0)
        nothing = ~finite.any(1)
        low, high = low.masked_fill(nothing, 0.0), high.masked_fill(nothing, 0.0)
        mean = flat.sum(1) / finite.sum(1).clamp(min=1)
    scale = torch.maximum(low.abs(), high.abs())
    scale = torch.where(scale == 0, torch.ones_like(scale), scale)
    # floor(value / step + 128.5) rounds to the nearest. Steps beyond the reach of float32 need double precision.
    wide = flat.double() if bool((scale < _SMALL).any() | (scale > _LARGE).any()) else flat
    values = (wide * (_STEPS / scale.to(wide.dtype))[:, None]).add_(_ZERO + 0.5).to(torch.uint8)
    if finite is not None:
        values.masked_fill_(~finite, 0)
    return Quantized(values.view(exact.shape), torch.stack((scale, low, high, mean), 1))


def dequantize(values: Tensor, scale: Tensor) -> Tensor:
    """Return float32 (C, H, W) from uint8 (C, H, W) and scale (C,); NaN where there is no data."""
    decoded = (values.float() - _ZERO) / _STEPS * scale[:, None, None]
    return decoded.masked_fill(values == 0, torch.nan)


def pyramid_level(activation: Tensor, statistics: Tensor, mip: int) -> Tensor:
    """Return level ``mip`` ≥ 1 of the pyramid: uint8 (C, 2, ⌈H/2^mip⌉, ⌈W/2^mip⌉), 255 = scale.

    Plane 0 holds the area means of max(v, 0), plane 1 those of max(-v, 0): averaged apart, so that positive and
    negative values do not cancel to black. A block that the border cuts is averaged over what it has; values
    that are not finite count as zero.

    Args:
        activation: (C, H, W).
        statistics: of the same activation, as :func:`quantize` gives them.
        mip: the level; a texel covers 2^mip × 2^mip values.
    """
    exact = activation.detach().to(torch.float32)
    scale, low = statistics[:, 0], statistics[:, 1]
    if not bool(torch.isfinite(exact.sum())):
        exact = torch.nan_to_num(exact, nan=0.0, posinf=0.0, neginf=0.0)
    if bool((scale < _SMALL).any() | (scale > _LARGE).any()):
        exact, scale = exact / scale[:, None, None], torch.ones_like(scale)
    mean = _block_means(exact, mip)
    if bool((low >= 0).all()):  # as behind every rectification: half the work
        planes = torch.stack((mean, torch.zeros_like(mean)), 1)
    else:
        positive = _block_means(exact.clamp(min=0), mip)
        planes = torch.stack((positive, positive - mean), 1)
    steps = planes * (255 / scale)[:, None, None, None]
    return steps.add_(0.5).clamp_(0, 255).to(torch.uint8)


def _block_means(values: Tensor, mip: int) -> Tensor:
    return functional.avg_pool2d(values, 1 << mip, ceil_mode=True)


def halved(size: int, mip: int) -> int:
    """Return ⌈size / 2^mip⌉."""
    return -(-size >> mip)
