"""Pictures and networks that stand in for those of the thesis which are not here."""

from pathlib import Path

import torch
import torchvision
from torch import Tensor

from deepvision.catalog.datasets import load_dataset
from deepvision.visualization.pictures import to_input

CALTECH_SIZE = (150, 175)
CALTECH_MEAN = (0.5487, 0.5313, 0.5050)
CALTECH_STD = (0.1879, 0.1819, 0.1983)
CLASSES = 12
SHAPES = "drawn shapes (datasets/shapes.py, 12 classes, 150 × 175) stand in for Caltech101, which is not here"


def shapes_batch(count: int, seed: int) -> tuple[Tensor, Tensor]:
    """Return randomly chosen pictures (N, 3, 150, 175), normalised as Caltech101 is, and their labels (N,)."""
    shapes = load_dataset("shapes")
    order = torch.randperm(len(shapes.pictures), generator=torch.Generator().manual_seed(seed))
    chosen = [shapes.picture(int(index)) for index in order[:count]]
    pictures = [to_input(picture, CALTECH_SIZE, CALTECH_MEAN, CALTECH_STD) for picture, _ in chosen]
    return torch.cat(pictures), torch.tensor([label for _, label in chosen])


def imagenet_weights() -> Path:
    """Return where torchvision keeps the weights of its ResNet18; they may not be there."""
    url = torchvision.models.ResNet18_Weights.DEFAULT.url
    return Path(torch.hub.get_dir(), "checkpoints", Path(url).name)
