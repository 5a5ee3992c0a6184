"""A few pictures of a data set, as a network sees them."""

import pytest
import torch
from PIL import Image
from torch import nn

from deepvision import Network
from deepvision.catalog.datasets import load_dataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.seen_pictures import COUNT, seen_pictures

NETWORK = Network(module=nn.Identity(), input_size=(4, 6), mean=[0.0] * 3, std=[1.0] * 3, class_names=["a"])


class Greys:
    """As many pictures as wanted, number n of the brightness n; some cannot be read."""

    id = "greys"

    def __init__(self, count, broken=()):
        self.pictures, self.broken = range(count), broken

    def picture(self, number):
        if number in self.broken:
            raise CatalogError(f"number {number} is damaged")
        return Image.new("RGB", (6, 4), (number,) * 3), 0


def test_they_are_spread_over_all_of_it():
    found = seen_pictures(Greys(240), NETWORK)
    assert found.shape == (COUNT, 3, 4, 6)
    assert torch.equal((found[:, 0, 0, 0] * 255).round(), torch.arange(0.0, 240, 4))


def test_of_a_small_one_all_are_taken_and_damaged_ones_left_out():
    found = seen_pictures(Greys(5, broken=(1,)), NETWORK)
    assert (found[:, 0, 0, 0] * 255).round().tolist() == [0, 2, 3, 4]


@pytest.mark.parametrize("dataset", [Greys(0), Greys(2, broken=(0, 1))])
def test_none_is_an_error(dataset):
    with pytest.raises(CatalogError, match="greys: expected pictures"):
        seen_pictures(dataset, NETWORK)


def test_a_real_one():
    assert len(seen_pictures(load_dataset("shapes"), NETWORK)) == COUNT
