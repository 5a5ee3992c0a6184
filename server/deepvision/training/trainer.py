"""The training loop: repeatable, continued from the last finished epoch, in one process or several."""

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from deepvision.training import files
from deepvision.training.batches import Examples, Order, Shape, loader
from deepvision.training.events import Events, is_available
from deepvision.training.files import FlowRow, Row
from deepvision.training.gradient_flow import GradientFlow
from deepvision.training.processes import Processes
from deepvision.training.schedule import learning_rate
from deepvision.training.settings import WITHOUT_EFFECT, TrainingSettings
from deepvision.training.steps import make_optimizer, right, summed_loss
from deepvision.training.strategies import Pictures
from deepvision.training.synchronized_norm import synchronized

OnStep = Callable[[int, int, int], None]
"""Told after each step: epoch from 0, step from 1, steps of the epoch."""
OnEpoch = Callable[[list[Row]], None]
"""Told after each epoch, when its checkpoint is written: all epochs so far."""


class Trainer:
    """Trains a module on pictures.

    Everything random of an epoch is drawn from (seed, epoch), so an epoch is the same whether those before it ran in
    this process or came from a checkpoint: on a CPU to the bit, with the same number of threads.

    Args:
        module: maps (N, C, H, W) to logits (N, classes); trained where it is.
        train: the training pictures.
        test: the test pictures, or None.
        shape: what the module wants.
        settings: of the training.
        processes: this process and the others.
        layers: by layer the names of its parameters, whose gradients are then measured; changes no result.

    Raises:
        ValueError: fewer pictures than a batch, or nothing to train.
    """

    def __init__(
        self,
        module: nn.Module,
        train: Pictures,
        test: Pictures | None,
        shape: Shape,
        settings: TrainingSettings,
        processes: Processes,
        layers: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.settings, self.processes = settings, processes
        several, device = processes.count > 1, processes.device
        if several and settings.synchronized_norm:
            module = synchronized(module, device)
        self.module = module.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.history: list[Row] = []
        self.gradient_flow: list[FlowRow] = []
        self._order = Order(len(train), settings.batch_size, settings.seed, processes.rank, processes.count)
        to_gpu = device.type == "cuda"
        examples = Examples(train, shape, settings.augmentations, settings.seed, settings.mix_cutoff)
        self._train = loader(examples, self._order, settings.workers, to_gpu)
        self._test = None
        if test is not None and len(test) > 0:
            order = Order(len(test), settings.batch_size, None, processes.rank, processes.count)
            self._test = loader(Examples(test, shape), order, settings.workers, to_gpu)
        self._optimizer = make_optimizer(self.module, settings)
        is_measured = layers is not None and processes.is_first  # every process has the gradient of the whole batch
        self._flow = GradientFlow(self.module, layers or {}, _exact(device)) if is_measured else None
        self._half = _half_precision(device, settings.precision)
        self._scaler = torch.amp.GradScaler(device.type, enabled=self._half == torch.float16)
        self._parallel = DistributedDataParallel(self.module) if several else self.module

    @property
    def steps(self) -> int:
        """Steps of an epoch."""
        return len(self._order)

    @property
    def _identity(self) -> dict[str, Any]:
        """The settings that the result depends on."""
        return {name: value for name, value in asdict(self.settings).items() if name not in WITHOUT_EFFECT}

    def run(self, folder: Path, on_step: OnStep | None = None, on_epoch: OnEpoch | None = None) -> list[Row]:
        """Train until all epochs are done, from the checkpoint in ``folder`` where there is one; return the epochs.

        The folder gets a checkpoint and the metrics after each epoch, and the weights at the end. Several processes
        read the same folder; the first one writes.

        Raises:
            ValueError: the checkpoint belongs to other settings, the network takes no such input, or the loss is no
                finite number any more.
            OSError: the folder cannot be written.
        """
        self.load(folder)
        with ExitStack() as stack:
            events = self._events(folder, stack)
            for epoch in range(len(self.history), self.settings.epochs):
                row = self._epoch(epoch, on_step)
                self.history.append(row)
                if self.processes.is_first:
                    files.write_checkpoint(folder, self._state())
                    files.write_metrics(folder, self.history)
                    self._keep_gradient_flow(folder)
                    if events is not None:
                        events.add(row)
                    if on_epoch is not None:
                        on_epoch(self.history)
        self.module.eval()
        if self.processes.is_first:
            files.write_weights(folder, self.module)
        return self.history

    def load(self, folder: Path) -> None:
        """Go back to the checkpoint in a folder, where there is one; ``history`` then holds its epochs."""
        folder.mkdir(parents=True, exist_ok=True)
        state = files.read_checkpoint(folder, self._identity)
        if state is not None:
            try:
                self.module.load_state_dict(state["module"])
                self._optimizer.load_state_dict(state["optimizer"])
            except (RuntimeError, ValueError) as error:
                raise ValueError(
                    f"{folder / files.CHECKPOINT} belongs to another network: {str(error).splitlines()[0]} "
                    "Choose another --out, or remove the file to begin again."
                ) from error
            self._scaler.load_state_dict(state["scaler"])
            self.history = list(state["history"])
        if self._flow is not None:
            self.gradient_flow = files.read_gradient_flow(folder, len(self.history))
        if self.processes.is_first:
            files.write_metrics(folder, self.history)

    def _keep_gradient_flow(self, folder: Path) -> None:
        if self._flow is not None:
            self.gradient_flow.append({"epoch": len(self.history), **self._flow.take()})
            files.write_gradient_flow(folder, self.gradient_flow)

    def _state(self) -> dict[str, Any]:
        return {
            "settings": self._identity,
            "module": self.module.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "scaler": self._scaler.state_dict(),
            "history": self.history,
        }

    def _events(self, folder: Path, stack: ExitStack) -> Events | None:
        if not (self.settings.tensorboard and self.processes.is_first and is_available()):
            return None
        events = Events(folder, self.history)
        stack.callback(events.close)
        return events

    def _epoch(self, epoch: int, on_step: OnStep | None) -> Row:
        """Pass once over the training pictures, then test."""
        begin = time.monotonic()
        wanted, device = self.settings, self.processes.device
        rate = learning_rate(
            wanted.learning_rate, wanted.learning_rate_decay, wanted.learning_rate_steps, epoch, wanted.epochs
        )
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        self._order.epoch = epoch
        sums = torch.zeros(2, dtype=torch.float64, device=_exact(device))
        with torch.random.fork_rng(devices=[device] if device.type == "cuda" else []):
            torch.manual_seed(_mixed(wanted.seed, epoch, self.processes.rank))  # for dropout
            self._parallel.train()
            for number, (x, labels) in enumerate(self._train, 1):
                sums += self._step(*self._placed(x, labels)).to(sums)
                if on_step is not None:
                    on_step(epoch, number, self.steps)
        loss, accuracy = (self.processes.add(sums) / (self.steps * wanted.batch_size)).tolist()
        if not math.isfinite(loss):
            raise ValueError(
                f"The loss of epoch {epoch + 1} is {loss}: expected a finite number. Lower learning_rate; "
                "the checkpoint holds the epoch before."
            )
        row = {"epoch": epoch + 1, "learning_rate": rate, "train_loss": loss, "train_accuracy": accuracy}
        if self._test is not None:
            row["test_loss"], row["test_accuracy"] = self._tested(self._test)
        return {**row, "seconds": round(time.monotonic() - begin, 3)}

    def _step(self, x: Tensor, labels: Tensor) -> Tensor:
        """Update the weights; return the summed loss and the number of right answers before it, (2,)."""
        self._optimizer.zero_grad(set_to_none=True)
        try:
            with self._autocast():
                output = self._parallel(x)
        except RuntimeError as error:
            raise ValueError(
                f"The network raised {type(error).__name__} for an input of shape {tuple(x.shape)}: "
                f"{str(error).splitlines()[0]} Check input_size and batch_size."
            ) from error
        total = summed_loss(output, labels, self.settings.loss)
        # processes average their gradients, so each takes its part of the mean times their number
        mean = total * (self.processes.count / self.settings.batch_size)
        torch.autograd.backward(self._scaler.scale(mean))
        if self._flow is not None:
            self._scaler.unscale_(self._optimizer)  # what step would do itself
            self._flow.add()
        self._scaler.step(self._optimizer)
        self._scaler.update()
        return torch.stack([total.detach(), right(output, labels).to(total)])

    @torch.no_grad()
    def _tested(self, batches: Iterable[tuple[Tensor, Tensor]]) -> tuple[float, float]:
        """Return mean loss and accuracy on the test pictures, in inference mode."""
        device = self.processes.device
        self.processes.share(self.module)
        self.module.eval()
        sums = torch.zeros(3, dtype=torch.float64, device=_exact(device))
        for x, labels in batches:
            placed, targets = self._placed(x, labels)
            with self._autocast():
                output = self.module(placed)
            loss = summed_loss(output, targets, self.settings.loss)
            sums += torch.stack([loss, right(output, targets).to(loss), torch.ones_like(loss) * len(labels)]).to(sums)
        loss_sum, right_sum, count = self.processes.add(sums).tolist()
        return loss_sum / count, right_sum / count

    def _placed(self, x: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        device = self.processes.device
        placed = x.to(device, memory_format=torch.channels_last, non_blocking=True)
        return placed, labels.to(device, non_blocking=True)

    def _autocast(self) -> AbstractContextManager[Any]:
        half = self._half
        return torch.autocast(self.processes.device.type, half or torch.bfloat16, enabled=half is not None)


def _half_precision(device: torch.device, precision: str) -> torch.dtype | None:
    if device.type != "cuda" or precision == "float32":
        return None
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16


def _exact(device: torch.device) -> torch.device:
    """Return where sums in float64 are kept: not every device has them."""
    return torch.device("cpu") if device.type == "mps" else device


def _mixed(seed: int, epoch: int, rank: int) -> int:
    """Return a seed of its own for each epoch and process."""
    return (seed * 1_000_003 + epoch * 1009 + rank) % (1 << 63)
