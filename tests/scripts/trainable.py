"""A small network to train: convolution, batch norm, dropout, trackers; two classes."""

import torch
from torch import nn

from deepvision import Marker, Network, TrackerModule


class Trainable(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mark = Marker("Trunk")
        self.conv1 = nn.Conv2d(3, 6, 3, padding=1)
        self.norm = nn.BatchNorm2d(6)
        self.track_conv1 = TrackerModule("conv1")
        self.conv2 = nn.Conv2d(6, 8, 3, stride=2)
        self.dropout = nn.Dropout(dropout)
        self.track_conv2 = TrackerModule("conv2")
        self.linear = nn.Linear(8, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.track_conv1(self.norm(self.conv1(self.mark(x))).relu())
        x = self.track_conv2(self.dropout(self.conv2(x).relu()))
        return self.linear(x.mean((2, 3)))


def network() -> Network:
    return Network(
        module=Trainable(0.2),
        input_size=(12, 14),
        mean=(0.5, 0.5, 0.5),
        std=(0.25, 0.25, 0.25),
        class_names=["across", "down"],
        source="tests",
    )
