"""The thesis's findings of chapter 5, asserted where they can be; quick runs of what takes minutes."""

import itertools
import math

import pytest
import torch
import torchvision
from torch import nn
from torch.nn import functional

from deepvision.layers import ProxyGradReLU
from deepvision.reproduce import (
    EXPERIMENTS,
    Request,
    appendix_a_2,
    figure_5_2,
    figure_a_1,
    find,
    table_5_1,
    table_5_2,
    table_5_4,
)
from deepvision.reproduce.resnet18 import leaky, proxy, random_resnet18, set_rectifiers

QUICK = Request(quick=True)


@pytest.mark.parametrize("name", [experiment.name for experiment in EXPERIMENTS])
def test_a_run_has_rows_data_and_a_picture_with_something_in_it(quick, name):
    found = quick[name]
    assert len({row.what for row in found.rows}) == len(found.rows) > 0
    assert found.data
    assert found.values
    assert found.picture.width > 300
    assert len(found.picture.getcolors(1 << 20)) > 2


def test_nothing_global_is_changed():
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    find("figure-a.1").run(QUICK)
    assert torch.equal(torch.rand(1), expected)


# ------------------------------------------------------------------------------------------------------- table 5.1


def verdicts(seed, arm, proxy_slope=table_5_1.PROXY_SLOPE):
    start = table_5_1.start_picture(seed)
    return {
        problem.short: table_5_1.ascend(problem, table_5_1.rectifier_of(problem, arm, proxy_slope), start, 400).is_white
        for problem in table_5_1.PROBLEMS
    }


@pytest.mark.parametrize("seed", [0, 1])
def test_table_5_1_which_problems_are_solved(seed):
    assert not any(verdicts(seed, "ReLU").values())
    assert verdicts(seed, "Leaky ReLU") == {"f1": True, "f2": True, "f3": False, "convolution": False}
    assert all(verdicts(seed, "ProxyGrad").values())
    assert verdicts(seed, "ProxyGrad", 0.15) == {"f1": True, "f2": True, "f3": False, "convolution": False}  # 0.15 < p


def test_table_5_1_race_of_patterns():
    start = table_5_1.start_picture(0)
    found = {
        arm: table_5_1.ascend(table_5_1.RACE, table_5_1.rectifier_of(table_5_1.RACE, arm, 0.3), start, 200)
        for arm in ("Leaky ReLU", "ProxyGrad")
    }
    assert 0.5 < found["Leaky ReLU"].few < 1
    assert found["ProxyGrad"].white_after < found["Leaky ReLU"].white_after
    # Σ φ(x) leaves the pixels independent, so the slowest one can be followed by hand.
    lowest = float(start[:, :, 2:-2, 2:-2].min())
    to_zero = math.ceil(-lowest / (0.05 * 0.1))
    assert found["Leaky ReLU"].white_after - to_zero in (19, 20, 21)  # and then 0.99 / 0.05 steps


def test_table_5_1_the_derivatives_of_the_text():
    """∂f3/∂x is 1 − ps at 1 and s − p at −1."""
    x = torch.tensor([1.0, -1.0], dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(table_5_1.MAXIMA.function(nn.LeakyReLU(0.1), x), x)
    assert gradient.tolist() == pytest.approx([1 - 0.2 * 0.1, 0.1 - 0.2])


# ------------------------------------------------------------------------------------------------------- table 5.2


def test_table_5_2_is_exact(quick):
    rows = {row.what: row for row in quick["table-5.2"].rows}
    assert [row.agrees for row in rows.values()] == [True, True, True, False, True, True, True, None]
    assert rows["FP Leaky ReLU"].ours == "3 2 -s / -s 1 3 / -2s -3s 4"
    assert rows["BP ReLU with ProxyGrad"].ours == "1 -1 -2s / s 2 3 / 2s -s -3"
    assert rows["the incoming gradient afterwards"].ours == "unchanged"


def test_table_5_2_a_wrong_backward_pass_is_seen(monkeypatch):
    monkeypatch.setattr(table_5_2, "ProxyGradReLU", nn.LeakyReLU)  # its forward pass differs
    assert not find("table-5.2").run(QUICK).rows[0].agrees
    monkeypatch.setattr(table_5_2, "ProxyGradReLU", lambda slope: ProxyGradReLU(slope**2))
    with pytest.raises(ArithmeticError, match="neither"):
        find("table-5.2").run(QUICK)


# ------------------------------------------------------------------------------------------------ figures 5.2, 5.4


def test_figure_5_2_is_measured_on_the_network_with_its_own_relus(quick):
    rows = quick["figure-5.2"].rows
    assert len(rows) == 4 * 4  # few and many iterations, without and with regularisation
    assert {row.what.split(",")[0] for row in rows} == {"covidresnet"}


def test_figure_5_2_the_step_is_the_thesis_at_its_size():
    policy = figure_5_2.GradientPolicy("proxy", 0.1)
    full = figure_5_2.settings_of(policy, (224, 224), 10, True, 8, 0)
    assert full.step_size == 25
    assert figure_5_2.settings_of(policy, (112, 112), 10, True, 8, 0).step_size == 12.5
    assert (full.final_steps, full.limit_range, full.tolerance) == (0, False, None)


def test_figure_5_2_takes_resnet18_where_its_weights_are(tmp_path, monkeypatch):
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path))
    assert figure_5_2.networks_here() == ["covidresnet"]
    file = figure_5_2.imagenet_weights()
    file.parent.mkdir()
    torch.save(torchvision.models.resnet18().state_dict(), file)
    assert figure_5_2.networks_here() == ["covidresnet", "torchvision:resnet18"]


