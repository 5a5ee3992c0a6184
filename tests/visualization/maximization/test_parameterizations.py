import pytest
import torch

from deepvision.visualization.maximization.parameterizations import (
    Fourier,
    Maco,
    Pixels,
    colour_matrix,
    mean_magnitudes,
    natural_colours,
)

COLOURS = natural_colours((0.2, 0.25, 0.3))


def images(size, count=2, channels=3):
    return torch.randn(count, channels, *size, dtype=torch.float64, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("size", [(8, 10), (7, 9), (150, 175)])
@pytest.mark.parametrize("colours", [None, COLOURS])
def test_any_picture_can_be_written_as_a_spectrum(size, colours):
    fourier = Fourier(size, colours)
    x = images(size)
    assert torch.allclose(fourier.decode(fourier.encode(x)), x, atol=1e-5)
    assert Pixels().decode(Pixels().encode(x)) is x


@pytest.mark.parametrize("size", [(8, 10), (7, 9)])
def test_the_gradient_of_a_spectrum_is_the_adjoint_over_the_whole_plane(size):
    """⟨g, decode(s)⟩ = ⟨pull(g), s⟩ when columns that stand for two frequencies count twice."""
    fourier = Fourier(size, COLOURS)
    states, gradient = fourier.encode(images(size)), images(size).flip(0)
    twice = torch.full((size[1] // 2 + 1,), 2.0, dtype=torch.float64)
    twice[0] = 1
    if size[1] % 2 == 0:
        twice[-1] = 1
    left = (gradient * fourier.decode(states)).sum()
    right = (fourier.pull(states, gradient) * states * twice[:, None]).sum()
    assert left.item() == pytest.approx(right.item(), rel=1e-9)


def test_low_frequencies_weigh_more_and_colours_are_decorrelated():
    fourier = Fourier((16, 16))
    low, high = torch.zeros(2, 1, 1, 16, 9, 2, dtype=torch.float64)
    low[..., 1, 0, 0] = high[..., 8, 8, 0] = 1
    assert fourier.decode(low).norm() > 5 * fourier.decode(high).norm()
    mixed = torch.einsum("dc,nchw->ndhw", COLOURS.double(), images((40, 40), 20))
    matrix = colour_matrix(mixed).double()
    pixels = torch.einsum("dc,nchw->ndhw", torch.linalg.inv(matrix), mixed).transpose(0, 1).flatten(1)
    assert torch.allclose(torch.cov(pixels), torch.eye(3, dtype=torch.float64), atol=1e-4)


@pytest.mark.parametrize("size", [(8, 10), (7, 9)])
def test_maco_keeps_the_magnitudes(size):
    data = images(size, 50)
    magnitudes = mean_magnitudes(data)
    assert torch.allclose(magnitudes.double(), torch.fft.rfft2(data, norm="ortho").abs().mean(0), atol=1e-6)
    maco = Maco(magnitudes, size)
    states = maco.encode(images(size)) + 0.3 * images((size[0], size[1] // 2 + 1))
    found = torch.fft.rfft2(maco.decode(states), norm="ortho").abs()
    inner = slice(1, (size[1] - 1) // 2)  # the outer columns must be symmetric, so there phases mix
    assert torch.allclose(found[..., inner], magnitudes.double().expand_as(found)[..., inner], atol=1e-6)


def test_the_gradient_of_phases_equals_differences():
    maco = Maco(mean_magnitudes(images((6, 6), 20)), (6, 6), COLOURS)
    states, gradient = maco.encode(images((6, 6))), images((6, 6)).flip(0)
    pulled = maco.pull(states, gradient)
    for place in [(0, 1, 2, 1), (1, 0, 0, 2), (1, 2, 5, 1)]:
        moved = states.clone()
        moved[place] += 1e-6
        rise = ((maco.decode(moved) - maco.decode(states)) * gradient).sum() / 1e-6
        assert pulled[place].item() == pytest.approx(rise.item(), abs=1e-4)


def test_a_grey_network_and_wrong_magnitudes():
    assert natural_colours((0.3,)) is None
    assert colour_matrix(images((5, 5), 3, channels=1)).shape == (1, 1)
    with pytest.raises(ValueError, match="magnitudes"):
        Maco(torch.ones(3, 8, 8), (8, 8))
    with pytest.raises(ValueError, match="pictures"):
        mean_magnitudes(torch.ones(3, 8, 8))
