"""Every setting of a training once: name, default, help. Configuration files and the documents are made from it."""

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, get_args, get_origin

AUGMENTATIONS = ("crop", "shift", "flip", "blur", "noise", "brightness", "contrast", "mix")
_CHOICES = {
    "strategy": ("standard", "shuffled", "noisy"),
    "initialization": ("kaiming", "network", "weights"),
    "loss": ("cross-entropy", "binary-cross-entropy"),
    "optimizer": ("lamb", "sgd"),
    "precision": ("mixed", "float32"),
}
_POSITIVE = ("epochs", "batch_size", "learning_rate", "learning_rate_decay")
_SHARES = ("test_share", "momentum")


def _setting(default: Any, help_text: str) -> Any:
    if isinstance(default, list):
        return field(default_factory=default.copy, metadata={"help": help_text})
    return field(default=default, metadata={"help": help_text})


# ruff: noqa: RUF009 — _setting returns dataclasses.field
@dataclass(frozen=True, kw_only=True)
class TrainingSettings:
    """What a training is: with the same settings on the same machine it ends with the same weights."""

    network: str = _setting("covidresnet", "network to train, named as for serve --network")
    dataset: str = _setting("shapes", "data set with the training pictures: a script in datasets/, or a path")
    test_dataset: str = _setting("", "data set of test pictures; without one the test split, or a share of dataset")
    test_share: float = _setting(0.2, "share of a dataset without splits that is held out, drawn from split_seed")
    split_seed: int = _setting(0, "draws which pictures are held out; the same for all seeds")
    images: int = _setting(0, "take that many pictures of dataset at most; 0 takes all")
    input_size: list[int] = _setting([], "height and width in pixels; empty: what the network wants")
    strategy: str = _setting(
        "standard", "of section 4.2: standard; shuffled: labels permuted once; noisy: noisy copies with random labels"
    )
    copies: int = _setting(1, "noisy copies n of each picture with the strategy noisy")
    noise_std: float = _setting(0.2, "standard deviation of the copies' white noise, for pictures in 0…1")
    initialization: str = _setting(
        "kaiming", "weights at the start: kaiming, network (as its script makes them) or weights (its trained ones)"
    )
    loss: str = _setting("cross-entropy", "cross-entropy, or binary-cross-entropy for two classes")
    optimizer: str = _setting("lamb", "lamb (section 2.4) or sgd with momentum")
    momentum: float = _setting(0.9, "of sgd")
    weight_decay: float = _setting(1.0, "λ of LAMB (2.9), or sgd's")
    learning_rate: float = _setting(0.003, "at the start")
    learning_rate_decay: float = _setting(0.1, "factor of each step of the learning rate")
    learning_rate_steps: int = _setting(3, "how often the learning rate is reduced, at equal distances")
    epochs: int = _setting(300, "passes over the training pictures")
    batch_size: int = _setting(64, "pictures per step, over all processes; an incomplete last batch is left out")
    augmentations: list[str] = _setting(["crop", "flip"], f"any of {', '.join(AUGMENTATIONS)}; empty: none")
    mix_cutoff: float = _setting(
        8.0, "periods per picture above which mix adds the frequencies of another training picture (8.1)"
    )
    seed: int = _setting(0, "of weights, order, augmentation, dropout and the strategy")
    precision: str = _setting("mixed", "mixed: half precision where it is safe, on GPUs only; float32: nowhere")
    synchronized_norm: bool = _setting(
        True, "with several processes: batch norm over the whole batch, as one process does it"
    )
    workers: int = _setting(0, "processes that prepare pictures, per training process; changes no result")
    keep_mb: int = _setting(512, "memory for pictures of dataset, in MiB per process, so that they are made only once")
    tensorboard: bool = _setting(True, "write TensorBoard event files too")


