"""A trace belongs to one call and one thread; nothing stays behind."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from torch import nn

from deepvision.tracking import Tracer, TrackerModule
from tests.tracking.networks import Tracked


def hooks(module):
    return [m for m in module.modules() if m._forward_hooks or m._forward_pre_hooks]


@pytest.fixture
def impatient_threads():
    """Let threads take turns a thousand times as often as usual."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("impatient_threads")
@pytest.mark.parametrize("shared_tracer", [True, False])
def test_threads_record_one_module_at_a_time(shared_tracer):
    module = Tracked(lambda n, x: n.c(n.a(n.conv(x)).add_(1) + n.b(n.conv(x)))).eval()
    tracer = Tracer(module)
    inputs = [torch.full((1, 4, 2, 2), float(i)) for i in range(40)]
    with torch.no_grad():
        expected = [module(x) for x in inputs]

    def record(x):
        with torch.no_grad():
            return (tracer if shared_tracer else Tracer(module)).record(x)

    with ThreadPoolExecutor(4) as pool:
        traces = list(pool.map(record, inputs))
    for x, output, trace in zip(inputs, expected, traces, strict=True):
        assert torch.equal(trace.output, output)
        assert torch.equal(trace.activations["input"], x)
        assert torch.equal(trace.activations["a"], module.conv(x))
        assert {(e.source, e.target) for e in trace.graph.edges} == {
            ("input", "a"),
            ("input", "b"),
            ("a", "c"),
            ("b", "c"),
        }
    assert hooks(module) == []


@pytest.mark.parametrize("recorded_before", [0, 1])
def test_a_plain_call_of_another_thread_is_not_recorded(recorded_before):
    entered, finished = threading.Event(), threading.Event()
    recorder = threading.get_ident()

    def body(n, x):
        x = n.a(x)
        if threading.get_ident() == recorder and armed:
            entered.set()
            assert finished.wait(10)
        return n.b(x)

    armed = False
    module = Tracked(body).eval()
    tracer = Tracer(module)
    for _ in range(recorded_before):
        tracer.record(torch.zeros(1, 4, 2, 2))
    armed = True
    other = torch.ones(1, 4, 2, 2)
    results = []

    def call():
        assert entered.wait(10)
        results.append(module(other))
        finished.set()

    thread = threading.Thread(target=call)
    thread.start()
    trace = tracer.record(torch.zeros(1, 4, 2, 2))
    thread.join()
    assert [node.id for node in trace.graph.nodes] == ["input", "a", "b"]
    assert trace.activations["b"].count_nonzero() == 0
    assert results[0] is other


@pytest.mark.parametrize("recorded_before", [0, 1])
def test_an_exception_passes_through_and_leaves_nothing(recorded_before):
    def body(n, x):
        y = n.a(n.conv(x))
        if x.mean() > 0.5:
            raise KeyError("from the network")
        return n.b(y)

    module = Tracked(body).eval()
    tracer = Tracer(module)
    for _ in range(recorded_before):
        tracer.record(torch.zeros(1, 4, 2, 2))
    with pytest.raises(KeyError, match="from the network"):
        tracer.record(torch.ones(1, 4, 2, 2))
    assert hooks(module) == []
    assert torch.utils._python_dispatch._get_current_dispatch_mode() is None
    assert [node.id for node in tracer.record(torch.zeros(1, 4, 2, 2)).graph.nodes] == ["input", "a", "b"]


def test_an_exception_that_the_network_catches():
    class Fails(nn.Module):
        def forward(self, x):
            raise ArithmeticError

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.fails, self.a = Fails(), TrackerModule("a")

        def forward(self, x):
            try:
                return self.fails(x)
            except ArithmeticError:
                return self.a(x)

    tracer = Tracer(Network().eval())
    for _ in range(2):
        assert [node.id for node in tracer.record(torch.zeros(1, 3, 2, 2)).graph.nodes] == ["input", "a"]


def test_a_recording_inside_a_recording():
    inner = Tracked(lambda n, x: n.a(x) * 2).eval()
    traces = []

    def body(n, x):
        traces.append(Tracer(inner).record(n.a(x)))
        return n.b(traces[-1].output)

    outer = Tracer(Tracked(body).eval()).record(torch.rand(1, 4, 2, 2))
    assert {(e.source, e.target) for e in outer.graph.edges} == {("input", "a"), ("a", "b")}
    assert {(e.source, e.target) for e in traces[0].graph.edges} == {("input", "a")}


def test_hooks_of_others_stay_and_see_what_they_would_see():
    module = Tracked(lambda n, x: n.a(n.conv(x))).eval()
    seen = []
    handle = module.conv.register_forward_hook(lambda m, args, output: seen.append(output))
    tracer = Tracer(module)
    for _ in range(2):
        trace = tracer.record(torch.rand(1, 4, 2, 2))
        assert torch.equal(seen[-1], trace.activations["a"])
    handle.remove()
    assert len(seen) == 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_wrappers_are_taken_off():
    module = Tracked(lambda n, x: n.a(n.conv(x))).eval()
    assert Tracer(nn.DataParallel(module)).module is module
    assert Tracer(torch.compile(module)).module is module


def test_what_is_no_module_is_refused():
    with pytest.raises(TypeError, match="Expected a torch"):
        Tracer(lambda x: x)
