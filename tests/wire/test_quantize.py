import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from deepvision.wire import dequantize, pyramid_level, quantize

ACTIVATIONS = npst.arrays(
    "float32",
    npst.array_shapes(min_dims=3, max_dims=3, max_side=6),
    elements=st.floats(width=32, allow_nan=True, allow_infinity=True),
)


def test_values_by_hand():
    activation = torch.tensor([[[-2.0, 0.0, 1.0, 2.0]]])
    quantized = quantize(activation)
    assert quantized.values.tolist() == [[[1, 128, 192, 255]]]  # 1/2 of 127 is 63.5, rounded up
    assert quantized.statistics.tolist() == [[2.0, -2.0, 2.0, 0.25]]


def test_what_is_not_finite_is_no_data_and_does_not_count():
    quantized = quantize(torch.tensor([[[math.nan, math.inf, -math.inf, 4.0, -1.0]]]))
    assert quantized.values.tolist() == [[[0, 0, 0, 255, 96]]]
    assert quantized.statistics.tolist() == [[4.0, -1.0, 4.0, 1.5]]


def test_a_channel_of_zeros_and_one_without_data_have_scale_one():
    quantized = quantize(torch.tensor([[[0.0, 0.0]], [[math.nan, math.inf]]]))
    assert quantized.statistics.tolist() == [[1.0, 0.0, 0.0, 0.0]] * 2
    assert quantized.values.tolist() == [[[128, 128]], [[0, 0]]]


def test_an_activation_without_values_is_refused():
    with pytest.raises(ValueError, match="expected an activation with values"):
        quantize(torch.zeros(2, 0, 3))


@given(ACTIVATIONS)
def test_every_finite_value_comes_back_within_half_a_step(array):
    activation = torch.from_numpy(array.copy())
    quantized = quantize(activation)
    scale = quantized.statistics[:, 0]
    back = dequantize(quantized.values, scale)
    finite = torch.isfinite(activation)
    assert torch.equal(torch.isnan(back), ~finite)
    bound = (scale.double() / 254 * 1.0001 + 1e-44)[:, None, None].expand(activation.shape)
    error = (back.double() - activation.double()).abs()
    assert bool((error[finite] <= bound[finite]).all())
    assert bool((back[activation == 0] == 0).all())


def test_pyramid_keeps_both_signs_and_averages_cut_blocks_over_what_they_have():
    activation = torch.tensor([[[1.0, -1.0, 1.0], [1.0, -1.0, 1.0], [-1.0, -1.0, 0.0]]])
    level = pyramid_level(activation, quantize(activation).statistics, 1)
    assert level.tolist() == [[[[128, 255], [0, 0]], [[128, 0], [255, 0]]]]


def test_pyramid_of_infinite_and_missing_values_counts_them_as_zero():
    activation = torch.tensor([[[math.inf, math.nan], [2.0, 2.0]]])
    assert pyramid_level(activation, quantize(activation).statistics, 1).tolist() == [[[[128]], [[0]]]]


@given(ACTIVATIONS, st.integers(1, 3))
def test_pyramid_equals_the_means_of_both_signs_computed_one_by_one(array, mip):
    activation = torch.from_numpy(array.copy())
    statistics = quantize(activation).statistics
    level = pyramid_level(activation, statistics, mip)
    size = 1 << mip
    finite = np.where(np.isfinite(array), array, 0).astype(np.float64)
    for (channel, plane, row, column), found in np.ndenumerate(level.numpy()):
        block = finite[channel, row * size : (row + 1) * size, column * size : (column + 1) * size]
        part = np.maximum(block if plane == 0 else -block, 0).mean()
        assert abs(int(found) - part / float(statistics[channel, 0]) * 255) <= 0.51
