"""What is recorded is what the tracker saw."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from deepvision.tracking import Tracer
from tests.tracking.networks import Tracked


def add_in_place(n, x, seen):
    y = n.a(x * 2)
    seen.append(y.clone())
    y += 1
    z = n.b(y)
    seen.append(z.clone())
    return F.relu(z.sub_(2), inplace=True)


def written_through_a_view(n, x, seen):
    y = n.a(x * 2)
    seen.append(y.clone())
    y.flatten(1)[:, 2] = 7
    return y


def written_beside(n, x, seen):
    """The tracker sees one half, the other half is written to."""
    buffer = x * 2
    half = n.a(buffer[:, :2])
    seen.append(half.clone())
    buffer[:, 2:] = 5
    return buffer


def normalised_in_place(n, x, seen):
    y = n.a(n.norm(n.conv(x)))
    seen.append(y.clone())
    y.add_(x)
    z = n.b(torch.relu_(y))
    seen.append(z.clone())
    return z


def out_argument(n, x, seen):
    y = n.a(x * 2)
    seen.append(y.clone())
    with torch.no_grad():
        torch.mul(y, 3, out=y)
    return y


BODIES = [add_in_place, written_through_a_view, written_beside, normalised_in_place, out_argument]


@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad, torch.inference_mode])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.__name__)
def test_later_writes_do_not_change_what_was_seen(body, training, mode):
    if body is out_argument and mode is torch.enable_grad:
        mode = torch.no_grad
    seen = []
    module = Tracked(lambda n, x: body(n, x, seen)).train(training)
    tracer = Tracer(module)
    with mode():
        for _ in range(3):
            seen.clear()
            trace = tracer.record(torch.rand(2, 4, 3, 3))
            trackers = [activation for node, activation in trace.activations.items() if node != "input"]
            assert len(trackers) == len(seen)
            assert all(torch.equal(one, other) for one, other in zip(trackers, seen, strict=True))
            assert not any(activation.requires_grad for activation in trackers)


def test_only_a_write_that_was_not_planned_for_repeats_the_run():
    """The network overwrites a tracked tensor only in bright pictures: the second run must notice."""
    module = Tracked(lambda n, x: n.b(n.a(x * 1).add_(1) if x.mean() > 0.5 else n.a(x * 1) + 1)).eval()
    tracer = Tracer(module)
    for value in (0.0, 1.0, 1.0, 0.0):
        x = torch.full((1, 4, 2, 2), value)
        with torch.no_grad():
            trace = tracer.record(x)
        assert torch.equal(trace.activations["a"], x)
        assert torch.equal(trace.activations["b"], x + 1)


def test_the_recorded_input_survives_its_own_overwriting():
    module = Tracked(lambda n, x: n.a(x.mul_(2))).eval()
    tracer = Tracer(module)
    for _ in range(3):
        x = torch.ones(1, 4, 2, 2)
        trace = tracer.record(x)
        assert torch.equal(trace.activations["input"], torch.ones(1, 4, 2, 2))
        assert torch.equal(x, torch.full((1, 4, 2, 2), 2.0))


def test_an_input_overwritten_unexpectedly_is_put_back_before_the_run_is_repeated():
    module = Tracked(lambda n, x: n.a(x.mul_(2)) if x.mean() > 1 else n.a(x * 2)).eval()
    tracer = Tracer(module)
    for value in (1.0, 1.0, 2.0):
        x = torch.full((1, 4, 2, 2), value)
        trace = tracer.record(x)
        assert torch.equal(trace.activations["input"], torch.full((1, 4, 2, 2), value))
        assert torch.equal(trace.activations["a"], torch.full((1, 4, 2, 2), 2 * value))
    assert torch.equal(x, torch.full((1, 4, 2, 2), 4.0))


@pytest.mark.parametrize("repetition", [0, 1])
def test_only_what_is_asked_for_is_kept(repetition):
    module = Tracked(lambda n, x: n.c(n.b(n.a(x)))).eval()
    tracer = Tracer(module)
    for _ in range(repetition):
        tracer.record(torch.rand(1, 4, 2, 2))
    trace = tracer.record(torch.rand(1, 4, 2, 2), keep=["b", "no such node"])
    assert list(trace.activations) == ["b"]
    assert [node.id for node in trace.graph.nodes] == ["input", "a", "b", "c"]


def test_every_activation_of_a_plain_network_is_that_of_a_plain_hook():
    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1, self.norm1, self.relu1 = nn.Conv2d(3, 5, 3), nn.BatchNorm2d(5), nn.ReLU(inplace=True)
            self.conv2, self.norm2, self.relu2 = nn.Conv2d(5, 5, 1), nn.BatchNorm2d(5), nn.ReLU(inplace=True)

        def forward(self, x):
            y = self.relu1(self.norm1(self.conv1(x)))
            z = self.norm2(self.conv2(y))
            z += y
            return self.relu2(z)

    module = Block().eval()
    x = torch.rand(2, 3, 6, 6)
    tracer = Tracer(module)
    with torch.no_grad():
        y = torch.relu(module.norm1(module.conv1(x)))
        normalised = module.norm2(module.conv2(y))
        for _ in range(2):
            activations = tracer.record(x).activations
            assert list(activations) == ["input", "conv1", "conv2", "add"]
            assert torch.equal(activations["conv1"], y)
            assert torch.equal(activations["conv2"], normalised)
            assert torch.equal(activations["add"], torch.relu(normalised + y))


def test_values_that_no_hook_meets_before_they_are_overwritten_in_place():
    """The rectifier is functional and works in place, then a functional pool reads it, as in DenseNet."""

    class Head(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.norm, self.linear = nn.Conv2d(3, 5, 1), nn.BatchNorm2d(5), nn.Linear(5, 2)

        def forward(self, x):
            y = F.relu(self.norm(self.conv(x)), inplace=True)
            return self.linear(F.adaptive_avg_pool2d(y, 1).flatten(1))

    module = Head().eval()
    x = torch.rand(2, 3, 4, 4)
    tracer = Tracer(module)
    with torch.no_grad():
        first, second = tracer.record(x), tracer.record(x)
        assert second.graph is first.graph
        for trace in (first, second):
            assert torch.equal(trace.activations["conv"], torch.relu(module.norm(module.conv(x))))
