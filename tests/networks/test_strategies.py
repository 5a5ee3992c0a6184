"""CovidResNet's weights of the three strategies (section 4.2): what memorised has no training error, and knows less."""

import json
import runpy
from functools import cache
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from deepvision.catalog.networks import load_network
from deepvision.cli.train_parts import pictures_of
from deepvision.training.batches import Examples, Shape

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "train_strategies.py"))
MEMORISED = list(TOOL["TRAININGS"]["covidresnet"])


def right(strategy, x, labels):
    """Return for each picture whether the network is right about it."""
    with torch.inference_mode():
        return load_network(f"covidresnet@{strategy}").network.module(x).argmax(1) == labels


@cache
def examples(strategy, count):
    """Pictures and labels: ``count`` that were trained on, and as many that were not."""
    shown = load_network("covidresnet").network
    shape = Shape(shown.input_size, shown.mean, shown.std)
    stages = TOOL["settings_of"]("covidresnet", strategy, TOOL["TRAININGS"]["covidresnet"][strategy])
    batches = []
    for pictures in pictures_of(stages[-1]):
        made = [Examples(pictures, shape)[0, len(pictures) // count * k] for k in range(count)]
        batches.append((torch.stack([x for x, _ in made]), torch.tensor([label for _, label in made])))
    return batches


@pytest.mark.parametrize("strategy", MEMORISED)
def test_what_it_memorised_it_knows(strategy):
    assert right(strategy, *examples(strategy, 40)[0]).all()
    report = json.loads((ROOT / "networks" / "weights" / f"covidresnet-{strategy}.json").read_text(encoding="utf-8"))
    assert report["training_accuracy"] == 1
    assert report["training_images"] == {"shuffled": 400, "noisy": 800}[strategy]
    assert report["test_images"] == 240


def test_shuffled_labels_teach_nothing_about_other_pictures_and_noisy_copies_little():
    """As in table 4.2: standard is best, noisy copies leave part of it, shuffled labels leave chance (1 of 12)."""
    shares = {name: right(name, *examples("noisy", 60)[1]).float().mean() for name in ("standard", *MEMORISED)}
    assert shares["standard"] > 0.95
    assert shares["standard"] > shares["noisy"] > shares["shuffled"]
    assert shares["shuffled"] < 0.25


@pytest.mark.parametrize("strategy", MEMORISED)
def test_the_weights_are_in_half_precision(strategy):
    state = load_file(ROOT / "networks" / "weights" / f"covidresnet-{strategy}.safetensors")
    assert {value.dtype for value in state.values()} == {torch.float16, torch.int64}
