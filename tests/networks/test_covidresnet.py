"""CovidResNet: sizes, trackers, and what its shipped weights reach."""

import json
import runpy
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from deepvision import Marker, Network, TrackerModule

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "networks" / "covidresnet.py"))
SHAPES = runpy.run_path(str(ROOT / "datasets" / "shapes.py"))
WEIGHTS = ROOT / "networks" / "weights" / "covidresnet.safetensors"

BLOCK = ["track_conv1", "track_conv2", "track_skip", "track_sum"]
TRACKED = [
    "track_conv1",
    "track_max_pool",
    *(f"block{k}.{tracker}" for k in range(1, 6) for tracker in BLOCK),
    "track_average_pool",
    "track_scores",
    "track_probabilities",
]


@pytest.fixture(scope="module")
def network() -> Network:
    """The network with its shipped weights."""
    network: Network = SCRIPT["network"]()
    network.module.load_state_dict(load_file(WEIGHTS), strict=True)
    network.module.eval()
    return network


def recorded(module: nn.Module, x: Tensor) -> tuple[Tensor, list[tuple[str, Tensor]]]:
    """The module's output, and what each of its trackers saw, in order of execution."""
    seen: list[tuple[str, Tensor]] = []
    hooks = [
        tracker.register_forward_hook(lambda _, __, output, name=name: seen.append((name, output.clone())))
        for name, tracker in module.named_modules()
        if isinstance(tracker, TrackerModule)
    ]
    with torch.inference_mode():
        output = module(x)
    for hook in hooks:
        hook.remove()
    return output, seen


@pytest.mark.parametrize(("classes", "count"), [(2, 4_980_802), (101, 5_031_589)])
def test_trainable_parameters(classes: int, count: int) -> None:
    module = SCRIPT["CovidResNet"](classes)
    assert sum(p.numel() for p in module.parameters() if p.requires_grad) == count
    with torch.inference_mode():
        assert module.eval()(torch.zeros(2, 3, 64, 80)).shape == (2, classes)


def test_trackers_see_what_the_original_tool_showed(network: Network) -> None:
    logits, seen = recorded(network.module, torch.randn(1, 3, 150, 175, generator=torch.Generator().manual_seed(0)))
    names = [name for name, _ in seen]
    values = dict(seen)
    assert sorted(names) == sorted(TRACKED)
    assert names[:2] == TRACKED[:2]
    assert names[-3:] == TRACKED[-3:]
    shapes = {name: tuple(value.shape[1:]) for name, value in seen}
    assert shapes["track_conv1"] == (64, 75, 88)
    assert shapes["track_max_pool"] == (64, 38, 44)
    assert [shapes[f"block{k}.track_sum"] for k in range(1, 6)] == [
        (64, 38, 44),
        (64, 38, 44),
        (128, 19, 22),
        (256, 10, 11),
        (512, 5, 6),
    ]
    assert shapes["track_average_pool"] == (512,)
    for k in range(1, 6):
        unrectified = values[f"block{k}.track_conv2"] + values[f"block{k}.track_skip"]
        assert torch.equal(values[f"block{k}.track_sum"], unrectified.relu())
        assert values[f"block{k}.track_conv1"].min() == 0
        assert values[f"block{k}.track_conv2"].min() < 0
    assert torch.equal(values["block1.track_skip"], values["track_max_pool"])
    assert torch.equal(values["track_scores"], logits)
    assert torch.allclose(values["track_probabilities"], logits.exp() / logits.exp().sum())


def test_markers_open_a_section_for_blocks_and_head(network: Network) -> None:
    markers = {name: module.name for name, module in network.module.named_modules() if isinstance(module, Marker)}
    assert list(markers) == [*(f"block{k}.mark" for k in range(1, 6)), "mark_head"]
    assert markers["block3.mark"] == "BasicBlock 64 → 128"


def test_trackers_leave_no_trace_in_the_weights(network: Network) -> None:
    assert not [key for key in network.module.state_dict() if "track_" in key or "mark" in key]


def test_what_is_repeated_from_the_data_set_agrees(network: Network) -> None:
    source = SHAPES["dataset"]()
    first, _ = source[0]
    pixels = np.stack([np.asarray(source[i][0]) for i in range(240)]).reshape(-1, 3) / 255
    assert network.class_names == source.classes
    assert network.input_size == (first.height, first.width)
    assert network.mean == pytest.approx(pixels.mean(0), abs=0.03)
    assert network.std == pytest.approx(pixels.std(0), abs=0.03)


def test_the_shipped_weights_are_half_precision_and_right(network: Network) -> None:
    """95 % of the first held-out pictures; the file beside the weights states the figure on many more."""
    state = load_file(WEIGHTS)
    assert {value.dtype for value in state.values()} == {torch.float16, torch.int64}
    assert next(iter(network.weights.items())) == ("standard", WEIGHTS)  # what is shown by default
    report = json.loads(WEIGHTS.with_suffix(".json").read_text(encoding="utf-8"))
    assert report["test_images"] >= 1000
    assert report["test_accuracy"] >= 0.95

    source = SHAPES["dataset"]()
    mean, std = (torch.tensor(values).view(3, 1, 1) for values in (network.mean, network.std))
    right = 0
    for start in range(0, 120, 24):
        items = [source[i] for i in range(start, start + 24)]
        x = torch.stack([torch.from_numpy(np.array(picture)).permute(2, 0, 1) / 255 for picture, _ in items])
        with torch.inference_mode():
            predicted = network.module((x - mean) / std).argmax(1)
        right += sum(int(p) == label for p, (_, label) in zip(predicted, items, strict=True))
    assert right / 120 >= 0.95


def test_the_example_stays_short() -> None:
    assert len((ROOT / "networks" / "covidresnet.py").read_text(encoding="utf-8").splitlines()) < 150
