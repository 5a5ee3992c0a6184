"""A network small enough to check by hand: 2 kernels, a skip, 3 classes; its weights are set here."""

import torch
from torch import nn

from deepvision import Marker, Network, TrackerModule


class Tiny(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.block = Marker("Block")
        self.conv = nn.Conv2d(3, 4, 3, stride=2, padding=1, bias=False)
        self.track_conv = TrackerModule("conv")
        self.track_sum = TrackerModule("sum")
        self.head = Marker("Head")
        self.linear = nn.Linear(4, 3)
        self.track_scores = TrackerModule("class scores")
        with torch.no_grad():
            self.conv.weight.zero_()
            for channel in range(3):
                self.conv.weight[channel, channel, 1, 1] = 1.0  # picks every second pixel
            self.conv.weight[3, 0, 1, 1], self.conv.weight[3, 0, 1, 2] = 1.0, -1.0  # a horizontal difference
            self.linear.weight.copy_(torch.eye(3, 4))
            self.linear.bias.copy_(torch.tensor([0.0, 0.5, 1.0]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.track_conv(self.conv(self.block(x)))
        x = self.track_sum(x + x.relu())
        return self.track_scores(self.linear(self.head(x).mean((2, 3))))


def network() -> Network:
    return Network(
        module=Tiny(),
        input_size=(16, 24),
        mean=(0.5, 0.5, 0.5),
        std=(0.5, 0.5, 0.5),
        class_names=["red", "green", "blue"],
        source="tests",
        trained=True,
    )
