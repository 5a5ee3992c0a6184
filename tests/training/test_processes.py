"""Two processes against one: the same batches, the same statistics, the same weights."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import distributed, nn

from deepvision.cli import main
from deepvision.training.synchronized_norm import synchronized

CONFIG = """
network = "tests/scripts/trainable_without_dropout.py"
dataset = "tests/scripts/stripes.py"
epochs = 3
batch_size = 9
optimizer = "sgd"
learning_rate = 0.05
weight_decay = 0.001
test_share = 0.225
"""


def test_two_processes_end_like_one(tmp_path):
    """Float32 sums are added in another order: a relative 1e-4 after 9 steps of SGD, whose steps are linear in them.

    LAMB divides by the root of v, which in its first steps makes a unit step of a gradient that is almost zero: there
    rounding decides on signs, and no tolerance means much.
    """
    config = tmp_path / "tiny.toml"
    config.write_text(CONFIG)
    assert main(["train", str(config), "--out", str(tmp_path / "one"), "--device", "cpu"]) == 0
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    command = [*torchrun, "-m", "deepvision", "train", str(config), "--out", str(tmp_path / "two"), "--device", "cpu"]
    told = subprocess.run(
        command, env={**os.environ, "OMP_NUM_THREADS": "1"}, capture_output=True, text=True, timeout=120, check=False
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.count("epoch 3/3") == 1
    one, two = (load_file(tmp_path / name / "weights.safetensors") for name in ("one", "two"))
    assert one.keys() == two.keys()
    for name in one:
        torch.testing.assert_close(two[name], one[name], rtol=1e-4, atol=1e-5)
    rows = [list(csv.DictReader((tmp_path / name / "metrics.csv").read_text().splitlines())) for name in ("one", "two")]
    for first, second in zip(*rows, strict=True):
        for column in set(first) - {"seconds"}:
            assert float(second[column]) == pytest.approx(float(first[column]), rel=1e-4)


@pytest.fixture
def alone(tmp_path: Path):
    distributed.init_process_group("gloo", init_method=f"file://{tmp_path}/meet", rank=0, world_size=1)
    yield
    distributed.destroy_process_group()


@pytest.mark.parametrize("momentum", [0.1, None])
@pytest.mark.parametrize("affine", [True, False])
def test_the_synchronized_norm_is_batch_norm(alone, momentum, affine):
    torch.manual_seed(0)
    plain = nn.BatchNorm2d(4, momentum=momentum, affine=affine).double()
    made = synchronized(
        nn.Sequential(nn.BatchNorm2d(4, momentum=momentum, affine=affine)), torch.device("cpu")
    ).double()
    made[0].load_state_dict(plain.state_dict())
    for _ in range(3):
        x = torch.randn(5, 4, 3, 2, dtype=torch.float64) * 3 + 1
        inputs = [x.clone().requires_grad_() for _ in range(2)]
        outputs = [plain(inputs[0]), made(inputs[1])]
        for output in outputs:
            (output**3).sum().backward()
        torch.testing.assert_close(outputs[1], outputs[0])
        torch.testing.assert_close(inputs[1].grad, inputs[0].grad)
    assert made.state_dict().keys() == {f"0.{name}" for name in plain.state_dict()}
    for name, value in plain.state_dict().items():
        torch.testing.assert_close(made.state_dict()[f"0.{name}"], value)
    torch.testing.assert_close(made.eval()(x), plain.eval()(x))
