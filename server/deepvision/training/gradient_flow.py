"""Gradient flow: how large the gradients of each layer's weights are while a network is trained."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn


class GradientFlow:
    """The mean absolute gradient of each layer's parameters, averaged over the steps of an epoch.

    The mean of absolute derivatives is what the thesis compares in table 5.4; layer against layer it shows gradients
    that vanish or explode on their way back (Glorot and Bengio, 2010, compare the layers of a network so).
    Gradients are only read: what is trained does not change by a bit. Nothing waits for a GPU before :meth:`take`.

    Args:
        module: that is trained.
        layers: by layer the names of its parameters; one that is fixed, or not the module's, does not count.
        device: where sums are kept.
    """

    def __init__(self, module: nn.Module, layers: Mapping[str, Sequence[str]], device: torch.device) -> None:
        trainable = {name: one for name, one in module.named_parameters() if one.requires_grad}
        self._layers = {layer: [name for name in names if name in trainable] for layer, names in layers.items()}
        self._parameters = {name: trainable[name] for names in self._layers.values() for name in names}
        self._none = torch.zeros((), device=next(module.parameters()).device)
        self._sums = torch.zeros(len(self._parameters), dtype=torch.float64, device=device)
        self._steps = torch.zeros((), dtype=torch.float64, device=device)

    @torch.no_grad()
    def add(self) -> None:
        """Take the gradients of a step into account; one whose gradients overflowed does not count."""
        if not self._parameters:
            return
        gradients = [self._none if one.grad is None else one.grad for one in self._parameters.values()]
        sums: Sequence[Tensor] = torch._foreach_norm(gradients, 1)  # of absolute values
        values = torch.stack(list(sums)).to(self._sums)
        is_finite = torch.isfinite(values).all()
        self._sums += torch.where(is_finite, values, 0.0)
        self._steps += is_finite

    def take(self) -> dict[str, float]:
        """Return the mean by layer since the last call, of the layers that are trained; NaN without a step."""
        steps = float(self._steps)
        sums = dict(zip(self._parameters, self._sums.tolist(), strict=True))
        self._sums.zero_()
        self._steps.zero_()
        found = {}
        for layer, names in self._layers.items():
            count = sum(self._parameters[name].numel() for name in names)
            if count > 0:
                found[layer] = sum(sums[name] for name in names) / (count * steps) if steps else float("nan")
        return found
