from dataclasses import fields

import pytest

from deepvision.training.schedule import learning_rate
from deepvision.training.settings import PROCEDURES, TrainingSettings, settings_from


def rates(procedure):
    s = settings_from({"procedure": procedure})
    return [
        learning_rate(s.learning_rate, s.learning_rate_decay, s.learning_rate_steps, epoch, s.epochs)
        for epoch in range(s.epochs)
    ]


def test_the_default_procedure_is_that_of_section_2_5_1():
    s = settings_from({})
    assert (s.optimizer, s.loss, s.initialization) == ("lamb", "cross-entropy", "kaiming")
    assert (s.batch_size, s.epochs, s.learning_rate, s.weight_decay) == (64, 300, 0.003, 1)
    assert s.augmentations == ["crop", "flip"]
    assert rates("default")[-1] == pytest.approx(0.003e-3)


def test_the_ilsvrc_procedure_is_that_of_section_2_5_2():
    s = settings_from({"procedure": "ilsvrc"})
    assert (s.optimizer, s.momentum, s.weight_decay, s.batch_size) == ("sgd", 0.9, 0.0001, 5 * 48)
    assert rates("ilsvrc") == pytest.approx([0.1] * 30 + [0.01] * 30 + [0.001] * 30)


def test_the_finetuning_procedure_is_that_of_section_2_5_3():
    s = settings_from({"procedure": "finetuning"})
    assert (s.optimizer, s.loss, s.initialization) == ("lamb", "binary-cross-entropy", "weights")
    assert (s.batch_size, s.epochs, s.weight_decay) == (32, 100, 1)
    assert set(s.augmentations) == {"crop", "blur", "noise", "brightness", "contrast", "flip"}
    found = rates("finetuning")
    assert (found[0], found[-1]) == pytest.approx((0.0003, 0.000003))


def test_the_strategies_are_those_of_table_4_1():
    found = {name: settings_from({"procedure": name}) for name in ("standard", "shuffled", "noisy")}
    assert [(s.epochs, s.learning_rate, s.weight_decay > 0, s.augmentations != []) for s in found.values()] == [
        (200, 0.002, True, True),
        (250, 0.001, False, False),
        (1000, 0.001, False, False),
    ]
    assert [s.strategy for s in found.values()] == list(found)
    assert all(rates(name)[-1] == pytest.approx(0.001 * s.learning_rate) for name, s in found.items())


def test_every_setting_has_a_help_and_every_procedure_holds():
    assert all(setting.metadata["help"] for setting in fields(TrainingSettings))
    for name in PROCEDURES:
        settings_from({"procedure": name})


def test_a_setting_goes_before_the_procedures():
    assert settings_from({"procedure": "ilsvrc", "epochs": 3, "learning_rate": 1}).learning_rate == 1.0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"epoch": 3}, "epoch: there is no such setting. Did you mean epochs"),
        ({"procedure": "finetune"}, "Did you mean finetuning"),
        ({"epochs": 2.5}, "epochs: expected int, got 2.5"),
        ({"epochs": True}, "epochs: expected int, got True"),
        ({"epochs": 0}, "epochs: expected a number above 0"),
        ({"weight_decay": -1}, "weight_decay: expected a number of at least 0"),
        ({"learning_rate": float("nan")}, "learning_rate: expected a number"),
        ({"test_share": 1.0}, "test_share: expected a share"),
        ({"augmentations": ["flop"]}, "Did you mean flip"),
        ({"augmentations": "flip"}, "augmentations: expected a list of str"),
        ({"input_size": [32]}, "input_size: expected height and width"),
        ({"optimizer": "adam"}, "optimizer: expected one of lamb, sgd"),
        ({"strategy": "noisy", "copies": 0}, "copies: the strategy noisy"),
    ],
)
def test_what_cannot_be_is_said(given, words):
    with pytest.raises(ValueError, match=r"expected|there is no|copies") as error:
        settings_from(given)
    assert words in str(error.value)


def test_an_epoch_beyond_the_last():
    with pytest.raises(ValueError, match="from 0 to 8"):
        learning_rate(0.1, 0.1, 2, 9, 9)
