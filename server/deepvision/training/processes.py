"""Several processes that train one network: what ``torchrun`` starts, or a single one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, distributed, nn


@dataclass(frozen=True)
class Processes:
    """This process among those that train together.

    Attributes:
        rank: of this process, from 0.
        count: number of processes.
        device: where this one computes.
    """

    rank: int
    count: int
    device: torch.device

    @property
    def is_first(self) -> bool:
        """Whether this process is the one that writes and reports."""
        return self.rank == 0

    def add(self, values: Tensor) -> Tensor:
        """Return the sum of ``values`` over all processes."""
        if self.count > 1:
            distributed.all_reduce(values)
        return values

    def share(self, module: nn.Module) -> None:
        """Give the module in every process the first one's buffers."""
        if self.count > 1:
            for buffer in module.buffers():
                distributed.broadcast(buffer, 0)


@contextmanager
def joined(device: torch.device) -> Iterator[Processes]:
    """Join the processes that ``torchrun`` started, where it did; leave them at the end.

    Processes on GPUs talk by NCCL and take the GPU of their number on the machine; others talk by gloo.
    """
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1 or "RANK" not in os.environ:
        yield Processes(0, 1, device)
        return
    if device.type == "cuda":
        device = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
        torch.cuda.set_device(device)
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield Processes(distributed.get_rank(), count, device)
    finally:
        distributed.destroy_process_group()
