"""Trains networks/covidresnet.py on datasets/shapes.py and writes the weights that the project ships.

    python tools/train_shapes.py

The training pictures are drawn once into a cache file; the first epochs see them at half size. After every epoch a
checkpoint is written, and the same command continues from it. Accuracy is measured at the end: on held-out pictures, at
full size, with the half-precision weights read back from the file that is shipped.
"""

import argparse
import json
import math
import os
import runpy
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parent.parent
SHAPES = runpy.run_path(str(ROOT / "datasets" / "shapes.py"), run_name="shapes")
COVIDRESNET = runpy.run_path(str(ROOT / "networks" / "covidresnet.py"), run_name="covidresnet")
WEIGHTS = ROOT / "networks" / "weights" / "covidresnet.safetensors"


@dataclass(frozen=True)
class Settings:
    """What is trained. Another value of any field is another training, with a checkpoint of its own."""

    images: int = 10_000
    half_size_epochs: int = 10
    full_size_epochs: int = 8
    batch: int = 64
    learning_rate: float = 0.08
    weight_decay: float = 5e-4
    label_smoothing: float = 0.05
    seed: int = 0

    @property
    def epochs(self) -> int:
        """Epochs in all."""
        return self.half_size_epochs + self.full_size_epochs


def main() -> None:
    """Reads the command line, trains, writes the weights and what they reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help=f"default {value}")
    parser.add_argument("--held-out", type=int, default=1200, help="held-out pictures to measure on (1200)")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "deepvision-train-shapes")
    parser.add_argument("--float32", action="store_true", help="compute in float32, for processors without bfloat16")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="weights to write; a .json appears beside them")
    options = parser.parse_args()
    settings = Settings(**{name: getattr(options, name) for name in asdict(Settings())})
    cache: Path = options.cache
    cache.mkdir(parents=True, exist_ok=True)
    model = train(settings, cache, torch.float32 if options.float32 else torch.bfloat16)
    write_weights(model, options.output)
    accuracy = evaluate(read_weights(options.output), *pictures("test", options.held_out, cache))
    report = {"test_accuracy": accuracy, "test_images": options.held_out, **asdict(settings)}
    report |= {"epochs": settings.epochs, "command": " ".join(["python tools/train_shapes.py", *sys.argv[1:]])}
    options.output.with_suffix(".json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(report))


# ------------------------------------------------------------------------------------------------------ pictures


def pictures(split: str, count: int, cache: Path, validation: int = 0) -> tuple[NDArray[np.uint8], Tensor]:
    """Draws pictures once and keeps them in a file; the last ``validation`` ones come on top of ``count``.

    Returns:
        Pixels (count + validation, H, W, 3), mapped from the file, and classes (count + validation,) int64.
    """
    total = count + validation
    source = SHAPES["Shapes"](split, total)
    file = cache / f"{split}-{total}.npy"
    if not file.exists():
        print(f"drawing {total} pictures", flush=True)
        with ProcessPoolExecutor() as pool:
            drawn = np.stack(list(pool.map(pixels, [split] * total, range(total), chunksize=50)))
        replace(file, lambda path: np.save(path, drawn))
    return np.load(file, mmap_mode="r"), torch.tensor([source.label(index) for index in range(total)])


def pixels(split: str, index: int) -> NDArray[np.uint8]:
    """One picture (H, W, 3)."""
    return np.asarray(SHAPES["Shapes"](split, index + 1)[index][0])


def normalised(batch: NDArray[np.uint8]) -> Tensor:
    """Pixels (N, H, W, 3) as the network wants them: float32 (N, 3, H, W)."""
    x = torch.from_numpy(np.ascontiguousarray(batch)).permute(0, 3, 1, 2).float() / 255
    mean, std = (torch.tensor(COVIDRESNET[name]).view(3, 1, 1) for name in ("MEAN", "STD"))
    return (x - mean) / std


def augmented(x: Tensor, generator: torch.Generator) -> Tensor:
    """Pictures (N, 3, H, W) flipped, with swapped colours and shifted: no class depends on any of it."""
    flips = torch.rand(2, len(x), generator=generator) < 0.5
    x = torch.where(flips[0].view(-1, 1, 1, 1), x.flip(3), x)
    x = torch.where(flips[1].view(-1, 1, 1, 1), x.flip(2), x)
    x = x[:, torch.randperm(3, generator=generator)]
    height, width = x.shape[2:]
    reach = height // 12
    x = functional.pad(x, (reach, reach, reach, reach), mode="replicate")
    top, left = torch.randint(0, 2 * reach + 1, (2,), generator=generator).tolist()
    return x[:, :, top : top + height, left : left + width]


# ------------------------------------------------------------------------------------------------------ training


def train(settings: Settings, cache: Path, precision: torch.dtype) -> nn.Module:
    """Trains from the last checkpoint on, and returns the module in evaluation mode."""
    torch.manual_seed(settings.seed)
    validation = settings.images // 16
    images, labels = pictures("train", settings.images, cache, validation)
    model: nn.Module = COVIDRESNET["network"]().module.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(parameter_groups(model, settings.weight_decay), momentum=0.9, nesterov=True)
    checkpoint = cache / ("-".join(str(value) for value in asdict(settings).values()) + ".pt")
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"] + 1
    started, work_before = time.monotonic(), work(settings, first)
    for epoch in range(first, settings.epochs):
        loss = train_epoch(model, optimizer, images[: settings.images], labels, epoch, settings, precision)
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}
        replace(checkpoint, partial(torch.save, state))
        accuracy = evaluate(model, images[settings.images :], labels[settings.images :])
        done = work(settings, epoch + 1)
        elapsed = time.monotonic() - started
        left = elapsed / (done - work_before) * (work(settings, settings.epochs) - done)
        print(f"epoch {epoch + 1}/{settings.epochs}  loss {loss:.3f}  validation {accuracy:.4f}  "
              f"{elapsed:.0f} s, {left:.0f} s left", flush=True)  # fmt: skip
    return model.eval()


def train_epoch(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    images: NDArray[np.uint8],
    labels: Tensor,
    epoch: int,
    settings: Settings,
    precision: torch.dtype,
) -> float:
    """Passes once over the pictures in an order drawn from (seed, epoch); returns the mean loss."""
    model.train()
    generator = torch.Generator().manual_seed(settings.seed * 1000 + epoch)
    losses = []
    order = list(batches(len(images), settings.batch, generator))
    for number, chosen in enumerate(order):
        x = normalised(images[chosen.numpy()])
        if epoch < settings.half_size_epochs:
            x = functional.avg_pool2d(x, 2, ceil_mode=True)
        x = augmented(x, generator).contiguous(memory_format=torch.channels_last)
        for group in optimizer.param_groups:
            group["lr"] = settings.learning_rate * one_cycle((epoch + number / len(order)) / settings.epochs)
        with torch.autocast("cpu", precision, enabled=precision != torch.float32):
            logits = model(x)
        loss = functional.cross_entropy(logits.float(), labels[chosen], label_smoothing=settings.label_smoothing)
        optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)


def batches(count: int, size: int, generator: torch.Generator) -> Iterator[Tensor]:
    """Indices (size,) in random order; the last incomplete batch is left out. Sorted, as files like it."""
    for chosen in torch.split(torch.randperm(count, generator=generator), size):
        if len(chosen) == size:
            yield chosen.sort().values


def one_cycle(progress: float) -> float:
    """Factor of the learning rate at progress 0 … 1: rises for a fifth, then falls along a cosine to 0."""
    if progress < 0.2:
        return 0.1 + 0.9 * progress / 0.2
    return 0.5 + 0.5 * math.cos(math.pi * (progress - 0.2) / 0.8)


def work(settings: Settings, epochs: int) -> int:
    """How much the first epochs cost, in epochs at half size; one at full size costs three to four times that."""
    return epochs + 2 * max(0, epochs - settings.half_size_epochs)


def parameter_groups(model: nn.Module, weight_decay: float) -> list[dict[str, Any]]:
    """Weight decay for convolution kernels and the linear layer's matrix, none for norms and biases."""
    matrices = [p for p in model.parameters() if p.ndim > 1]
    vectors = [p for p in model.parameters() if p.ndim <= 1]
    return [{"params": matrices, "weight_decay": weight_decay}, {"params": vectors, "weight_decay": 0.0}]


