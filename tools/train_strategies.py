"""Trains CovidResNet and CovidDenseNet with the three strategies of section 4.2; writes the weights the project ships.

    python tools/train_strategies.py covidresnet coviddensenet

All see the same 400 drawn shapes (noisy: and one noisy copy of each). The same command goes on where it was stopped. What is written is in half precision; read back from there, each network has to answer
right for every picture it was trained on, and its accuracy on other pictures is measured.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
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
COMMON: Mapping[str, Any] = {"dataset": "shapes", "images": 400, "batch_size": 20, "tensorboard": False}
THIRDS = {"learning_rate_steps": 2, "learning_rate_decay": 0.3}
STAGES: Mapping[str, Mapping[str, list[dict[str, Any]]]] = {
    "covidresnet": {
        "standard": [{"epochs": 48, **THIRDS}],
        "shuffled": [{"epochs": 21, "learning_rate": 0.0015, **THIRDS}],
        "noisy": [{"epochs": 18, "learning_rate": 0.0015, **THIRDS}],
    },
    "coviddensenet": {
        "standard": [{"epochs": 36, "learning_rate": 0.003, **THIRDS}],
        "shuffled": [{"epochs": 24, "learning_rate": 0.003, **THIRDS}],
        "noisy": [{"epochs": 18, "learning_rate": 0.003, **THIRDS}],
    },
}
"""Per network and strategy, what differs from the procedure of that name; each stage begins with the one before."""


def main() -> None:
    """Read the command line; train, write weights and what they reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", choices=STAGES, help="networks to train")
    parser.add_argument("--strategies", nargs="+", default=["shuffled", "standard", "noisy"], help="all by default")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "deepvision-strategies")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="folder for the weights and a .json beside them")
    options = parser.parse_args()
    for network in options.networks:
        for strategy in options.strategies:
            report = make(network, strategy, STAGES[network][strategy], options.folder, options.output)
            print(json.dumps(report), flush=True)


def make(
    network: str, strategy: str, stages: list[dict[str, Any]], folder: Path, output: Path
) -> dict[str, float | int | str]:
    """Train one network; return what the weights reach that were written to ``output``."""
    every = [settings_from({"procedure": strategy, "network": network, **COMMON, **stage}) for stage in stages]
    weights: Path | None = None
    for number, settings in enumerate(every, 1):
        weights = train(settings, folder / f"{network}-{strategy}-{number}", weights)
    parts = parts_of(every[-1])
    assert weights is not None
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
    report |= {"epochs": sum(settings.epochs for settings in every), "command": f"python tools/{Path(__file__).name}"}
    text = json.dumps(report, indent=2) + "\n"
    replace(file.with_suffix(".json"), lambda path: path.write_text(text, encoding="utf-8"))
    if report["training_accuracy"] != 1:
        print(f"{file.name} is not right for every picture it was trained on: it needs more epochs.", file=sys.stderr)
    return report


def train(settings: TrainingSettings, folder: Path, weights: Path | None) -> Path:
    """Go on from ``weights``; return the weights of the stage."""
    parts = parts_of(settings)
    if weights is not None:
        load_weights(parts.network.module, weights)
    name = folder.name
    with joined(torch.device("cuda" if torch.cuda.is_available() else "cpu")) as processes:
        trainer = Trainer(parts.network.module, parts.train, parts.test, parts.shape, settings, processes)
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