PROCEDURES: Mapping[str, Mapping[str, Any]] = {
    "default": {},
    "ilsvrc": {
        "optimizer": "sgd",
        "momentum": 0.9,
        "weight_decay": 0.0001,
        "learning_rate": 0.1,
        "learning_rate_steps": 2,
        "epochs": 90,
        "batch_size": 240,
    },
    "finetuning": {
        "initialization": "weights",
        "loss": "binary-cross-entropy",
        "learning_rate": 0.0003,
        "learning_rate_steps": 2,
        "epochs": 100,
        "batch_size": 32,
        "augmentations": ["crop", "blur", "noise", "brightness", "contrast", "flip"],
    },
    "standard": {
        "learning_rate": 0.002,
        "epochs": 200,
        "augmentations": ["crop", "shift", "noise", "brightness", "contrast", "flip"],
    },
    "shuffled": {
        "strategy": "shuffled",
        "learning_rate": 0.001,
        "weight_decay": 0.0,
        "epochs": 250,
        "augmentations": [],
    },
    "noisy": {"strategy": "noisy", "learning_rate": 0.001, "weight_decay": 0.0, "epochs": 1000, "augmentations": []},
}
"""By name, what differs from the defaults, which are those of section 2.5.1.

- ``default``: 2.5.1. The learning rate falls to a thousandth, here in three steps of 0.1.
- ``ilsvrc``: 2.5.2. 48 pictures on each of five GPUs are a batch of 240; 0.1 every 30 epochs.
- ``finetuning``: 2.5.3. From 0.0003 to 0.000003, here in two steps of 0.1.
- ``standard``, ``shuffled``, ``noisy``: 4.2 and table 4.1 (Caltech101). It names no batch size; the default's is used.
"""


WITHOUT_EFFECT = ("workers", "keep_mb", "tensorboard")
"""Settings that change no result; a training may go on with others."""


def settings_from(given: Mapping[str, Any]) -> TrainingSettings:
    """Return the settings of a configuration: names and values, and ``procedure`` for what they start from.

    Raises:
        ValueError: an unknown name, a value of another type or out of its range; the message says what to do.
    """
    values = dict(given)
    procedure = values.pop("procedure", "default")
    if procedure not in PROCEDURES:
        raise ValueError(f"procedure: there is no {procedure!r}. {_near(str(procedure), PROCEDURES)}")
    known = {setting.name: setting.type for setting in fields(TrainingSettings)}
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"{name}: there is no such setting. {_near(name, [*known, 'procedure'])}")
        values[name] = _of_type(name, value, known[name])
    settings = TrainingSettings(**{**PROCEDURES[procedure], **values})
    _check(settings)
    return settings


def _near(name: str, known: Any) -> str:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(close)}?" if close else f"There are: {', '.join(sorted(known))}."


def _of_type(name: str, value: Any, annotation: Any) -> Any:
    element = get_args(annotation)[0] if get_origin(annotation) is list else None
    if element is not None:
        if isinstance(value, list):
            return [_of_type(name, one, element) for one in value]
    elif annotation is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    elif type(value) is annotation:
        return value
    wanted = f"a list of {element.__name__}" if element is not None else annotation.__name__
    raise ValueError(f"{name}: expected {wanted}, got {value!r}.")


def _check(settings: TrainingSettings) -> None:
    for name, choices in _CHOICES.items():
        value = getattr(settings, name)
        if value not in choices:
            raise ValueError(f"{name}: expected one of {', '.join(choices)}, got {value!r}. {_near(value, choices)}")
    for one in settings.augmentations:
        if one not in AUGMENTATIONS:
            raise ValueError(f"augmentations: there is no {one!r}. {_near(one, AUGMENTATIONS)}")
    for setting in fields(settings):
        value = getattr(settings, setting.name)
        if isinstance(value, int | float) and not (math.isfinite(value) and value >= 0):
            raise ValueError(f"{setting.name}: expected a number of at least 0, got {value}.")
        if setting.name in _POSITIVE and value == 0:
            raise ValueError(f"{setting.name}: expected a number above 0, got {value}.")
        if setting.name in _SHARES and value >= 1:
            raise ValueError(f"{setting.name}: expected a share from 0 to below 1, got {value}.")
    if settings.input_size and (len(settings.input_size) != 2 or min(settings.input_size) < 1):
        raise ValueError(f"input_size: expected height and width, two whole numbers, got {settings.input_size}.")
    if settings.strategy == "noisy" and settings.copies < 1:
        raise ValueError(f"copies: the strategy noisy makes at least 1 copy of each picture, got {settings.copies}.")
