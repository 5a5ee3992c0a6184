"""The reduced PFNet18 with Leaky ReLU in every rectifier's place (thesis, table 5.3)."""

from collections.abc import Sequence
from functools import partial

import torch
from torch import nn
from torchvision.models import ResNet18_Weights

from deepvision import Network
from deepvision.layers import pfnet18

CLASS_NAMES = ResNet18_Weights.IMAGENET1K_V1.meta["categories"]
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)
SLOPE = 0.1  # for negative inputs; table 5.3 compares 0.01, 0.1 and 0.2


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """The reduced PFNet18 with Leaky ReLU, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = pfnet18(len(class_names), "even-uneven-16", reduced=True, activation=partial(nn.LeakyReLU, SLOPE))
    return Network(
        module=module,
        input_size=(224, 224),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="Linse et al. (2023), CNNs Do Work with Pre-Defined Filters; thesis, chapter 7",
    )
