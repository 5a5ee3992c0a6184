"""Sets of pre-defined 3×3 filters (thesis, 6.2, 6.4, 6.5 and 7.1).

A set is a tensor (k, 3, 3), rows top to bottom. PyTorch correlates where the thesis convolves; that turns each filter
by 180°, which changes at most the sign of those in the bank, and the sign is a free choice in figure 6.2 too.
"""

import math
import re
from collections.abc import Sequence

import torch
from torch import Tensor

_UNEVEN_SIGMA = 0.9
_EVEN_SIGMA = 0.45
SMOOTHING_SIGMA = 0.75
"""Pixels; of the Gaussian in the bank, and of that before a stride-2 skip."""

# Table 6.7, and the 16 filters of 7.1: numbers as in figure 6.2, from 1.
_SELECTIONS: dict[str, Sequence[int]] = {
    "even-2": (5, 7),
    "even-4": (5, 7, 14, 16),
    "even-8": (5, 6, 7, 8, 14, 15, 16, 17),
    "uneven-2": (1, 3),
    "uneven-4": (1, 3, 10, 12),
    "uneven-8": (1, 2, 3, 4, 10, 11, 12, 13),
    "even-uneven-9": tuple(range(1, 10)),
    "even-uneven-13": (*range(1, 10), 11, 13, 15, 17),
    "even-uneven-16": (*range(1, 9), *range(10, 18)),
    "even-uneven-18": tuple(range(1, 19)),
}


def filter_set(name: str, seed: int = 0) -> Tensor:
    """Return a set of pre-defined filters (k, 3, 3) by its name.

    Args:
        name: ``even-2``, ``-4``, ``-8``, ``uneven-2``, ``-4``, ``-8``, ``even-uneven-9``, ``-13``, ``-18`` (table 6.7);
            ``even-uneven-16``: filters 1–8 and 10–17 (section 7.1); ``four-dimensional``: nine filters of rank 4
            (section 6.4); ``translating-9``; ``random-K`` for any K.
        seed: of random filters; unused by the others.

    Raises:
        ValueError: there is no such set.
    """
    if name in _SELECTIONS:
        return filter_bank()[[number - 1 for number in _SELECTIONS[name]]]
    if name == "four-dimensional":
        return _four_dimensional_filters()
    if name == "translating-9":
        return translating_filters()
    if match := re.fullmatch(r"random-([1-9]\d*)", name):
        return random_filters(int(match[1]), seed)
    known = ", ".join([*_SELECTIONS, "four-dimensional", "translating-9"])
    raise ValueError(f"Expected a set of pre-defined filters, got {name!r}. Use one of {known}, or random-K.")


def filter_bank() -> Tensor:
    """Return the 18 filters of figure 6.2, (18, 3, 3), each with an L1 norm of 1; filter n of the figure is row n − 1.

    1–4 are uneven (edges) at 0°, 45°, 90°, 135°, 5–8 even (lines) at the same angles, 10–18 the negatives of 1–9.
    The thesis calls all nine mean-free and linearly independent, but mean-free 3×3 filters span eight dimensions at
    most. The ablation without ReLU (table 6.6) relies on nine dimensions, so 9 is a Gaussian here, not mean-free.
    """
    angles = [math.radians(angle) for angle in (0, 45, 90, 135)]
    half = [*(_uneven(angle) for angle in angles), *(_even(angle) for angle in angles), smoothing_filter().double()]
    bank = torch.stack([*half, *(-kernel for kernel in half)])
    return bank.float()


def smoothing_filter() -> Tensor:
    """Return a 3×3 Gaussian with a standard deviation of 0.75 pixels and a sum of 1."""
    y, x = _coordinates()
    kernel = torch.exp(-(x**2 + y**2) / (2 * SMOOTHING_SIGMA**2))
    return (kernel / kernel.sum()).float()


def translating_filters() -> Tensor:
    """Return the nine 3×3 filters with one element 1 and the others 0, (9, 3, 3): they span every 3×3 kernel."""
    return torch.eye(9).view(9, 3, 3)


def random_filters(count: int, seed: int) -> Tensor:
    """Return filters (count, 3, 3) drawn uniformly from [−1, 1], not normalised; the seed decides, nothing else does.

    Raises:
        ValueError: not a single filter is wanted.
    """
    if count < 1:
        raise ValueError(f"Expected a count of filters of 1 or more, got {count}. The thesis uses 2 to 18.")
    return torch.rand(count, 3, 3, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def _four_dimensional_filters() -> Tensor:
    """Section 6.4: filters 1, 3, 5, 7, 10, 12, 14, 16, and the sum of 14 and 16."""
    bank = filter_bank()
    return torch.cat([bank[[0, 2, 4, 6, 9, 11, 13, 15]], bank[13:14] + bank[15:16]])


def _uneven(angle: float) -> Tensor:
    c = _along(angle)
    return _normalised(torch.sign(c) * (1 - torch.exp(-(c**2) / (2 * _UNEVEN_SIGMA**2))))


def _even(angle: float) -> Tensor:
    return _normalised(torch.exp(-(_along(angle) ** 2) / (2 * _EVEN_SIGMA**2)))


def _along(angle: float) -> Tensor:
    """Coordinate along the angle in pixels, 0 at the centre, positive to the left and at the top."""
    y, x = _coordinates()
    c = -(x * math.cos(angle) + y * math.sin(angle))
    return torch.where(c.abs() < 1e-9, 0.0, c)  # the cosine of 90° is not quite 0, and its sign must be


def _coordinates() -> tuple[Tensor, Tensor]:
    steps = torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64)
    y, x = torch.meshgrid(steps, steps, indexing="ij")
    return y, x


def _normalised(kernel: Tensor) -> Tensor:
    kernel = kernel - kernel.mean()
    return kernel / kernel.abs().sum()
