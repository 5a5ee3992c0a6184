"""The transformations between two steps of gradient ascent (thesis, 4.1.5), for a batch, each picture its own way."""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

DRAWS = 9
"""Random numbers that a picture needs per step."""

_MARGIN = 2
_TAPS = 2 * _MARGIN + 1


@dataclass(frozen=True)
class Regularization:
    """The seven steps of 4.1.5 and their parameters; the defaults are the thesis's.

    Rotation and scaling are one resampling (bilinear) about the centre of the padded picture. What lies outside the
    padding is ``fill`` too.

    Attributes:
        padding: pixels on each side that are there while the picture is rotated, scaled and blurred (1), and are
            cropped afterwards (5).
        fill: their value in normalised units; 0 is the mean of the data.
        rotation: least and greatest angle in degrees (2), and how often.
        rotation_probability: see above.
        scaling: least and greatest factor (3).
        scaling_probability: how often.
        blur: least and greatest sigma in pixels of a Gaussian with a 5 × 5 kernel (4); (0, 0): none.
        roll: least and greatest number of pixels (6), drawn for each axis; what leaves on one side enters on the other.
        roll_probability: how often.
        distribution: share with which the picture is drawn to the mean and standard deviation of the data, channel by
            channel (7): 0 and 1 in normalised units.
        both_directions: rotate and roll either way, at random; the thesis's text names one.
    """

    padding: int = 10
    fill: float = 0.0
    rotation: tuple[float, float] = (1.0, 10.0)
    rotation_probability: float = 0.3
    scaling: tuple[float, float] = (1.0, 1.05)
    scaling_probability: float = 0.05
    blur: tuple[float, float] = (0.0, 0.5)
    roll: tuple[int, int] = (1, 5)
    roll_probability: float = 0.3
    distribution: float = 0.05
    both_directions: bool = False

    def __post_init__(self) -> None:
        for name in ("rotation_probability", "scaling_probability", "roll_probability", "distribution"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"Expected {name} from 0 to 1, got {getattr(self, name)}.")
        for name in ("rotation", "scaling", "blur", "roll"):
            low, high = getattr(self, name)
            if not low <= high or (name != "rotation" and low < 0) or (name == "scaling" and low == 0):
                raise ValueError(f"Expected {name} as (least, greatest), got {getattr(self, name)}.")
        if self.padding < 0:
            raise ValueError(f"Expected a padding of at least 0 pixels, got {self.padding}.")

    @property
    def keeps_pixels_apart(self) -> bool:
        """Whether no pixel's value ever depends on another's."""
        warps = (self.rotation_probability and self.rotation != (0, 0)) or (
            self.scaling_probability and self.scaling != (1, 1)
        )
        return not (warps or self.blur[1] or (self.roll_probability and self.roll[1]) or self.distribution)


class _Moves(NamedTuple):
    """What is done to each of N pictures: radians, factors, sigmas, and pixels down and to the right."""

    angles: Tensor
    factors: Tensor
    sigmas: Tensor
    rolls: Tensor


def regularize(images: Tensor, how: Regularization, random: Tensor) -> Tensor:
    """Return pictures (N, C, H, W) after the seven steps; the given ones are not written to.

    Args:
        images: in normalised units.
        how: parameters.
        random: (N, :data:`DRAWS`) numbers in [0, 1) on the CPU; the same numbers make the same changes.
    """
    moves = _moves(how, random)
    images = _warp_and_blur(images, how, moves)
    images = _roll(images, moves.rolls)
    return _adjust(images, how.distribution)


def _moves(how: Regularization, random: Tensor) -> _Moves:
    u = random.double()
    sign = torch.where(u[:, 7] < 0.5, -1.0, 1.0) if how.both_directions else torch.ones_like(u[:, 7])
    low, high = how.rotation
    angles = torch.where(u[:, 0] < how.rotation_probability, sign * (low + (high - low) * u[:, 1]), 0.0)
    low, high = how.scaling
    factors = torch.where(u[:, 2] < how.scaling_probability, low + (high - low) * u[:, 3], 1.0)
    low, high = how.blur
    sigmas = low + (high - low) * u[:, 4]
    first, last = how.roll
    # One number says whether, two how far; the fraction left of the first says which way.
    pixels = first + ((last - first + 1) * u[:, 5:7]).floor()
    whether = u[:, 8] < how.roll_probability
    if how.both_directions and how.roll_probability > 0:
        part = (u[:, 8] / how.roll_probability * 4).floor()
        pixels = pixels * torch.stack([1 - 2 * (part % 2), 1 - 2 * (part >= 2).double()], 1)
    rolls = torch.where(whether[:, None], pixels, 0.0).long()
    return _Moves(torch.deg2rad(angles), factors, sigmas, rolls)


