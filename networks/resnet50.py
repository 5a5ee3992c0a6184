"""ResNet50, a residual network of bottleneck blocks (figure 2.4).

Parameters have the names of ``torchvision.models.resnet50().state_dict()``.
"""

from collections.abc import Sequence

import torch
from torchvision.models import ResNet50_Weights

from deepvision import Network
from deepvision.layers import Bottleneck, ResNet

CLASS_NAMES = ResNet50_Weights.IMAGENET1K_V1.meta["categories"]
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """ResNet50 for ImageNet or other classes, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = ResNet(Bottleneck, [3, 4, 6, 3], len(class_names))
    return Network(
        module=module,
        input_size=(224, 224),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="He et al. (2016), Deep Residual Learning for Image Recognition",
    )
