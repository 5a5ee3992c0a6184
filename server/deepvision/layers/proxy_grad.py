"""Rectifiers whose gradient is that of a proxy with a higher negative slope (thesis, 5.2 and A.1).

The forward pass is the rectifier's own, to the bit. In the backward pass the gradient of each value is multiplied by
1 where the input was positive and by the proxy's slope s elsewhere: ``R^l = max((f^l > 0), s) · R^(l+1)`` (table 5.2).
The incoming gradient is only read: another branch may need it too.

The table and the listing in A.1 differ for an input of exactly 0, where the table's formula gives s and the listing 1.
The formula is followed here.
"""

from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn import functional


def proxy_grad_relu(x: Tensor, negative_slope: float) -> Tensor:
    """Return max(x, 0), of any shape, with the gradient of a Leaky ReLU of slope ``negative_slope``."""
    return cast(Tensor, _ProxyGrad.apply(x, 0.0, negative_slope))  # type: ignore[no-untyped-call]


def proxy_grad_leaky_relu(x: Tensor, forward_slope: float, negative_slope: float) -> Tensor:
    """Return a Leaky ReLU of slope ``forward_slope`` with the gradient of one of slope ``negative_slope``."""
    return cast(Tensor, _ProxyGrad.apply(x, forward_slope, negative_slope))  # type: ignore[no-untyped-call]


class ProxyGradReLU(nn.Module):
    """ReLU in the forward pass, Leaky ReLU in the backward pass; for training (thesis, 5.4) as for visualization.

    Args:
        negative_slope: s, the slope of the proxy for inputs that are not positive, at least 0. 0 is a plain ReLU.
    """

    def __init__(self, negative_slope: float = 0.2) -> None:
        super().__init__()
        self.negative_slope = _checked(negative_slope)

    def forward(self, x: Tensor) -> Tensor:
        """Maps any shape to the same shape."""
        return proxy_grad_relu(x, self.negative_slope)

    def extra_repr(self) -> str:
        """What ``print`` shows of the layer."""
        return f"negative_slope={self.negative_slope}"


class ProxyGradLeakyReLU(nn.Module):
    """Leaky ReLU in the forward pass, one of a higher slope in the backward pass.

    Args:
        forward_slope: slope of the forward pass for negative inputs.
        negative_slope: s, slope of the proxy.
    """

    def __init__(self, forward_slope: float = 0.01, negative_slope: float = 0.2) -> None:
        super().__init__()
        self.forward_slope = _checked(forward_slope)
        self.negative_slope = _checked(negative_slope)

    def forward(self, x: Tensor) -> Tensor:
        """Maps any shape to the same shape."""
        return proxy_grad_leaky_relu(x, self.forward_slope, self.negative_slope)

    def extra_repr(self) -> str:
        """What ``print`` shows of the layer."""
        return f"forward_slope={self.forward_slope}, negative_slope={self.negative_slope}"


class _ProxyGrad(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, forward_slope: float, negative_slope: float) -> Tensor:
        ctx.save_for_backward(x)
        ctx.negative_slope = negative_slope
        return functional.leaky_relu(x, forward_slope) if forward_slope else functional.relu(x)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None]:
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, gradient, gradient * ctx.negative_slope), None, None


def _checked(slope: float) -> float:
    if not 0 <= slope < float("inf"):
        raise ValueError(f"Expected a negative slope of at least 0, got {slope}. The thesis uses 0.01 to 0.3.")
    return float(slope)
