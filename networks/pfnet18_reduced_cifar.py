"""The reduced PFNet18 for pictures of 32×32 pixels: a stem of stride 1 and no max-pool (thesis, 2.2 and table 7.2)."""

from collections.abc import Sequence

import torch

from deepvision import Network
from deepvision.layers import pfnet18

CLASS_NAMES = ["plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
MEAN = (0.491, 0.482, 0.447)  # of CIFAR10's training pictures
STD = (0.247, 0.243, 0.262)


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """The reduced PFNet18 for CIFAR10, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = pfnet18(len(class_names), "even-uneven-16", reduced=True, small_pictures=True)
    return Network(
        module=module,
        input_size=(32, 32),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="Linse et al. (2023), CNNs Do Work with Pre-Defined Filters; thesis, chapter 7",
    )
