"""ResNet18 with random weights and exchangeable rectifiers, as sections 5.5 and A.2 study it."""

from collections.abc import Callable

import torch
import torchvision
from torch import nn

from deepvision.layers import ProxyGradReLU


def leaky(slope: float) -> nn.Module:
    """Return a Leaky ReLU; at slope 0 a ReLU."""
    return nn.LeakyReLU(slope)


def proxy(slope: float) -> nn.Module:
    """Return a ReLU with ProxyGrad."""
    return ProxyGradReLU(slope)


def random_resnet18(classes: int, seed: int, *, batch_norm: bool = True) -> nn.Module:
    """Return a ResNet18 in training mode with torchvision's random weights (He et al., 2015), drawn from the seed."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        norm = nn.BatchNorm2d if batch_norm else _no_norm
        module: nn.Module = torchvision.models.resnet18(num_classes=classes, norm_layer=norm)
    return module.train()


def set_rectifiers(module: nn.Module, make: Callable[[float], nn.Module], slope: float) -> None:
    """Put a rectifier of a slope in the place of every one in a network of our own."""
    for child in module.modules():
        if isinstance(getattr(child, "relu", None), nn.Module):
            child.relu = make(slope)


def _no_norm(channels: int) -> nn.Module:
    return nn.Identity()
