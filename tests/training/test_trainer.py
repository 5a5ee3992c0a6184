"""The loop on a tiny network: repeatable, continued, the same under a tracer."""

import copy
import csv
import struct

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from deepvision.cli.train_parts import parts_of
from deepvision.layers import pfnet18
from deepvision.tracking import Tracer
from deepvision.training import files
from deepvision.training.classes import for_classes
from deepvision.training.files import read_checkpoint
from deepvision.training.processes import Processes
from deepvision.training.settings import settings_from
from deepvision.training.steps import draw_weights, make_optimizer, summed_loss
from deepvision.training.trainer import Trainer

CPU = Processes(0, 1, torch.device("cpu"))
TINY = {
    "network": "tests/scripts/trainable.py",
    "dataset": "tests/scripts/stripes.py",
    "epochs": 4,
    "batch_size": 8,
    "learning_rate": 0.02,
    "weight_decay": 0.01,
    "augmentations": ["crop", "flip", "noise"],
    "seed": 3,
}


def trainer(**more):
    settings = settings_from({**TINY, **more})
    parts = parts_of(settings)
    return Trainer(parts.network.module, parts.train, parts.test, parts.shape, settings, CPU)


def state(made):
    return {name: value.clone() for name, value in made.module.state_dict().items()}


def same(first, second):
    return first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    made = trainer()
    folder = tmp_path_factory.mktemp("unbroken")
    history = made.run(folder)
    return state(made), history, folder


def test_the_same_seed_gives_the_same_weights_to_the_bit(unbroken, tmp_path):
    torch.rand(17)  # the global generator plays no part
    again = trainer()
    again.run(tmp_path)
    assert same(unbroken[0], state(again))
    other = trainer(seed=4)
    other.run(tmp_path / "other")
    assert not same(unbroken[0], state(other))


def test_the_global_generator_is_left_alone(tmp_path):
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    trainer(epochs=1).run(tmp_path)
    assert torch.equal(torch.rand(1), expected)


