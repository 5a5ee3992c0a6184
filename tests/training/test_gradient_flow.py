"""Mean absolute gradients by layer: as by hand, kept beside the metrics, and without a trace in what is trained."""

import copy
import csv
import math

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from deepvision.cli.train_parts import parts_of
from deepvision.training import files
from deepvision.training.gradient_flow import GradientFlow
from deepvision.training.processes import Processes
from deepvision.training.settings import settings_from
from deepvision.training.trainer import Trainer

CPU = Processes(0, 1, torch.device("cpu"))
LAYERS = {"track_conv1": ("conv1.weight", "conv1.bias", "norm.weight"), "track_conv2": ("conv2.weight",), "input": ()}
TINY = {
    "network": "tests/scripts/trainable.py",
    "dataset": "tests/scripts/stripes.py",
    "epochs": 3,
    "batch_size": 8,
    "learning_rate": 0.02,
    "tensorboard": False,
}


def trainer(layers, **more):
    settings = settings_from({**TINY, **more})
    parts = parts_of(settings)
    return Trainer(parts.network.module, parts.train, parts.test, parts.shape, settings, CPU, layers)


def test_one_step_as_by_hand(tmp_path):
    layers = {"conv": ("conv.weight", "conv.bias", "norm.weight", "norm.bias"), "linear": ("linear.weight",)}
    plain = {"network": "tests/scripts/trainable_without_dropout.py", "epochs": 1, "batch_size": 32}
    made = trainer(layers, **plain)
    module = copy.deepcopy(made.module).train()
    ((x, labels),) = list(made._train)  # one batch holds all training pictures
    made.run(tmp_path)
    loss = cross_entropy(module(x), labels)
    for layer, names in layers.items():
        gradients = torch.autograd.grad(loss, [module.get_parameter(name) for name in names], retain_graph=True)
        by_hand = torch.cat([gradient.flatten() for gradient in gradients]).abs().double().mean()
        assert made.gradient_flow[0][layer] == pytest.approx(float(by_hand), rel=1e-4)


def test_weights_are_the_same_to_the_bit(tmp_path):
    measured, plain = trainer(LAYERS), trainer(None)
    measured.run(tmp_path / "measured")
    plain.run(tmp_path / "plain")
    state = plain.module.state_dict()
    assert all(torch.equal(value, state[name]) for name, value in measured.module.state_dict().items())
    assert not (tmp_path / "plain" / "gradient_flow.csv").exists()


def test_a_row_per_epoch_is_kept_and_continued(tmp_path):
    def interrupt(epoch, step, _):
        if (epoch, step) == (2, 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        trainer(LAYERS).run(tmp_path / "a", interrupt)
    second, unbroken = trainer(LAYERS), trainer(LAYERS)
    second.run(tmp_path / "a")
    unbroken.run(tmp_path / "b")
    assert second.gradient_flow == unbroken.gradient_flow
    with (tmp_path / "a" / "gradient_flow.csv").open() as file:
        rows = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
    assert rows == unbroken.gradient_flow
    assert [row["epoch"] for row in rows] == [1, 2, 3]
    assert list(rows[0]) == ["epoch", "track_conv1", "track_conv2"]


def test_steps_are_averaged_and_those_that_overflow_do_not_count():
    module = nn.Linear(2, 1)
    module.bias.requires_grad_(False)
    flow = GradientFlow(module, {"all": ("weight", "bias", "gone"), "none": ("bias",)}, torch.device("cpu"))
    assert math.isnan(flow.take()["all"])
    for gradient in ([1.0, -3.0], [float("inf"), 0.0], [0.0, 4.0]):
        module.weight.grad = torch.tensor([gradient])
        flow.add()
    assert flow.take() == {"all": 2.0}
    module.weight.grad = None
    flow.add()
    assert flow.take() == {"all": 0.0}


@pytest.mark.parametrize("text", ["", "epoch,a\nx,1\n", "a\n1\n", "epoch,a\n1,2,3,4\n"])
def test_a_damaged_file_is_as_none(tmp_path, text):
    (tmp_path / files.GRADIENT_FLOW).write_text(text)
    assert files.read_gradient_flow(tmp_path, 5) in ([], [{"epoch": 1.0, "a": 2.0}])
