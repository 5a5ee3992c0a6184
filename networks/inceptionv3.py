"""InceptionV3 (Szegedy et al., 2016): branches of several kernel sizes side by side, joined by concatenation.

Chapter 3 of the thesis finetunes it to tell COVID-19 in CT scans; figure 2.3 shows one of its blocks. Parameters have
the names of ``torchvision.models.inception_v3().state_dict()``.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision.models import Inception_V3_Weights

from deepvision import Marker, Network, TrackerModule
from deepvision.layers import initialize

CLASS_NAMES = Inception_V3_Weights.IMAGENET1K_V1.meta["categories"]

Kernel = int | tuple[int, int]


class Convolution(nn.Module):
    """A convolution with batch normalisation and ReLU; height and width are kept unless ``padded`` is False."""

    def __init__(
        self, channels_in: int, channels_out: int, kernel: Kernel, stride: int = 1, padded: bool = True
    ) -> None:
        super().__init__()
        height, width = (kernel, kernel) if isinstance(kernel, int) else kernel
        padding = (height // 2, width // 2) if padded else 0
        self.conv = nn.Conv2d(channels_in, channels_out, (height, width), stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(channels_out, eps=0.001)
        self.track = TrackerModule(f"conv {height}×{width}")

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, channels_in, H, W) to (N, channels_out, H', W')."""
        output: Tensor = self.track(torch.relu(self.bn(self.conv(x))))
        return output


class InceptionBlock(nn.Module):
    """Branches whose outputs are concatenated.

    Args:
        channels_in: channels of the input (N, channels_in, H, W).
        branches: per branch its convolutions: name, channels, kernel, and where it halves height and width stride 2.
            A list in a convolution's place is a fork: its convolutions stand beside each other. A branch that begins
            with ``"pool"`` takes the input's neighbourhood means, or, where the block halves, its maxima.
    """

    def __init__(self, channels_in: int, branches: Sequence[Sequence[Any]]) -> None:
        super().__init__()
        self.mark = Marker(f"Inception {channels_in}")
        self.halves = any(len(step) == 4 for branch in branches for step in branch if isinstance(step, tuple))
        self.branches: list[list[str | list[str]]] = []
        for branch in branches:
            names: list[str | list[str]] = []
            channels = channels_in
            for step in branch:
                if step == "pool":
                    names.append(step)
                elif isinstance(step, list):
                    names.append([self._add(channels, *beside) for beside in step])
                else:
                    names.append(self._add(channels, *step))
                    channels = step[1]
            self.branches.append(names)
        self.track_pool = TrackerModule("pool")
        self.track_concatenation = TrackerModule("concatenation")

    def _add(self, channels_in: int, name: str, channels_out: int, kernel: Kernel, stride: int = 1) -> str:
        self.add_module(name, Convolution(channels_in, channels_out, kernel, stride, padded=stride == 1))
        return name

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, channels_in, H, W) to the concatenation of the branches' outputs, in order."""
        x = self.mark(x)
        outputs = []
        for branch in self.branches:
            y = x
            for step in branch:
                if isinstance(step, list):
                    y = torch.cat([self.get_submodule(name)(y) for name in step], 1)
                elif step == "pool":
                    y = functional.max_pool2d(y, 3, 2) if self.halves else functional.avg_pool2d(y, 3, 1, 1)
                    y = self.track_pool(y)
                else:
                    y = self.get_submodule(step)(y)
            outputs.append(y)
        output: Tensor = self.track_concatenation(torch.cat(outputs, 1))
        return output


