from dataclasses import replace

import pytest
import torch
from torch import nn

from deepvision.visualization.maximization import GradientPolicy, Maximizer, Settings, centre_unit, channel_mean
from deepvision.visualization.maximization.reaching import Reach
from deepvision.visualization.maximization.receptive_fields import centre_crop

from .networks import Small

SHAPE = (3, 50, 63)
SETTINGS = Settings(steps=8, step_size=3.0, regularization=None, tolerance=None, batch_size=2)


def test_the_field_of_two_convolutions_by_hand():
    """5 × 5 with stride 2, then 3 × 3: 5 + 2·2 = 9 pixels a side; the centre unit of 25 × 32 is (12, 16)."""
    reach = Reach(Small("torch.relu"), SHAPE)
    crop = centre_crop(reach, "conv2")
    assert crop is not None
    # rows 2·12 ± 4 and columns 2·16 ± 4, the first moved to a multiple of the stride
    assert (crop.top, crop.left, crop.height, crop.width) == (20, 28, 9, 9)
    assert (crop.row, crop.column) == (12 - 10, 16 - 14)


@pytest.mark.parametrize("kind", ["in-place module", "relu6"])
@pytest.mark.parametrize("policy", [GradientPolicy(), GradientPolicy("proxy", 0.2, 0.0)])
@pytest.mark.parametrize("layer", ["conv1", "conv2"])
def test_a_crop_gives_the_same_as_the_whole(kind, policy, layer):
    maximizer = Maximizer(Small(kind), SHAPE)
    objectives = [centre_unit(layer, channel) for channel in range(5)]
    settings = replace(SETTINGS, policy=policy)
    small = sorted(maximizer.run(objectives, settings), key=lambda found: found.index)
    whole = sorted(maximizer.run(objectives, replace(settings, crop=False)), key=lambda found: found.index)
    for one, two in zip(small, whole, strict=True):
        assert one.image.shape == SHAPE
        assert torch.allclose(one.image, two.image, atol=1e-3)
        assert one.activation == pytest.approx(two.activation, rel=1e-4, abs=1e-5)


class Pooled(nn.Module):
    """A stem with max-pooling, and a gate from the whole picture behind it."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.conv, self.pool = nn.Conv2d(3, 4, 3, 2, 1), nn.MaxPool2d(3, 2, 1)
        self.gate, self.last = nn.Conv2d(4, 4, 1), nn.Conv2d(4, 4, 3, padding=1)
        self.eval()

    def forward(self, x):
        x = self.last(self.pool(torch.relu(self.conv(x))))
        return (x * self.gate(x.mean((2, 3), keepdim=True)).sigmoid()).mean((2, 3))


def test_pools_are_seen_through_and_what_sees_everything_is_not_cropped():
    reach = Reach(Pooled(), SHAPE)
    crop = centre_crop(reach, "last")
    assert crop is not None
    # Of unit (6, 8): pooled 5…7 and 7…9, convolved 9…15 and 13…19, pixels 17…31 and 25…39; the stride is 4.
    assert (crop.top, crop.left, crop.height, crop.width) == (16, 24, 16, 16)
    join = next(node.id for node in reach.graph.nodes if node.kind == "join")
    assert centre_crop(reach, join) is None
    small = Reach(Pooled(), (3, 16, 16))
    assert centre_crop(small, "last") is None


def test_means_are_not_cropped():
    maximizer = Maximizer(Small("torch.relu"), SHAPE)
    (found,) = maximizer.run([channel_mean("conv1", 0)], SETTINGS, start=torch.zeros(SHAPE))
    assert found.image[:, 0, 0].abs().max() > 0
    (found,) = maximizer.run([centre_unit("conv1", 0)], SETTINGS, start=torch.zeros(SHAPE))
    assert found.image[:, 0, 0].abs().max() == 0
