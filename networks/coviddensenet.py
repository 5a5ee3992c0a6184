"""CovidDenseNet, a small DenseNet of 1.63 million parameters (thesis, 2.3.1 and 4.2).

It stands beside CovidResNet in the hall: classes, mean and standard deviation are those of datasets/shapes.py.
"""

from collections.abc import Sequence

import torch

from deepvision import Network
from deepvision.layers import DenseNet

CLASS_NAMES = [
    "checkered ball",
    "crescent",
    "cross",
    "dotted ball",
    "flower",
    "heart",
    "plain ball",
    "ring",
    "square",
    "star",
    "striped ball",
    "triangle",
]
MEAN = (0.494, 0.511, 0.505)
STD = (0.252, 0.222, 0.249)


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """CovidDenseNet as it stands in the hall, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):  # leaves PyTorch's own random numbers as they are
        torch.manual_seed(seed)
        module = DenseNet([6, 10, 2, 1], len(class_names), transitions=[128, 256, 512])
    return Network(
        module=module,
        input_size=(150, 175),  # height, width
        mean=MEAN,
        std=STD,
        class_names=class_names,
        source="Huang et al. (2017), Densely Connected Convolutional Networks; depths [6, 10, 2, 1]",
    )
