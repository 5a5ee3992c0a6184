import copy

import pytest
import torch
from torch import nn
from torch.nn import functional

from deepvision.layers import ProxyGradLeakyReLU, ProxyGradReLU, proxy_grad_relu

S = 0.25
# Table 5.2: f^l, R^(l+1), f^(l+1), and the three backward passes.
VALUES = [[3.0, 2, -1], [-1, 1, 3], [-2, -3, 4]]
INCOMING = [[1.0, -1, -2], [1, 2, 3], [2, -1, -3]]
RECTIFIED = [[3.0, 2, 0], [0, 1, 3], [0, 0, 4]]
RELU = [[1.0, -1, 0], [0, 2, 3], [0, 0, -3]]
PROXY = [[1.0, -1, -2 * S], [-S, 2, 3], [-2 * S, -S, -3]]
# The table prints -s and -2s where its own formula, max(f > 0, s) · R, and the listing in A.1 give s and 2s: R is 1 and
# 2 there. With -1 and -2 in their place, as the results want, every entry is the table's.
SIGN_SLIPS = ((1, 0), (2, 0))


def gradient(module, incoming):
    x = torch.tensor(VALUES, requires_grad=True)
    y = module(x)
    (found,) = torch.autograd.grad(y, x, incoming)
    return y.detach(), found


def test_table_5_2():
    incoming = torch.tensor(INCOMING)
    y, found = gradient(ProxyGradReLU(S), incoming)
    assert y.tolist() == RECTIFIED
    expected = torch.tensor(PROXY)
    for place in SIGN_SLIPS:
        expected[place] *= -1
    assert torch.equal(found, expected)
    assert torch.equal(gradient(nn.ReLU(), incoming)[1], torch.tensor(RELU))
    for place in SIGN_SLIPS:
        incoming[place] *= -1
    assert gradient(ProxyGradReLU(S), incoming)[1].tolist() == PROXY


def test_the_incoming_gradient_is_not_written_to():
    """The listing in A.1 scales it in place: another branch that shares it would get wrong values."""
    incoming = torch.tensor(INCOMING)
    before = incoming.clone()
    gradient(ProxyGradReLU(S), incoming)
    assert torch.equal(incoming, before)
    x = torch.tensor(VALUES, requires_grad=True)
    twice = x * 1
    (proxy_grad_relu(twice, S) + twice).backward(before)  # both branches get the same gradient
    factor = torch.where(torch.tensor(VALUES) > 0, 1.0, S) + 1
    assert torch.equal(x.grad, before * factor)


def test_forward_is_the_rectifiers_own_to_the_bit():
    x = torch.randn(4, 3, 5, 5, generator=torch.Generator().manual_seed(0)) * 1e3
    x[0, 0, 0] = torch.tensor([0.0, -0.0, torch.inf, -torch.inf, 1e-40])
    assert torch.equal(ProxyGradReLU(0.3)(x).view(torch.int32), functional.relu(x).view(torch.int32))
    assert torch.equal(ProxyGradLeakyReLU(0.01, 0.3)(x), functional.leaky_relu(x, 0.01))


def test_a_slope_of_zero_is_a_plain_relu_and_of_one_passes_all():
    incoming = torch.tensor(INCOMING)
    assert torch.equal(gradient(ProxyGradReLU(0.0), incoming)[1], torch.tensor(RELU))
    assert torch.equal(gradient(ProxyGradReLU(1.0), incoming)[1], incoming)


def test_the_leaky_variant_by_hand():
    y, found = gradient(ProxyGradLeakyReLU(0.1, 0.5), torch.ones(3, 3))
    assert y[0].tolist() == pytest.approx([3, 2, -0.1])
    assert found[0].tolist() == [1, 1, 0.5]


def test_networks_with_it_train_and_copy_like_others():
    torch.manual_seed(0)
    module = nn.Sequential(nn.Linear(4, 8), ProxyGradReLU(0.2), nn.Linear(8, 1))
    assert list(copy.deepcopy(module).state_dict()) == ["0.weight", "0.bias", "2.weight", "2.bias"]
    x = torch.randn(64, 4)
    y = x[:, :1].abs()
    optimizer = torch.optim.SGD(module.parameters(), 0.1)
    losses = []
    for _ in range(30):
        optimizer.zero_grad()
        loss = (module(x) - y).square().mean()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.8 * losses[0]
    assert "negative_slope=0.2" in repr(module)


@pytest.mark.parametrize("slope", [-0.1, float("nan"), float("inf")])
def test_impossible_slopes(slope):
    with pytest.raises(ValueError, match="negative slope"):
        ProxyGradReLU(slope)
