"""Residual networks (He et al., 2016; thesis, 2.3.3) whose convolutions, rectifiers and skips can be exchanged.

Parameters have torchvision's names, so weights of ``torchvision.models.resnet18`` and ``resnet50`` fit.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, cast, get_args

from torch import Tensor, nn

from deepvision.layers.initialization import initialize
from deepvision.layers.predefined import SmoothedConv2d
from deepvision.tracking import Marker, TrackerModule

Convolution = Callable[[int, int, int], nn.Module]
"""Makes a layer from its input channels, output channels and stride."""

Activation = Callable[[], nn.Module]
"""Makes a rectifier, such as ``nn.ReLU``."""

Skip = Literal["plain", "smoothed", "none"]
"""Skips that halve height and width take every second pixel, which aliases, or smooth before; or there is no skip."""

WIDTHS = (64, 128, 256, 512)


def convolution3x3(channels_in: int, channels_out: int, stride: int = 1) -> nn.Module:
    """Return a 3×3 convolution that keeps height and width, divided by the stride."""
    return nn.Conv2d(channels_in, channels_out, 3, stride, padding=1, bias=False)


class BasicBlock(nn.Module):
    """Two 3×3 convolutions and a connection that skips them (figure 2.4, left).

    Args:
        channels_in: channels of the input (N, channels_in, H, W).
        width: channels of the output (N, width, ⌈H / stride⌉, ⌈W / stride⌉).
        stride: step of the first convolution.
        convolution: makes the 3×3 layers.
        activation: makes the rectifiers.
        skip: see :data:`Skip`.
    """

    expansion = 1

    def __init__(
        self,
        channels_in: int,
        width: int,
        stride: int = 1,
        *,
        convolution: Convolution = convolution3x3,
        activation: Activation = nn.ReLU,
        skip: Skip = "plain",
    ) -> None:
        super().__init__()
        self.mark = Marker(f"BasicBlock {channels_in} → {width}")
        self.conv1 = convolution(channels_in, width, stride)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu1 = activation()
        self.track_conv1 = TrackerModule("conv1")
        self.conv2 = convolution(width, width, 1)
        self.bn2 = nn.BatchNorm2d(width)
        self.track_conv2 = TrackerModule("conv2")
        self.downsample = _projection(channels_in, width, stride, skip)
        self.add = skip != "none"
        self.track_skip = TrackerModule("skip")
        self.relu2 = activation()
        self.track_sum = TrackerModule("sum" if self.add else "conv2 rectified")

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, channels_in, H, W) to (N, width, ⌈H / stride⌉, ⌈W / stride⌉)."""
        x = self.mark(x)
        y = self.track_conv1(self.relu1(self.bn1(self.conv1(x))))
        y = self.track_conv2(self.bn2(self.conv2(y)))
        if self.add:
            y = y + self.track_skip(x if self.downsample is None else self.downsample(x))
        return cast(Tensor, self.track_sum(self.relu2(y)))


