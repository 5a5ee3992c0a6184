"""Densely connected networks (Huang et al., 2017; thesis, 2.3.1).

Parameters have torchvision's names, so weights of ``torchvision.models.densenet121`` and ``densenet169`` fit.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import cast

import torch
from torch import Tensor, nn

from deepvision.layers.initialization import initialize
from deepvision.layers.residual import Activation, Convolution, convolution3x3
from deepvision.tracking import Marker, TrackerModule


class DenseLayer(nn.Module):
    """A 1×1 convolution to 4 · growth channels, a 3×3 convolution to growth channels, which are added to the input's.

    Args:
        channels_in: channels of the input (N, channels_in, H, W); the output is (N, channels_in + growth, H, W).
        growth: the growth rate, channels that the layer adds.
        convolution: makes the 3×3 layer.
        activation: makes the rectifiers.
    """

    def __init__(self, channels_in: int, growth: int, *, convolution: Convolution, activation: Activation) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm2d(channels_in)
        self.relu1 = activation()
        self.conv1 = nn.Conv2d(channels_in, 4 * growth, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * growth)
        self.relu2 = activation()
        self.track_bottleneck = TrackerModule("bottleneck")
        self.conv2 = convolution(4 * growth, growth, 1)
        self.track_new = TrackerModule("new features")
        self.track_concatenation = TrackerModule("concatenation")

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, channels_in, H, W) to (N, channels_in + growth, H, W), the input first."""
        y = self.track_bottleneck(self.relu2(self.norm2(self.conv1(self.relu1(self.norm1(x))))))
        y = self.track_new(self.conv2(y))
        return cast(Tensor, self.track_concatenation(torch.cat([x, y], 1)))


class DenseNet(nn.Module):
    """A stem, four dense blocks with transitions between, and one linear layer; Kaiming initialization.

    Args:
        depths: layers per dense block.
        classes: number of classes.
        growth: the growth rate.
        transitions: channels behind each transition; None halves them.
        convolution: makes the 3×3 layers.
        stem: makes the first layer; None: a 7×7 convolution.
        activation: makes the rectifiers.

    Raises:
        ValueError: not one transition fewer than dense blocks.
    """

    def __init__(
        self,
        depths: Sequence[int],
        classes: int,
        *,
        growth: int = 32,
        transitions: Sequence[int] | None = None,
        convolution: Convolution = convolution3x3,
        stem: Convolution | None = None,
        activation: Activation = nn.ReLU,
    ) -> None:
        super().__init__()
        if transitions is not None and len(transitions) != len(depths) - 1:
            raise ValueError(
                f"Expected {len(depths) - 1} transitions between {len(depths)} dense blocks, got {list(transitions)}. "
                "Give the channels behind each, or None to halve them."
            )
        channels = 64
        self.features = nn.Sequential(
            OrderedDict(
                conv0=stem(3, channels, 2) if stem else nn.Conv2d(3, channels, 7, 2, padding=3, bias=False),
                norm0=nn.BatchNorm2d(channels),
                relu0=activation(),
                track_conv0=TrackerModule("conv0"),
                pool0=nn.MaxPool2d(3, stride=2, padding=1),
                track_pool0=TrackerModule("max-pool"),
            )
        )
        for k, depth in enumerate(depths, start=1):
            block = nn.Sequential(OrderedDict(mark=Marker(f"Dense block {k}")))
            for i in range(1, depth + 1):
                layer = DenseLayer(channels, growth, convolution=convolution, activation=activation)
                block.add_module(f"denselayer{i}", layer)
                channels += growth
            self.features.add_module(f"denseblock{k}", block)
            if k < len(depths):
                after = channels // 2 if transitions is None else transitions[k - 1]
                self.features.add_module(f"transition{k}", _transition(k, channels, after, activation))
                channels = after
        self.features.add_module("norm5", nn.BatchNorm2d(channels))
        self.mark_head = Marker("Head")
        self.relu = activation()
        self.track_features = TrackerModule("features")
        self.average_pool = nn.AdaptiveAvgPool2d(1)
        self.track_average_pool = TrackerModule("average pool")
        self.classifier = nn.Linear(channels, classes)
        self.track_scores = TrackerModule("class scores")
        self.track_probabilities = TrackerModule("posterior probabilities")
        initialize(self)

    def forward(self, x: Tensor) -> Tensor:
        """Maps normalised pictures (N, 3, H, W) to logits (N, classes)."""
        x = self.track_features(self.relu(self.mark_head(self.features(x))))
        x = self.track_average_pool(self.average_pool(x).flatten(1))
        logits: Tensor = self.track_scores(self.classifier(x))
        self.track_probabilities(logits.softmax(1))  # shown beside; what is returned must be the logits
        return logits


def _transition(k: int, channels_in: int, channels_out: int, activation: Activation) -> nn.Module:
    """Maps (N, channels_in, H, W) to (N, channels_out, ⌊H / 2⌋, ⌊W / 2⌋)."""
    return nn.Sequential(
        OrderedDict(
            mark=Marker(f"Transition {k}"),
            norm=nn.BatchNorm2d(channels_in),
            relu=activation(),
            conv=nn.Conv2d(channels_in, channels_out, 1, bias=False),
            track_conv=TrackerModule("conv"),
            pool=nn.AvgPool2d(2, stride=2),
            track_pool=TrackerModule("average pool"),
        )
    )
