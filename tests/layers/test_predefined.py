"""The pre-defined filter module against equations (1.5) to (1.7) and (7.1), written out channel by channel."""

import copy

import pytest
import torch
from torch import nn
from torch.nn import functional

from deepvision.layers import PredefinedFilterModule, SmoothedConv2d, filter_set, random_filters, smoothing_filter
from deepvision.layers.proxy_grad import ProxyGradReLU


def picture(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def by_hand(module, x, growth, stride, rectified):
    """Equation (7.1), c from 0: Σ_c w_c · ReLU(norm(h_(c mod k) * g_⌊c/f⌋)), one channel after another."""
    filters, maps = module.filters, []
    for c in range(growth * x.shape[1]):
        kernel = filters[c % len(filters)]
        channel = x[:, c // growth]
        padded = functional.pad(channel, (1, 1, 1, 1))
        height, width = channel.shape[1:]
        response = sum(
            kernel[i, j] * padded[:, i : i + height, j : j + width][:, ::stride, ::stride]
            for i in range(3)
            for j in range(3)
        )
        if isinstance(module.norm, nn.BatchNorm2d):
            norm = module.norm
            response = (response - norm.running_mean[c]) / (norm.running_var[c] + norm.eps).sqrt()
            response = response * norm.weight[c] + norm.bias[c]
        maps.append(response.clamp(min=0) if rectified else response)
    weights = module.combine.weight[:, :, 0, 0]
    return torch.stack([sum(w * m for w, m in zip(row, maps, strict=True)) for row in weights], 1)


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize(
    ("name", "growth", "rectified"),
    [
        ("even-uneven-9", None, True),  # (1.6)
        ("even-uneven-9", None, False),  # (1.5)
        ("even-2", 1, True),  # (1.7)
        ("even-4", 2, True),  # between
        ("uneven-2", 4, False),  # f > k: each channel meets each filter twice
        ("random-3", 3, True),
    ],
)
@torch.no_grad()
def test_equation_7_1(name, growth, rectified, stride):
    torch.manual_seed(0)
    activation = nn.ReLU if rectified else None
    filters = filter_set(name)
    module = PredefinedFilterModule(4, 5, stride, filters=filters, growth=growth, activation=activation)
    for value in (module.norm.running_mean, module.norm.bias):
        value.copy_(torch.randn_like(value))
    for value in (module.norm.running_var, module.norm.weight):
        value.copy_(torch.rand_like(value) + 0.5)
    x = picture(2, 4, 7, 6)
    expected = by_hand(module, x, growth or len(filters), stride, rectified)
    torch.testing.assert_close(module.eval()(x), expected, atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_without_rectifier_it_is_a_convolution_with_combined_kernels():
    """(1.4): kernel of output o and channel c = Σ_l w_(o,c,l) h_l; filters of rank 9 reach every kernel."""
    filters = filter_set("even-uneven-9")
    module = PredefinedFilterModule(3, 4, filters=filters, activation=None, normalise=False)
    wanted = picture(4, 3, 3, 3, seed=1)
    weights = torch.linalg.solve(filters.flatten(1).double().T, wanted.view(12, 9).double().T)
    module.combine.weight.copy_(weights.T.reshape(4, 27, 1, 1))
    x = picture(2, 3, 8, 8)
    torch.testing.assert_close(module(x), functional.conv2d(x, wanted, padding=1), atol=1e-4, rtol=1e-3)


@torch.no_grad()
def test_table_6_1_has_2_and_12_parameters_and_36_with_convolutions():
    lying = torch.tensor([[-1.0, -1, -1], [2, 2, 2], [-1, -1, -1]])
    pair = torch.stack([lying, lying.T])
    identity = torch.zeros(1, 3, 3)
    identity[0, 1, 1] = 1
    three = torch.cat([pair, identity])
    first = PredefinedFilterModule(1, 1, filters=pair, normalise=False)
    third = nn.Sequential(
        PredefinedFilterModule(1, 2, filters=three, activation=None, normalise=False),
        nn.ReLU(),
        PredefinedFilterModule(2, 1, filters=three, activation=None, normalise=False),
    )
    second = nn.Sequential(nn.Conv2d(1, 2, 3, bias=False), nn.ReLU(), nn.Conv2d(2, 1, 3, bias=False))
    assert [sum(p.numel() for p in m.parameters()) for m in (first, third, second)] == [2, 12, 36]
    first.combine.weight.copy_(torch.tensor([1.0, -1]).view(1, 2, 1, 1))
    third[0].combine.weight.copy_(torch.tensor([[1.0, 0, 0], [0, 1, 0]]).view(2, 3, 1, 1))
    third[2].combine.weight.copy_(torch.tensor([0.0, 0, 1, 0, 0, -1]).view(1, 6, 1, 1))
    dash = torch.zeros(1, 1, 12, 12)
    dash[0, 0, 5, 3:8] = 1
    assert first(dash).sum() > 0 > first(dash.mT).sum()
    assert torch.equal(first(dash), third(dash))


@pytest.mark.parametrize("trainable", [False, True])
def test_gradients_reach_what_is_trained_only(trainable):
    filters = filter_set("even-uneven-9")
    module = PredefinedFilterModule(2, 3, filters=filters, trainable=trainable)
    names = {"norm.weight", "norm.bias", "combine.weight"} | ({"filters"} if trainable else set())
    assert {name for name, _ in module.named_parameters()} == names
    assert ("filters" in dict(module.named_buffers())) is not trainable
    assert "filters" in module.state_dict()
    x = picture(2, 2, 6, 6).requires_grad_()
    module(x).square().sum().backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in module.parameters())
    assert x.grad.abs().sum() > 0
    with torch.no_grad():
        module.filters.add_(1)
    assert torch.equal(filters, filter_set("even-uneven-9"))  # the module's are a copy


def test_shared_filters_are_one_parameter_that_every_module_trains():
    shared = nn.Parameter(random_filters(4, seed=0))
    modules = nn.Sequential(*(PredefinedFilterModule(4, 4, filters=shared, growth=1) for _ in range(2)))
    assert sum(p is shared for p in modules.parameters()) == 1
    assert sum(p.numel() for p in modules.parameters()) == 4 * 9 + 2 * (8 + 16)
    x = picture(2, 4, 6, 6)
    (whole,) = torch.autograd.grad(modules(x).square().sum(), shared)
    apart = copy.deepcopy(modules)
    assert apart[0].filters is apart[1].filters  # copies share too
    for module in apart:
        module.filters = nn.Parameter(shared.detach().clone())
    parts = torch.autograd.grad(apart(x).square().sum(), [module.filters for module in apart])
    torch.testing.assert_close(whole, sum(parts))


def test_filters_travel_with_the_weights():
    theirs = PredefinedFilterModule(2, 3, filters=random_filters(4, seed=1))
    ours = PredefinedFilterModule(2, 3, filters=random_filters(4, seed=2))
    ours.load_state_dict(theirs.state_dict())
    x = picture(1, 2, 6, 6)
    assert torch.equal(ours.eval()(x), theirs.eval()(x))
    assert set(ours.state_dict()) == {
        "filters",
        "combine.weight",
        *(f"norm.{n}" for n in ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")),
    }


def test_another_rectifier_and_larger_filters():
    module = PredefinedFilterModule(
        2, 3, filters=torch.rand(4, 5, 5), activation=lambda: ProxyGradReLU(0.1), normalise=False
    )
    assert isinstance(module.activation, ProxyGradReLU)
    assert module(picture(1, 2, 7, 9)).shape == (1, 3, 7, 9)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"growth": 1},
            r"c_int = growth · channels_in to be divisible by the number of filters k = 9, got 1 · 4 = 4\.",
        ),
        ({"growth": 2}, r"got 2 · 4 = 8\. Use growth=9 \(or None\)"),
        ({"growth": 0}, r"growth factor of 1 or more, got 0"),
        ({"filters": torch.zeros(9, 3, 2)}, r"\(k, s, s\) with an odd s.*got \(9, 3, 2\)"),
        ({"filters": torch.zeros(9, 4, 4)}, r"got \(9, 4, 4\)"),
        ({"filters": torch.zeros(9, 1, 3, 3)}, r"got \(9, 1, 3, 3\)"),
        ({"filters": torch.zeros(0, 3, 3)}, r"got \(0, 3, 3\)"),
        ({"filters": torch.zeros(9, 3, 3, dtype=torch.int64)}, r"of floating point.* torch.int64"),
        ({"filters": nn.Parameter(torch.zeros(9, 3, 3)), "trainable": True}, r"alone or by all together"),
    ],
)
def test_what_cannot_be(options, message):
    with pytest.raises(ValueError, match=message):
        PredefinedFilterModule(4, 3, **{"filters": filter_set("even-uneven-9"), **options})


