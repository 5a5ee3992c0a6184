"""scikit-learn's two photographs in crops."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_sample_image

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "datasets" / "photographs.py"))


def test_the_first_two_are_the_photographs() -> None:
    source = SCRIPT["dataset"]()
    assert len(source) == 20
    for index, name in enumerate(("china.jpg", "flower.jpg")):
        picture, label = source[index]
        assert np.array_equal(np.asarray(picture), load_sample_image(name))
        assert label == index


def test_crops_are_cut_from_corner_to_corner() -> None:
    source = SCRIPT["dataset"]()
    temple = load_sample_image("china.jpg")
    assert source.classes == ["temple", "flower"]
    assert np.array_equal(np.asarray(source[2][0]), temple[:213, :320])
    assert np.array_equal(np.asarray(source[10][0]), temple[107:320, 160:480])
    assert np.array_equal(np.asarray(source[18][0]), temple[214:, 320:])
    assert [source[i][1] for i in range(6)] == [0, 1, 0, 1, 0, 1]


def test_an_index_outside_is_refused() -> None:
    with pytest.raises(IndexError, match="from 0 to 19, got 20"):
        SCRIPT["dataset"]()[20]
