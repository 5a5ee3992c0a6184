"""The dashes: function (6.1) of the thesis with its kernels (6.2) gets every picture right."""

import runpy
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "datasets" / "oriented_dashes.py"))
HORIZONTAL_KERNEL = torch.tensor([[-1.0, -1, -1], [2, 2, 2], [-1, -1, -1]])


@pytest.fixture(scope="module")
def pictures() -> tuple[torch.Tensor, torch.Tensor]:
    """All pictures (1024, 1, 48, 48) in {0, 1} and their classes (1024,)."""
    source = SCRIPT["dataset"]()
    items = [source[i] for i in range(len(source))]
    pixels = np.stack([np.asarray(picture) for picture, _ in items])
    assert set(np.unique(pixels)) == {0, 255}
    return torch.from_numpy(pixels)[:, None].float() / 255, torch.tensor([label for _, label in items])


def test_function_6_1_gets_all_of_them_right(pictures: tuple[torch.Tensor, torch.Tensor]) -> None:
    x, labels = pictures
    kernels = torch.stack([HORIZONTAL_KERNEL, HORIZONTAL_KERNEL.T])[:, None]
    responses = functional.conv2d(x, kernels, padding=1).relu().sum((2, 3))
    f = responses[:, 0] - responses[:, 1]
    assert x.shape == (1024, 1, 48, 48)
    assert torch.equal((f >= 0).long(), labels)
    assert (f != 0).all()


def test_dashes_are_whole_and_apart_and_never_tie(pictures: tuple[torch.Tensor, torch.Tensor]) -> None:
    """Every dash is found as a 3×7 or 7×3 window that holds five pixels in its middle line and nothing else."""
    x, labels = pictures
    dash = torch.full((3, 7), -1.0)
    dash[1, 1:6] = 1
    horizontal = (functional.conv2d(x, dash[None, None]) == 5).sum((1, 2, 3))
    vertical = (functional.conv2d(x, dash.T[None, None]) == 5).sum((1, 2, 3))
    assert torch.equal(5 * (horizontal + vertical), x.sum((1, 2, 3)).long())
    assert torch.equal((horizontal > vertical).long(), labels)
    assert (horizontal != vertical).all()
    assert 0.4 < labels.float().mean() < 0.6


def test_pictures_are_repeatable_and_differ() -> None:
    source, again = SCRIPT["OrientedDashes"](20), SCRIPT["OrientedDashes"](20)
    drawn = [source[i][0].tobytes() for i in range(20)]
    assert [again[i][0].tobytes() for i in reversed(range(20))] == drawn[::-1]
    assert len(set(drawn)) == 20
    assert SCRIPT["OrientedDashes"](20, seed=1)[0][0].tobytes() != drawn[0]


def test_errors_say_what_was_expected() -> None:
    with pytest.raises(IndexError, match="from 0 to 1023, got 1024"):
        SCRIPT["dataset"]()[1024]
    with pytest.raises(ValueError, match="at least 0, got -1"):
        SCRIPT["OrientedDashes"](-1)
    with pytest.raises(ValueError, match="got 200: ask for fewer"):
        SCRIPT["draw"]([0] * 200, np.random.default_rng(0))
