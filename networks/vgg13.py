"""VGG13 of the thesis's table 2.4: ten 3×3 convolutions with batch normalisation, three linear layers, no skips."""

from collections.abc import Sequence

import torch
from torchvision.models import VGG13_BN_Weights

from deepvision import Network
from deepvision.layers import VGG13

CLASS_NAMES = VGG13_BN_Weights.IMAGENET1K_V1.meta["categories"]
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """VGG13 for ImageNet or other classes, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = VGG13(len(class_names))
    return Network(
        module=module,
        input_size=(224, 224),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="Simonyan and Zisserman (2014), Very Deep Convolutional Networks; thesis, table 2.4",
    )
