import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from deepvision.catalog.networks import load_network
from deepvision.cli import main
from deepvision.cli.train_parts import pictures_of
from deepvision.training.settings import settings_from

CONFIG = """
network = "tests/scripts/trainable.py"
dataset = "tests/scripts/stripes.py"
epochs = 5
batch_size = 8
learning_rate = 0.02
weight_decay = 0.01
"""


@pytest.fixture
def config(tmp_path):
    file = tmp_path / "tiny.toml"
    file.write_text(CONFIG)
    return file


@pytest.fixture
def call(config, tmp_path, capsys):
    def called(*more, named=config):
        status = main(["train", str(named), "--out", str(tmp_path / "made"), "--device", "cpu", *more])
        return status, capsys.readouterr()

    return called


def test_a_line_per_epoch_and_the_files(call, tmp_path):
    status, told = call()
    assert status == 0
    lines = told.out.splitlines()
    assert lines[0].startswith("epoch 1/5  lr 0.02  train: loss ")
    assert lines[4].startswith("epoch 5/5  lr 2e-05")
    for name in ("weights.safetensors", "metrics.csv", "progress.png"):
        assert str(tmp_path / "made" / name) in lines
    with Image.open(tmp_path / "made" / "progress.png") as picture:
        assert picture.height > picture.width
    trained = load_network("tests/scripts/trainable.py", weights=tmp_path / "made" / "weights.safetensors")
    assert trained.trained


def test_the_settings_in_the_folder_are_a_configuration(call, tmp_path):
    call("--set", "epochs=1", "--set", "augmentations=[]")
    made = tmp_path / "made" / "settings.toml"
    assert tomllib.loads(made.read_text())["augmentations"] == []
    status, told = call(named=made)
    assert (status, "epoch" in told.out) == (0, False)


def test_as_json(call):
    report = json.loads(call("--set", "epochs=2", "--json")[1].out)
    assert [row["epoch"] for row in report["epochs"]] == [1, 2]
    assert report["settings"]["batch_size"] == 8
    assert Path(report["metrics"]).exists()


@pytest.mark.parametrize("strategy", ["shuffled", "noisy"])
def test_the_strategies_by_name(call, strategy):
    given = ("network=tests/scripts/trainable.py", "dataset=tests/scripts/stripes.py", "epochs=1", "batch_size=8")
    status, told = call(*(word for one in given for word in ("--set", one)), "--json", named=strategy)
    assert status == 0
    assert json.loads(told.out)["settings"]["strategy"] == strategy


def test_without_a_configuration_it_lists_what_can_be_set(capsys):
    assert main(["train"]) == 0
    out = capsys.readouterr().out
    assert "learning_rate " in out
    assert 'procedure = "finetuning"' in out
    assert main(["train", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["settings"]["epochs"]["default"] == 300


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--set", "epoch=3"), "epoch: there is no such setting. Did you mean epochs"),
        (("--set", "epochs"), "expected NAME=VALUE"),
        (("--set", "network=covidresnett"), "Did you mean covidresnet"),
        (("--set", "batch_size=100"), "at most the 32 training pictures"),
        (("--set", "images=41"), "has 40 pictures, and 41 were asked for"),
        (("--set", "test_dataset=oriented_dashes"), "test_dataset: expected the 2 classes"),
        (("--set", "input_size=[1,1]"), "for an input of shape (1, 3, 1, 1): "),
        (("--set", "initialization=weights"), "expected trained weights to start from"),
    ],
)
def test_what_cannot_be_is_said(call, more, words):
    status, told = call(*more)
    assert status == 1
    assert words in told.err


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.toml", None, "No such file"),
        ("b.toml", "epochs =", "expected TOML"),
        ("defalt", None, "Did you mean default"),
    ],
)
def test_configurations_that_are_none(call, tmp_path, name, text, words):
    named = tmp_path / name if name.endswith(".toml") else name
    if text is not None:
        named.write_text(text)
    status, told = call(named=named)
    assert status == 1
    assert words in told.err


def test_a_folder_that_cannot_be_written_is_said(call, tmp_path):
    (tmp_path / "made").write_text("a file")
    status, told = call()
    assert status == 1
    assert "cannot be used" in told.err


def test_after_an_interrupt_and_a_kill_it_ends_as_if_there_had_been_none(config, tmp_path):
    """A first process gets Ctrl-C in its second epoch, a second one kill -9 in its third; a third one finishes."""
    unbroken, broken, slow = tmp_path / "unbroken", tmp_path / "broken", tmp_path / "slow"
    threads = str(torch.get_num_threads())
    environment = {**os.environ, "OMP_NUM_THREADS": threads, "STRIPES_SLOW": str(slow)}
    slow.touch()
    command = [sys.executable, "-m", "deepvision", "train", str(config), "--out", str(broken), "--device", "cpu"]
    command += ["--set", "keep_mb=0"]  # so that every epoch is slow

    def started():
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def until_epoch(process, number):
        for line in process.stdout:
            if line.startswith(f"epoch {number}/"):
                time.sleep(0.1)  # into the next epoch, which takes at least 0.4 s
                return
        raise AssertionError(process.stderr.read())

    with started() as first:
        until_epoch(first, 1)
        first.send_signal(signal.SIGINT)
        out, err = first.communicate(timeout=60)
    assert (first.returncode, out) == (130, "")
    assert "stopped after 1 of 5 epochs; the same call goes on" in err
    assert "Traceback" not in err
    with started() as second:
        until_epoch(second, 2)
        second.kill()
    assert second.returncode == -signal.SIGKILL
    assert not (broken / "weights.safetensors").exists()
    assert main(command[3:]) == 0
    assert main(["train", str(config), "--out", str(unbroken), "--device", "cpu"]) == 0
    one, two = (load_file(folder / "weights.safetensors") for folder in (unbroken, broken))
    assert all(torch.equal(one[name], two[name]) for name in one)


SPLITS = """
from PIL import Image

class Greys:
    classes = ["dark", "bright"]
    def __init__(self, count):
        self.count = count
    def __len__(self):
        return self.count
    def __getitem__(self, index):
        if index == 7:
            raise FileNotFoundError("grey number 7 is damaged")
        return Image.new("RGB", (15, 13), (index % 2 * 200,) * 3), index % 2

def dataset(split="test"):
    return Greys({"train": 9, "test": 4}[split])
"""


def test_a_data_set_with_splits_is_trained_and_tested_on_them(tmp_path):
    (tmp_path / "greys.py").write_text(SPLITS)
    train, test = pictures_of(settings_from({"dataset": str(tmp_path / "greys.py")}))
    assert (len(train), len(test)) == (9, 4)
    train, test = pictures_of(settings_from({"dataset": str(tmp_path / "greys.py"), "images": 6}))
    assert (len(train), len(test)) == (6, 4)


def test_a_damaged_picture_is_said_in_the_data_sets_own_words(call, tmp_path):
    (tmp_path / "greys.py").write_text(SPLITS)
    status, told = call("--set", f"dataset={tmp_path / 'greys.py'}", "--set", "batch_size=8", "--set", "epochs=1")
    assert status == 1
    assert "grey number 7 is damaged" in told.err
    assert "cannot be used" not in told.err
