"""Batch norm over the batch of all processes, on any device: PyTorch's own runs on accelerators only."""

from typing import Any, cast

import torch
from torch import Tensor, distributed, nn
from torch.nn.modules.batchnorm import _BatchNorm


def synchronized(module: nn.Module, device: torch.device) -> nn.Module:
    """Return the module with batch norms that share mean and variance between processes; parameters stay the same."""
    if device.type == "cuda":
        return cast(nn.Module, nn.SyncBatchNorm.convert_sync_batchnorm(module))  # type: ignore[no-untyped-call]
    for name, child in module.named_children():
        if isinstance(child, _BatchNorm):
            setattr(module, name, _SynchronizedNorm.around(child))
        else:
            synchronized(child, device)
    return module


class _SynchronizedNorm(_BatchNorm):
    """A batch norm, (N, C, …) in and out, whose training statistics are those of all processes' examples."""

    @classmethod
    def around(cls, norm: _BatchNorm) -> "_SynchronizedNorm":
        """Return one with the very parameters and buffers of ``norm``."""
        made = cls(norm.num_features, norm.eps, norm.momentum, norm.affine, norm.track_running_stats)
        made._parameters, made._buffers, made.training = norm._parameters, norm._buffers, norm.training
        return made

    def _check_input_dim(self, input: Tensor) -> None:
        if input.dim() < 2:
            raise ValueError(f"Expected (N, C, …), got a tensor of shape {tuple(input.shape)}.")

    def forward(self, input: Tensor) -> Tensor:
        """Normalise with the statistics of all processes while training, with the running ones otherwise."""
        if not self.training:
            return super().forward(input)
        self._check_input_dim(input)
        dims = [0, *range(2, input.dim())]
        shape = [1, -1, *[1] * (input.dim() - 2)]
        count = torch.tensor(float(input.numel() // input.shape[1]), device=input.device)
        distributed.all_reduce(count)
        mean = _added(input.sum(dims)) / count
        centred = input - mean.view(shape)
        variance = _added(centred.square().sum(dims)) / count
        self._remember(mean.detach(), variance.detach() * count / (count - 1))
        normalised = centred * torch.rsqrt(variance + self.eps).view(shape)
        if not self.affine:
            return normalised
        return normalised * self.weight.view(shape) + self.bias.view(shape)

    @torch.no_grad()
    def _remember(self, mean: Tensor, variance: Tensor) -> None:
        if self.running_mean is None or self.running_var is None or self.num_batches_tracked is None:
            return
        self.num_batches_tracked.add_(1)
        share = 1 / float(self.num_batches_tracked) if self.momentum is None else self.momentum
        self.running_mean.lerp_(mean, share)
        self.running_var.lerp_(variance, share)


class _Added(torch.autograd.Function):
    """The sum over all processes; its gradient is summed over them too. PyTorch's own is deprecated."""

    @staticmethod
    def forward(ctx: Any, values: Tensor) -> Tensor:
        total = values.clone()
        distributed.all_reduce(total)
        return total

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> Tensor:
        total = gradient.clone(memory_format=torch.contiguous_format)
        distributed.all_reduce(total)
        return total


def _added(values: Tensor) -> Tensor:
    return cast(Tensor, _Added.apply(values))  # type: ignore[no-untyped-call]
