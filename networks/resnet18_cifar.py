"""ResNet18 for pictures of 32×32 pixels: a 3×3 stem of stride 1 and no max-pool (thesis, 2.2 and table 7.2)."""

from collections.abc import Sequence

import torch

from deepvision import Network
from deepvision.layers import BasicBlock, ResNet

CLASS_NAMES = ["plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
MEAN = (0.491, 0.482, 0.447)  # of CIFAR10's training pictures
STD = (0.247, 0.243, 0.262)


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """ResNet18 for CIFAR10, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = ResNet(BasicBlock, [2, 2, 2, 2], len(class_names), small_pictures=True)
    return Network(
        module=module,
        input_size=(32, 32),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="He et al. (2016), Deep Residual Learning for Image Recognition",
    )
