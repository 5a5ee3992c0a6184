import pytest
import torch
from torch import nn

from deepvision.visualization.maximization import Maximizer, Settings, channel_mean, data_maxima_of, direction, measure

SHAPE = (1, 8, 8)


class Bank(nn.Module):
    """Brightness, twice the brightness, and a checkerboard of single pixels."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 2, bias=False)
        with torch.no_grad():
            self.conv.weight.copy_(
                torch.tensor([[[1.0, 1], [1, 1]], [[2, 2], [2, 2]], [[1, -1], [-1, 1]]])[:, None] / 4
            )
        self.eval()

    def forward(self, x):
        return self.conv(x).relu().mean((2, 3))


def test_figures_by_hand():
    maximizer = Maximizer(Bank(), SHAPE, mean=[0.5], std=[0.5])
    objectives = [channel_mean("conv", channel) for channel in range(3)]
    settings = Settings(steps=30, step_size=3.0, batch_size=3)
    found = sorted(maximizer.run(objectives, settings), key=lambda one: one.index)
    data = torch.stack([torch.full(SHAPE, value) for value in (-1.0, 0.2, 0.5)])
    maxima = data_maxima_of(maximizer, objectives, data)
    assert maxima == pytest.approx([0.5, 1.0, 0.0])
    bright, twice, checkered = measure(maximizer, found, data_maxima=maxima)
    assert bright.activation == pytest.approx(1, abs=0.02)
    assert bright.relative == pytest.approx(2, abs=0.05)
    assert (bright.rank, twice.rank, bright.channels) == (2, 1, 3)
    assert bright.robustness == pytest.approx(1, abs=0.05)
    assert checkered.relative is None  # the data never excite it
    assert checkered.rank == 1


def test_patterns_of_single_pixels_are_less_robust():
    maximizer = Maximizer(Bank(), SHAPE, mean=[0.5], std=[0.5])
    settings = Settings(steps=30, step_size=3.0, batch_size=2, regularization=None)
    found = sorted(
        maximizer.run([channel_mean("conv", 0), channel_mean("conv", 2)], settings), key=lambda one: one.index
    )
    bright, checkered = measure(maximizer, found, noise=1.0)
    assert checkered.robustness < bright.robustness


def test_directions_have_no_rank_and_every_picture_needs_its_maximum():
    maximizer = Maximizer(Bank(), SHAPE)
    objectives = [direction("conv", [1, 1, 0])]
    found = list(maximizer.run(objectives, Settings(steps=3)))
    (quality,) = measure(maximizer, found, data_maxima=data_maxima_of(maximizer, objectives, torch.ones(2, *SHAPE)))
    assert quality.rank is None
    assert quality.relative == pytest.approx(quality.activation / 3, rel=1e-4)
    with pytest.raises(ValueError, match="maximum for each"):
        measure(maximizer, found, data_maxima=[1.0, 2.0])
