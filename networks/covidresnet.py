"""CovidResNet, a small residual network: the example to copy for a network of your own.

Three things make a network visible in the hall:

1. ``TrackerModule(name)`` behind an operation: what passes through it is shown, under that name. A tracker computes
   nothing. How the trackers hang together is found by watching a forward pass, so nothing else has to be said.
2. ``Marker(name)``: everything from here to the next marker of the same module is one section of the hall.
3. ``network()`` at the end: returns the module and all that is needed to feed it a picture and to read its answer.

The network's input needs no tracker, every hall begins with it. In addresses and files a tracker is called by its path
in the module: ``self.block2 = BasicBlock(…)`` with ``self.track_conv1 = TrackerModule("conv1")`` in it gives
``block2.track_conv1``.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from deepvision import Marker, Network, TrackerModule

# The classes of datasets/shapes.py, which this file's weights were trained on, and the mean and standard deviation of
# its pictures' red, green and blue (pixels from 0 to 1).
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


class BasicBlock(nn.Module):
    """Two 3×3 convolutions and a connection that skips them (He et al., 2016).

    Args:
        channels_in: channels of the input (N, channels_in, H, W).
        channels_out: channels of the output (N, channels_out, ⌈H / stride⌉, ⌈W / stride⌉).
        stride: step of the first convolution; 2 halves height and width.
    """

    def __init__(self, channels_in: int, channels_out: int, stride: int = 1) -> None:
        super().__init__()
        self.mark = Marker(f"BasicBlock {channels_in} → {channels_out}")
        self.conv1 = nn.Conv2d(channels_in, channels_out, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels_out)
        self.track_conv1 = TrackerModule("conv1")
        self.conv2 = nn.Conv2d(channels_out, channels_out, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels_out)
        self.track_conv2 = TrackerModule("conv2")
        self.skip: nn.Module = nn.Identity()
        if stride != 1 or channels_in != channels_out:  # the shapes differ: a 1×1 convolution makes them equal
            self.skip = nn.Sequential(
                nn.Conv2d(channels_in, channels_out, 1, stride, bias=False), nn.BatchNorm2d(channels_out)
            )
        self.track_skip = TrackerModule("skip")
        self.track_sum = TrackerModule("sum")

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, channels_in, H, W) to (N, channels_out, ⌈H / stride⌉, ⌈W / stride⌉)."""
        x = self.mark(x)
        y = self.track_conv1(torch.relu(self.norm1(self.conv1(x))))
        y = self.track_conv2(self.norm2(self.conv2(y)))
        y = y + self.track_skip(self.skip(x))
        output: Tensor = self.track_sum(torch.relu(y))
        return output


class CovidResNet(nn.Module):
    """A ResNet with stage depths [2, 1, 1, 1] and widths 64, 128, 256, 512.

    Args:
        classes: number of classes.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.norm1 = nn.BatchNorm2d(64)
        self.track_conv1 = TrackerModule("conv1")
        self.max_pool = nn.MaxPool2d(3, stride=2, padding=1)
        self.track_max_pool = TrackerModule("max-pool")

        self.block1 = BasicBlock(64, 64)
        self.block2 = BasicBlock(64, 64)
        self.block3 = BasicBlock(64, 128, stride=2)
        self.block4 = BasicBlock(128, 256, stride=2)
        self.block5 = BasicBlock(256, 512, stride=2)

        self.mark_head = Marker("Head")
        self.average_pool = nn.AdaptiveAvgPool2d(1)
        self.track_average_pool = TrackerModule("average pool")
        self.linear = nn.Linear(512, classes)
        self.track_scores = TrackerModule("class scores")
        self.track_probabilities = TrackerModule("posterior probabilities")

    def forward(self, x: Tensor) -> Tensor:
        """Maps normalised pictures (N, 3, H, W) to logits (N, classes)."""
        x = self.track_conv1(torch.relu(self.norm1(self.conv1(x))))
        x = self.track_max_pool(self.max_pool(x))

        for block in (self.block1, self.block2, self.block3, self.block4, self.block5):
            x = block(x)

        x = self.mark_head(x)
        x = self.track_average_pool(self.average_pool(x).flatten(1))
        logits: Tensor = self.track_scores(self.linear(x))
        self.track_probabilities(logits.softmax(1))  # shown beside; what is returned must be the logits
        return logits


def network() -> Network:
    """CovidResNet as it stands in the hall, with the weights of tools/train_shapes.py and tools/train_strategies.py."""
    weights = Path(__file__).parent / "weights"
    return Network(
        module=CovidResNet(len(CLASS_NAMES)),
        input_size=(150, 175),  # height, width
        mean=MEAN,
        std=STD,
        class_names=CLASS_NAMES,
        weights={
            "standard": weights / "covidresnet.safetensors",
            "shuffled": weights / "covidresnet-shuffled.safetensors",
            "noisy": weights / "covidresnet-noisy.safetensors",
        },
        source="He et al. (2016), Deep Residual Learning for Image Recognition; depths [2, 1, 1, 1]",
    )
