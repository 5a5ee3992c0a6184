"""How many pictures at a time fit into memory."""

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor

_USUAL = {"cpu": 8}
_USUAL_ON_ACCELERATORS = 64
_SHARE = 0.5
_OVERHEAD = 2.0
"""Gradients and temporary tensors take about as much again as what autograd keeps."""


def fitting_batch_size(forward: Callable[[Tensor], object], x: Tensor) -> int:
    """Return how many pictures to optimise at a time: as many as are fast, fewer where memory ends.

    On a CPU larger batches leave the caches and are slower per picture (measured: ``benchmarks``).

    Args:
        forward: a pass that records gradients.
        x: one picture (1, C, H, W).
    """
    usual = _USUAL.get(x.device.type, _USUAL_ON_ACCELERATORS)
    free = _free_bytes(x.device)
    if free is None:
        return usual
    each = kept_bytes(forward, x) * _OVERHEAD
    return max(1, min(usual, int(free * _SHARE / max(each, 1.0))))


def kept_bytes(forward: Callable[[Tensor], object], x: Tensor) -> int:
    """Return the bytes that autograd keeps of a pass, without what was there before (weights)."""
    kept: dict[int, int] = {}

    def keep(tensor: Tensor) -> Tensor:
        if not tensor.is_leaf:
            storage = tensor.untyped_storage()
            kept[storage.data_ptr()] = storage.nbytes()
        return tensor

    live = x.detach().clone().requires_grad_()
    with torch.enable_grad(), torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        forward(live)
    return sum(kept.values()) + live.numel() * live.element_size()


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ended, on any device."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and ("out of memory" in text or "can't allocate memory" in text)


def _free_bytes(device: torch.device) -> int | None:
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    if device.type != "cpu":
        return None
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    sizes = [int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")]
    return sizes[0] if sizes else None