class Bottleneck(nn.Module):
    """A 1×1, a 3×3 and a 1×1 convolution and a connection that skips them (figure 2.4, right).

    The stride is at the 3×3 convolution, as torchvision has it.

    Args:
        channels_in: channels of the input (N, channels_in, H, W).
        width: channels of the 3×3 convolution; the output is (N, 4 · width, ⌈H / stride⌉, ⌈W / stride⌉).
        stride: step of the 3×3 convolution.
        convolution: makes the 3×3 layer.
        activation: makes the rectifiers.
        skip: see :data:`Skip`.
    """

    expansion = 4

    def __init__(
        self,
        channels_in: int,
        width: int,
        stride: int = 1,
        *,
        convolution: Convolution = convolution3x3,
        activation: Activation = nn.ReLU,
        skip: Skip = "plain",
    ) -> None:
        super().__init__()
        channels_out = self.expansion * width
        self.mark = Marker(f"Bottleneck {channels_in} → {channels_out}")
        self.conv1 = nn.Conv2d(channels_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu1 = activation()
        self.track_conv1 = TrackerModule("conv1")
        self.conv2 = convolution(width, width, stride)
        self.bn2 = nn.BatchNorm2d(width)
        self.relu2 = activation()
        self.track_conv2 = TrackerModule("conv2")
        self.conv3 = nn.Conv2d(width, channels_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(channels_out)
        self.track_conv3 = TrackerModule("conv3")
        self.downsample = _projection(channels_in, channels_out, stride, skip)
        self.add = skip != "none"
        self.track_skip = TrackerModule("skip")
        self.relu3 = activation()
        self.track_sum = TrackerModule("sum" if self.add else "conv3 rectified")

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, channels_in, H, W) to (N, 4 · width, ⌈H / stride⌉, ⌈W / stride⌉)."""
        x = self.mark(x)
        y = self.track_conv1(self.relu1(self.bn1(self.conv1(x))))
        y = self.track_conv2(self.relu2(self.bn2(self.conv2(y))))
        y = self.track_conv3(self.bn3(self.conv3(y)))
        if self.add:
            y = y + self.track_skip(x if self.downsample is None else self.downsample(x))
        return cast(Tensor, self.track_sum(self.relu3(y)))


class ResNet(nn.Module):
    """A stem, four stages of residual blocks, and one linear layer; Kaiming initialization.

    Args:
        block: :class:`BasicBlock` or :class:`Bottleneck`.
        depths: blocks per stage.
        classes: number of classes.
        convolution: makes the 3×3 layers.
        stem: makes the first layer; None: a 7×7 convolution, or ``convolution`` for small pictures.
        activation: makes the rectifiers.
        skip: see :data:`Skip`.
        small_pictures: stem of stride 1 and no max-pool, as for CIFAR10 (thesis, 2.2).

    Raises:
        ValueError: not four depths, or an unknown skip.
    """

    def __init__(
        self,
        block: type[BasicBlock] | type[Bottleneck],
        depths: Sequence[int],
        classes: int,
        *,
        convolution: Convolution = convolution3x3,
        stem: Convolution | None = None,
        activation: Activation = nn.ReLU,
        skip: Skip = "plain",
        small_pictures: bool = False,
    ) -> None:
        super().__init__()
        if len(depths) != len(WIDTHS):
            raise ValueError(f"Expected four depths, one per stage, got {list(depths)}. ResNet18 has [2, 2, 2, 2].")
        if skip not in get_args(Skip):
            raise ValueError(f"Expected a skip of {', '.join(get_args(Skip))}, got {skip!r}. ResNets have plain ones.")
        stem = stem or (convolution if small_pictures else _stem7x7)
        self.conv1 = stem(3, 64, 1 if small_pictures else 2)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = activation()
        self.track_conv1 = TrackerModule("conv1")
        self.maxpool = None if small_pictures else nn.MaxPool2d(3, stride=2, padding=1)
        self.track_max_pool = TrackerModule("max-pool")

        make = partial(block, convolution=convolution, activation=activation, skip=skip)
        channels = [64, *(width * block.expansion for width in WIDTHS)]
        self.layer1 = _stage(make, depths[0], channels[0], WIDTHS[0], 1)
        self.layer2 = _stage(make, depths[1], channels[1], WIDTHS[1], 2)
        self.layer3 = _stage(make, depths[2], channels[2], WIDTHS[2], 2)
        self.layer4 = _stage(make, depths[3], channels[3], WIDTHS[3], 2)

        self.mark_head = Marker("Head")
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.track_average_pool = TrackerModule("average pool")
        self.fc = nn.Linear(channels[4], classes)
        self.track_scores = TrackerModule("class scores")
        self.track_probabilities = TrackerModule("posterior probabilities")
        initialize(self)

    def forward(self, x: Tensor) -> Tensor:
        """Maps normalised pictures (N, 3, H, W) to logits (N, classes)."""
        x = self.track_conv1(self.relu(self.bn1(self.conv1(x))))
        if self.maxpool is not None:
            x = self.track_max_pool(self.maxpool(x))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        x = self.track_average_pool(self.avgpool(self.mark_head(x)).flatten(1))
        logits: Tensor = self.track_scores(self.fc(x))
        self.track_probabilities(logits.softmax(1))  # shown beside; what is returned must be the logits
        return logits


def _stem7x7(channels_in: int, channels_out: int, stride: int) -> nn.Module:
    return nn.Conv2d(channels_in, channels_out, 7, stride, padding=3, bias=False)


def _stage(
    block: Callable[[int, int, int], BasicBlock | Bottleneck], depth: int, channels_in: int, width: int, stride: int
) -> nn.Sequential:
    """Makes blocks one after another; the first takes the stride."""
    blocks = [block(channels_in, width, stride)]
    for _ in range(depth - 1):
        blocks.append(block(width * blocks[0].expansion, width, 1))
    return nn.Sequential(*blocks)


def _projection(channels_in: int, channels_out: int, stride: int, skip: Skip) -> nn.Module | None:
    """Makes the skip's shape the sum's, (N, channels_out, ⌈H / stride⌉, ⌈W / stride⌉), where it is another."""
    if skip == "none" or (stride == 1 and channels_in == channels_out):
        return None
    convolution: nn.Module = nn.Conv2d(channels_in, channels_out, 1, stride, bias=False)
    if skip == "smoothed" and stride > 1:
        convolution = SmoothedConv2d(channels_in, channels_out, stride)
    return nn.Sequential(convolution, nn.BatchNorm2d(channels_out))
