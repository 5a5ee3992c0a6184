"""What a training's settings name: the network, untrained or not, and its pictures with their strategy."""

from dataclasses import dataclass, replace

import torch

from deepvision.catalog import scripts, zoo
from deepvision.catalog.datasets import load_dataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.network import Network
from deepvision.catalog.networks import load_network
from deepvision.catalog.splits import has_splits, load_split
from deepvision.settings import MEBIBYTE
from deepvision.training.batches import Shape
from deepvision.training.classes import for_classes
from deepvision.training.settings import TrainingSettings
from deepvision.training.steps import draw_weights
from deepvision.training.strategies import Kept, NoisyCopies, Part, Pictures, ShuffledLabels, split


@dataclass(frozen=True)
class Parts:
    """What is trained, and on what."""

    network: Network
    shape: Shape
    train: Pictures
    test: Pictures | None


def parts_of(settings: TrainingSettings) -> Parts:
    """Load what the settings name; weights come from the seed, or are the network's trained ones.

    Raises:
        CatalogError: something that cannot be loaded.
        ValueError: classes that do not fit together.
    """
    train, test = pictures_of(settings)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.seed)
        network = _network(settings)
        if settings.input_size:
            network = replace(network, input_size=(settings.input_size[0], settings.input_size[1]))
        channels = (len(network.mean), *network.input_size)
        for_classes(network.module, len(network.class_names), len(train.classes), channels)
    if settings.initialization == "kaiming":
        draw_weights(network.module, settings.seed)
    return Parts(network, Shape(network.input_size, network.mean, network.std), train, test)


def pictures_of(settings: TrainingSettings) -> tuple[Pictures, Pictures | None]:
    """Return the training pictures, with the strategy of section 4.2 around them, and the untouched test pictures.

    Those are ``test_dataset``, or the split of that name where the data set has splits, or a share that is held out.
    """
    splits = not settings.test_dataset and has_splits(settings.dataset)
    source = load_split(settings.dataset, "train") if splits else load_dataset(settings.dataset)
    everything: Pictures = Kept(source.pictures, settings.keep_mb * MEBIBYTE)
    count = len(everything)
    kept: Pictures = everything if settings.images in (0, count) else Part(everything, _some(settings, count))
    test: Pictures | None
    if settings.test_dataset:
        train, test = kept, load_dataset(settings.test_dataset).pictures
        if list(train.classes) != list(test.classes):
            raise ValueError(
                f"test_dataset: expected the {len(train.classes)} classes of {settings.dataset}, got "
                f"{len(test.classes)} or others."
            )
    elif splits:
        train, test = kept, load_split(settings.dataset, "test").pictures
    else:
        train_indices, test_indices = split(len(kept), settings.test_share, settings.split_seed)
        train, test = Part(kept, train_indices), Part(kept, test_indices) if test_indices else None
    if settings.strategy == "shuffled":
        train = ShuffledLabels(train, settings.seed)
    elif settings.strategy == "noisy":
        train = NoisyCopies(train, settings.copies, settings.noise_std, settings.seed)
    return train, test


def _some(settings: TrainingSettings, count: int) -> list[int]:
    if settings.images > count:
        raise ValueError(f"images: {settings.dataset} has {count} pictures, and {settings.images} were asked for.")
    return split(count, 1 - settings.images / count, settings.split_seed)[0]


def _network(settings: TrainingSettings) -> Network:
    """Return the network with the weights it has from its script, or with trained ones."""
    name = settings.network
    if settings.initialization == "weights":
        loaded = load_network(name)
        if not loaded.trained:
            raise CatalogError(
                f"{name}: expected trained weights to start from, and there are none. Choose the initialization "
                "kaiming or network, or name weights."
            )
        return loaded.network
    if name.startswith("torchvision:"):
        return zoo.torchvision_network(name.removeprefix("torchvision:"), zoo.UNTRAINED)
    if name.startswith("timm:"):
        return zoo.timm_network(name.removeprefix("timm:"), zoo.UNTRAINED)
    made = scripts.call(scripts.load("network", scripts.find("network", name)))
    if not isinstance(made, Network):
        raise CatalogError(f"{name}: network() returned {type(made).__name__}, expected deepvision.Network.")
    return made
