"""Reduced PFNet18: one fixed filter per channel, 13 % of ResNet18's parameters (thesis, chapter 7)."""

from collections.abc import Sequence

import torch
from torchvision.models import ResNet18_Weights

from deepvision import Network
from deepvision.layers import pfnet18

CLASS_NAMES = ResNet18_Weights.IMAGENET1K_V1.meta["categories"]
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)
FILTERS = "even-uneven-16"  # or another set of deepvision.layers.filter_set, such as "random-16"


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """The reduced PFNet18, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = pfnet18(len(class_names), FILTERS, reduced=True, seed=seed)
    return Network(
        module=module,
        input_size=(224, 224),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="Linse et al. (2023), CNNs Do Work with Pre-Defined Filters; thesis, chapter 7",
    )
