"""Distributions of activations and weights."""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Distribution:
    """A histogram with what it leaves out.

    Attributes:
        edges: ascending; bin i covers [edges[i], edges[i + 1]), the last one includes its upper edge.
        counts: values per bin.
        min, max, mean: over the finite values; None if there is none.
        zeros: values that are exactly zero.
        not_finite: NaN and infinite values, in no bin.
    """

    edges: list[float]
    counts: list[int]
    min: float | None
    max: float | None
    mean: float | None
    zeros: int
    not_finite: int


def histogram(values: Tensor, bins: int = 64) -> Distribution:
    """Return the distribution of all values of a tensor of any shape.

    When all values are equal they stand in the middle of a range of width 1.
    """
    flat = values.detach().to("cpu", torch.float64).flatten()
    finite = flat[torch.isfinite(flat)]
    not_finite = flat.numel() - finite.numel()
    if finite.numel() == 0:
        return Distribution([0.0, 1.0], [0], None, None, None, 0, not_finite)
    low, high = (float(value) for value in torch.aminmax(finite))
    first, last = (low, high) if high > low else (low - 0.5, high + 0.5)
    counts, edges = torch.histogram(finite, bins, range=(first, last))
    return Distribution(
        edges=edges.tolist(),
        counts=[int(count) for count in counts],
        min=low,
        max=high,
        mean=float(finite.mean()),
        zeros=int((finite == 0).sum()),
        not_finite=not_finite,
    )
