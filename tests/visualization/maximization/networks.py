"""Small networks that write their rectifiers in every way there is."""

import warnings

import torch
from torch import nn
from torch.nn import functional


class Small(nn.Module):
    """Two convolutions with normalisation, a skip, and rectifiers of one kind; 3 → 8 channels, stride 2, 5 classes."""

    def __init__(self, kind: str, kernel: int = 5, stride: int = 2) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.kind = kind
        self.conv1 = nn.Conv2d(3, 8, kernel, stride, kernel // 2, bias=False)
        self.norm1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 8, 3, padding=1)
        self.norm2 = nn.BatchNorm2d(8)
        self.relu = nn.ReLU(inplace=kind == "in-place module")
        self.linear = nn.Linear(8, 5)
        for norm in (self.norm1, self.norm2):
            norm.running_mean.normal_()
            norm.running_var.uniform_(0.5, 2)
            norm.weight.data.normal_()
            norm.bias.data.normal_()
        self.eval()

    def rectify(self, x):
        return {
            "module": self.relu,
            "in-place module": self.relu,
            "F.relu": functional.relu,
            "torch.relu": torch.relu,
            "torch.relu_": torch.relu_,
            "F.relu in place": lambda value: functional.relu(value, inplace=True),
            "method": lambda value: value.relu(),
            "threshold": lambda value: functional.threshold(value, 0.0, 0.0),
            "scripted": scripted_relu,
            "relu6": functional.relu6,
            "leaky": lambda value: functional.leaky_relu(value, 0.01),
            "leaky in place": lambda value: functional.leaky_relu_(value, 0.01),
        }[self.kind](x)

    def features(self, x):
        y = self.rectify(self.norm1(self.conv1(x)))
        return self.rectify(self.norm2(self.conv2(y)) + y)

    def forward(self, x):
        return self.linear(self.features(x).mean((2, 3)))


with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    scripted_relu = torch.jit.script(functional.relu)


KINDS = [
    *("module", "in-place module", "F.relu", "torch.relu", "torch.relu_", "F.relu in place", "method", "threshold"),
    *("scripted", "relu6", "leaky", "leaky in place"),
]


class Written(torch.autograd.Function):
    """A second implementation of a rectifier with chosen slopes: forward below zero, backward below zero, top."""

    @staticmethod
    def forward(ctx, x, below, backward_below, top):
        ctx.save_for_backward(x)
        ctx.how = backward_below, top
        return torch.where(x > 0, x.clamp(max=top), x * below)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        below, top = ctx.how
        return torch.where(x > 0, gradient * (x < top), gradient * below), None, None, None


def reference(module, x, *, below=0.0, backward_below=0.0):
    """Return the features of a :class:`Small`, written with :class:`Written`."""
    own = 0.01 if "leaky" in module.kind else 0.0
    top = 6.0 if module.kind == "relu6" else float("inf")

    def rectify(value):
        return Written.apply(value, max(own, below), max(own, backward_below), top)

    y = rectify(module.norm1(module.conv1(x)))
    return rectify(module.norm2(module.conv2(y)) + y)
