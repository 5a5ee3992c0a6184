"""One step and one pass: losses, optimizers, weights at the start."""

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import SGD, Optimizer

from deepvision.layers.initialization import initialize
from deepvision.training.lamb import Lamb
from deepvision.training.settings import TrainingSettings

_AUXILIARY = 0.4
"""Weight of a further head's loss while training, as in InceptionV3's paper and PyTorch's training reference."""


def draw_weights(module: nn.Module, seed: int) -> None:
    """Draw all weights anew (section 2.5.1): Kaiming for convolutions, PyTorch's own for what else can draw its own."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for part in module.modules():
            if isinstance(part, nn.Linear | nn.modules.batchnorm._NormBase):
                part.reset_parameters()
        initialize(module)


def make_optimizer(module: nn.Module, settings: TrainingSettings) -> Optimizer:
    """Return the optimizer of the settings over all trainable parameters; section 2.4 excepts none from decay."""
    parameters = [parameter for parameter in module.parameters() if parameter.requires_grad]
    if not parameters:
        raise ValueError(f"{settings.network}: expected a network with trainable parameters, and it has none.")
    if settings.optimizer == "lamb":
        return Lamb(parameters, lr=settings.learning_rate, weight_decay=settings.weight_decay)
    return SGD(parameters, lr=settings.learning_rate, momentum=settings.momentum, weight_decay=settings.weight_decay)


def summed_loss(output: Tensor | tuple[Tensor, ...], labels: Tensor, kind: str) -> Tensor:
    """Return the loss summed over a batch, in float32.

    Args:
        output: logits (N, C), or those of the head and of further heads.
        labels: (N,) int64.
        kind: ``cross-entropy``, or ``binary-cross-entropy``: of every logit against its class, averaged over the C.
    """
    if isinstance(output, tuple):
        head, *others = (summed_loss(logits, labels, kind) for logits in output)
        return head + _AUXILIARY * sum(others, torch.zeros_like(head))
    logits = output.float()
    if kind == "cross-entropy":
        return functional.cross_entropy(logits, labels, reduction="sum")
    targets = functional.one_hot(labels, logits.shape[1]).float()
    return functional.binary_cross_entropy_with_logits(logits, targets, reduction="sum") / logits.shape[1]


def right(output: Tensor | tuple[Tensor, ...], labels: Tensor) -> Tensor:
    """Return how many of the largest logits stand at the label, a tensor of one number."""
    logits = output[0] if isinstance(output, tuple) else output
    return (logits.argmax(1) == labels).sum()
