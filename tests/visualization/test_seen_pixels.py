"""Receptive fields against those that arithmetic gives."""

import pytest
import torch
from torch import nn

from deepvision.visualization.maximization.reaching import Reach
from deepvision.visualization.seen_pixels import Prober, Rectangle, bands, patch, probes


def seen(module, shape):
    reach, prober = Reach(module.eval(), shape), Prober()
    layers = [node.id for node in reach.graph.nodes]
    asked = bands(shape)
    with torch.no_grad():
        for start in range(0, len(asked), 4):
            part = asked[start : start + 4]
            prober.add(reach.run(probes(shape, part), layers), part)
    return prober.result()


def test_every_unit_of_every_layer_by_arithmetic():
    # conv 3/2 with padding 1: unit u sees 2u - 1 to 2u + 1; behind it conv 3/1: 2u - 3 to 2u + 3.
    found = seen(nn.Sequential(nn.Conv2d(2, 3, 3, 2, 1), nn.ReLU(), nn.Conv2d(3, 4, 3, 1, 1)), (2, 12, 20))
    for layer, reach in (("0", 1), ("2", 3)):
        for spans, side in ((found[layer].rows, 12), (found[layer].columns, 20)):
            expected = [[max(0, 2 * u - reach), min(side, 2 * u + reach + 1)] for u in range(side // 2)]
            assert spans.tolist() == expected


def test_large_pictures_are_asked_about_in_bands():
    shape = (1, 300, 8)
    asked = bands(shape)
    assert len(asked) == 100 + 8
    rows = seen(nn.Sequential(nn.Conv2d(1, 1, 3, padding=1)), shape)["0"].rows
    assert rows[150].tolist() == [147, 153]  # pixels 149 to 151, in bands of three


def test_a_layer_that_sees_everything_and_one_that_hides_it():
    class Hiding(nn.Module):
        def __init__(self):
            super().__init__()
            self.pool, self.late = nn.AdaptiveAvgPool2d(1), nn.Conv2d(3, 2, 1)

        def forward(self, x):
            return self.pool(x).flatten(1) + self.late(x.nan_to_num()).mean()

    found = seen(Hiding(), (3, 6, 9))
    assert found["pool"].rows.tolist() == [[0, 6]]
    assert found["pool"].columns.tolist() == [[0, 9]]
    assert "late" not in found


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ((3, 5), Rectangle(7, 3, 7, 7)),
        ((0, 0), Rectangle(0, 0, 7, 7)),
        ((5, 9), Rectangle(13, 5, 7, 7)),
        ((1, 9), Rectangle(13, 0, 7, 7)),
    ],
)
def test_patches_have_one_size_and_lie_within_the_picture(unit, expected):
    module = nn.Sequential(nn.Conv2d(2, 3, 3, 2, 1), nn.ReLU(), nn.Conv2d(3, 4, 3, 1, 1))
    assert patch(seen(module, (2, 12, 20))["2"], (4, 6, 10), (12, 20), unit) == expected


def test_without_knowledge_a_part_around_the_unit_or_all_is_shown():
    assert patch(None, (5, 4, 4), (90, 120), (0, 3)) == Rectangle(90, 0, 30, 30)
    assert patch(None, (5, 4, 4), (90, 120), (2, 1)) == Rectangle(30, 41, 30, 30)
    assert patch(None, (5, 1, 1), (90, 120), (0, 0)) == Rectangle(0, 0, 120, 90)
