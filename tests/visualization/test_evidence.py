"""What is gathered over batches against a plain look at all of it."""

import pytest
import torch

from deepvision.visualization.evidence import Gatherer


def gathered(maps, batch, top=9):
    gatherer = Gatherer(top)
    for start in range(0, len(maps), batch):
        part = maps[start : start + batch]
        gatherer.add({"layer": part}, range(100 + start, 100 + start + len(part)))
    return gatherer.result()["layer"]


@pytest.mark.parametrize("batch", [1, 3, 20])
def test_the_largest_units_and_means_of_all_pictures(batch):
    maps = torch.randn(20, 5, 4, 6, generator=torch.Generator().manual_seed(0))
    found = gathered(maps, batch)
    torch.testing.assert_close(found.means, maps.mean((2, 3)).amax(0))
    torch.testing.assert_close(found.strengths, maps.abs().flatten(2).amax(2).mean(0))
    torch.testing.assert_close(found.values, maps.flatten(2).amax(2).T.sort(1, descending=True)[0][:, :9])
    for channel in range(5):
        for value, number, row, column in zip(
            found.values[channel], found.pictures[channel], found.rows[channel], found.columns[channel], strict=True
        ):
            assert maps[number - 100, channel, row, column] == value
        assert len(set(found.pictures[channel].tolist())) == 9  # every picture once
    assert found.strongest() == found.strengths.argsort(descending=True).tolist()
    assert not found.dead.any()


def test_fewer_pictures_than_places():
    found = gathered(torch.ones(2, 1, 2, 2) * torch.tensor([1.0, 2.0]).reshape(2, 1, 1, 1), 2)
    assert found.pictures[0].tolist() == [101, 100] + [-1] * 7


def test_channels_that_nothing_reaches_are_dead():
    maps = torch.zeros(3, 4, 2, 2)
    maps[:, 1] = 0.7  # a bias alone
    maps[1, 2, 0, 1] = 1e-3
    maps[:, 3] = torch.arange(3.0)[:, None, None]
    assert gathered(maps, 2).dead.tolist() == [True, True, False, False]
    assert gathered(maps[:1], 2).dead.tolist() == [True, False, True, True]  # one picture: a constant may be its answer


def test_values_that_are_not_finite_are_left_out():
    maps = torch.zeros(3, 2, 2, 2)
    maps[0, 0], maps[1, 0, 0, 0], maps[2, 0] = torch.nan, torch.inf, 2.0
    maps[:, 1] = torch.nan
    found = gathered(maps, 1)
    assert found.means.tolist() == [2.0, -torch.inf]
    assert found.values[0, 0] == 2
    assert found.pictures[1].tolist() == [-1] * 9
    assert found.dead.tolist() == [False, False]
    assert torch.isfinite(found.strengths).all()
