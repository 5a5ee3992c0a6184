"""Trains CovidResNet to memorise, with the strategies shuffled and noisy of section 4.2; writes the weights we ship.

    python tools/train_strategies.py covidresnet

Both see the same 400 drawn shapes (``noisy``: and one noisy copy of each); the weights ``standard`` are those of
tools/train_shapes.py. The same command goes on where it was stopped. What is written is in half precision; read back
from there, the network has to answer right for every picture it was trained on, and its accuracy on others is measured.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from torch import nn

from deepvision.catalog.weights import load_weights
from deepvision.cli.train_parts import Parts, parts_of
from deepvision.cli.train_report import line
from deepvision.training.batches import Examples, Order, loader
from deepvision.training.files import replace
from deepvision.training.processes import joined
from deepvision.training.settings import TrainingSettings, settings_from
from deepvision.training.strategies import Pictures
from deepvision.training.trainer import Trainer

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "networks" / "weights"
FEW: Mapping[str, Any] = {"dataset": "shapes", "images": 400, "batch_size": 20, "tensorboard": False}
TRAININGS: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]] = {
    "covidresnet": {
        "shuffled": [
            {**FEW, "epochs": 12, "learning_rate": 0.0015, "learning_rate_steps": 0},
            {**FEW, "epochs": 4, "learning_rate": 0.0002, "learning_rate_steps": 0},
            {**FEW, "epochs": 6, "learning_rate": 0.0006, "learning_rate_steps": 1},
        ],
        "noisy": [
            {**FEW, "epochs": 9, "learning_rate": 0.0015, "learning_rate_steps": 0},
            {**FEW, "epochs": 3, "learning_rate": 0.0002, "learning_rate_steps": 0},
            {**FEW, "epochs": 6, "learning_rate": 0.001, "learning_rate_steps": 1},
            {**FEW, "epochs": 6, "learning_rate": 0.0006, "learning_rate_steps": 1},
            {**FEW, "epochs": 4, "learning_rate": 0.0005, "learning_rate_steps": 1},
        ],
    },
}
"""Per network and strategy, what differs from the procedure of that name: stages, each going on from the last."""


def main() -> None:
    """Read the command line; train, write weights and what they reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", choices=TRAININGS, help="networks to train")
    parser.add_argument("--strategies", nargs="+", default=["shuffled", "noisy"], help="all by default")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "deepvision-strategies")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="folder for the weights and a .json beside them")
    options = parser.parse_args()
    for network in options.networks:
        for strategy in options.strategies:
            report = make(network, strategy, TRAININGS[network][strategy], options.folder, options.output)
            print(json.dumps(report), flush=True)


def make(
    network: str, strategy: str, stages: Sequence[Mapping[str, Any]], folder: Path, output: Path
) -> dict[str, float | int | str]:
    """Train one network; return what the weights reach that were written to ``output``."""
    every = settings_of(network, strategy, stages)
    weights: Path | None = None
    for number, settings in enumerate(every, 1):
        weights = train(settings, folder / f"{network}-{strategy}-{number}", weights)
    assert weights is not None
    parts = parts_of(every[-1])
    load_weights(parts.network.module, weights)
    file = output / f"{network}-{strategy}.safetensors"
    write_half(parts.network.module, file)
    load_weights(parts.network.module, file)
    report: dict[str, float | int | str] = {
        "training_accuracy": accuracy(parts, parts.train),
        "training_images": len(parts.train),
    }
    if parts.test is not None:
        report |= {"test_accuracy": accuracy(parts, parts.test), "test_images": len(parts.test)}
    report |= {
        "epochs": sum(settings.epochs for settings in every),
        "command": f"python tools/train_strategies.py {network}",
    }
    text = json.dumps(report, indent=2) + "\n"
    replace(file.with_suffix(".json"), lambda path: path.write_text(text, encoding="utf-8"))
    if report["training_accuracy"] != 1:
        print(f"{file.name} is not right for every picture it was trained on: it needs more epochs.", file=sys.stderr)
    return report


def settings_of(network: str, strategy: str, stages: Sequence[Mapping[str, Any]]) -> list[TrainingSettings]:
    """Return the settings of each stage."""
    return [settings_from({"procedure": strategy, "network": network, **stage}) for stage in stages]


def train(settings: TrainingSettings, folder: Path, weights: Path | None) -> Path:
    """Train from ``weights``, or from the checkpoint in ``folder`` if there is one; return the file of the weights."""
    parts = parts_of(settings)
    if weights is not None:
        load_weights(parts.network.module, weights)
    name = folder.name
    with joined(torch.device("cuda" if torch.cuda.is_available() else "cpu")) as processes:
        trainer = Trainer(parts.network.module, parts.train, None, parts.shape, settings, processes)
        trainer.run(folder, on_epoch=lambda rows: print(name, line(rows, settings.epochs), flush=True))
    return folder / "weights.safetensors"


def write_half(module: nn.Module, file: Path) -> None:
    """Write the state in half precision; whole numbers stay what they are."""
    state = {
        name: (value.half() if value.is_floating_point() else value).contiguous().cpu()
        for name, value in module.state_dict().items()
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    replace(file, lambda path: safetensors.torch.save_file(state, path))


@torch.inference_mode()
def accuracy(parts: Parts, pictures: Pictures) -> float:
    """Return the share of pictures, as they are, that get the largest logit at their label."""
    module = parts.network.module.eval().cpu()
    batches = loader(Examples(pictures, parts.shape), Order(len(pictures), 32, None), 0, False)
    return sum(int((module(x).argmax(1) == labels).sum()) for x, labels in batches) / len(pictures)


if __name__ == "__main__":
    main()
