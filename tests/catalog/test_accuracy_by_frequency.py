"""Accuracy against the cut-off, for networks whose answer hangs on a single wave."""

import math

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from deepvision import Network
from deepvision.catalog.accuracy_by_frequency import accuracy_by_frequency
from deepvision.catalog.datasets import LoadedDataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import LoadedNetwork

SIDE, SLOW, FAST = 32, 2, 9
CLASSES = ["dark", "bright"]


def wave(periods):
    return np.cos(2 * np.pi * periods * np.arange(SIDE) / SIDE)


class Waves:
    """Pictures of a slow and a fast wave, both upside down in the class "dark"."""

    classes = CLASSES

    def __len__(self):
        return 40

    def __getitem__(self, index):
        sign = 1 if index % 2 else -1
        row = 128 + sign * (30 + index) * (wave(SLOW) + wave(FAST)) / 2
        return Image.fromarray(np.broadcast_to(row.astype(np.uint8)[None, :, None], (SIDE, SIDE, 3)).copy()), index % 2


class Listens(nn.Module):
    """Says "bright" where one wave is in the picture, upright."""

    def __init__(self, periods):
        super().__init__()
        self.register_buffer("wave", torch.from_numpy(wave(periods)).float() / SIDE)

    def forward(self, x):
        found = (x.mean((1, 2)) * self.wave).sum(1)
        return torch.stack([torch.full_like(found, 0.01), found], 1)


def listens(periods, class_names=CLASSES):
    network = Network(
        module=Listens(periods), input_size=(SIDE, SIDE), mean=[0.5] * 3, std=[0.5] * 3, class_names=class_names
    )
    fields = dict.fromkeys(("tracer", "graph"))
    return LoadedNetwork(
        id="n", name=f"wave {periods}", network=network, weights=None, trained=True, parameters=0, digest="", **fields,
        device=torch.device("cpu"),
    )  # fmt: skip


DATASET = LoadedDataset("waves", "waves", Waves())
CUTOFFS = [0, 1, 2, 5, 8, 9, 10, 30]


@pytest.mark.parametrize("periods", [SLOW, FAST])
def test_the_accuracy_jumps_at_the_wave_the_network_listens_to(periods):
    told = []
    found = accuracy_by_frequency(listens(periods), DATASET, CUTOFFS, on_progress=lambda *count: told.append(count))
    assert (found.network, found.pictures, found.whole, found.chance) == (f"wave {periods}", 40, 1, 0.5)
    assert found.cutoffs == tuple(CUTOFFS)
    assert found.low == tuple(1 if cutoff >= periods else 0.5 for cutoff in CUTOFFS)
    assert found.high == tuple(0.5 if cutoff >= periods else 1 for cutoff in CUTOFFS)
    assert told == [(32, 40), (40, 40)]


def test_a_few_pictures_spread_over_the_data_set():
    seen = []

    class Watched(Waves):
        def __getitem__(self, index):
            seen.append(index)
            return super().__getitem__(index)

    found = accuracy_by_frequency(listens(SLOW), LoadedDataset("waves", "waves", Watched()), [4], count=8)
    assert seen == [0, 5, 10, 15, 20, 25, 30, 35]
    assert (found.pictures, found.low, found.high) == (8, (1,), (0.5,))


def test_classes_are_told_by_name():
    turned = accuracy_by_frequency(listens(SLOW, ["bright", "dark"]), DATASET, [4])
    assert (turned.whole, turned.low) == (0, (0,))
    with pytest.raises(
        CatalogError, match=r"picture 1 is of the class 'bright', which wave 2 does not know.*dark, cat"
    ):
        accuracy_by_frequency(listens(SLOW, ["dark", "cat"]), DATASET, [4])


def test_bad_cutoffs_and_no_pictures():
    for cutoff in (-1, math.nan):
        with pytest.raises(ValueError, match="at least 0 periods"):
            accuracy_by_frequency(listens(SLOW), DATASET, [cutoff])
    with pytest.raises(CatalogError, match="at least one picture"):
        accuracy_by_frequency(listens(SLOW), DATASET, [1], count=0)
