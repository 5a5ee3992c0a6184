"""Interventions: what flows on instead of an activation."""

import pytest
import torch
from torch import nn

from deepvision.tracking import Tracer, TrackerModule


def zero_channel(channel):
    def function(activation):
        changed = activation.clone()
        changed[:, channel] = 0
        return changed

    return function


class Block(nn.Module):
    def __init__(self, tracked):
        super().__init__()
        self.conv1, self.norm1, self.relu = nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4), nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(4, 4, 1)
        for layer in (self.conv1, self.conv2):
            nn.init.ones_(layer.bias)
        self.first, self.sum = (TrackerModule(n) if tracked else nn.Identity() for n in ("first", "sum"))

    def forward(self, x):
        y = self.first(self.relu(self.norm1(self.conv1(x))))
        return self.sum(self.relu(self.conv2(y) + y))


@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad, torch.inference_mode])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("recorded_before", [0, 2])
@pytest.mark.parametrize(("tracked", "first", "total"), [(True, "first", "sum"), (False, "conv1", "add")])
def test_a_channel_is_ablated(tracked, first, total, recorded_before, training, mode):
    torch.manual_seed(0)
    module = Block(tracked).train(training)
    x = torch.rand(2, 3, 4, 4)
    tracer = Tracer(module)
    with mode():
        for _ in range(recorded_before):
            tracer.record(x)
        trace = tracer.record(x, replace={first: zero_channel(2), total: zero_channel(0)})
        y = torch.relu(module.norm1(module.conv1(x)))
        y[:, 2] = 0
        expected = torch.relu(module.conv2(y) + y)
        expected[:, 0] = 0
    assert torch.equal(trace.output, expected)
    assert torch.equal(trace.activations[first], y)
    assert torch.equal(trace.activations[total], expected)
    with mode():
        plain = tracer.record(x)
    assert not torch.equal(plain.output, trace.output)


def test_learning_how_to_intervene_leaves_buffers_and_random_state_alone():
    module = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4), nn.Dropout(0.5)).train()
    other = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4), nn.Dropout(0.5)).train()
    other.load_state_dict(module.state_dict())
    x = torch.rand(2, 3, 4, 4)
    torch.manual_seed(4)
    expected = other(x)
    torch.manual_seed(4)
    trace = Tracer(module).record(x, replace={"0": lambda activation: activation})
    assert torch.equal(trace.output, expected)
    assert all(torch.equal(one, two) for one, two in zip(module.buffers(), other.buffers(), strict=True))


def test_the_input_can_be_replaced():
    module = Block(True).eval()
    x = torch.rand(1, 3, 4, 4)
    trace = Tracer(module).record(x, replace={"input": zero_channel(1)})
    assert torch.equal(trace.output, module(zero_channel(1)(x)))
    assert trace.activations["input"][:, 1].count_nonzero() == 0


def test_gradients_flow_through_a_replacement():
    module = Block(True).eval()
    trace = Tracer(module).record(torch.rand(1, 3, 4, 4), replace={"first": lambda a: a * 0})
    trace.output.sum().backward()
    assert module.conv1.weight.grad.count_nonzero() == 0


def test_the_second_call_only():
    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.tracker = nn.Conv2d(2, 2, 1), TrackerModule("t")

        def forward(self, x):
            return self.tracker(self.conv(self.tracker(self.conv(x))))

    module = Twice().eval()
    trace = Tracer(module).record(torch.rand(1, 2, 3, 3), replace={"tracker:1": lambda a: a * 0})
    assert trace.output.count_nonzero() == 0
    assert trace.activations["tracker"].count_nonzero() > 0


def test_an_unknown_node_is_named_with_near_ones():
    with pytest.raises(ValueError, match="Near names: first"):
        Tracer(Block(True).eval()).record(torch.rand(1, 3, 4, 4), replace={"frist": lambda a: a})


def test_what_no_hook_reaches_is_refused():
    class Sum(nn.Module):
        def __init__(self):
            super().__init__()
            self.one, self.two, self.three = (nn.Conv2d(3, 3, 1) for _ in range(3))

        def forward(self, x):
            total = self.one(x) + self.two(x)
            return self.three(total) * total

    with pytest.raises(ValueError, match="cannot be replaced"):
        Tracer(Sum().eval()).record(torch.rand(1, 3, 4, 4), replace={"add": lambda a: a})


def test_a_replacement_of_another_shape_is_refused_and_leaves_no_hook():
    module = Block(True).eval()
    with pytest.raises(ValueError, match="keep shape and type"):
        Tracer(module).record(torch.rand(1, 3, 4, 4), replace={"first": lambda a: a[:, :1]})
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in module.modules())
