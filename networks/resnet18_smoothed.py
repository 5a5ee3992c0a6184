"""ResNet18 without aliasing: a Gaussian before each skip that halves height and width (thesis, table 7.4).

Its parameters are ResNet18's, and torchvision's weights fit.
"""

from collections.abc import Sequence

import torch
from torchvision.models import ResNet18_Weights

from deepvision import Network
from deepvision.layers import BasicBlock, ResNet

CLASS_NAMES = ResNet18_Weights.IMAGENET1K_V1.meta["categories"]
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """ResNet18 with smoothed skips, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = ResNet(BasicBlock, [2, 2, 2, 2], len(class_names), skip="smoothed")
    return Network(
        module=module,
        input_size=(224, 224),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="He et al. (2016), Deep Residual Learning for Image Recognition",
    )
