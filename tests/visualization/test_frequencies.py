"""The split at a cut-off and the mixture of (8.1), by hand and against NumPy's Fourier transform."""

import math

import numpy as np
import pytest
import torch

from deepvision.layers.frequencies import (
    above,
    below,
    high_pass_mask,
    split_frequencies,
    with_high_frequencies,
)


def wave(u, v, height=32, width=32, phase=0.3):
    """A wave (1, 1, H, W) with u periods over the width and v over the height."""
    y, x = (torch.arange(side, dtype=torch.float64) / side for side in (height, width))
    return torch.cos(2 * math.pi * (u * x + v * y[:, None]) + phase)[None, None]


def noise(*shape, seed=0):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def by_numpy(pictures, cutoff):
    """(8.2) with the whole spectrum: the part above the cut-off."""
    height, width = pictures.shape[-2:]
    v = np.fft.ifftshift(np.arange(height) - height // 2)[:, None]
    u = np.fft.ifftshift(np.arange(width) - width // 2)[None]
    spectrum = np.fft.fft2(pictures.numpy()) * (np.sqrt(u**2.0 + v**2.0) > cutoff)
    back = np.fft.ifft2(spectrum)
    assert np.abs(back.imag).max() < 1e-12
    return torch.from_numpy(back.real.copy())


@pytest.mark.parametrize(("u", "v"), [(0, 0), (3, 4), (5, 0), (0, 5), (4, -3)])
def test_waves_at_and_below_the_cutoff_are_low(u, v):
    low, high = split_frequencies(wave(u, v), 5)
    torch.testing.assert_close(low, wave(u, v))
    assert high.abs().max() < 1e-12


@pytest.mark.parametrize(("u", "v"), [(4, 4), (6, 0), (0, 6), (5, -1), (16, 0), (16, 16)])
def test_waves_above_the_cutoff_are_high(u, v):
    low, high = split_frequencies(wave(u, v), 5)
    torch.testing.assert_close(high, wave(u, v))
    assert low.abs().max() < 1e-12


def test_a_sum_of_waves_comes_apart():
    slow, fast = wave(1, 2), wave(7, 9)
    torch.testing.assert_close(below(slow + fast, 5), slow)
    torch.testing.assert_close(above(slow + fast, 5), fast)


@pytest.mark.parametrize("size", [(8, 8), (7, 9), (12, 5), (1, 6), (150, 175), (49, 98)])
@pytest.mark.parametrize("cutoff", [0, 1, math.sqrt(13), 3.5, 40])
def test_numpy_finds_the_same(size, cutoff):
    pictures = noise(2, 3, *size)
    low, high = split_frequencies(pictures, cutoff)
    torch.testing.assert_close(high, by_numpy(pictures, cutoff))
    torch.testing.assert_close(low + high, pictures)


def test_the_frequency_on_the_circle_is_low():
    mask = high_pass_mask(8, 8, math.sqrt(13))
    assert mask.shape == (8, 5)
    assert not mask[2, 3]
    assert not mask[-3, 2]
    assert mask[3, 3]
    assert not mask[0, 0]


def test_cutoffs_at_the_ends():
    pictures = noise(1, 3, 16, 12)
    mean = pictures.mean((2, 3), keepdim=True)
    torch.testing.assert_close(below(pictures, 0), mean.expand_as(pictures))
    assert above(pictures, math.inf).abs().max() == 0
    assert torch.equal(below(pictures, math.inf), pictures)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_types_are_kept(dtype):
    pictures = noise(2, 3, 16, 16).to(dtype)
    low, high = split_frequencies(pictures, 4)
    assert low.dtype == high.dtype == with_high_frequencies(pictures, pictures, 4).dtype == dtype
    exact = by_numpy(pictures.double(), 4)
    torch.testing.assert_close(high.double(), exact, atol=torch.finfo(dtype).eps * 8, rtol=torch.finfo(dtype).eps * 8)


def test_gradients_pass():
    pictures = noise(1, 1, 5, 6).requires_grad_()
    assert torch.autograd.gradcheck(lambda x: split_frequencies(x, 1.5), pictures)


def test_8_1_by_numpy():
    x, y = noise(2, 3, 12, 14), noise(2, 3, 12, 14, seed=1)
    v, u = np.fft.fftfreq(12, 1 / 12)[:, None], np.fft.fftfreq(14, 1 / 14)[None]
    keep = np.sqrt(u**2 + v**2) > 3
    z = np.fft.ifft2(np.fft.fft2(x.numpy()) + keep * np.fft.fft2(y.numpy())).real
    torch.testing.assert_close(with_high_frequencies(x, y, 3), torch.from_numpy(z.copy()))


def test_8_1_commutes_with_normalisation():
    x, y = noise(1, 3, 16, 16), noise(1, 3, 16, 16, seed=1)
    mean, std = torch.tensor([0.5, 0.4, 0.3])[:, None, None], torch.tensor([0.2, 0.3, 0.1])[:, None, None]
    after = (with_high_frequencies(x, y, 2) - mean) / std
    torch.testing.assert_close(with_high_frequencies((x - mean) / std, (y - mean) / std, 2), after)


def test_errors_say_what_was_expected():
    for cutoff in (-1, math.nan):
        with pytest.raises(ValueError, match=f"at least 0 periods per picture, got {cutoff}"):
            below(noise(1, 1, 4, 4), cutoff)
    for pictures in (noise(1, 4, 4), torch.zeros(1, 1, 4, 4, dtype=torch.uint8)):
        with pytest.raises(ValueError, match=r"Expected pictures \(N, C, H, W\) of floating point"):
            split_frequencies(pictures, 1)
    with pytest.raises(ValueError, match=r"the same shape, got \(1, 1, 4, 4\) and \(1, 1, 4, 5\)"):
        with_high_frequencies(noise(1, 1, 4, 4), noise(1, 1, 4, 5), 1)
