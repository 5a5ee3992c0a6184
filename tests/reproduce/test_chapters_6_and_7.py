"""The thesis's findings of chapters 6 and 7 and appendix A.3: exact counts, all 1024 pictures, ranks; never times."""

import itertools

import pytest
import torch
from torch import nn
from torch.nn import functional

from deepvision.catalog.datasets import load_dataset
from deepvision.layers import filter_bank, filter_set
from deepvision.reproduce import appendix_a_3, network_costs, table_6_1, table_6_2, table_7_3


def rows_of(found):
    return {row.what: row for row in found.rows}


# ------------------------------------------------------------------------------------------------------- table 6.1


@pytest.fixture(scope="module")
def dashes():
    """Pictures (64, 1, 48, 48) of another seed than the experiment's, and their classes (64,)."""
    pictures = type(load_dataset("oriented_dashes").pictures)(64, seed=1)
    return table_6_1.pixels(pictures)


def test_table_6_1_is_exact(quick):
    rows = rows_of(quick["table-6.1"])
    assert [row.agrees for row in rows.values()] == [True] * 8 + [None]
    assert [row.ours for what, row in rows.items() if what.endswith("trainable parameters")] == ["2", "36", "12"]
    assert [row.ours for what, row in rows.items() if what.endswith("right")] == ["1024 of 1024"] * 3
    assert rows["f against the difference of dashes"].ours == "f = 24 · (horizontal − vertical dashes)"
    assert rows["variant 1 without its ReLU"].ours.startswith("f = 0 for 1024 of 1024")


def test_table_6_1_every_variant_is_function_6_1(dashes):
    """On noise too, which no dash's border protects from the padding."""
    horizontal = torch.tensor(table_6_1.HORIZONTAL)
    kernels = torch.stack([horizontal, horizontal.T])[:, None]
    noise = torch.randint(0, 8, (3, 1, 48, 48), generator=torch.Generator().manual_seed(0)).float()
    for x in (dashes[0][:5], noise):
        responses = functional.conv2d(x, kernels, padding=1).relu().sum((2, 3))
        for module in table_6_1.variants().values():
            assert torch.equal(table_6_1.scores(module, x), responses[:, 0] - responses[:, 1])


def test_table_6_1_counts_of_dashes_by_hand():
    picture = torch.zeros(1, 1, 20, 20)
    picture[0, 0, 2, 3:8] = picture[0, 0, 5, 3:8] = 1
    picture[0, 0, 9:14, 4] = 1
    assert table_6_1.difference_of_dashes(picture).tolist() == [1]
    assert table_6_1.difference_of_dashes(picture.mT).tolist() == [-1]


@torch.no_grad()
def test_table_6_1_the_weights_decide(dashes):
    x, labels = dashes
    for module in table_6_1.variants().values():
        assert torch.equal(table_6_1.is_horizontal(table_6_1.scores(module, x)), labels)
        list(module.parameters())[-1].neg_()  # now H counts against and V for
        assert torch.equal(table_6_1.is_horizontal(table_6_1.scores(module, x)), 1 - labels)


# -------------------------------------------------------------------------------------------------- tables 6.2, 7.3


def test_table_6_2_counts(quick):
    assert quick["table-6.2"].values["parameters"] == {
        "2 filters": 2_739_412,
        "4 filters": 5_194_592,
        "8 filters": 10_104_952,
        "9 filters": 11_332_542,
        "13 filters": 16_242_902,
        "18 filters": 22_380_852,
        "ResNet18": 11_279_112,
    }
    rows = [row for row in quick["table-6.2"].rows if "parameters, millions" in row.what]
    assert [row.agrees for row in rows] == [True] * 7 + [False]
    assert table_6_2.densenets()["DenseNet121"] == 7_058_406


def test_table_6_2_has_as_many_filters_as_it_says():
    assert {count: len(filter_set(name)) for count, name in table_6_2.FILTER_SETS.items()} == {
        count: count for count in table_6_2.FILTER_SETS
    }


def test_table_7_3_counts(quick):
    values = quick["table-7.3"].values
    assert values["parameters"] == {"PFNet18": 1_464_518, "ResNet18": 11_228_838}
    assert values["multiply_adds"] == {"PFNet18": 263_074_816, "ResNet18": 1_813_613_568}
    rows = quick["table-7.3"].rows
    assert [row.agrees for row in rows] == [True] * 7 + [None] * 3


def test_table_7_3_multiply_adds_of_resnet18_by_hand():
    """k² · c_in · c_out for each pixel of a convolution's output."""
    total = 49 * 3 * 64 * 112**2 + 4 * 9 * 64 * 64 * 56**2 + 512 * 102
    for width, side in ((128, 28), (256, 14), (512, 7)):
        total += (9 * width // 2 * width + 3 * 9 * width * width + width // 2 * width) * side**2
    assert network_costs.multiply_adds(table_7_3.networks()["ResNet18"]) == total


# ------------------------------------------------------------------------------------------- what a network costs


def small():
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 64, 2)
    )


