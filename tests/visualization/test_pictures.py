import numpy as np
import pytest
import torch
from PIL import Image

from deepvision.visualization.pictures import fit, to_input


def test_the_input_is_normalised():
    picture = Image.new("RGB", (3, 2), (255, 0, 51))
    values = to_input(picture, (2, 3), (0.5, 0.5, 0.0), (0.5, 0.25, 1.0))
    assert values.shape == (1, 3, 2, 3)
    assert values[0, :, 1, 2].tolist() == pytest.approx([1.0, -2.0, 0.2])


def test_a_grey_network_gets_one_channel():
    values = to_input(Image.new("RGB", (4, 4), "white"), (4, 4), (0.0,), (1.0,))
    assert values.shape == (1, 1, 4, 4)
    assert torch.equal(values, torch.ones(1, 1, 4, 4))


def test_pictures_cover_the_input_and_are_cropped_in_the_centre():
    wide = Image.new("RGB", (90, 30), "black")
    wide.paste("white", (30, 0, 60, 30))
    assert np.asarray(fit(wide, (10, 10))).min() >= 200