def _warp_and_blur(images: Tensor, how: Regularization, moves: _Moves) -> Tensor:
    """Pad, rotate and scale, blur, crop: steps 1 to 5, computing only the pixels that the crop leaves."""
    blurs = how.blur[1] > 0
    warped = ((moves.angles != 0) | (moves.factors != 1)).nonzero().flatten()
    if not blurs and len(warped) == 0:
        return images
    margin = min(_MARGIN, how.padding) if blurs else 0
    padded = functional.pad(images, (margin,) * 4, value=how.fill)
    if len(warped):
        rows = warped.to(images.device)
        padded[rows] = _warp(images[rows], how, moves, warped, margin)
    if not blurs:
        return padded
    if margin < _MARGIN:  # nothing is known beyond the padding; the edge goes on
        padded = functional.pad(padded, (_MARGIN - margin,) * 4, mode="replicate")
    return _blur(padded, moves.sigmas)


def _warp(images: Tensor, how: Regularization, moves: _Moves, rows: Tensor, margin: int) -> Tensor:
    """Return the rotated and scaled pictures with ``margin`` more pixels on each side."""
    height, width = images.shape[2:]
    cos, sin = moves.angles[rows].cos() / moves.factors[rows], moves.angles[rows].sin() / moves.factors[rows]
    y = torch.arange(-margin, height + margin, device=images.device, dtype=torch.float32) - (height - 1) / 2
    x = torch.arange(-margin, width + margin, device=images.device, dtype=torch.float32) - (width - 1) / 2
    cos = cos.float().to(images.device)[:, None, None]
    sin = sin.float().to(images.device)[:, None, None]
    from_x = cos * x[None, None, :] - sin * y[None, :, None]
    from_y = sin * x[None, None, :] + cos * y[None, :, None]
    grid = torch.stack([from_x * (2 / width), from_y * (2 / height)], 3).to(images.dtype)
    # What grid_sample finds outside is 0: the fill is made 0 for it.
    sampled = functional.grid_sample(images - how.fill, grid, padding_mode="zeros", align_corners=False)
    return sampled + how.fill


def _blur(padded: Tensor, sigmas: Tensor) -> Tensor:
    """Return the pictures (N, C, H, W) of (N, C, H + 4, W + 4), blurred with a 5 × 5 Gaussian each."""
    count, channels, height, width = padded.shape
    offsets = torch.arange(_TAPS, dtype=torch.float64) - _MARGIN
    kernels = torch.exp(-0.5 * (offsets / sigmas.clamp(min=1e-3)[:, None]) ** 2)
    kernels = (kernels / kernels.sum(1, keepdim=True)).to(padded.device, padded.dtype)
    each = kernels.repeat_interleave(channels, 0)[:, None]  # (N·C, 1, 5)
    folded = padded.reshape(1, count * channels, height, width)
    folded = functional.conv2d(folded, each[:, :, :, None], groups=count * channels)
    folded = functional.conv2d(folded, each[:, :, None, :], groups=count * channels)
    return folded.view(count, channels, height - _TAPS + 1, width - _TAPS + 1)


def _roll(images: Tensor, rolls: Tensor) -> Tensor:
    moved = rolls.any(1).nonzero().flatten().tolist()
    if not moved:
        return images
    result = images.clone()
    for row in moved:
        down, right = rolls[row].tolist()
        result[row] = images[row].roll((down, right), (1, 2))
    return result


def _adjust(images: Tensor, share: float) -> Tensor:
    """Blend each picture with itself at mean 0 and standard deviation 1, channel by channel: x·a + b."""
    if share == 0:
        return images
    mean = images.mean((2, 3), keepdim=True)
    square = torch.linalg.vector_norm(images, dim=(2, 3), keepdim=True) ** 2 / (images.shape[2] * images.shape[3])
    factor = share / (square - mean**2).clamp(min=1e-12).sqrt()
    return torch.sub(images * (1 - share + factor), mean * factor)
