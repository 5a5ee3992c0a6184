"""The training of the shipped weights: what is written is what was measured, and the same call goes on."""

import json
import runpy
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

TOOL = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "train_strategies.py"))
TINY = {"dataset": "oriented_dashes", "images": 24, "batch_size": 8, "input_size": [24, 28], "tensorboard": False}
STAGES = [{**TINY, "epochs": 1}, {**TINY, "epochs": 1, "learning_rate": 1e-9}]


def test_the_report_is_of_the_half_precision_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, weights = tmp_path / "work", tmp_path / "weights"
    report = TOOL["make"]("covidresnet", "noisy", STAGES, folder, weights)
    file = tmp_path / "weights" / "covidresnet-noisy.safetensors"
    state = load_file(file)
    assert {value.dtype for value in state.values()} == {torch.float16, torch.int64}
    assert json.loads(file.with_suffix(".json").read_text(encoding="utf-8")) == report
    assert report["training_images"] == 2 * round(24 * 0.8)
    assert report["test_images"] == 24 - round(24 * 0.8)
    assert 0 <= report["test_accuracy"] <= 1
    assert "needs more epochs" in capsys.readouterr().err  # two epochs memorise little
    assert report["epochs"] == 2
    first, second = (load_file(folder / f"covidresnet-noisy-{k}" / "weights.safetensors") for k in (1, 2))
    torch.testing.assert_close(second["linear.weight"], first["linear.weight"], rtol=0, atol=1e-6)  # it goes on from it
    written = (folder / "covidresnet-noisy-2" / "checkpoint.pt").stat().st_mtime_ns
    assert TOOL["make"]("covidresnet", "noisy", STAGES, folder, weights) == report
    assert (folder / "covidresnet-noisy-2" / "checkpoint.pt").stat().st_mtime_ns == written
