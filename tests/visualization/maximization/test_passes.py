import threading

import pytest
import torch

from deepvision.visualization.maximization.passes import Backward, LeakyForward

from .networks import KINDS, Small, reference

X = torch.randn(3, 3, 17, 22, generator=torch.Generator().manual_seed(1)) * 2
CHANNELS = torch.tensor([1, 6, 6])
S = 0.3


def seed_of(output, *, single):
    seed = torch.randn(output.shape, generator=torch.Generator().manual_seed(2))
    if single:
        mask = torch.zeros(output.shape[:2])
        mask[torch.arange(3), CHANNELS] = 1
        seed = seed * mask[:, :, None, None]
    return seed


def expected(module, seed, **slopes):
    x = X.clone().requires_grad_()
    return torch.autograd.grad(reference(module, x, **slopes), x, seed)[0]


def found(module, seed, slope, *, single, leaky=False):
    x = X.clone().requires_grad_()
    if leaky:
        with LeakyForward(slope):
            output = module.features(x)
    else:
        output = module.features(x)
    return output.detach(), Backward(slope, CHANNELS if single else None).gradient([output], x, [seed])


def close(one, other):
    return torch.allclose(one, other, rtol=1e-4, atol=1e-5 * float(other.abs().max()))


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_true_and_proxy_gradients_equal_a_network_written_with_them(kind, single):
    module = Small(kind)
    with torch.no_grad():
        plain = module.features(X.clone())
    seed = seed_of(plain, single=single)
    for slope in (0.0, S):
        output, gradient = found(module, seed, slope, single=single)
        assert torch.equal(output, plain)  # to the bit
        assert close(gradient, expected(module, seed, backward_below=slope))


@pytest.mark.parametrize("kind", KINDS)
def test_the_leaky_network_equals_one_written_with_leaky_rectifiers(kind):
    module = Small(kind)
    seed = seed_of(module.features(X), single=True)
    output, gradient = found(module, seed, S, single=True, leaky=True)
    assert torch.allclose(output, reference(module, X, below=S), atol=1e-5)
    assert close(gradient, expected(module, seed, below=S, backward_below=S))


@pytest.mark.parametrize("leaky", [False, True])
def test_every_picture_can_have_its_own_slope(leaky):
    module = Small("torch.relu")
    seed = seed_of(module.features(X), single=False)
    slopes = [0.0, 0.1, 0.5]
    _, gradient = found(module, seed, torch.tensor(slopes), single=False, leaky=leaky)
    for row, slope in enumerate(slopes):
        alone = expected(module, seed, below=slope if leaky else 0.0, backward_below=slope)
        assert close(gradient[row], alone[row])


def test_the_true_gradient_of_a_plain_seed_is_autograds_to_the_bit():
    module = Small("F.relu").double()
    module.conv1 = torch.nn.Conv2d(5, 8, 3, padding=1).double()  # more channels than are rearranged
    x = torch.randn(2, 5, 9, 9, dtype=torch.float64, requires_grad=True)
    output = module.features(x)
    (plain,) = torch.autograd.grad(output.sum(), x, retain_graph=True)
    assert torch.equal(Backward(0.0, None).gradient([output], x, [torch.ones_like(output)]), plain)


def test_nothing_is_left_and_other_threads_see_nothing():
    module = Small("in-place module")
    seed = seed_of(module.features(X), single=True)
    state = {name: value.clone() for name, value in module.state_dict().items()}
    others = []

    def other():
        x = X.clone().requires_grad_()
        others.append(torch.autograd.grad(module.features(x), x, seed)[0])

    x = X.clone().requires_grad_()
    (plain,) = torch.autograd.grad(module.features(x), x, seed)
    x = X.clone().requires_grad_()
    with LeakyForward(S):
        output = module.features(x)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    backward = Backward(S, CHANNELS)
    with backward:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    backward.gradient([output], x, [seed])
    assert all(torch.equal(found, plain) for found in others)
    assert all(parameter.grad is None and parameter.requires_grad for parameter in module.parameters())
    assert all(torch.equal(value, state[name]) for name, value in module.state_dict().items())
    assert x.grad is None


def test_seeds_of_single_channels_survive_joins_and_views():
    """Where the values are needed in full they are put in place: before a sum, a view, the input itself."""
    x = torch.randn(3, 8, 4, 4, requires_grad=True)
    y = x * 2
    output = torch.cat([y, y.flip(3)], 2).relu() + x.repeat(1, 1, 2, 1)
    seed = seed_of(output, single=True)
    (plain,) = torch.autograd.grad(output, x, seed, retain_graph=True)
    assert close(Backward(0.0, CHANNELS).gradient([output], x, [seed]), plain)
    assert torch.equal(Backward(0.0, CHANNELS).gradient([x], x, [seed_of(x, single=True)]), seed_of(x, single=True))