@torch.no_grad()
def test_a_smoothed_skip_is_a_gaussian_and_then_every_second_pixel():
    skip = SmoothedConv2d(3, 4)
    plain = nn.Conv2d(3, 4, 1, stride=2, bias=False)
    plain.load_state_dict(skip.state_dict())  # the same names: the Gaussian is no weight
    x = picture(2, 3, 9, 8)
    smooth = functional.conv2d(x.flatten(0, 1)[:, None], smoothing_filter()[None, None], padding=1).view_as(x)
    torch.testing.assert_close(skip(x), plain(smooth))
    assert [name for name, _ in skip.named_parameters()] == ["weight"]


@torch.no_grad()
def test_aliasing_loses_a_line_that_smoothing_keeps():
    """Figure 6.5: two horizontal lines, one on an odd row."""
    lines = torch.zeros(1, 1, 12, 12)
    lines[0, 0, [2, 7]] = 1
    skip = SmoothedConv2d(1, 1)
    skip.weight.fill_(1)
    seen = [rows.squeeze()[:, 3] > 0.1 for rows in (functional.conv2d(lines, skip.weight, stride=2), skip(lines))]
    assert seen[0].nonzero().flatten().tolist() == [1]
    assert seen[1].nonzero().flatten().tolist() == [1, 3, 4]
