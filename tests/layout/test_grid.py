import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepvision.layout import cell_rectangle, channel_at, columns_and_rows
from deepvision.layout.grid import panel

CENTRE = (0.0, 1.5, -4.0)


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        (1, (1, 1)),
        (3, (3, 1)),
        (4, (4, 1)),
        (5, (3, 2)),
        (64, (8, 8)),
        (101, (13, 8)),
        (128, (16, 8)),
        (512, (32, 16)),
        (544, (32, 17)),
        (768, (32, 24)),
        (1920, (48, 40)),
        (2048, (64, 32)),
        (4096, (64, 64)),
    ],
)
def test_columns_and_rows_of_the_halls_table(channels, expected):
    assert columns_and_rows(channels) == expected


def test_every_grid_has_the_fewest_blanks_and_then_the_shape_nearest_to_4_to_3():
    for channels in range(5, 4097):
        allowed = [c for c in range(1, channels + 1) if channels <= c * c <= 2 * channels]
        blanks = {c: c * math.ceil(channels / c) - channels for c in allowed}
        fewest = [c for c in allowed if blanks[c] == min(blanks.values())]
        aspect = {c: Fraction(c, math.ceil(channels / c)) / Fraction(4, 3) for c in fewest}
        nearest = min(max(ratio, 1 / ratio) for ratio in aspect.values())
        columns, rows = columns_and_rows(channels)
        assert columns in fewest
        assert rows == math.ceil(channels / columns)
        assert max(aspect[columns], 1 / aspect[columns]) == nearest


@pytest.mark.parametrize("channels", [0, -1, 4097])
def test_a_page_holds_1_to_4096_channels(channels):
    with pytest.raises(ValueError, match="between 1 and 4096"):
        columns_and_rows(channels)


def test_a_single_large_map_by_hand():
    placed = panel((1, 32, 32), CENTRE)  # pitch 0.60, gap 6 %, cell 0.564, a gap on either side
    assert (placed.width, placed.height, placed.gap) == pytest.approx((0.636, 0.636, 0.036))


def test_a_vector_by_hand():
    placed = panel((12, 1, 1), CENTRE)  # 4 × 3 cells, pitch 0.05, gap 4.5 mm rather than 6 %
    assert (placed.columns, placed.rows, placed.gap) == (4, 3, 0.0045)
    assert placed.width == pytest.approx(4 * 0.0455 + 5 * 0.0045)
    assert placed.height == pytest.approx(3 * 0.0455 + 4 * 0.0045)


def test_small_maps_are_not_blown_up():
    placed = panel((4, 3, 5), CENTRE)  # pitch 0.04 m × 5 texels = 0.20
    left, top, right, bottom = cell_rectangle(placed, (4, 3, 5), 0)
    assert right - left == pytest.approx(0.20 * 0.94)
    assert bottom - top == pytest.approx(0.20 * 0.94 * 3 / 5)


def test_after_every_8th_column_and_row_the_gap_is_twice_as_wide():
    shape = (320, 8, 8)  # 20 columns, 16 rows
    placed = panel(shape, CENTRE)
    assert (placed.columns, placed.rows) == (20, 16)
    cells = [cell_rectangle(placed, shape, channel) for channel in range(20)]
    gaps = [after[0] - before[2] for before, after in itertools.pairwise(cells)]
    assert gaps == pytest.approx([placed.gap * (2 if column in (7, 15) else 1) for column in range(19)])
    cells = [cell_rectangle(placed, shape, row * 20) for row in range(16)]
    gaps = [after[1] - before[3] for before, after in itertools.pairwise(cells)]
    assert gaps == pytest.approx([placed.gap * (2 if row == 7 else 1) for row in range(15)])


shapes = st.tuples(st.integers(1, 6000), st.integers(1, 300), st.integers(1, 300))


@settings(derandomize=True, deadline=None)
@given(shapes)
def test_cells_have_the_maps_own_shape_and_fill_the_panel_up_to_a_margin_of_one_gap(shape):
    placed = panel(shape, CENTRE)
    assert 0 < placed.width <= 3.2 + 1e-9
    assert 0 < placed.height <= 2.4 + 1e-9
    left, top, right, bottom = cell_rectangle(placed, shape, 0)
    assert (left, top) == (placed.gap, placed.gap)
    assert (bottom - top) * shape[2] == pytest.approx((right - left) * shape[1])
    last_column = cell_rectangle(placed, shape, placed.columns - 1)
    assert last_column[2] == pytest.approx(placed.width - placed.gap)
    last_row = cell_rectangle(placed, shape, placed.columns * (placed.rows - 1))
    assert last_row[3] == pytest.approx(placed.height - placed.gap)


@settings(derandomize=True, deadline=None)
@given(shapes, st.data())
def test_a_point_in_a_cell_is_found_and_one_in_the_gap_is_not(shape, data):
    placed = panel(shape, CENTRE)
    channel = data.draw(st.integers(0, shape[0] - 1))
    page = channel // 4096
    left, top, right, bottom = cell_rectangle(placed, shape, channel)
    u = left + (right - left) * data.draw(st.floats(0.001, 0.999))
    v = top + (bottom - top) * data.draw(st.floats(0.001, 0.999))
    assert channel_at(placed, shape, u, v, page) == channel
    assert channel_at(placed, shape, right + placed.gap / 2, v, page) is None
    assert channel_at(placed, shape, u, top - placed.gap / 2, page) is None


def test_blank_cells_and_points_beside_the_panel_are_no_channel():
    shape = (101, 1, 1)  # 13 × 8 with three blanks at the end
    placed = panel(shape, CENTRE)
    _, top, right, bottom = cell_rectangle(placed, shape, 100)
    middle = (top + bottom) / 2
    assert channel_at(placed, shape, right - 1e-6, middle) == 100
    assert channel_at(placed, shape, right + placed.gap + 1e-6, middle) is None
    for u, v in [(-0.01, 0.1), (placed.width + 0.01, 0.1), (0.1, -0.01), (0.1, placed.height + 0.01)]:
        assert channel_at(placed, shape, u, v) is None


def test_channels_beyond_the_first_page_start_again_top_left():
    shape = (5000, 1, 1)
    placed = panel(shape, CENTRE)
    assert cell_rectangle(placed, shape, 4096) == cell_rectangle(placed, shape, 0)
    u = v = placed.gap * 2
    assert [channel_at(placed, shape, u, v, page) for page in range(3)] == [0, 4096, None]


def test_a_channel_that_is_not_there_and_an_empty_map_are_refused():
    with pytest.raises(ValueError, match="from 0 to 2, got 3"):
        cell_rectangle(panel((3, 8, 8), CENTRE), (3, 8, 8), 3)
    with pytest.raises(ValueError, match=r"got \(3, 0, 8\)"):
        panel((3, 0, 8), CENTRE)
