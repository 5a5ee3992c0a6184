"""The network of trainable.py's kind without dropout, which draws per process: for comparing numbers of processes."""

import torch
from torch import nn

from deepvision import Network


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 3, padding=1)
        self.norm = nn.BatchNorm2d(6)
        self.linear = nn.Linear(6, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(self.norm(self.conv(x)).relu().mean((2, 3)))


def network() -> Network:
    return Network(
        module=Block(),
        input_size=(12, 14),
        mean=(0.5, 0.5, 0.5),
        std=(0.25, 0.25, 0.25),
        class_names=["across", "down"],
        source="tests",
    )
