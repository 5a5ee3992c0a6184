"""A training that is watched: its epochs arrive, and what the server computes is of the latest weights."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import safetensors.torch
import torch

from deepvision.api import create_app
from deepvision.api.live_training import LiveTraining
from deepvision.catalog.network import Network
from deepvision.cli.live_messages import End, Step, Weights
from deepvision.cli.live_server import TrainingHall, datasets_of
from deepvision.cli.live_server import _loaded as loaded
from deepvision.cli.train_parts import parts_of
from deepvision.jobs import Work
from deepvision.settings import Settings
from deepvision.training.files import read_checkpoint, state_of
from deepvision.training.processes import Processes
from deepvision.training.settings import settings_from
from deepvision.training.trainer import Trainer
from deepvision.visualization.maximization import PRESETS

TINY = {
    "network": "tests/scripts/trainable.py",
    "dataset": "tests/scripts/stripes.py",
    "epochs": 3,
    "batch_size": 8,
    "learning_rate": 0.02,
    "tensorboard": False,
}
SETTINGS = settings_from(TINY)
CONV = "track_conv2"


class Watched:
    """A training with its hall in one process: what happens between two steps is up to the test."""

    def __init__(self, folder):
        user = Settings(device="cpu", cache=folder / "cache", dataset=[], network=["trainable"])
        self.forward = ThreadPoolExecutor(1)
        parts, network = self.forward.submit(loaded, user, SETTINGS).result()
        layers = {node.id: node.parameters for node in network.graph.nodes if node.parameters}
        own = parts_of(SETTINGS)
        cpu = Processes(0, 1, torch.device("cpu"))
        self.trainer = Trainer(own.network.module, own.train, own.test, own.shape, SETTINGS, cpu, layers)
        self.network, self.folder = own.network, folder
        self.hall = TrainingHall(
            network, datasets_of(parts), user, SETTINGS, self.forward, steps=self.trainer.steps, least_seconds=0
        )
        self.tell()
        self.client = create_app(user, self.hall.services).test_client()

    def tell(self):
        state = safetensors.torch.save(state_of(self.trainer.module))
        told = Weights(state, list(self.trainer.history), list(self.trainer.gradient_flow))
        self.hall.tell(told).result()

    def train(self, looked=lambda epoch: None):
        def epoch(history):
            self.tell()
            looked(len(history))

        self.trainer.run(self.folder, lambda _, step, __: self.hall.tell(Step(step)), epoch)
        self.hall.tell(End("done")).result()

    def get(self, path):
        return self.client.get(f"/api/v1/{path}").get_json()

    def run(self, image="test:0"):
        return self.client.post("/api/v1/networks/trainable/runs", json={"image": image}).get_json()["run"]

    def channel(self, run, channel=0):
        return torch.tensor(self.get(f"runs/{run}/layers/{CONV}/channels/{channel}")["values"])


@pytest.fixture
def watched(tmp_path):
    made = Watched(tmp_path)
    yield made
    made.hall.services.close(5)


def activation(network: Network, state, pixels):
    """What the tracker sees, by a plain hook."""
    network.module.load_state_dict(state)
    seen = []
    handle = network.module.get_submodule(CONV).register_forward_hook(lambda *given: seen.append(given[2]))
    with torch.no_grad():
        network.module.eval()(pixels)
    handle.remove()
    return seen[0][0]


def test_the_fixed_pictures_activations_are_those_of_the_checkpoint(watched):
    seen = {}

    def look(epoch):
        run = watched.run(watched.get("training")["image"])
        pixels = watched.hall.services.runs.get(run).recipe.pixels
        state = read_checkpoint(watched.folder, watched.trainer._identity)["module"]
        seen[epoch] = run, watched.channel(run, 3), pixels, {name: value.clone() for name, value in state.items()}

    watched.train(look)
    assert len({run for run, *_ in seen.values()}) == 3
    for _, shown, pixels, state in seen.values():
        expected = activation(watched.network, state, pixels)[3].flatten()
        assert torch.allclose(shown, expected, rtol=1e-5, atol=1e-6)
    assert not torch.equal(seen[1][1], seen[3][1])
    assert watched.client.get(f"/api/v1/runs/{seen[1][0]}/activations").status_code == 404  # old weights are let go


def test_everything_kept_follows_the_weights(watched):
    def look():
        return (
            watched.get(f"networks/trainable/layers/{CONV}/weights/histogram"),
            watched.get(f"networks/trainable/layers/{CONV}/channels/0/evidence")["maximum"],
            watched.get("networks")["networks"][0],
        )

    services = watched.hall.services
    old = services.networks["trainable"]
    before = look()
    watched.train()
    after = look()
    assert before[0] != after[0]
    assert before[1] != after[1]
    assert (before[2]["weights"], before[2]["trained"]) == ("epoch 0", False)
    assert (after[2]["weights"], after[2]["trained"]) == ("epoch 3", True)
    work = Work.of("trainable", old.digest, CONV, PRESETS["default"]())
    job = services.jobs.start(work, [0])
    services.jobs.join(20)
    assert job.state == "failed"
    assert "trained further" in job.message
    recorded = [services.runs.get(watched.run()).recipe.network.digest for _ in range(2)]
    assert set(recorded) == {services.networks["trainable"].digest}


def events(response):
    """Yield what a stream of server-sent events tells."""
    text = ""
    for part in response.response:
        text += part if isinstance(part, str) else part.decode()
        *whole, text = text.split("\n\n")
        for event in whole:
            if event.startswith("event: training\ndata: "):
                yield json.loads(event.split("data: ", 1)[1])


def test_epochs_arrive_as_events(watched):
    told = []
    connected = threading.Event()

    def listen():
        for event in events(watched.client.get("/api/v1/training/events")):
            told.append(event)
            connected.set()

    listener = threading.Thread(target=listen)
    listener.start()
    connected.wait(10)
    watched.train()
    listener.join(10)
    assert not listener.is_alive()
    assert [row["epoch"] for event in told for row in event["rows"]] == [1, 2, 3]
    assert [one["epoch"] for event in told for one in event["gradient_flow"]] == [1, 2, 3]
    assert (told[0]["epoch"], told[0]["state"], told[-1]["state"]) == (0, "running", "done")
    whole = watched.get("training")
    assert [row["test_accuracy"] for row in whole["rows"]] == [r["test_accuracy"] for r in watched.trainer.history]
    assert whole["layers"] == ["track_conv1", CONV]
    flow = [[row[layer] for layer in whole["layers"]] for row in watched.trainer.gradient_flow]
    assert [one["values"] for one in whole["gradient_flow"]] == flow
    assert {one["name"]: json.loads(one["value"]) for one in whole["settings"]}["batch_size"] == 8
    late = list(events(watched.client.get("/api/v1/training/events?since=2")))
    assert [[row["epoch"] for row in event["rows"]] for event in late] == [[3]]


def test_how_it_ended_is_told(watched):
    watched.hall.tell(End("failed", "The loss of epoch 1 is nan."))
    watched.hall.tell(End("interrupted")).result()
    told = watched.get("training")
    assert (told["state"], told["message"]) == ("failed", "The loss of epoch 1 is nan.")


def test_where_nothing_is_trained_it_says_so(client):
    for path in ("training", "training/events"):
        answer = client.get(f"/api/v1/{path}")
        assert (answer.status_code, answer.get_json()["type"]) == (404, "no-training")
        assert "--serve" in answer.get_json()["detail"]
    assert client.get("/api/v1/server").get_json()["training"] is False


def test_the_time_that_is_left():
    clock = [0.0]
    live = LiveTraining("n", {}, epochs=4, steps=10, layers=["a"], image=None, now=lambda: clock[0])
    assert live.shown().eta is None
    clock[0] = 6.0
    live.step(5)
    assert live.shown().eta == pytest.approx(3.5 * 12)
    live.epoch([{"epoch": 1, "train_loss": float("inf"), "seconds": 20.0}], [{"epoch": 1, "a": float("nan")}])
    assert live.shown().eta == pytest.approx(60)
    live.step(5)
    assert live.shown().eta == pytest.approx(50)
    assert live.shown().rows[0].train_loss is None
    assert live.shown().gradient_flow[0].values == [None]
    live.end("interrupted")
    assert live.shown().eta is None
