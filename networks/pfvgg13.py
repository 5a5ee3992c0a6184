"""PFVGG13: VGG13 with fixed edge and line filters, no skips (thesis, 6.6 and table 6.8)."""

from collections.abc import Sequence

import torch
from torchvision.models import VGG13_BN_Weights

from deepvision import Network
from deepvision.layers import pfvgg13

CLASS_NAMES = VGG13_BN_Weights.IMAGENET1K_V1.meta["categories"]
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)
FILTERS = "even-uneven-9"  # or another set of deepvision.layers.filter_set, such as "even-uneven-18"


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """PFVGG13 for ImageNet or other classes, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = pfvgg13(len(class_names), FILTERS, seed=seed)
    return Network(
        module=module,
        input_size=(224, 224),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="Linse et al. (2024), PFCNNs; thesis, chapter 6",
    )
