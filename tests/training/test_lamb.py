"""LAMB against the formulas of section 2.4, written out by hand."""

import math
from copy import deepcopy

import pytest
import torch

from deepvision.training.lamb import Lamb

ETA, BETA1, BETA2, EPS, DECAY, LOW, HIGH = 0.01, 0.9, 0.99, 1e-8, 0.5, 0.2, 5.0
SETTINGS = {"lr": ETA, "betas": (BETA1, BETA2), "eps": EPS, "weight_decay": DECAY, "bounds": (LOW, HIGH)}


def by_hand(x, gradients, decay=DECAY):
    """The pseudocode of section 2.4 on a list of numbers, one number at a time."""
    m, v = [0.0] * len(x), [0.0] * len(x)
    for t, g in enumerate(gradients, 1):
        m = [BETA1 * old + (1 - BETA1) * new for old, new in zip(m, g, strict=True)]
        v = [BETA2 * old + (1 - BETA2) * new**2 for old, new in zip(v, g, strict=True)]
        r = [a / (1 - BETA1**t) / math.sqrt(b / (1 - BETA2**t) + EPS) for a, b in zip(m, v, strict=True)]
        u = [a + decay * b for a, b in zip(r, x, strict=True)]
        phi = min(max(math.sqrt(sum(a * a for a in x)), LOW), HIGH)
        length = math.sqrt(sum(a * a for a in u))
        x = [a - ETA * phi / length * b for a, b in zip(x, u, strict=True)]
    return x


def tensors():
    """A tensor above the upper bound, one between, one below the lower, one of zeros."""
    generator = torch.Generator().manual_seed(0)
    drawn = [torch.randn(shape, generator=generator, dtype=torch.float64) for shape in ((4, 3, 3), (5,), (2, 2), (3,))]
    return [3 * drawn[0], drawn[1], 0.01 * drawn[2], 0 * drawn[3]]


def gradients(steps):
    generator = torch.Generator().manual_seed(1)
    return [[torch.randn(x.shape, generator=generator, dtype=torch.float64) for x in tensors()] for _ in range(steps)]


def run(optimizer, parameters, steps):
    for drawn in steps:
        for parameter, gradient in zip(parameters, drawn, strict=True):
            parameter.grad = gradient.clone()
        optimizer.step()


def test_every_step_is_that_of_the_formulas():
    parameters = [torch.nn.Parameter(x) for x in tensors()]
    optimizer = Lamb(parameters, **SETTINGS)
    steps = gradients(6)
    for count in range(1, 7):
        run(optimizer, parameters, steps[count - 1 : count])
        for number, start in enumerate(tensors()):
            expected = by_hand(start.flatten().tolist(), [drawn[number].flatten().tolist() for drawn in steps[:count]])
            assert parameters[number].flatten().tolist() == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_the_length_of_a_step_is_eta_times_phi():
    parameters = [torch.nn.Parameter(x) for x in tensors()]
    run(Lamb(parameters, **SETTINGS), parameters, gradients(1))
    moved = [float((p.detach() - x).norm()) for p, x in zip(parameters, tensors(), strict=True)]
    norms = [float(x.norm()) for x in tensors()]
    assert norms[0] > HIGH
    assert LOW < norms[1] < HIGH
    assert norms[2] < LOW
    assert moved == pytest.approx([ETA * HIGH, ETA * norms[1], ETA * LOW, ETA * LOW])


def test_groups_may_decay_differently():
    parameters = [torch.nn.Parameter(x) for x in tensors()]
    groups = [{"params": parameters[:2]}, {"params": parameters[2:], "weight_decay": 0.0}]
    steps = gradients(3)
    run(Lamb(groups, **SETTINGS), parameters, steps)
    for number, decay in enumerate((DECAY, DECAY, 0, 0)):
        given = [drawn[number].flatten().tolist() for drawn in steps]
        expected = by_hand(tensors()[number].flatten().tolist(), given, decay)
        assert parameters[number].flatten().tolist() == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_a_saved_state_goes_on_to_the_bit(tmp_path):
    parameters = [torch.nn.Parameter(x.float()) for x in tensors()]
    steps = [[g.float() for g in drawn] for drawn in gradients(5)]
    optimizer = Lamb(parameters, **SETTINGS)
    run(optimizer, parameters, steps[:3])
    copies = [torch.nn.Parameter(p.detach().clone()) for p in parameters]
    torch.save(optimizer.state_dict(), tmp_path / "state.pt")
    other = Lamb(copies)
    other.load_state_dict(torch.load(tmp_path / "state.pt", weights_only=True))
    run(optimizer, parameters, steps[3:])
    run(other, copies, steps[3:])
    assert all(torch.equal(a, b) for a, b in zip(parameters, copies, strict=True))


def test_channels_last_is_the_same():
    weight = torch.randn(8, 4, 3, 3, generator=torch.Generator().manual_seed(2), dtype=torch.float64)
    made = []
    for layout in (torch.contiguous_format, torch.channels_last):
        parameter = torch.nn.Parameter(weight.clone(memory_format=layout))
        optimizer = Lamb([parameter], **SETTINGS)
        for _ in range(3):
            parameter.grad = (weight * 2).clone(memory_format=layout)
            optimizer.step()
        made.append(parameter.detach())
    torch.testing.assert_close(made[0], made[1], rtol=1e-12, atol=1e-15)


def test_what_has_no_gradient_stays_and_counts_its_own_steps():
    first, second = (torch.nn.Parameter(torch.ones(3)) for _ in range(2))
    optimizer = Lamb([first, second], **SETTINGS)
    first.grad = torch.ones(3)
    optimizer.step()
    assert torch.equal(second, torch.ones(3))
    second.grad = torch.ones(3)
    optimizer.step()
    assert [int(optimizer.state[p]["step"]) for p in (first, second)] == [2, 1]


def test_a_gradient_of_zeros_moves_nothing_without_decay():
    parameter = torch.nn.Parameter(torch.ones(3))
    parameter.grad = torch.zeros(3)
    Lamb([parameter]).step()
    assert torch.equal(parameter, torch.ones(3))


def test_the_closure_is_called_with_gradients_and_its_loss_returned():
    parameter = torch.nn.Parameter(torch.ones(3))
    optimizer = Lamb([parameter], lr=0.1)

    def closure():
        optimizer.zero_grad()
        loss = (parameter**2).sum()
        loss.backward()
        return float(loss.detach())

    assert optimizer.step(closure) == 3.0
    assert (parameter < 1).all()


@pytest.mark.parametrize(
    "wrong",
    [{"lr": -1}, {"betas": (1.0, 0.9)}, {"eps": 0}, {"weight_decay": -0.1}, {"bounds": (2, 1)}, {"lr": math.nan}],
)
def test_values_out_of_range(wrong):
    with pytest.raises(ValueError, match="Expected"):
        Lamb([torch.nn.Parameter(torch.ones(1))], **deepcopy(wrong))


def test_sparse_gradients_are_refused():
    table = torch.nn.Embedding(4, 2, sparse=True)
    table(torch.tensor([1])).sum().backward()
    with pytest.raises(RuntimeError, match="a sparse one"):
        Lamb(table.parameters()).step()
