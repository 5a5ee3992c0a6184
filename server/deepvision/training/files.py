"""What a training leaves in its folder: a checkpoint, weights, metrics. Each file is whole, or not there."""

import csv
import io
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from torch import Tensor, nn

CHECKPOINT, WEIGHTS, METRICS = "checkpoint.pt", "weights.safetensors", "metrics.csv"
GRADIENT_FLOW = "gradient_flow.csv"
VERSION = 1
COLUMNS = ("epoch", "learning_rate", "train_loss", "train_accuracy", "test_loss", "test_accuracy", "seconds")
Row = dict[str, float]
"""One epoch: :data:`COLUMNS`, without those that were not measured. Epochs count from 1, accuracies are 0…1."""
FlowRow = dict[str, float]
"""Gradient flow of one epoch: ``epoch``, and by layer the mean absolute gradient."""


def replace(file: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place, make sure it is on the disk, then move it there."""
    unfinished = file.with_name(f"{file.name}.part")
    write(unfinished)
    with unfinished.open("rb+") as written:
        os.fsync(written.fileno())
    unfinished.chmod(0o644)  # weights are for everyone, but safetensors makes files that only their owner can read
    os.replace(unfinished, file)


def write_checkpoint(folder: Path, state: Mapping[str, Any]) -> None:
    """Write what a training goes on from."""
    replace(folder / CHECKPOINT, lambda path: torch.save({"version": VERSION, **state}, path))


def read_checkpoint(folder: Path, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a training goes on from, on the CPU, or None where nothing is.

    Raises:
        ValueError: the file cannot be read without running code from it, or belongs to other settings.
    """
    file = folder / CHECKPOINT
    if not file.exists():
        return None
    remedy = f"Choose another --out, or remove {file} to begin again."
    try:
        state = torch.load(file, map_location="cpu", weights_only=True)
        version, made_with = state["version"], state["settings"]
    except Exception as error:  # a damaged file makes torch.load raise anything
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise ValueError(f"{file}: expected a checkpoint of a training ({reason}). {remedy}") from error
    if version != VERSION:
        raise ValueError(f"{file}: expected a checkpoint of version {VERSION}, got {version}. {remedy}")
    other = [
        f"{name} = {made_with.get(name)!r}, now {settings.get(name)!r}"
        for name in sorted({*made_with, *settings})
        if made_with.get(name) != settings.get(name)
    ]
    if other:
        raise ValueError(f"{file} was made with other settings: {'; '.join(other)}. {remedy}")
    return dict(state)


def write_weights(folder: Path, module: nn.Module) -> None:
    """Write the state dict as safetensors; ``deepvision serve --weights`` reads it."""
    state = state_of(module)
    replace(folder / WEIGHTS, lambda path: safetensors.torch.save_file(state, path))


def state_of(module: nn.Module) -> dict[str, Tensor]:
    """Return a copy of the state dict as safetensors takes it: on the CPU, contiguous."""
    # clones, since safetensors refuses tensors that share memory, as filters shared by all modules of a network do
    return {
        name: value.detach().cpu().clone(memory_format=torch.contiguous_format)
        for name, value in module.state_dict().items()
    }


def write_metrics(folder: Path, history: Sequence[Row]) -> None:
    """Write a row per epoch as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(history)
    replace(folder / METRICS, lambda path: path.write_text(text.getvalue(), encoding="utf-8"))


def write_gradient_flow(folder: Path, flow: Sequence[FlowRow]) -> None:
    """Write a row per epoch and a column per layer as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, dict.fromkeys(name for row in flow for name in row), lineterminator="\n")
    writer.writeheader()
    writer.writerows(flow)
    replace(folder / GRADIENT_FLOW, lambda path: path.write_text(text.getvalue(), encoding="utf-8"))


def read_gradient_flow(folder: Path, epochs: int) -> list[FlowRow]:
    """Return what was measured in the first ``epochs`` epochs; nothing where the file is missing or damaged."""
    try:
        with (folder / GRADIENT_FLOW).open(encoding="utf-8", newline="") as file:
            rows = [{name: float(value) for name, value in row.items() if value} for row in csv.DictReader(file)]
        return [row for row in rows if row["epoch"] <= epochs]
    except (OSError, ValueError, KeyError, TypeError):
        return []