def test_costs_by_hand():
    weights, norm, head = 3 * 4 * 9, 2 * 4, 4 * 64 * 2 + 2
    module = small()
    assert network_costs.trainable_parameters(module) == weights + norm + head
    module[0].requires_grad_(False)
    assert network_costs.trainable_parameters(module) == norm + head
    assert network_costs.multiply_adds(small, (8, 8)) == weights * 64 + 4 * 64 * 2
    state = 4 * (weights + norm + head + 2 * 4) + 8  # running statistics; the batches seen, an int64
    assert 0 < network_costs.file_bytes(module) - state < 2000  # the header names the tensors


def test_what_is_kept_for_the_backward_pass_grows_with_the_pictures():
    """Input, the convolution's output, the rectifier's: 3 + 4 + 4 channels; a view is not counted again."""
    one, three = (network_costs.bytes_kept(small, batch, (8, 8)) for batch in (1, 3))
    assert three - one == 2 * (3 + 4 + 4) * 64 * 4
    assert 0 <= one - (3 + 4 + 4) * 64 * 4 <= 256  # statistics of the normalization


def test_times_are_ratios_within_rounds(monkeypatch):
    """A network whose passes take three times as long, by a clock of our own that goes slower in every round."""
    seconds = itertools.accumulate(
        itertools.chain.from_iterable(
            (0, 1 * slow, 2 * slow, 0, 3 * slow, 6 * slow)
            for slow in (50, 1, 2, 4)  # the first round warms up
        )
    )
    monkeypatch.setattr(network_costs.time, "perf_counter", lambda: next(seconds))
    told = []
    modules = {"fast": small(), "slow": small()}
    times = network_costs.time_passes(modules, "fast", (1, 3, 8, 8), 3, lambda share, what: told.append((share, what)))
    assert vars(times["fast"]) == {"forward": 2, "backward": 4, "forward_ratio": 1, "backward_ratio": 1}
    assert vars(times["slow"]) == {"forward": 6, "backward": 12, "forward_ratio": 3, "backward_ratio": 3}
    assert told[0] == (0, "warming up, fast")
    assert told[-1] == (7 / 8, "round 3 of 3, slow")


# ----------------------------------------------------------------------------------------------------- appendix A.3


def test_appendix_a_3(quick):
    rows = rows_of(quick["appendix-a.3"])
    assert [row.agrees for row in rows.values() if row.agrees is not None] == [True] * 7
    assert rows["even-uneven-18: rank without / with ReLU"].ours == "9 / 18 of 18"
    assert rows["four-dimensional: rank without / with ReLU"].ours == "4 / 9 of 9"
    assert quick["appendix-a.3"].values["pairs"] == {
        **{"0.0": 1, "0.5": 1, "1.0": 1, "3.0": 1},
        **{"-0.5": 2, "-1.0": 2, "-3.0": 2},
    }
    assert rows["filters 1, 3, their sum, and the negatives of the three: rank with ReLU"].ours == "5 of 6"


def test_appendix_a_3_outputs_are_the_functions_of_6_3():
    filters, x = filter_bank().double(), appendix_a_3.random_patches(20, 0)
    responses = (filters[None] * x).sum((2, 3))
    torch.testing.assert_close(appendix_a_3.features(filters, x, rectified=False), responses)
    torch.testing.assert_close(appendix_a_3.features(filters, x), responses.relu())


def test_appendix_a_3_the_formula_counts_directions_and_pairs():
    """Against ranks computed, where filters are copies, multiples and sums of one another."""
    x = appendix_a_3.random_patches(400, 1)
    a, b, c = filter_set("random-3").double()
    for pool, expected in (
        ([a, 2 * a], 1),
        ([a, 0 * a], 1),
        ([a, -2 * a, b, a], 3),
        ([a, b, a + b, -a, -b, -a - b], 5),
        ([a, b, a + b, -a, -b], 5),
        ([a, b, c, -a, a + b + c], 5),
    ):
        filters = torch.stack(pool)
        assert appendix_a_3.rank(appendix_a_3.features(filters, x)) == expected
        assert appendix_a_3.rank_by_formula(filters) == expected


def test_appendix_a_3_an_unclear_rank_is_refused():
    with pytest.raises(ArithmeticError, match="neither zero nor"):
        appendix_a_3.rank(torch.diag(torch.tensor([1.0, 1e-8], dtype=torch.float64)))
    assert appendix_a_3.rank(torch.zeros(4, 2, dtype=torch.float64)) == 0
