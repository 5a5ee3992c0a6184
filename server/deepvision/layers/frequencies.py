"""Low and high frequencies of pictures, apart and mixed (thesis, chapter 8, equations 8.1 and 8.2).

The frequency (u, v) is that of the Fourier transform in (8.2): u periods over the width and v over the height of the
picture, so the cut-off c is a number of periods per picture, and |u| is at most half the width. For pictures as wide as
high, what is kept is the same in every direction.

The band above a cut-off of at least 0 never holds the mean, and all of this is linear: mixing commutes with the
normalisation (value − mean) / std of a picture.
"""

import math

import torch
from torch import Tensor


def high_pass_mask(height: int, width: int, cutoff: float, device: torch.device | None = None) -> Tensor:
    """Return H of (8.2) as booleans: true where sqrt(u² + v²) > c.

    Args:
        height: of the pictures.
        width: of the pictures.
        cutoff: c, in periods per picture.
        device: where the mask is wanted.

    Returns:
        (height, width // 2 + 1), the half that ``torch.fft.rfft2`` gives; the other half is its mirror image.

    Raises:
        ValueError: the cut-off is negative or not a number.
    """
    if math.isnan(cutoff) or cutoff < 0:
        raise ValueError(f"Expected a cut-off of at least 0 periods per picture, got {cutoff}. 0 keeps all detail.")
    # Whole numbers, and MPS has no float64: made on the CPU.
    v = torch.fft.fftfreq(height, 1 / height, dtype=torch.float64).round()
    u = torch.fft.rfftfreq(width, 1 / width, dtype=torch.float64).round()
    frequency: Tensor = (v[:, None].square() + u.square()).sqrt()
    return (frequency > cutoff).to(device)


def split_frequencies(pictures: Tensor, cutoff: float) -> tuple[Tensor, Tensor]:
    """Split pictures at a cut-off.

    Args:
        pictures: (N, C, H, W) of floating point.
        cutoff: c, in periods per picture.

    Returns:
        The part at and below the cut-off and the part above it, each (N, C, H, W); their sum is the picture up to
        rounding.

    Raises:
        ValueError: the pictures have another shape or type, or the cut-off is negative.
    """
    if pictures.ndim != 4 or not pictures.is_floating_point():
        raise ValueError(
            f"Expected pictures (N, C, H, W) of floating point, got {tuple(pictures.shape)} of {pictures.dtype}."
        )
    height, width = pictures.shape[2:]
    wide = pictures if pictures.dtype == torch.float64 else pictures.float()  # there is no FFT in half precision
    mask = high_pass_mask(height, width, cutoff, pictures.device)
    high = torch.fft.irfft2(torch.fft.rfft2(wide) * mask, s=(height, width))
    return (wide - high).to(pictures.dtype), high.to(pictures.dtype)


def below(pictures: Tensor, cutoff: float) -> Tensor:
    """Return the part of pictures (N, C, H, W) at and below a cut-off; see :func:`split_frequencies`."""
    return split_frequencies(pictures, cutoff)[0]


def above(pictures: Tensor, cutoff: float) -> Tensor:
    """Return the part of pictures (N, C, H, W) above a cut-off; see :func:`split_frequencies`."""
    return split_frequencies(pictures, cutoff)[1]


def with_high_frequencies(x: Tensor, y: Tensor, cutoff: float) -> Tensor:
    """Return z of (8.1): x with the band of y above the cut-off added to its own. The label of z is that of x.

    Args:
        x: (N, C, H, W) of floating point.
        y: of the same shape.
        cutoff: c, in periods per picture.

    Returns:
        (N, C, H, W); values may leave the range of x.

    Raises:
        ValueError: shapes differ, or as for :func:`split_frequencies`.
    """
    if x.shape != y.shape:
        raise ValueError(f"Expected pictures of the same shape, got {tuple(x.shape)} and {tuple(y.shape)}.")
    return x + above(y, cutoff).to(x.dtype)
