import threading

import pytest
import torch
from torch import nn
from torch.nn import functional

from deepvision.tracking import Tracer, TrackerModule
from deepvision.visualization.maximization.reaching import OUTPUT, Reach, UnknownLayerError

from .networks import KINDS, Small

X = torch.randn(2, 3, 18, 20, generator=torch.Generator().manual_seed(0))


def assert_all_reached(module, x=X):
    """Every node has, in a run that ends there, the values a tracer records; and a gradient comes back from it."""
    trace = Tracer(module).record(x.clone())
    reach = Reach(module, tuple(x.shape[1:]))
    for node in trace.graph.nodes:
        for _ in range(2):
            live = x.clone().requires_grad_()
            found = reach.run(live, [node.id])[node.id]
            assert torch.equal(found, reshaped(trace.activations[node.id])), node.id
            if node.id != "input":
                assert torch.autograd.grad(found.sum(), live)[0].shape == x.shape
    everything = [node.id for node in trace.graph.nodes]
    together = reach.run(x.clone().requires_grad_(), [*everything, OUTPUT])
    assert all(torch.equal(together[name], reshaped(trace.activations[name])) for name in everything)
    assert torch.equal(together[OUTPUT].flatten(1), trace.output.flatten(1))
    assert not any(child._forward_hooks or child._forward_pre_hooks for child in module.modules())


def reshaped(activation):
    return activation if activation.dim() == 4 else activation[:, :, None, None]


@pytest.mark.parametrize("kind", KINDS)
def test_every_layer_of_networks_without_trackers(kind):
    if kind != "scripted":
        assert_all_reached(Small(kind))


class Functional(nn.Module):
    """Values that no module passes on: sums and rectifiers between functions, the last one in place."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.one, self.two = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(3, 4, 1)

    def forward(self, x):
        one, two = self.one(x), self.two(x)
        first = torch.relu(one + two)
        second = functional.relu_(one * two + first.flip(3))
        return functional.adaptive_avg_pool2d(torch.cat([second, first], 1), 1).flatten(1)


def test_values_between_functions():
    module = Functional().eval()
    assert_all_reached(module)
    assert any(node.kind == "join" for node in Reach(module, (3, 18, 20)).graph.nodes)


class InPlaceBehind(nn.Module):
    """The node of ``norm`` shows what a function in place makes of it, and nothing passes that on."""

    def __init__(self):
        super().__init__()
        self.conv, self.norm = nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4)

    def forward(self, x):
        return functional.relu_(self.norm(self.conv(x))).mean((2, 3))


def test_what_is_written_to_after_its_module():
    assert_all_reached(InPlaceBehind().eval())


class Tracked(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.tracker = nn.Conv2d(3, 3, 3, padding=1), TrackerModule("again")
        self.count = 0

    def forward(self, x):
        for _ in range(3):
            x = self.tracker(torch.relu(self.conv(x)))
        self.count += 1
        return x.mean((2, 3))


def test_trackers_used_again_and_the_run_ends_at_the_one_asked_for():
    module = Tracked().eval()
    assert_all_reached(module)
    reach = Reach(module, (3, 18, 20))
    before = module.count
    reach.run(X, ["tracker:1"])
    assert module.count == before
    reach.run(X, [OUTPUT])
    assert module.count == before + 1


class WritesToItsInput(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)

    def forward(self, x):
        x *= 2
        return self.conv(x.sub_(1)).mean((2, 3))


def test_networks_that_write_to_their_input():
    assert_all_reached(WritesToItsInput().eval())
    x = X.clone()
    Reach(WritesToItsInput().eval(), (3, 18, 20)).run(x, [OUTPUT])
    assert torch.equal(x, X)


class Shortcut(nn.Module):
    """Takes fewer calls of functions when no gradient is wanted."""

    def __init__(self):
        super().__init__()
        self.one, self.two = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(3, 4, 1)

    def forward(self, x):
        one, two = self.one(x), self.two(x)
        if torch.is_grad_enabled():
            one = one.flip(3).flip(3)
        return functional.adaptive_avg_pool2d(torch.relu(one + two), 1).flatten(1)


def test_values_between_functions_with_and_without_gradients():
    reach = Reach(Shortcut().eval(), (3, 18, 20))
    join = next(node.id for node in reach.graph.nodes if node.kind == "join")
    live = reach.run(X.clone().requires_grad_(), [join])[join]
    with torch.no_grad():
        still = reach.run(X, [join, OUTPUT])
    assert live.requires_grad
    assert not still[join].requires_grad
    assert torch.equal(live, still[join])
    assert torch.equal(still[OUTPUT].flatten(1), still[join].mean((2, 3)))


def test_unknown_layers_have_near_names_and_training_networks_are_refused():
    reach = Reach(Small("module"), (3, 18, 20))
    with pytest.raises(UnknownLayerError, match=r"conv3.*conv"):
        reach.run(X, ["conv3"])
    with pytest.raises(ValueError, match="inference mode"):
        Reach(Small("module").train(), (3, 18, 20))


def test_errors_of_the_network_come_through_and_leave_no_hook():
    module = Tracked().eval()
    reach = Reach(module, (3, 18, 20))
    with pytest.raises(RuntimeError):
        reach.run(torch.zeros(1, 5, 4, 4), ["tracker:2"])
    assert not any(child._forward_hooks for child in module.modules())


def test_threads_do_not_meet_each_others_tensors():
    module = Small("in-place module")
    reach = Reach(module, (3, 18, 20))
    layers = [node.id for node in reach.graph.nodes if node.id != "input"]
    inputs = [torch.randn(1, 3, 18, 20) for _ in range(4)]
    expected = [[reach.run(x, [layer])[layer] for layer in layers] for x in inputs]
    outputs = [module(x) for x in inputs]
    wrong = []

    def work(number):
        for _ in range(10):
            for layer, values in zip(layers, expected[number], strict=True):
                if not torch.equal(reach.run(inputs[number], [layer])[layer], values):
                    wrong.append(layer)
            if not torch.equal(module(inputs[number]), outputs[number]):
                wrong.append("plain call")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
