"""VGG13 as the thesis has it (Simonyan and Zisserman, 2014; thesis, table 2.4): layer after layer, no skips.

Convolutions and normalisations have the names of ``torchvision.models.vgg13_bn``; the linear layers are smaller.
"""

from collections import OrderedDict
from typing import cast

from torch import Tensor, nn

from deepvision.layers.initialization import initialize
from deepvision.layers.residual import Activation, Convolution
from deepvision.tracking import Marker, TrackerModule

WIDTHS = (64, 128, 256, 512, 512)


class VGG13(nn.Module):
    """Five blocks of two 3×3 convolutions with batch normalisation, and three linear layers.

    The last block ends with an average pool to 7×7: for an input of 224×224 the mean of 2×2 (table 2.4).

    Args:
        classes: number of classes.
        hidden: neurons of the first two linear layers.
        dropout: share of their outputs that training drops; table 2.4 does not mention it, 0.5 is the original's.
        convolution: makes the 3×3 layers.
        activation: makes the rectifiers.
    """

    def __init__(
        self,
        classes: int,
        *,
        hidden: int = 1024,
        dropout: float = 0.5,
        convolution: Convolution | None = None,
        activation: Activation = nn.ReLU,
    ) -> None:
        super().__init__()
        layers: OrderedDict[str, nn.Module] = OrderedDict()
        channels, place = 3, 0
        for k, width in enumerate(WIDTHS, start=1):
            layers[f"mark{k}"] = Marker(f"Block {k}")
            for i in (1, 2):
                layers[f"{place}"] = (convolution or _convolution)(channels, width, 1)
                layers[f"{place + 1}"] = nn.BatchNorm2d(width)
                layers[f"{place + 2}"] = activation()
                layers[f"track_conv{k}_{i}"] = TrackerModule(f"conv{i}")
                channels, place = width, place + 3
            last = k == len(WIDTHS)
            layers[f"{place}"] = nn.AdaptiveAvgPool2d(7) if last else nn.MaxPool2d(2, stride=2)
            layers[f"track_pool{k}"] = TrackerModule("average pool" if last else "max-pool")
            place += 1
        self.features = nn.Sequential(layers)
        self.mark_head = Marker("Head")
        self.classifier = nn.Sequential(
            OrderedDict(
                [
                    ("0", nn.Linear(channels * 7 * 7, hidden)),
                    ("1", activation()),
                    ("track_hidden1", TrackerModule("hidden 1")),
                    ("2", nn.Dropout(dropout)),
                    ("3", nn.Linear(hidden, hidden)),
                    ("4", activation()),
                    ("track_hidden2", TrackerModule("hidden 2")),
                    ("5", nn.Dropout(dropout)),
                    ("6", nn.Linear(hidden, classes)),
                ]
            )
        )
        self.track_scores = TrackerModule("class scores")
        self.track_probabilities = TrackerModule("posterior probabilities")
        initialize(self)

    def forward(self, x: Tensor) -> Tensor:
        """Maps normalised pictures (N, 3, H, W), 16 pixels or more, to logits (N, classes)."""
        x = self.mark_head(self.features(x)).flatten(1)
        logits = cast(Tensor, self.track_scores(self.classifier(x)))
        self.track_probabilities(logits.softmax(1))  # shown beside; what is returned must be the logits
        return logits


def _convolution(channels_in: int, channels_out: int, stride: int) -> nn.Module:
    return nn.Conv2d(channels_in, channels_out, 3, stride, padding=1)
