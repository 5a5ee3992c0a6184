"""What a network script returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from torch import nn


@dataclass(frozen=True, kw_only=True)
class Network:
    """A network and everything needed to feed it a picture and to read its answer.

    Attributes:
        module: maps a float32 tensor (N, C, H, W), already normalised, to logits (N, classes).
        input_size: (height, width) in pixels of the pictures the module expects.
        mean: per-channel mean that is subtracted from pictures in [0, 1]; its length is the number of channels
            (1: pictures are turned to grey, 3: RGB).
        std: per-channel standard deviation the difference is divided by.
        class_names: one name per logit, in order.
        weights: named weight files (safetensors or a state dict); the first is the default, none means that
            the module already holds what it should be shown with, trained or not.
        source: where the architecture comes from (paper, section, address).
        trained: whether the module holds trained weights without any of ``weights`` being loaded.
    """

    module: nn.Module
    input_size: tuple[int, int]
    mean: Sequence[float]
    std: Sequence[float]
    class_names: Sequence[str]
    weights: Mapping[str, str | Path] = field(default_factory=dict)
    source: str = ""
    trained: bool = False
