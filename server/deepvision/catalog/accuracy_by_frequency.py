"""How often networks are right about pictures of which only the frequencies below or above a cut-off are left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from deepvision.catalog.datasets import LoadedDataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import LoadedNetwork
from deepvision.visualization.frequency_filter import Band, FrequencyFilter
from deepvision.visualization.pictures import to_input

BATCH = 32
BANDS: tuple[Band, Band] = ("low", "high")


@dataclass(frozen=True)
class FrequencyAccuracy:
    """What a network reaches on a data set.

    Attributes:
        network: its name.
        pictures: how many it was shown.
        whole: share of the pictures it is right about as they are.
        chance: what always the same answer reaches at most: the share of the most frequent class.
        cutoffs: in periods per picture.
        low: share for each cut-off where only the frequencies at and below it are left.
        high: the same above it.
    """

    network: str
    pictures: int
    whole: float
    chance: float
    cutoffs: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def accuracy_by_frequency(
    loaded: LoadedNetwork,
    dataset: LoadedDataset,
    cutoffs: Sequence[float],
    count: int | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> FrequencyAccuracy:
    """Measure a network at every cut-off; its normalised inputs are split, exactly as the server does it.

    Args:
        loaded: the network.
        dataset: pictures with labels; a label counts by the name of its class, which the network has to know.
        cutoffs: in periods per picture.
        count: pictures, spread over all of the data set; None: every one.
        on_progress: is told how many pictures are done, of how many.

    Raises:
        CatalogError: a picture cannot be read, has a class that the network does not know, or there is none.
        ValueError: a cut-off is negative.
    """
    filters = [[FrequencyFilter(band, cutoff) for cutoff in cutoffs] for band in BANDS]
    total = len(dataset.pictures) if count is None else min(count, len(dataset.pictures))
    if total < 1:
        raise CatalogError(f"data set {dataset.id}: expected at least one picture to measure, got {total}.")
    whole, labels = 0, list[int]()
    right = torch.zeros(len(BANDS), len(cutoffs), dtype=torch.long)
    for start in range(0, total, BATCH):
        numbers = range(start, min(start + BATCH, total))
        pixels, expected = _batch(loaded, dataset, [n * len(dataset.pictures) // total for n in numbers])
        whole += _right(loaded, pixels, expected)
        for band, row in enumerate(filters):
            for column, keep in enumerate(row):
                right[band, column] += _right(loaded, keep(pixels), expected)
        labels.extend(expected.tolist())
        on_progress(numbers.stop, total)
    low, high = (tuple(row) for row in (right / total).tolist())
    chance = max(map(labels.count, labels)) / total
    return FrequencyAccuracy(loaded.name, total, whole / total, chance, tuple(cutoffs), low, high)


def _batch(loaded: LoadedNetwork, dataset: LoadedDataset, numbers: Sequence[int]) -> tuple[Tensor, Tensor]:
    network = loaded.network
    inputs, labels = [], []
    for number in numbers:
        picture, label = dataset.picture(number)
        name = dataset.class_name(label)
        if name is None or name not in network.class_names:
            raise CatalogError(
                f"data set {dataset.id}: picture {number} is of the class {name or label!r}, which {loaded.name} does "
                f"not know. It knows: {', '.join(network.class_names[:20])}. Choose a data set of its classes."
            )
        inputs.append(to_input(picture, network.input_size, network.mean, network.std))
        labels.append(network.class_names.index(name))
    return torch.cat(inputs), torch.tensor(labels)


@torch.inference_mode()
def _right(loaded: LoadedNetwork, pixels: Tensor, labels: Tensor) -> int:
    logits = loaded.network.module(pixels.to(loaded.device))
    return int((logits.argmax(1).cpu() == labels).sum())
