"""Forward and backward passes below autograd: leaky rectifiers, and faster gradients of convolutions.

Both are dispatch modes: they belong to the thread that entered them, see every operator however it was called, and
leave nothing behind.
"""

from collections.abc import Callable
from typing import Any, ClassVar, cast

import torch
from torch import Tensor
from torch._ops import OpOverload
from torch.utils import _pytree as pytree
from torch.utils._python_dispatch import TorchDispatchMode

from deepvision.visualization.maximization.convolutions import channel_input_gradient, input_gradient

Slope = float | Tensor
"""One slope for all pictures, or (N,): one for each."""

_FEW_CHANNELS = 4


class LeakyForward(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Gives every rectifier of a forward pass a negative slope; one with a higher slope of its own keeps it."""

    def __init__(self, slope: Slope) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._slope = slope

    def __torch_dispatch__(
        self, func: OpOverload, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        keywords = kwargs or {}
        name = func.overloadpacket.__name__
        upper: float | None = None
        own = 0.0
        if name in ("relu", "relu_"):
            pass
        elif name in ("leaky_relu", "leaky_relu_"):
            own = float(args[1]) if len(args) > 1 else float(keywords.get("negative_slope", 0.01))
        elif name in ("hardtanh", "hardtanh_") and len(args) > 2 and args[1] == 0:
            upper = float(args[2])
        elif name in ("threshold", "threshold_") and args[1] == 0 and args[2] == 0:
            pass
        else:
            return func(*args, **keywords)
        x: Tensor = args[0]
        leaky = torch.where(x > 0, x if upper is None else x.clamp(max=upper), x * _at_least(own, self._slope, x))
        return x.copy_(leaky) if name.endswith("_") else leaky


class Backward(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """A backward pass with rectifiers of another slope and with faster convolutions.

    When each picture's objective looks at one channel, the gradient is zero in all others until the first convolution
    has been passed. Until then only that channel is computed: the tensors that autograd hands on have the right shape
    and no values, which stand beside them here, and are put into them when an operator needs them.

    Args:
        slope: s: what passes a rectifier where its input was not positive; 0: the true gradient.
        channels: (N,) the only channel of each picture's gradient that is not zero; None: there may be others.
    """

    def __init__(self, slope: Slope, channels: Tensor | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._slope = slope
        self._true = isinstance(slope, float) and slope == 0
        self._channels = channels
        self._single: dict[int, tuple[Tensor, Tensor]] = {}

    def gradient(self, outputs: list[Tensor], x: Tensor, seeds: list[Tensor]) -> Tensor:
        """Return the gradient of Σ outputs · seeds with respect to ``x``; none is accumulated anywhere.

        Args:
            outputs: activations (N, C, H, W).
            x: (N, …), what they were computed from.
            seeds: constants like the outputs.
        """
        begin = seeds
        if self._channels is not None and len(seeds) == 1:
            begin = [self._without_values(seeds[0][self._rows(), self._channels], seeds[0])]
        with self:
            (found,) = torch.autograd.grad(outputs, x, begin)
        dense = self._dense(found)
        self._single.clear()
        return dense

    def __torch_dispatch__(
        self, func: OpOverload, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        packet = func.overloadpacket
        handler = self._HANDLERS.get(packet.__name__)
        result = None if handler is None else handler(self, *args)
        if result is not None:
            return result
        if self._single:
            args, kwargs = pytree.tree_map_only(Tensor, self._dense, (args, kwargs or {}))
        return func(*args, **(kwargs or {}))

    def _threshold(self, gradient: Tensor, values: Tensor, threshold: float) -> Tensor | None:
        return self._rectifier(gradient, values, 0.0, None) if threshold == 0 else None

    def _leaky(self, gradient: Tensor, values: Tensor, own: float, is_result: bool) -> Tensor | None:
        return self._rectifier(gradient, values, float(own), None)

    def _hardtanh(self, gradient: Tensor, values: Tensor, low: float, high: float) -> Tensor | None:
        return self._rectifier(gradient, values, 0.0, float(high)) if low == 0 else None

    def _rectifier(self, gradient: Tensor, values: Tensor, own: float, high: float | None) -> Tensor | None:
        """Return the gradient before a rectifier of negative slope ``own`` that is flat from ``high`` on."""
        single = self._single.get(id(gradient))
        if single is not None and self._fits(values):
            shown = values[self._rows(), cast(Tensor, self._channels)]
            return self._without_values(self._slope_times(single[1], shown, own, high), gradient)
        if self._true:
            return None
        return self._slope_times(self._dense(gradient), values, own, high)

    def _slope_times(self, gradient: Tensor, values: Tensor, own: float, high: float | None) -> Tensor:
        slope: Slope = own if self._true else _at_least(own, self._slope, gradient)
        result = torch.where(values > 0, gradient, gradient * slope)
        return result if high is None else result.masked_fill(values >= high, 0)

    def _batch_norm(self, gradient: Tensor, x: Tensor, weight: Tensor | None, *rest: Any) -> Any:
        """Return the gradient before a normalisation with fixed statistics, which scales each channel."""
        _, variance, _, _, is_training, epsilon, mask = rest
        single = self._single.get(id(gradient))
        if single is None or is_training or variance is None or list(mask) != [True, False, False] or x.dim() != 4:
            return None
        scale = torch.rsqrt(variance + epsilon)
        scale = (scale if weight is None else scale * weight)[cast(Tensor, self._channels)]
        return self._without_values(single[1] * scale.to(single[1].dtype)[:, None, None], gradient), None, None

    def _convolution(self, gradient: Tensor, x: Tensor, weight: Tensor, *rest: Any) -> Any:
        _, stride, padding, dilation, transposed, _, groups, mask = rest
        plain = not transposed and groups == 1 and x.dim() == 4 and list(dilation) == [1, 1]
        square = stride[0] == stride[-1] and len(padding) == 2
        if not plain or not square or list(mask) != [True, False, False]:
            return None
        size = (int(x.shape[2]), int(x.shape[3]))
        single = self._single.get(id(gradient))
        if single is not None:
            kernels = weight[cast(Tensor, self._channels)]
            result = channel_input_gradient(single[1], kernels, size, int(stride[0]), list(padding))
        elif x.shape[1] <= _FEW_CHANNELS and gradient.device.type == "cpu":
            result = input_gradient(gradient, weight, size, int(stride[0]), list(padding))
        else:
            return None
        last = x.is_contiguous(memory_format=torch.channels_last) and not x.is_contiguous()
        return result.contiguous(memory_format=torch.channels_last if last else torch.contiguous_format), None, None

    def _rows(self) -> Tensor:
        channels = cast(Tensor, self._channels)
        return torch.arange(len(channels), device=channels.device)

    def _fits(self, values: Tensor) -> bool:
        return values.dim() == 4 and values.shape[0] == len(cast(Tensor, self._channels))

    def _without_values(self, single: Tensor, like: Tensor) -> Tensor:
        """Return a tensor of the shape of ``like`` that stands for zeros but for the channels in ``single``."""
        stand_in = single.new_zeros(()).expand(like.shape)
        self._single[id(stand_in)] = (stand_in, single)
        return stand_in

    def _dense(self, tensor: Tensor) -> Tensor:
        """Return the tensor with its values, if they stand beside it."""
        single = self._single.get(id(tensor))
        if single is None:
            return tensor
        dense = tensor.new_zeros(tensor.shape)
        dense[self._rows(), cast(Tensor, self._channels)] = single[1]
        return dense

    _HANDLERS: ClassVar[dict[str, Callable[..., Any]]] = {
        "threshold_backward": _threshold,
        "leaky_relu_backward": _leaky,
        "hardtanh_backward": _hardtanh,
        "native_batch_norm_backward": _batch_norm,
        "convolution_backward": _convolution,
    }


def _at_least(own: float, slope: Slope, like: Tensor) -> Slope:
    """Return the higher of a rectifier's own slope and the wanted one, ready to be multiplied with ``like``."""
    if isinstance(slope, float):
        return max(own, slope)
    pictures = slope.shape[0]
    if like.shape[0] % pictures:
        raise ValueError(
            f"A rectifier of this network works on {like.shape[0]} rows for {pictures} pictures, so an annealed slope "
            "cannot be told apart by picture. Use a constant slope."
        )
    each = slope.to(like.dtype).clamp(min=own).repeat_interleave(like.shape[0] // pictures)
    return each.view(-1, *(1,) * (like.dim() - 1))
