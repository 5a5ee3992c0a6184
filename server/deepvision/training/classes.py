"""A network's last layer, fitted to the classes of the training pictures."""

import torch
from torch import nn


def for_classes(module: nn.Module, old: int, new: int, input_shape: tuple[int, int, int]) -> None:
    """Replace the linear layers that give ``old`` logits by untrained ones that give ``new``; other layers stay.

    Args:
        module: maps (N, C, H, W) to (N, old).
        old: its number of classes.
        new: the number wanted.
        input_shape: (C, H, W).

    Raises:
        ValueError: the module takes no such input, or does not give ``new`` logits after that.
    """
    if old != new:
        for parent in list(module.modules()):
            for name, child in list(parent.named_children()):
                if isinstance(child, nn.Linear) and child.out_features == old:
                    setattr(parent, name, nn.Linear(child.in_features, new, bias=child.bias is not None))
    module.eval()
    with torch.no_grad():
        try:
            shape = tuple(module(torch.zeros(1, *input_shape)).shape)
        except RuntimeError as error:
            raise ValueError(
                f"The network raised RuntimeError for an input of shape {(1, *input_shape)}: "
                f"{str(error).splitlines()[0]} Check input_size."
            ) from error
    if shape != (1, new):
        raise ValueError(
            f"Expected logits of shape {(1, new)}, one per class of the data set, got {shape}. The network names "
            f"{old} classes and ends with no linear layer of that size: give its script the data set's classes."
        )
