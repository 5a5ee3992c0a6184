"""Pictures of which a band of frequencies is left: exact for networks, on grey for the eye."""

import math

import numpy as np
import pytest
import torch
from PIL import Image

from deepvision.visualization.frequency_filter import FrequencyFilter, filtered_input, filtered_picture
from deepvision.visualization.pictures import noise, to_input

LOW, HIGH = FrequencyFilter("low", 5), FrequencyFilter("high", 5)
MEAN, STD = (0.5, 0.4, 0.3), (0.2, 0.25, 0.3)


def wave(periods, side=32):
    """A picture of a cosine across, between 28 and 228."""
    row = 128 + 100 * np.cos(2 * np.pi * periods * np.arange(side) / side)
    return Image.fromarray(np.broadcast_to(row.round().astype(np.uint8)[None, :, None], (side, side, 3)).copy())


def values(picture):
    return np.asarray(picture).astype(int)


def test_what_a_network_gets_below_and_above_adds_up_to_the_picture():
    picture, size = noise(0, 60, 50), (24, 30)
    whole = to_input(picture, size, MEAN, STD)
    low, high = (filtered_input(picture, [keep], size, MEAN, STD) for keep in (LOW, HIGH))
    assert (low + high - whole).abs().max() <= 2 * torch.finfo(torch.float32).eps * whole.abs().max()
    torch.testing.assert_close(high.mean((2, 3)), torch.zeros(1, 3), atol=1e-6, rtol=0)  # around the mean colour
    assert low.std() > 0.05
    assert torch.equal(filtered_input(picture, [], size, MEAN, STD), whole)


@pytest.mark.parametrize(("periods", "keeps", "removes"), [(3, LOW, HIGH), (5, LOW, HIGH), (6, HIGH, LOW)])
def test_a_wave_is_kept_or_removed(periods, keeps, removes):
    picture, grey = wave(periods), 127.5
    assert np.abs(values(filtered_picture(picture, [removes])) - 128).max() <= 2
    kept = values(filtered_picture(picture, [keeps]))
    assert np.abs(kept - values(picture)).max() <= 2
    pixels = filtered_input(picture, [removes], (32, 32), (grey / 255,) * 3, (1 / 255,) * 3)
    assert pixels.abs().max() < 2  # in steps of 8 bits: the rounding of the picture


def test_what_is_above_lies_on_grey_and_what_leaves_the_range_is_cut_off():
    bright = Image.fromarray(
        np.where(np.arange(32)[None, :, None] % 2, 255, 155).repeat(32, 0).repeat(3, 2).astype("u1")
    )
    assert sorted(set(values(filtered_picture(bright, [HIGH])).ravel())) == [78, 178]
    square = Image.new("RGB", (32, 32), "white")
    square.paste("black", (8, 8, 24, 24))
    rings = values(filtered_picture(square, [LOW]))
    assert rings.min() == 0
    assert rings.max() == 255


def test_without_a_filter_a_picture_is_what_it_was():
    picture = noise(1, 9, 7)
    assert filtered_picture(picture, []) is picture


def test_two_filters_keep_a_band():
    both = Image.fromarray(((values(wave(3)) + values(wave(8)) + values(wave(14))) // 3).astype(np.uint8))
    band = filtered_picture(both, [FrequencyFilter("high", 5), FrequencyFilter("low", 10)])
    assert np.abs(values(band) - 128 - (values(wave(8)) - 128) / 3).max() <= 3


@pytest.mark.parametrize("cutoff", [-1, math.nan])
def test_a_cutoff_that_is_none(cutoff):
    with pytest.raises(ValueError, match="at least 0 periods per picture"):
        FrequencyFilter("low", cutoff)