class AuxiliaryHead(nn.Module):
    """A second classifier on the features of 768 channels, whose loss helps training."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.mark = Marker("Auxiliary head")
        self.conv0 = Convolution(768, 128, 1)
        self.conv1 = Convolution(128, 768, 5, padded=False)
        self.fc = nn.Linear(768, classes)
        self.track_scores = TrackerModule("auxiliary class scores")

    def forward(self, x: Tensor) -> Tensor:
        """Maps (N, 768, 17, 17) to logits (N, classes)."""
        x = self.conv1(self.conv0(functional.avg_pool2d(self.mark(x), 5, 3)))
        output: Tensor = self.track_scores(self.fc(x.mean((2, 3))))
        return output


class InceptionV3(nn.Module):
    """The whole network, Kaiming initialization.

    Args:
        classes: number of classes.
        dropout: share of the features that training drops.
        auxiliary: whether there is an auxiliary head, as torchvision's weights want. It is shown and not returned: a
            training that wants its loss calls ``features``, ``AuxLogits`` and ``classify`` itself. The thesis's 22
            million parameters are those without it.
    """

    def __init__(self, classes: int, dropout: float = 0.5, auxiliary: bool = True) -> None:
        super().__init__()
        self.Conv2d_1a_3x3 = Convolution(3, 32, 3, 2, padded=False)
        self.Conv2d_2a_3x3 = Convolution(32, 32, 3, padded=False)
        self.Conv2d_2b_3x3 = Convolution(32, 64, 3)
        self.track_max_pool1 = TrackerModule("max-pool")
        self.Conv2d_3b_1x1 = Convolution(64, 80, 1)
        self.Conv2d_4a_3x3 = Convolution(80, 192, 3, padded=False)
        self.track_max_pool2 = TrackerModule("max-pool")
        self.Mixed_5b = _block_a(192, pooled=32)
        self.Mixed_5c = _block_a(256, pooled=64)
        self.Mixed_5d = _block_a(288, pooled=64)
        self.Mixed_6a = _block_b(288)
        self.Mixed_6b = _block_c(768, width=128)
        self.Mixed_6c = _block_c(768, width=160)
        self.Mixed_6d = _block_c(768, width=160)
        self.Mixed_6e = _block_c(768, width=192)
        self.AuxLogits = AuxiliaryHead(classes) if auxiliary else None
        self.Mixed_7a = _block_d(768)
        self.Mixed_7b = _block_e(1280)
        self.Mixed_7c = _block_e(2048)
        self.mark_head = Marker("Head")
        self.track_average_pool = TrackerModule("average pool")
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(2048, classes)
        self.track_scores = TrackerModule("class scores")
        self.track_probabilities = TrackerModule("posterior probabilities")
        initialize(self)

    def forward(self, x: Tensor) -> Tensor:
        """Maps normalised pictures (N, 3, H, W), 299×299 or near, to logits (N, classes)."""
        x = self.features(x)
        if self.AuxLogits is not None:
            self.AuxLogits(x)
        return self.classify(x)

    def features(self, x: Tensor) -> Tensor:
        """Maps pictures (N, 3, H, W) to what both heads see, (N, 768, 17, 17) for 299×299."""
        x = self.Conv2d_2b_3x3(self.Conv2d_2a_3x3(self.Conv2d_1a_3x3(x)))
        x = self.track_max_pool1(functional.max_pool2d(x, 3, 2))
        x = self.Conv2d_4a_3x3(self.Conv2d_3b_1x1(x))
        x = self.track_max_pool2(functional.max_pool2d(x, 3, 2))
        x = self.Mixed_5d(self.Mixed_5c(self.Mixed_5b(x)))
        x = self.Mixed_6c(self.Mixed_6b(self.Mixed_6a(x)))
        output: Tensor = self.Mixed_6e(self.Mixed_6d(x))
        return output

    def classify(self, features: Tensor) -> Tensor:
        """Maps features (N, 768, H, W) to logits (N, classes)."""
        x = self.mark_head(self.Mixed_7c(self.Mixed_7b(self.Mixed_7a(features))))
        x = self.track_average_pool(x.mean((2, 3)))
        logits: Tensor = self.track_scores(self.fc(self.dropout(x)))
        self.track_probabilities(logits.softmax(1))  # shown beside; what is returned must be the logits
        return logits


def _block_a(channels: int, pooled: int) -> InceptionBlock:
    return InceptionBlock(
        channels,
        [
            [("branch1x1", 64, 1)],
            [("branch5x5_1", 48, 1), ("branch5x5_2", 64, 5)],
            [("branch3x3dbl_1", 64, 1), ("branch3x3dbl_2", 96, 3), ("branch3x3dbl_3", 96, 3)],
            ["pool", ("branch_pool", pooled, 1)],
        ],
    )


def _block_b(channels: int) -> InceptionBlock:
    return InceptionBlock(
        channels,
        [
            [("branch3x3", 384, 3, 2)],
            [("branch3x3dbl_1", 64, 1), ("branch3x3dbl_2", 96, 3), ("branch3x3dbl_3", 96, 3, 2)],
            ["pool"],
        ],
    )


def _block_c(channels: int, width: int) -> InceptionBlock:
    row, column = (1, 7), (7, 1)
    return InceptionBlock(
        channels,
        [
            [("branch1x1", 192, 1)],
            [("branch7x7_1", width, 1), ("branch7x7_2", width, row), ("branch7x7_3", 192, column)],
            [
                ("branch7x7dbl_1", width, 1),
                ("branch7x7dbl_2", width, column),
                ("branch7x7dbl_3", width, row),
                ("branch7x7dbl_4", width, column),
                ("branch7x7dbl_5", 192, row),
            ],
            ["pool", ("branch_pool", 192, 1)],
        ],
    )


def _block_d(channels: int) -> InceptionBlock:
    return InceptionBlock(
        channels,
        [
            [("branch3x3_1", 192, 1), ("branch3x3_2", 320, 3, 2)],
            [
                ("branch7x7x3_1", 192, 1),
                ("branch7x7x3_2", 192, (1, 7)),
                ("branch7x7x3_3", 192, (7, 1)),
                ("branch7x7x3_4", 192, 3, 2),
            ],
            ["pool"],
        ],
    )


def _block_e(channels: int) -> InceptionBlock:
    row, column = (1, 3), (3, 1)
    return InceptionBlock(
        channels,
        [
            [("branch1x1", 320, 1)],
            [("branch3x3_1", 384, 1), [("branch3x3_2a", 384, row), ("branch3x3_2b", 384, column)]],
            [
                ("branch3x3dbl_1", 448, 1),
                ("branch3x3dbl_2", 384, 3),
                [("branch3x3dbl_3a", 384, row), ("branch3x3dbl_3b", 384, column)],
            ],
            ["pool", ("branch_pool", 192, 1)],
        ],
    )


def network(class_names: Sequence[str] = CLASS_NAMES, seed: int = 0) -> Network:
    """InceptionV3 for ImageNet or other classes, untrained: the seed decides its weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        module = InceptionV3(len(class_names))
    return Network(
        module=module,
        input_size=(299, 299),
        mean=(0.5, 0.5, 0.5),  # what torchvision's transform_input makes of ImageNet's mean and std
        std=(0.5, 0.5, 0.5),
        class_names=class_names,
        source="Szegedy et al. (2016), Rethinking the Inception Architecture for Computer Vision",
    )
