"""The drawn shapes: repeatable, balanced, and not to be told apart by single pixels."""

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from sklearn.linear_model import RidgeClassifier
from sklearn.neighbors import KNeighborsClassifier

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "datasets" / "shapes.py"))
Shapes = SCRIPT["Shapes"]


def pixels(source: Any, indices: list[int], size: tuple[int, int]) -> NDArray[np.float64]:
    """Pictures as vectors of pixels (N, 3·width·height)."""
    return np.stack([np.asarray(source[i][0].resize(size), np.float64).ravel() / 255 for i in indices])


def test_what_the_hall_gets() -> None:
    source = SCRIPT["dataset"]()
    picture, label = source[0]
    assert len(source) == 240
    assert isinstance(picture, Image.Image)
    assert (picture.mode, picture.size) == ("RGB", (175, 150))
    assert isinstance(label, int)
    assert source.classes == sorted(source.classes)
    assert len(set(source.classes)) == 12


def test_a_picture_depends_on_split_seed_and_index_only() -> None:
    forwards = [np.asarray(Shapes("test", 6)[i][0]) for i in range(6)]
    longer = Shapes("test", 1000)
    for i in reversed(range(6)):
        assert np.array_equal(np.asarray(longer[i][0]), forwards[i])
    for other in (Shapes("train", 6), Shapes("test", 6, seed=1)):
        assert not np.array_equal(np.asarray(other[0][0]), forwards[0])


def test_every_twelve_pictures_hold_every_class_once() -> None:
    source = Shapes("train", 120)
    labels = [source.label(i) for i in range(120)]
    assert all(sorted(labels[k : k + 12]) == list(range(12)) for k in range(0, 120, 12))
    assert labels[:12] != labels[12:24]
    assert [source[i][1] for i in range(12)] == labels[:12]


@pytest.mark.parametrize(("name", "corners"), [("square", 4), ("triangle", 3), ("star", 10), ("cross", 12)])
def test_outlines_have_their_corners(name: str, corners: int) -> None:
    ((points, fill),) = SCRIPT["outline"](name, np.random.default_rng(0))
    assert (len(points), fill) == (corners, 255)


def test_a_mask_covers_the_area_of_its_outline() -> None:
    """A ball of radius 30 anywhere covers π·30² pixels, apart from what the picture's edge cuts off."""
    covered = [SCRIPT["object_mask"]("plain ball", 30.0, np.random.default_rng(k)).sum() for k in range(20)]
    assert max(covered) == pytest.approx(np.pi * 30**2, rel=0.01)
    assert min(covered) > 0.8 * np.pi * 30**2


@pytest.mark.parametrize(("texture", "share"), [("striped", 0.5), ("checkered", 0.5), ("dotted", 0.33), ("plain", 0.5)])
def test_textures_show_both_colours(texture: str, share: float) -> None:
    for seed in range(5):
        amount = SCRIPT["pattern"](texture, 45.0, np.random.default_rng(seed))
        assert amount.shape == (150, 175)
        assert 0 <= amount.min() < 0.3 < 0.7 < amount.max() <= 1
        assert amount.mean() == pytest.approx(share, abs=0.1)


@pytest.mark.parametrize(
    ("oklch", "srgb"),
    [((1, 0, 0), (1, 1, 1)), ((0, 0, 0), (0, 0, 0)), ((0.62796, 0.25768, 29.234 / 360), (1, 0, 0))],
)
def test_colours_are_those_of_the_oklch_definition(oklch: tuple[float, ...], srgb: tuple[float, ...]) -> None:
    """White, black, and sRGB's red, whose coordinates CSS Color 4 lists."""
    assert SCRIPT["colour"](*oklch) == pytest.approx(np.array(srgb), abs=0.01)


def test_pixels_alone_do_not_tell_the_class() -> None:
    """Nearest neighbour and a linear classifier stay below 40 %, far from the network's 95 %."""
    size = (44, 38)
    train, test = Shapes("train", 600), Shapes("test", 240)
    x, y = pixels(train, list(range(600)), size), [train.label(i) for i in range(600)]
    x_test, y_test = pixels(test, list(range(240)), size), [test.label(i) for i in range(240)]
    assert KNeighborsClassifier(1).fit(x, y).score(x_test, y_test) < 0.4
    assert RidgeClassifier(alpha=100).fit(x, y).score(x_test, y_test) < 0.4


def test_errors_say_what_was_expected() -> None:
    with pytest.raises(ValueError, match="'train' or 'test', got 'validation'"):
        Shapes("validation", 3)
    with pytest.raises(ValueError, match="at least 0, got -1"):
        Shapes("test", -1)
    for index in (-1, 3):
        with pytest.raises(IndexError, match=f"from 0 to 2, got {index}"):
            Shapes("test", 3)[index]
