"""How untrained weights are drawn."""

from torch import nn


def initialize(module: nn.Module) -> None:
    """Draw the weights of all convolutions as He et al. (2015) do (Kaiming initialization; thesis, 6.3).

    Normal, with the variance that keeps the gradients' size (fan out). Filters of pre-defined filter modules are no
    convolutions' weights and stay; normalisations and linear layers keep PyTorch's own values. Random numbers come
    from PyTorch's global generator.
    """
    for part in module.modules():
        if isinstance(part, nn.Conv2d):
            nn.init.kaiming_normal_(part.weight, mode="fan_out", nonlinearity="relu")
            if part.bias is not None:
                nn.init.zeros_(part.bias)
