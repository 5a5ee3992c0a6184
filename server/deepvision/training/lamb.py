"""The LAMB optimizer of the thesis, section 2.4 (You et al., "Large Batch Optimization for Deep Learning", 2020).

No library has every detail of that section: timm's and NVIDIA's add ε outside the root, and neither has the lower bound
λ_l of the scaling function.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, overload

import torch
from torch import Tensor
from torch.optim import Optimizer

_TOGETHER = 1 << 18
"""Values of tensors that are updated together on the CPU: their temporaries stay in the cache."""


class Lamb(Optimizer):
    """Layer-wise Adaptive Moments optimizer for Batch training; a layer is one parameter tensor x.

    With gradient g in step t, all operations elementwise except the norms (L2, over the whole tensor):

    - m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g²
    - r = m / (1 − β₁ᵗ) / √(v / (1 − β₂ᵗ) + ε), with ε inside the root, as section 2.4 writes it
    - u = r + λ x: the weight decay stands outside the moments (2.9)
    - x ← x − η · φ(‖x‖) / ‖u‖ · u, with φ(z) = min(max(z, λ_l), λ_h)

    The section excepts no parameter from decay or scaling; a parameter group may set its own ``weight_decay``.

    Args:
        params: parameters or parameter groups.
        lr: η.
        betas: (β₁, β₂).
        eps: ε. The section leaves it open; 1e-12 bounds the root by 1e-6, where others add 1e-6 outside.
        weight_decay: λ.
        bounds: (λ_l, λ_h). The section leaves them open. λ_h = 10 as in common implementations; λ_l = 0.1 because a
            tensor of zeros, such as the shift of a fresh batch norm, would never move with 0.

    Raises:
        ValueError: a value outside its range.
        RuntimeError: in ``step``, a sparse or complex gradient.
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 0.003,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-12,
        weight_decay: float = 0.0,
        bounds: tuple[float, float] = (0.1, 10.0),
    ) -> None:
        if not lr >= 0:
            raise ValueError(f"Expected a learning rate of at least 0, got {lr}.")
        if not all(0 <= beta < 1 for beta in betas):
            raise ValueError(f"Expected betas from 0 to below 1, got {betas}.")
        if not eps > 0:
            raise ValueError(f"Expected eps above 0, got {eps}.")
        if not weight_decay >= 0:
            raise ValueError(f"Expected a weight decay of at least 0, got {weight_decay}.")
        if not 0 <= bounds[0] < bounds[1]:
            raise ValueError(f"Expected bounds with 0 ≤ lower < upper, got {bounds}.")
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "bounds": bounds}
        super().__init__(params, defaults)

    @overload
    def step(self, closure: None = None) -> None: ...
    @overload
    def step(self, closure: Callable[[], float]) -> float: ...
    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> float | None:
        """Update every parameter that has a gradient; return what ``closure``, called first, returns."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for parameters in _batches([p for p in group["params"] if p.grad is not None]):
                self._update(parameters, group)
        return loss

    def _update(self, x: list[Tensor], group: dict[str, Any]) -> None:
        """Move tensors of one device and type, operation by operation for all of them at once."""
        gradients = [_gradient(parameter) for parameter in x]
        states = [self._state_of(parameter) for parameter in x]
        first, second = [state["exp_avg"] for state in states], [state["exp_avg_sq"] for state in states]
        for state in states:
            state["step"] += 1
        steps = [float(state["step"]) for state in states]
        beta1, beta2 = group["betas"]
        torch._foreach_lerp_(first, gradients, 1 - beta1)
        torch._foreach_mul_(second, beta2)
        torch._foreach_addcmul_(second, gradients, gradients, 1 - beta2)
        # m / (1 − β₁ᵗ) / √(v / (1 − β₂ᵗ) + ε) is scale · m / √(v + ε (1 − β₂ᵗ)): two passes fewer
        corrections = [1 - beta2**step for step in steps]
        scales = [
            math.sqrt(correction) / (1 - beta1**step) for correction, step in zip(corrections, steps, strict=True)
        ]
        roots = torch._foreach_add(second, [group["eps"] * correction for correction in corrections])
        torch._foreach_sqrt_(roots)
        updates = torch._foreach_mul(x, group["weight_decay"])
        torch._foreach_addcdiv_(updates, first, roots, scales)
        sizes = torch.stack(torch._foreach_norm(x)).clamp_(*group["bounds"])
        lengths = torch.stack(torch._foreach_norm(updates)).clamp_(min=torch.finfo(sizes.dtype).tiny)
        for parameter, update, factor in zip(x, updates, (sizes / lengths).unbind(), strict=True):
            parameter.addcmul_(update, factor, value=-group["lr"])  # the factor stays on its device: nothing waits

    def _state_of(self, parameter: Tensor) -> dict[str, Tensor]:
        state: dict[str, Tensor] = self.state[parameter]
        if not state:
            state["step"] = torch.zeros(())
            state["exp_avg"] = torch.zeros_like(parameter, memory_format=torch.preserve_format)
            state["exp_avg_sq"] = torch.zeros_like(parameter, memory_format=torch.preserve_format)
        return state


def _gradient(parameter: Tensor) -> Tensor:
    gradient = parameter.grad
    assert gradient is not None
    if gradient.is_sparse or gradient.is_complex():
        kind = "a sparse" if gradient.is_sparse else "a complex"
        raise RuntimeError(f"Expected dense real gradients, got {kind} one. Lamb needs the norm of whole real tensors.")
    return gradient


def _batches(parameters: list[Tensor]) -> Iterator[list[Tensor]]:
    """Yield the parameters in lists of one device and type; on the CPU of few values each."""
    kinds: dict[tuple[torch.device, torch.dtype], list[Tensor]] = {}
    for parameter in parameters:
        kinds.setdefault((parameter.device, parameter.dtype), []).append(parameter)
    for (device, _), alike in kinds.items():
        if device.type != "cpu":
            yield alike
            continue
        together, values = list[Tensor](), 0
        for parameter in alike:
            if together and values + parameter.numel() > _TOGETHER:
                yield together
                together, values = [], 0
            together.append(parameter)
            values += parameter.numel()
        yield together
