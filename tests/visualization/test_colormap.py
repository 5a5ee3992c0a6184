import importlib.util
import math
from pathlib import Path

import pytest
import torch

from deepvision.visualization.colormap import COLORMAPS, colour

ROOT = Path(__file__).parents[2]


def test_blue_black_white_by_hand():
    values = torch.tensor([-1.0, -0.5, 0.0, 0.25, 1.0, math.nan, 7.0])
    expected = [[0, 0, 1], [0, 0, 0.5], [0, 0, 0], [0.25, 0.25, 0.25], [1, 1, 1], [1, 0, 1], [1, 1, 1]]
    assert colour(values).tolist() == expected


@pytest.mark.parametrize("name", COLORMAPS)
def test_every_map_is_black_at_zero_magenta_without_a_number_and_brighter_further_out(name):
    assert colour(torch.tensor([0.0, math.nan]), name).tolist() == [[0, 0, 0], [1, 0, 1]]
    for sign in (-1, 1):
        sizes = colour(sign * torch.linspace(0, 1, 50, dtype=torch.float64), name).sum(-1)
        assert bool((sizes.diff() > 0).all())


def test_the_golden_samples_are_what_the_code_gives_today():
    spec = importlib.util.spec_from_file_location("golden", ROOT / "tools" / "make_golden_colormaps.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TARGET.read_text() == module.content(), "run tools/make_golden_colormaps.py"