@torch.inference_mode()
def evaluate(model: nn.Module, images: NDArray[np.uint8], labels: Tensor) -> float:
    """Share of the pictures (N, H, W, 3) whose class gets the largest logit, in float32 at full size."""
    model.eval()
    right = 0
    for chosen in torch.split(torch.arange(len(images)), 64):
        x = normalised(images[chosen.numpy()]).contiguous(memory_format=torch.channels_last)
        right += int((model(x).argmax(1) == labels[chosen]).sum())
    return right / len(images)


# --------------------------------------------------------------------------------------------------------- files


def write_weights(model: nn.Module, file: Path) -> None:
    """Writes the state in half precision (integers stay what they are)."""
    state = {
        name: (value.half() if value.is_floating_point() else value).contiguous()
        for name, value in model.state_dict().items()
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    replace(file, lambda path: save_file(state, path))


def read_weights(file: Path) -> nn.Module:
    """The network with the weights of a file, in float32."""
    model: nn.Module = COVIDRESNET["network"]().module
    model.load_state_dict(load_file(file))
    return model.eval()


def replace(file: Path, write: Callable[[Path], object]) -> None:
    """Writes a file under another name first, so that nobody ever finds half of it."""
    unfinished = file.with_name(f"unfinished-{file.name}")
    write(unfinished)
    unfinished.chmod(0o644)  # weights are for everyone, but safetensors makes files that only their owner can read
    os.replace(unfinished, file)


if __name__ == "__main__":
    main()
