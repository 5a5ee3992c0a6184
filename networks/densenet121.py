"""DenseNet121 (thesis, table 2.2): each layer sees the feature maps of all layers of its block before it.

Parameters have the names of ``torchvision.models.densenet121().state_dict()``.
"""

from collections.abc import Sequence

import torch
from torchvision.models import DenseNet121_Weights

from deepvision import Network
from deepvision.layers import DenseNet

CLASS_NAMES = DenseNet121_Weights.IMAGENET1K_V1.meta["categories"]
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """DenseNet121 for ImageNet or other classes, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = DenseNet([6, 12, 24, 16], len(class_names))
    return Network(
        module=module,
        input_size=(224, 224),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="Huang et al. (2017), Densely Connected Convolutional Networks",
    )