def test_an_interrupted_training_ends_like_an_unbroken_one(unbroken, tmp_path):
    def interrupt(epoch, step, _):
        if (epoch, step) == (2, 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        trainer().run(tmp_path, interrupt)
    told = []
    second = trainer()
    history = second.run(tmp_path, lambda epoch, step, steps: told.append((epoch, step, steps)))
    assert told == [(epoch, step, 4) for epoch in (2, 3) for step in range(1, 5)]
    assert same(unbroken[0], state(second))
    without = [{k: v for k, v in row.items() if k != "seconds"} for row in (*history, *unbroken[1])]
    assert without[:4] == without[4:]


def test_it_learns_and_a_finished_training_is_left_as_it_is(tmp_path):
    first = trainer(epochs=12, augmentations=[])
    history = first.run(tmp_path)
    assert history[-1]["train_loss"] < 0.7 * history[0]["train_loss"]
    assert history[-1]["test_accuracy"] > 0.8
    again = trainer(epochs=12, augmentations=[])
    assert again.run(tmp_path, lambda *_: pytest.fail("nothing is left to do")) == history
    assert same(state(first), state(again))


def test_metrics_as_csv_and_as_event_files(unbroken):
    event_pb2 = pytest.importorskip("tensorboardX.proto.event_pb2")
    _, history, folder = unbroken
    with (folder / "metrics.csv").open() as file:
        rows = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
    assert rows == history
    (events,) = folder.glob("events.out.tfevents.*")
    data, place, found = events.read_bytes(), 0, {}
    while place < len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        event = event_pb2.Event.FromString(data[place + 12 : place + 12 + length])
        place += 16 + length
        for value in event.summary.value:
            found[value.tag, event.step] = value.simple_value
    assert found["loss/train", 2] == pytest.approx(history[1]["train_loss"])
    assert found["accuracy/test", 4] == pytest.approx(history[3]["test_accuracy"])
    assert {tag for tag, _ in found} == {
        *("loss/train", "loss/test", "accuracy/train", "accuracy/test"),
        *("learning_rate", "seconds"),
    }


def test_a_continued_training_has_each_epoch_once_in_its_event_files(tmp_path):
    pytest.importorskip("tensorboardX")
    trainer(epochs=2).run(tmp_path)
    trainer(epochs=2).run(tmp_path)
    (events,) = tmp_path.glob("events.out.tfevents.*")
    assert events.read_bytes().count(b"loss/train") == 2


def test_settings_without_effect_may_change_in_between(unbroken, tmp_path):
    trainer(epochs=4, keep_mb=0).run(tmp_path, on_epoch=None)
    again = trainer(workers=1, tensorboard=False)
    again.run(tmp_path)
    assert same(unbroken[0], state(again))


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_half_precision_on_a_gpu_learns_what_float32_does(tmp_path):
    losses = []
    for precision in ("mixed", "float32"):
        settings = settings_from({**TINY, "epochs": 12, "augmentations": [], "precision": precision})
        parts = parts_of(settings)
        gpu = Processes(0, 1, torch.device("cuda"))
        made = Trainer(parts.network.module, parts.train, parts.test, parts.shape, settings, gpu)
        losses.append(made.run(tmp_path / precision)[-1]["train_loss"])
    assert losses[0] == pytest.approx(losses[1], rel=0.1)


def test_a_checkpoint_of_other_settings_or_none_at_all(unbroken, tmp_path):
    with pytest.raises(ValueError, match=r"made with other settings: learning_rate = 0\.02, now 0\.5"):
        trainer(learning_rate=0.5).run(unbroken[2])
    (tmp_path / "checkpoint.pt").write_bytes(b"no checkpoint")
    with pytest.raises(ValueError, match="expected a checkpoint of a training"):
        trainer().run(tmp_path)
    assert read_checkpoint(tmp_path / "nothing", {}) is None


def test_a_checkpoint_runs_no_code(tmp_path):
    torch.save({"version": 1, "settings": nn.Linear(1, 1)}, tmp_path / "checkpoint.pt")
    with pytest.raises(ValueError, match="expected a checkpoint"):
        read_checkpoint(tmp_path, {})


def test_a_loss_that_is_no_number_stops_before_the_checkpoint(tmp_path):
    with pytest.raises(ValueError, match="Lower learning_rate"):
        trainer(optimizer="sgd", learning_rate=1e30, epochs=3).run(tmp_path)
    with (tmp_path / "metrics.csv").open() as file:
        assert len(list(csv.DictReader(file))) < 3


def test_tracking_changes_nothing_while_training():
    """Batch norm, dropout and trackers: outputs, gradients, running statistics, the random state, the next weights."""
    settings = settings_from(TINY)
    module = parts_of(settings).network.module.train()
    watched = copy.deepcopy(module)
    x = torch.rand(8, 3, 12, 14, generator=torch.Generator().manual_seed(0))
    labels = torch.arange(8) % 2
    found = []
    tracer = Tracer(watched)
    for network, call in ((module, module), (watched, lambda x: tracer.record(x).output)):
        optimizer = make_optimizer(network, settings)
        torch.manual_seed(1)
        outputs = []
        for _ in range(3):
            optimizer.zero_grad()
            outputs.append(call(x))
            (summed_loss(outputs[-1], labels, settings.loss) / 8).backward()
            optimizer.step()
        found.append((torch.stack(outputs), network.state_dict(), torch.get_rng_state()))
    (plain, weights, random), (recorded, other_weights, other_random) = found
    assert torch.equal(plain, recorded)
    assert same(weights, other_weights)
    assert torch.equal(random, other_random)
    assert int(weights["norm.num_batches_tracked"]) == 3


def test_losses_by_hand():
    logits, labels = torch.tensor([[2.0, -1.0], [0.5, 0.0]]), torch.tensor([0, 1])
    softmax = -torch.log(logits.exp()[[0, 1], labels] / logits.exp().sum(1)).sum()
    assert summed_loss(logits, labels, "cross-entropy") == pytest.approx(float(softmax))
    p = 1 / (1 + torch.exp(-logits))
    binary = -(p[0, 0].log() + (1 - p[0, 1]).log() + (1 - p[1, 0]).log() + p[1, 1].log()) / 2
    assert summed_loss(logits, labels, "binary-cross-entropy") == pytest.approx(float(binary))
    both = summed_loss((logits, logits), labels, "cross-entropy")
    assert both == pytest.approx(1.4 * float(softmax))


def test_weights_are_drawn_from_the_seed():
    made = [parts_of(settings_from({**TINY, "seed": seed})).network.module for seed in (0, 0, 1)]
    assert same(made[0].state_dict(), made[1].state_dict())
    assert not same(made[0].state_dict(), made[2].state_dict())
    wide = nn.Sequential(nn.Conv2d(64, 128, 3), nn.BatchNorm2d(128))
    nn.init.constant_(wide[1].weight, 7)
    draw_weights(wide, 0)
    assert float(wide[0].weight.detach().std()) == pytest.approx((2 / (128 * 9)) ** 0.5, rel=0.02)
    assert (wide[1].weight == 1).all()


def test_a_head_for_other_classes():
    module = nn.Sequential(nn.Flatten(), nn.Linear(12, 5), nn.ReLU(), nn.Linear(5, 10))
    first = module[1].weight.clone()
    for_classes(module, 10, 3, (3, 2, 2))
    assert module(torch.zeros(2, 3, 2, 2)).shape == (2, 3)
    assert torch.equal(module[1].weight, first)
    with pytest.raises(ValueError, match="give its script the data set's classes"):
        for_classes(nn.Sequential(nn.Flatten(), nn.Linear(12, 5)), 10, 3, (3, 2, 2))


def test_a_network_that_fails_only_while_training_says_for_what_input(tmp_path):
    made = trainer()
    made.module.register_forward_pre_hook(lambda module, _: module.training and torch.ones(2) @ torch.ones(3))
    with pytest.raises(ValueError, match=r"for an input of shape \(8, 3, 12, 14\): .*Check input_size and batch_size"):
        made.run(tmp_path)


def test_filters_that_all_modules_share_are_written_too(tmp_path):
    module = pfnet18(2, trained="shared")
    files.write_weights(tmp_path, module)
    again = pfnet18(2, trained="shared", seed=1)
    again.load_state_dict(load_file(tmp_path / files.WEIGHTS))
    assert all(torch.equal(value, again.state_dict()[name]) for name, value in module.state_dict().items())
