"""The pre-defined filter module, which takes a convolution's place, and the skip without aliasing (thesis, 7.1, 6.6).

Of a pre-defined filter module only the 1×1 convolution behind the filters learns.
"""

from collections.abc import Callable
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from deepvision.layers.filters import smoothing_filter
from deepvision.tracking import TrackerModule


class PredefinedFilterModule(nn.Module):
    """Fixed depthwise filters, batch normalisation, ReLU, and a trainable 1×1 convolution: equation (7.1).

    With growth factor f there are c_int = f · channels_in channels between, and channel c of them (from 0) is input
    channel ⌊c / f⌋ filtered with filter c mod k: every filter on every channel for f = k (the vanilla module,
    equation 1.6), one filter per channel for f = 1 (the reduced one, equation 1.7).

    Args:
        channels_in: channels of the input (N, channels_in, H, W).
        channels_out: channels of the output (N, channels_out, ⌈H / stride⌉, ⌈W / stride⌉).
        stride: step of the filters.
        filters: (k, s, s) with an odd s, shared by all modules of a network. An ``nn.Parameter`` is trained, together
            by all the modules that it is given to; a tensor stays as it is.
        growth: f; None is k.
        activation: makes the rectifier behind the filters; None leaves it out (equation 1.5).
        normalise: whether batch normalisation follows the filters.
        trainable: whether the module trains a copy of the filters of its own (tables 6.5 and 7.4).

    Raises:
        ValueError: filters of another shape, c_int not divisible by k, or filters that shall be trained both together
            and alone.
    """

    filters: Tensor

    def __init__(
        self,
        channels_in: int,
        channels_out: int,
        stride: int = 1,
        *,
        filters: Tensor,
        growth: int | None = None,
        activation: Callable[[], nn.Module] | None = nn.ReLU,
        normalise: bool = True,
        trainable: bool = False,
    ) -> None:
        super().__init__()
        _check_filters(filters, trainable)
        self.growth = filters.shape[0] if growth is None else growth
        between = self.growth * channels_in
        _check_growth(self.growth, channels_in, filters.shape[0])
        self.channels_in, self.stride = channels_in, stride
        if isinstance(filters, nn.Parameter):
            self.filters = filters
        elif trainable:
            self.filters = nn.Parameter(filters.clone())
        else:
            self.register_buffer("filters", filters.clone())  # in the state dict: random filters belong to the weights
        self.norm = nn.BatchNorm2d(between) if normalise else nn.Identity()
        self.activation = nn.Identity() if activation is None else activation()
        self.track_filters = TrackerModule("filters")
        self.combine = nn.Conv2d(between, channels_out, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, channels_in, H, W) to (N, channels_out, ⌈H / stride⌉, ⌈W / stride⌉)."""
        count, size = self.filters.shape[0], self.filters.shape[1]
        kernels = self.filters.unsqueeze(1).repeat(self.growth * self.channels_in // count, 1, 1, 1)
        x = functional.conv2d(x, kernels, stride=self.stride, padding=size // 2, groups=self.channels_in)
        x = self.track_filters(self.activation(self.norm(x)))
        return cast(Tensor, self.combine(x))

    def extra_repr(self) -> str:
        """What ``print`` shows of the module."""
        return f"{self.channels_in}, filters={len(self.filters)}, growth={self.growth}, stride={self.stride}"


class SmoothedConv2d(nn.Conv2d):
    """A 1×1 convolution with a step, on an input that a 3×3 Gaussian has smoothed: what it skips is not lost (6.6).

    Its parameters and their names are those of ``nn.Conv2d(channels_in, channels_out, 1, stride, bias=False)``.

    Args:
        channels_in: channels of the input (N, channels_in, H, W).
        channels_out: channels of the output (N, channels_out, ⌈H / stride⌉, ⌈W / stride⌉).
        stride: step; beyond the border of the input are zeros.
    """

    smoothing: Tensor

    def __init__(self, channels_in: int, channels_out: int, stride: int = 2) -> None:
        super().__init__(channels_in, channels_out, 1, stride, bias=False)
        self.register_buffer("smoothing", smoothing_filter(), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, channels_in, H, W) to (N, channels_out, ⌈H / stride⌉, ⌈W / stride⌉)."""
        kernels = self.smoothing.expand(self.in_channels, 1, 3, 3)
        x = functional.conv2d(x, kernels, stride=self.stride, padding=1, groups=self.in_channels)
        return functional.conv2d(x, self.weight)


def _check_filters(filters: Tensor, trainable: bool) -> None:
    shape = tuple(filters.shape)
    if (
        len(shape) != 3
        or 0 in shape
        or shape[1] != shape[2]
        or shape[1] % 2 == 0
        or not torch.is_floating_point(filters)
    ):
        raise ValueError(
            f"Expected filters of shape (k, s, s) with an odd s, of floating point, got {shape} of {filters.dtype}. "
            "filter_set() makes them."
        )
    if trainable and isinstance(filters, nn.Parameter):
        raise ValueError(
            "Expected filters that are trained by every module alone or by all together, got trainable=True and an "
            "nn.Parameter. Give a tensor for the first, trainable=False for the second."
        )


def _check_growth(growth: int, channels_in: int, count: int) -> None:
    if growth < 1:
        raise ValueError(
            f"Expected a growth factor of 1 or more, got {growth}. Use 1, or {count}, the filters' number."
        )
    if growth * channels_in % count:
        raise ValueError(
            f"Expected c_int = growth · channels_in to be divisible by the number of filters k = {count}, got "
            f"{growth} · {channels_in} = {growth * channels_in}. Use growth={count} (or None), or other channels."
        )
