import math

import numpy as np
import pytest
from PIL import Image

from deepvision.reproduce.drawing import BLUE, RED, Line, chart, picture_table, ticks, tiled

PURE = {BLUE: (0x1F, 0x5F, 0xBF), RED: (0xC8, 0x37, 0x2D)}


def places(picture, colour):
    """Return rows and columns of the pixels of a colour."""
    return np.nonzero((np.asarray(picture) == PURE[colour]).all(2))


def test_a_rising_line_rises_and_a_falling_one_falls():
    x = [0, 1, 2]
    picture = chart([Line("", x, [0, 1, 2], BLUE), Line("", x, [2, 1, 0], RED)], "t", "x", "y")
    for colour, sign in ((BLUE, -1), (RED, 1)):
        down, across = places(picture, colour)
        assert np.corrcoef(down, across)[0, 1] * sign > 0.95


def test_equal_ratios_are_equally_far_on_a_logarithmic_axis():
    picture = chart([Line("", [0, 1, 2], [1e-3, 1e-1, 1e1], BLUE)], "t", "x", "y", log=True)
    down, across = places(picture, BLUE)
    tops = [
        down[np.abs(across - at).argmin()]
        for at in (across.min() + 4, (across.min() + across.max()) // 2, across.max() - 4)
    ]
    assert tops[0] - tops[1] == pytest.approx(tops[1] - tops[2], abs=6)


def test_what_cannot_be_drawn_is_left_out():
    chart([Line("a", [0, 1, 2], [1, math.nan, 3]), Line("b", [0, 1], [0, 0])], "t", "x", "y")
    chart([Line("a", [0, 1], [0, 3])], "t", "x", "y", log=True)
    with pytest.raises(ValueError, match="at least one finite value"):
        chart([Line("a", [0, 1], [math.nan, math.inf])], "t", "x", "y")


def test_dashes_have_gaps():
    solid, dashed = (
        chart([Line("", [0, 1], [1, 1], BLUE, is_dashed=is_dashed)], "t", "x", "y") for is_dashed in (False, True)
    )
    assert 0.4 < len(places(dashed, BLUE)[0]) / len(places(solid, BLUE)[0]) < 0.8


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 0.3, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]), (-1, 1, [-1, -0.5, 0, 0.5, 1]), (2, 2, [2])],
)
def test_ticks_are_round(low, high, expected):
    assert ticks(low, high) == pytest.approx(expected)


def test_tables_of_pictures():
    black, white = Image.new("RGB", (10, 10)), Image.new("RGB", (10, 10), "white")
    table = np.asarray(
        picture_table([[black, white], [white, black]], ["a", "b"], ["one", "two"], side=40).convert("L")
    )
    left, top = table.shape[1] - 2 * 48, 28
    dark = [[int(table[top + 20 + 48 * down, left + 20 + 48 * across] < 50) for across in (0, 1)] for down in (0, 1)]
    assert dark == [[1, 0], [0, 1]]
    assert tiled([[black, white]]).size == (20, 10)
