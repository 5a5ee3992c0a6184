"""ResNet18, the baseline of the thesis's chapters 5 to 7 (table 2.3).

Parameters have the names of ``torchvision.models.resnet18().state_dict()``. ``ResNet`` lets its convolutions,
rectifiers and skips be exchanged; the other scripts of this family show how.
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
    """ResNet18 for ImageNet or other classes, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = ResNet(BasicBlock, [2, 2, 2, 2], len(class_names))
    return Network(
        module=module,
        input_size=(224, 224),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="He et al. (2016), Deep Residual Learning for Image Recognition",
    )
