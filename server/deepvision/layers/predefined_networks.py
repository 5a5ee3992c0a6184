"""Networks whose spatial convolutions are pre-defined filter modules (thesis, 6.2, 6.6 and 7.1).

All modules of a network share the same filters, and a 1×1 convolution stays what it is.
"""

from functools import partial
from typing import Literal, get_args

from torch import Tensor, nn

from deepvision.layers.dense import DenseNet
from deepvision.layers.filters import filter_set
from deepvision.layers.plain import VGG13
from deepvision.layers.predefined import PredefinedFilterModule
from deepvision.layers.residual import Activation, BasicBlock, ResNet, Skip

Trained = Literal["never", "each", "shared"]
"""Of the filters: never trained; a copy in each module; one set for the whole network."""


def pfnet18(
    classes: int,
    filters: str | Tensor = "even-uneven-9",
    *,
    reduced: bool = False,
    skip: Skip = "smoothed",
    activation: Activation = nn.ReLU,
    inner_rectified: bool = True,
    trained: Trained = "never",
    small_pictures: bool = False,
    seed: int = 0,
) -> ResNet:
    """Return ResNet18 with a pre-defined filter module for each 3×3 convolution and for the 7×7 one.

    Args:
        classes: number of classes.
        filters: name of a set, see :func:`filter_set`, or filters of your own, (k, s, s).
        reduced: growth factor 1 in all modules but the first, which has every filter (section 7.1).
        skip: ``smoothed``; ``plain`` aliases; ``none``: no skip connections (table 6.8).
        activation: makes all rectifiers.
        inner_rectified: False leaves out the rectifier behind the filters (tables 6.6 and 7.4).
        trained: whether training changes the filters (tables 6.5 and 7.4: ``each``).
        small_pictures: stem of stride 1 and no max-pool, as for CIFAR10 (section 2.2).
        seed: of random filters.

    Raises:
        ValueError: an unknown name, or, where reduced, a number of filters that does not divide every layer's channels.
    """
    if trained not in get_args(Trained):
        raise ValueError(f"Expected filters trained {', '.join(get_args(Trained))}, got {trained!r}.")
    pool = filter_set(filters, seed) if isinstance(filters, str) else filters
    module = partial(
        PredefinedFilterModule,
        filters=nn.Parameter(pool) if trained == "shared" else pool,
        activation=activation if inner_rectified else None,
        trainable=trained == "each",
    )
    return ResNet(
        BasicBlock,
        [2, 2, 2, 2],
        classes,
        convolution=partial(module, growth=1) if reduced else module,
        stem=module,
        activation=activation,
        skip=skip,
        small_pictures=small_pictures,
    )


def pfdensenet121(
    classes: int, filters: str = "even-uneven-9", *, activation: Activation = nn.ReLU, seed: int = 0
) -> DenseNet:
    """Return DenseNet121 with a pre-defined filter module for each 3×3 convolution and for the 7×7 one (section 6.2).

    Raises:
        ValueError: there is no such set of filters.
    """
    module = partial(PredefinedFilterModule, filters=filter_set(filters, seed), activation=activation)
    return DenseNet([6, 12, 24, 16], classes, convolution=module, stem=module, activation=activation)


def pfvgg13(classes: int, filters: str = "even-uneven-9", *, activation: Activation = nn.ReLU, seed: int = 0) -> VGG13:
    """Return VGG13 of table 2.4 with a pre-defined filter module for each convolution (section 6.6).

    Raises:
        ValueError: there is no such set of filters.
    """
    module = partial(PredefinedFilterModule, filters=filter_set(filters, seed), activation=activation)
    return VGG13(classes, convolution=module, activation=activation)
