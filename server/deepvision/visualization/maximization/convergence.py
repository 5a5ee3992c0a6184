"""Which pictures of a batch have stopped rising, each seen by its own steps and without waiting for the device."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(eq=False)
class Slot:
    """A row of the batch with the picture in it.

    Attributes:
        index: which of the objectives.
        random: (steps, draws), all the random numbers it will need.
        final_from: the step from which on it goes without regularization.
        end: the step at which it is finished.
        step: how many are done.
    """

    index: int
    random: Tensor
    final_from: int
    end: int
    step: int = 0

    def finish(self, final_steps: int) -> None:
        """Go on to the steps without regularization, if it is not there already."""
        if self.step < self.final_from:
            self.final_from = self.step
            self.end = self.step + final_steps


class Convergence:
    """Compares the mean objective of the last ``patience`` steps with that of as many steps before.

    Every picture is judged after each ``patience`` of its own steps, so that its neighbours do not matter. The verdict
    is computed on the device and read one step later.

    Args:
        like: (N,), a tensor of the objectives' device and type.
        patience: steps per window.
        tolerance: a picture has converged when this rise is no more than this share of the whole rise since its first
            window; None: never. A share of the value itself would depend on a channel's offset.
        final_steps: how many steps are left to a picture that has converged.
    """

    def __init__(self, like: Tensor, patience: int, tolerance: float | None, final_steps: int) -> None:
        self._patience = patience
        self._tolerance = tolerance
        self._final_steps = final_steps
        self._sum = torch.zeros_like(like)
        self._first = torch.zeros_like(like)
        self._before = torch.zeros_like(like)
        self._awaited: tuple[Tensor, torch.cuda.Event | None, list[Slot | None]] | None = None

    def begin(self, rows: Sequence[int]) -> None:
        """Forget what came before in these rows."""
        self._sum[list(rows)] = 0

    def look(self, slots: Sequence[Slot | None], values: Tensor) -> None:
        """Take in the objectives (N,) of a step; let the pictures end that were found converged, or not finite."""
        self._read()
        self._sum += values
        due = [slot is not None and slot.step % self._patience == 0 for slot in slots]
        if any(due):
            self._judge(due, slots)

    def _read(self) -> None:
        if self._awaited is None:
            return
        flags, copied, slots = self._awaited
        self._awaited = None
        if copied is not None:
            copied.synchronize()
        for slot, converged, finite in zip(slots, *flags.tolist(), strict=True):
            if slot is not None and not finite:
                slot.end = slot.step
            elif slot is not None and converged:
                slot.finish(self._final_steps)

    def _judge(self, due: list[bool], slots: Sequence[Slot | None]) -> None:
        compared = [
            here and slot is not None and slot.step >= 2 * self._patience for here, slot in zip(due, slots, strict=True)
        ]
        fresh = [here and not there for here, there in zip(due, compared, strict=True)]
        masks = torch.tensor([due, compared, fresh]).to(self._sum.device, non_blocking=True)
        latest = self._sum / self._patience
        if self._tolerance is None:
            converged = torch.zeros_like(masks[1])
        else:
            whole = (latest - self._first).clamp(min=0)
            converged = masks[1] & (latest - self._before <= self._tolerance * whole)
        flags = torch.stack([converged, torch.isfinite(latest) | ~masks[0]])
        self._first = torch.where(masks[2], latest, self._first)
        self._before = torch.where(masks[0], latest, self._before)
        self._sum = torch.where(masks[0], 0.0, self._sum)
        copied = None
        if flags.is_cuda:
            flags = flags.to("cpu", non_blocking=True)
            copied = torch.cuda.Event()  # type: ignore[no-untyped-call]
            copied.record()
        self._awaited = (flags, copied, [slot if here else None for here, slot in zip(due, slots, strict=True)])
