"""``deepvision train --serve`` as a user calls it: visitors see it, Ctrl-C ends it, and not a bit is different."""

import contextlib
import json
import os
import signal
import socket
import threading
import time

import pytest
import requests
import torch
from safetensors.torch import load_file
from tests.running_server import free_port

from deepvision.cli import main
from deepvision.cli import train as command
from deepvision.cli.live_messages import End

CONFIG = """
network = "tests/scripts/trainable.py"
dataset = "tests/scripts/stripes.py"
epochs = 12
batch_size = 8
learning_rate = 0.02
keep_mb = 0
tensorboard = false
"""


@pytest.fixture
def config(tmp_path):
    file = tmp_path / "tiny.toml"
    file.write_text(CONFIG)
    return file


class Visitor(threading.Thread):
    """Follows the training of this process until it is over; Ctrl-C comes when ``is_enough`` of an event."""

    def __init__(self, port, is_enough):
        super().__init__()
        self.url, self._is_enough = f"http://127.0.0.1:{port}/api/v1", is_enough
        self.told, self.weights = [], None
        self.start()

    def run(self):
        for event in self._events():
            self.told.append(event)
            image = {"image": event["image"]}  # passes of visitors, all along
            requests.post(f"{self.url}/networks/{event['network']}/runs", json=image, timeout=30).raise_for_status()
            if self._is_enough(event):
                if event["state"] == "done":
                    time.sleep(0.5)  # the command has its last words
                    self.weights = requests.get(f"{self.url}/networks", timeout=30).json()["networks"][0]["weights"]
                self._is_enough = lambda event: False
                os.kill(os.getpid(), signal.SIGINT)

    def _events(self):
        while True:
            with contextlib.suppress(requests.ConnectionError):
                requests.get(f"{self.url}/server", timeout=30)
                break
            time.sleep(0.1)
        with requests.get(f"{self.url}/training/events", stream=True, timeout=30) as answer:
            for line in answer.iter_lines(decode_unicode=True):
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))


@pytest.fixture
def train(config, tmp_path):
    def called(out, *more):
        return main(["train", str(config), "--out", str(tmp_path / out), "--device", "cpu", *more])

    return called


def serve_on(port):
    return "--serve", "--no-browser", "--port", str(port)


def test_it_is_watched_stopped_goes_on_and_stays(train, tmp_path, monkeypatch, capfd):
    slow, port = tmp_path / "slow", free_port()
    monkeypatch.setenv("STRIPES_SLOW", str(slow))
    slow.touch()
    first = Visitor(port, lambda event: event["epoch"] >= 1)
    assert train("served", *serve_on(port)) == 130
    first.join(10)
    assert first.told[-1]["state"] == "interrupted"
    said = capfd.readouterr().err
    assert f"Open http://127.0.0.1:{port}/" in said
    assert "of 12 epochs; the same call goes on." in said
    slow.unlink()
    second = Visitor(port, lambda event: event["state"] == "done")
    assert train("served", *serve_on(port)) == 0
    second.join(10)
    said = capfd.readouterr()
    assert f"stays at http://127.0.0.1:{port}/ until Ctrl-C" in said.err
    assert "Traceback" not in said.err
    assert "weights.safetensors" in said.out
    assert second.told[-1]["epoch"] == 12
    assert second.weights == "epoch 12"
    assert train("plain") == 0
    plain, served = (load_file(tmp_path / name / "weights.safetensors") for name in ("plain", "served"))
    assert all(torch.equal(plain[name], served[name]) for name in plain)


class Hall:
    """What visitors are told."""

    def __init__(self):
        self.told = []

    def step(self, step):
        self.told.append(step)

    def epoch(self, trainer):
        self.told.append("epoch")

    def end(self, end):
        self.told.append(end)


class Broken:
    steps = 3

    def run(self, folder, step, epoch):
        step(0, 1, 3)
        raise ValueError("The loss is nan.")


def test_an_error_is_told_to_the_visitors_and_ends_the_command(tmp_path):
    hall = Hall()
    report = command.Report(1, 3, tmp_path, True)
    report.start(0)
    with pytest.raises(ValueError, match="The loss is nan"):
        command._run(Broken(), tmp_path, report, hall)
    assert hall.told == [1, End("failed", "The loss is nan.")]


def test_a_port_in_use_or_an_open_host_ends_it_before_anything_is_loaded(config, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["train", str(config), "--serve", "--port", port]) == 1
    assert f"cannot listen on 127.0.0.1, port {port}" in capsys.readouterr().err
    assert main(["train", str(config), "--serve", "--host", "0.0.0.0"]) == 1
    assert "--token is needed" in capsys.readouterr().err