def test_figure_5_2_on_resnet18(monkeypatch):
    monkeypatch.setattr(figure_5_2, "networks_here", lambda: ["torchvision:resnet18@none"])
    rows = find("figure-5.2").run(QUICK).rows
    assert len(rows) == 4 * 4
    assert all("nan" not in row.ours for row in rows)


# ------------------------------------------------------------------------------------------ table 5.4, figure A.1


def rises(by_slope, number, sign=1):
    """Return whether an initialisation's figures rise from every slope to the next."""
    values = [sign * figures[number] for _, figures in sorted(by_slope.items(), key=lambda pair: float(pair[0]))]
    return all(later > earlier for earlier, later in itertools.pairwise(values))


def test_table_5_4_trends(quick):
    """Each of the random initialisations, from the seeds 0 and 1, by itself."""
    values = quick["table-5.4"].values
    for number in range(2):
        assert rises(values["without batch normalization, Leaky ReLU"], number)
        assert rises(values["without batch normalization, ProxyGrad"], number)
        assert rises(values["with batch normalization, Leaky ReLU"], number, sign=-1)
        assert rises(values["with batch normalization, ProxyGrad"], number)
    assert all(row.agrees for row in quick["table-5.4"].rows)


def test_figure_a_1_trends(quick):
    values = quick["figure-a.1"].values
    assert set(values) == set(figure_a_1.PLACES)
    assert all(rises(by_slope, number) for by_slope in values.values() for number in range(2))
    assert all(row.agrees for row in quick["figure-a.1"].rows)


def test_table_5_4_a_derivative_is_what_a_small_change_of_the_activation_does():
    module = random_resnet18(3, 0, batch_norm=False).double()
    images, labels = torch.randn(2, 3, 32, 32, dtype=torch.float64), torch.tensor([0, 2])
    found = table_5_4.derivatives(module, images, labels, leaky, 0.2).reshape(2, 64, 8, 8)
    place = (1, 5, 3, 4)
    losses = []
    for change in (-1e-5, 1e-5):
        handle = module.layer1[0].conv1.register_forward_hook(
            lambda _, given, output, change=change: output.index_put(
                tuple(torch.tensor(index) for index in place), torch.tensor(change).double(), accumulate=True
            )
        )
        losses.append(float(functional.cross_entropy(module(images), labels).detach()))
        handle.remove()
    assert abs(losses[1] - losses[0]) / 2e-5 == pytest.approx(float(found[place]), rel=1e-5)


def test_rectifiers_are_exchanged_everywhere():
    module = random_resnet18(3, 0)
    set_rectifiers(module, proxy, 0.3)
    kinds = [type(child) for child in module.modules() if "ReLU" in type(child).__name__]
    assert set(kinds) == {ProxyGradReLU}
    assert len(kinds) == 9


@pytest.mark.parametrize("batch_norm", [True, False])
def test_weights_come_from_the_seed(batch_norm):
    first, same, other = (random_resnet18(3, seed, batch_norm=batch_norm).fc.weight for seed in (1, 1, 2))
    assert torch.equal(first, same)
    assert not torch.equal(first, other)


# ----------------------------------------------------------------------------------------------------- appendix A.2


def test_appendix_a_2(quick):
    assert [row.agrees for row in quick["appendix-a.2"].rows] == [True, True, True, True, True, False, True]


@pytest.mark.parametrize("slope", [0.0, 0.2, 1.0])
def test_appendix_a_2_by_known_values(slope):
    """ReLU: 1/√2π and 1/2 − 1/2π; identity: 0 and 1; between: E(X²) = (1 + s²)/2."""
    known = {0.0: (0.3989422804, 0.3408450569), 0.2: (0.3191538243, 0.4181408365), 1.0: (0, 1)}[slope]
    assert appendix_a_2.mean_formula(slope) == pytest.approx(known[0], abs=1e-9)
    assert appendix_a_2.variance_formula(slope) == pytest.approx(known[1], abs=1e-9)
