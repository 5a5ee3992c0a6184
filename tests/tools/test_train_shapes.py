"""The training of the shipped weights: it continues where it stopped, and writes what it reports."""

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

TOOL = Path(__file__).parents[2] / "tools" / "train_shapes.py"


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    return runpy.run_path(str(TOOL))


def pretend_drawn(cache: Path, split: str, count: int) -> None:
    """Puts random pixels where the drawn pictures are cached."""
    pixels = np.random.default_rng(count).integers(0, 256, (count, 150, 175, 3), dtype=np.uint8)
    np.save(cache / f"{split}-{count}.npy", pixels)


def test_a_stopped_training_ends_like_an_unbroken_one(tool: dict[str, Any], tmp_path: Path) -> None:
    settings = tool["Settings"](images=16, half_size_epochs=1, full_size_epochs=1, batch=8)
    unbroken, broken = tmp_path / "unbroken", tmp_path / "broken"
    for cache in (unbroken, broken):
        cache.mkdir()
        pretend_drawn(cache, "train", 17)
    expected = tool["train"](settings, unbroken, torch.float32).state_dict()

    stopping = tool["train"].__globals__
    original = stopping["train_epoch"]

    def stop_in_second_epoch(*arguments: Any) -> float:
        if arguments[4] == 1:
            raise KeyboardInterrupt
        return original(*arguments)

    stopping["train_epoch"] = stop_in_second_epoch
    try:
        with pytest.raises(KeyboardInterrupt):
            tool["train"](settings, broken, torch.float32)
    finally:
        stopping["train_epoch"] = original
    continued = tool["train"](settings, broken, torch.float32).state_dict()
    assert all(torch.allclose(continued[name], value, atol=1e-5) for name, value in expected.items())


def test_the_command_writes_weights_and_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: dict[str, Any]
) -> None:
    pretend_drawn(tmp_path, "train", 17)
    pretend_drawn(tmp_path, "test", 12)
    options = ["--images", "16", "--half-size-epochs", "1", "--full-size-epochs", "0", "--batch", "8"]
    options += ["--held-out", "12", "--cache", str(tmp_path), "--output", str(tmp_path / "w.safetensors"), "--float32"]
    monkeypatch.setattr(sys, "argv", ["train_shapes.py", *options])
    tool["main"]()
    report = json.loads((tmp_path / "w.json").read_text())
    assert 0 <= report["test_accuracy"] <= 1
    assert (report["test_images"], report["images"], report["epochs"]) == (12, 16, 1)
    state = load_file(tmp_path / "w.safetensors")
    assert state["linear.weight"].dtype == torch.float16
    assert state["norm1.num_batches_tracked"].item() == 2


def test_the_learning_rate_rises_then_falls_to_zero(tool: dict[str, Any]) -> None:
    rates = [tool["one_cycle"](k / 10) for k in range(11)]
    assert rates[:3] == pytest.approx([0.1, 0.55, 1])
    assert rates[6] == pytest.approx(0.5)
    assert rates[-1] == pytest.approx(0)


def test_augmentation_keeps_size_and_moves_the_whole_batch_alike(tool: dict[str, Any]) -> None:
    x = torch.rand(6, 3, 24, 28)
    y = tool["augmented"](x, torch.Generator().manual_seed(3))
    assert y.shape == x.shape
    assert not torch.equal(x, y)
    assert set(y.unique().tolist()) <= set(x.unique().tolist())
