"""Pictures of a data set as a network sees them: a few, spread over all of it."""

import logging

import torch
from torch import Tensor

from deepvision.catalog.datasets import LoadedDataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.network import Network
from deepvision.visualization.pictures import to_input

log = logging.getLogger(__name__)
COUNT = 60


def seen_pictures(dataset: LoadedDataset, network: Network) -> Tensor:
    """Return at most 60 pictures (N, C, H, W) in normalised units; those that cannot be read are left out.

    Raises:
        CatalogError: none can be read.
    """
    total = len(dataset.pictures)
    count = min(COUNT, total)
    found = []
    for number in range(count):
        try:
            picture = dataset.picture(number * total // count)[0]
        except CatalogError as error:
            log.warning("a picture is left out: %s", error)
            continue
        found.append(to_input(picture, network.input_size, network.mean, network.std))
    if not found:
        raise CatalogError(f"data set {dataset.id}: expected pictures, and of its {total} none can be read.")
    return torch.cat(found)
