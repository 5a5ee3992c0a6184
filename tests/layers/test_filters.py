"""The filter bank of figure 6.2 against the figure's own numbers, and the sets that are made from it."""

import pytest
import torch

from deepvision.layers import filter_bank, filter_set, random_filters, smoothing_filter, translating_filters

# Figure 6.2, three decimals.
FIGURE = {
    1: [[1 / 6, 0, -1 / 6]] * 3,
    2: [[0.286, 0.107, 0], [0.107, 0, -0.107], [0, -0.107, -0.286]],
    3: [[1 / 6] * 3, [0] * 3, [-1 / 6] * 3],
    4: [[0, 0.107, 0.286], [-0.107, 0, 0.107], [-0.286, -0.107, 0]],
    5: [[-1 / 12, 2 / 12, -1 / 12]] * 3,
    6: [[-0.142, -0.054, 0.167], [-0.054, 0.167, -0.054], [0.167, -0.054, -0.142]],
    7: [[-1 / 12] * 3, [2 / 12] * 3, [-1 / 12] * 3],
    8: [[0.167, -0.054, -0.142], [-0.054, 0.167, -0.054], [-0.142, -0.054, 0.167]],
    9: [[0.051, 0.124, 0.051], [0.124, 0.301, 0.124], [0.051, 0.124, 0.051]],
}


def rank(filters):
    return int(torch.linalg.matrix_rank(filters.flatten(1).double(), rtol=1e-5))


@pytest.mark.parametrize("number", FIGURE)
def test_figure_6_2(number):
    bank = filter_bank()
    assert bank.shape == (18, 3, 3)
    torch.testing.assert_close(bank[number - 1], torch.tensor(FIGURE[number]), atol=6e-4, rtol=0)
    assert torch.equal(bank[number + 8], -bank[number - 1])


def test_every_filter_has_an_l1_norm_of_1_and_all_but_the_ninth_are_mean_free():
    bank = filter_bank()
    torch.testing.assert_close(bank.abs().sum((1, 2)), torch.ones(18))
    means = bank.mean((1, 2)).abs()
    assert sorted(means.argsort()[-2:].tolist()) == [8, 17]
    assert means.sort().values[:16].max() < 1e-7


@pytest.mark.parametrize(
    ("name", "numbers", "dimensions"),
    [  # table 6.7, and section 7.1
        ("even-2", [5, 7], 2),
        ("even-4", [5, 7, 14, 16], 2),
        ("even-8", [5, 6, 7, 8, 14, 15, 16, 17], 4),
        ("uneven-2", [1, 3], 2),
        ("uneven-4", [1, 3, 10, 12], 2),
        ("uneven-8", [1, 2, 3, 4, 10, 11, 12, 13], 4),
        ("even-uneven-9", [*range(1, 10)], 9),
        ("even-uneven-13", [*range(1, 10), 11, 13, 15, 17], 9),
        ("even-uneven-16", [*range(1, 9), *range(10, 18)], 8),
        ("even-uneven-18", [*range(1, 19)], 9),
    ],
)
def test_sets_of_the_bank(name, numbers, dimensions):
    filters = filter_set(name)
    assert torch.equal(filters, torch.stack([filter_bank()[number - 1] for number in numbers]))
    assert str(len(filters)) == name.rpartition("-")[2]
    assert rank(filters) == dimensions


def test_nine_filters_of_four_dimensions():
    filters, bank = filter_set("four-dimensional"), filter_bank()
    assert filters.shape == (9, 3, 3)
    assert torch.equal(filters[8], bank[13] + bank[15])
    assert rank(filters) == 4


def test_translating_filters_span_everything():
    filters = translating_filters()
    assert torch.equal(filter_set("translating-9"), filters)
    assert rank(filters) == 9
    assert filters.sum() == 9
    assert set(filters.flatten().tolist()) == {0.0, 1.0}


def test_random_filters_come_from_their_seed_alone():
    torch.manual_seed(5)
    before = torch.get_rng_state()
    filters = filter_set("random-500", seed=3)
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(filters, random_filters(500, 3))
    assert not torch.equal(filters, random_filters(500, 4))
    assert -1 <= filters.min() < -0.99
    assert 0.99 < filters.max() < 1
    assert abs(filters.mean()) < 0.03
    assert filters.var() == pytest.approx(1 / 3, abs=0.02)


def test_the_smoothing_filter_is_a_gaussian():
    kernel = smoothing_filter()
    torch.testing.assert_close(kernel, torch.tensor(FIGURE[9]), atol=6e-4, rtol=0)
    assert kernel.sum().item() == pytest.approx(1)
    assert (kernel[1, 1] / kernel[1, 2]).log().item() == pytest.approx(1 / (2 * 0.75**2), rel=1e-5)


@pytest.mark.parametrize("name", ["edges", "random-0", "random-", "even-3", "random-9 ", ""])
def test_an_unknown_set_is_named(name):
    with pytest.raises(ValueError, match=r"Expected a set of pre-defined filters, got .* Use one of even-2, "):
        filter_set(name)


def test_no_random_filters():
    with pytest.raises(ValueError, match="count of filters of 1 or more, got 0"):
        random_filters(0, seed=0)
