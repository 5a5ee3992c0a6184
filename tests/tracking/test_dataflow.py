"""Predecessors of trackers through every way values can take, each worked out by hand."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.checkpoint import checkpoint

from deepvision.tracking import Tracer, TrackerModule
from tests.tracking.networks import Tracked, edges, script


class Double(torch.autograd.Function):
    @staticmethod
    def forward(context, x):
        return x * 2

    @staticmethod
    def backward(context, gradient):
        return gradient * 2


def rectified_sum(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.relu(x) + y


scripted = script(rectified_sum)


def chain(n, x):
    return n.b(n.a(x))


def total(n, x):
    return n.c(n.a(x) + n.b(x))


def one_object_twice(n, x):
    x = n.a(x)
    return n.d(n.b(x) + n.c(x))


def views(n, x):
    return n.b(n.a(x).flatten(1).view(-1, 4, 16).transpose(1, 2).unsqueeze(0)[0, :, 1:])


def split_apart(n, x):
    left, right = n.a(x).chunk(2, dim=1)
    return torch.cat([n.b(left), n.c(right)], 1)


def disjoint_slices(n, x):
    buffer = torch.zeros_like(x)
    buffer[:, :2] = n.a(x)[:, :2]
    buffer[:, 2:] = n.b(x)[:, 2:]
    return n.c(buffer[:, :2]) + n.d(buffer[:, 2:])


def interleaved_slices(n, x):
    buffer = torch.empty_like(x)
    buffer[..., ::2] = n.a(x)[..., ::2]
    buffer[..., 1::2] = n.b(x)[..., 1::2]
    return n.c(buffer[..., ::2]) + n.d(buffer[..., 1::2])


def overlapping_slices(n, x):
    buffer = n.a(x).clone()
    buffer[:, 1:3] = n.b(x)[:, 1:3]
    return n.c(buffer[:, :2]) + n.d(buffer[:, 3:])


def whole_overwritten(n, x):
    buffer = n.a(x).clone()
    buffer.copy_(n.b(x))
    return n.c(buffer)


def view_then_write(n, x):
    buffer = n.a(x).clone()
    view = buffer.view(-1)
    buffer += n.b(x)
    return n.c(view)


def write_through_view(n, x):
    buffer = n.a(x).clone()
    buffer.flatten(1)[:, 3].add_(n.b(x).sum())
    return n.c(buffer)


def data_attribute(n, x):
    return n.c(n.a(x).data + n.b(x).detach())


def no_grad_island(n, x):
    with torch.no_grad():
        scale = n.a(x).mean()
    return n.b(x * scale)


def through_indices(n, x):
    return n.b(F.embedding(n.a(x).flatten(1).argmax(1), torch.eye(64)))


def shape_is_no_flow(n, x):
    a = n.a(x)
    return n.b(x.reshape(a.shape) + torch.ones_like(a) + a.new_zeros(a.shape))


def out_argument(n, x):
    result = torch.empty_like(x)
    with torch.no_grad():
        torch.add(n.a(x), n.b(x), out=result)
    return n.c(result)


def own_function(n, x):
    return n.b(Double.apply(n.a(x)))


def scripted_function(n, x):
    return n.c(scripted(n.a(x), n.b(x)))


def mapped(n, x):
    return n.b(torch.func.vmap(lambda picture: picture * 2 + picture.mean())(n.a(x)))


def expanded(n, x):
    return n.c(n.a(x).mean((2, 3), keepdim=True).expand_as(x) * n.b(x))


def attention(n, x):
    query, key, value = n.a(x), n.b(x), n.c(x)
    return n.d(F.scaled_dot_product_attention(query, key, value))


def transformer(n, x):
    grid = F.affine_grid(n.a(x).mean((1, 2, 3))[:, None, None].expand(-1, 2, 3), list(x.shape), align_corners=False)
    return n.c(F.grid_sample(n.b(x), grid, align_corners=False))


def shuffled(n, x):
    return n.b(F.channel_shuffle(n.a(x), 2))


def checkpointed(n, x):
    return n.b(checkpoint(lambda t: torch.relu(t) * 2, n.a(x), use_reentrant=False))


def checkpointed_reentrant(n, x):
    return n.b(checkpoint(lambda t: torch.relu(t) * 2, n.a(x), use_reentrant=True))


def through_layers(n, x):
    return n.b(torch.relu(n.norm(n.conv(n.a(x)))))


def other_types(n, x):
    return n.b((n.a(x).half().to(torch.bfloat16).float() > 0.5).to(torch.complex64))


CASES = {
    chain: {"a": "input", "b": "a"},
    total: {"a": "input", "b": "input", "c": "a b"},
    one_object_twice: {"a": "input", "b": "a", "c": "a", "d": "b c"},
    views: {"a": "input", "b": "a"},
    split_apart: {"a": "input", "b": "a", "c": "a"},
    disjoint_slices: {"a": "input", "b": "input", "c": "a", "d": "b"},
    interleaved_slices: {"a": "input", "b": "input", "c": "a", "d": "b"},
    overlapping_slices: {"a": "input", "b": "input", "c": "a b", "d": "a"},
    whole_overwritten: {"a": "input", "b": "input", "c": "b"},
    view_then_write: {"a": "input", "b": "input", "c": "a b"},
    write_through_view: {"a": "input", "b": "input", "c": "a b"},
    data_attribute: {"a": "input", "b": "input", "c": "a b"},
    no_grad_island: {"a": "input", "b": "input a"},
    through_indices: {"a": "input", "b": "a"},
    shape_is_no_flow: {"a": "input", "b": "input"},
    out_argument: {"a": "input", "b": "input", "c": "a b"},
    own_function: {"a": "input", "b": "a"},
    scripted_function: {"a": "input", "b": "input", "c": "a b"},
    mapped: {"a": "input", "b": "a"},
    expanded: {"a": "input", "b": "input", "c": "a b"},
    attention: {"a": "input", "b": "input", "c": "input", "d": "a b c"},
    transformer: {"a": "input", "b": "input", "c": "a b"},
    shuffled: {"a": "input", "b": "a"},
    checkpointed: {"a": "input", "b": "a"},
    checkpointed_reentrant: {"a": "input", "b": "a"},
    through_layers: {"a": "input", "b": "a"},
    other_types: {"a": "input", "b": "a"},
}


@pytest.mark.filterwarnings("ignore:None of the inputs have requires_grad")
@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad, torch.inference_mode])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("body", CASES, ids=lambda body: body.__name__)
def test_predecessors_are_the_trackers_whose_values_arrive(body, training, mode):
    x = torch.rand(2, 4, 4, 4, requires_grad=True)
    with mode():
        found = edges(Tracked(body).train(training), x)
    assert found == {"input": set()} | {node: set(sources.split()) for node, sources in CASES[body].items()}


class Nested(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(4, 4, 1), TrackerModule("one"), nn.ReLU(inplace=True), TrackerModule("two"))
        self.more = nn.ModuleList([nn.Sequential(nn.Conv2d(4, 4, 1), TrackerModule(f"item {i}")) for i in range(2)])

    def forward(self, x):
        x = self.body(x)
        return sum(branch(x) for branch in self.more)


def test_trackers_inside_containers():
    assert edges(Nested().eval()) == {
        "input": set(),
        "body.1": {"input"},
        "body.3": {"body.1"},
        "more.0.1": {"body.3"},
        "more.1.1": {"body.3"},
    }


def test_a_module_used_twice_is_two_nodes():
    def body(n, x):
        for _ in range(3):
            x = n.a(n.conv(x))
        return x

    module = Tracked(body).eval()
    assert edges(module) == {"input": set(), "a": {"input"}, "a:1": {"a"}, "a:2": {"a:1"}}
    names = [node.name for node in Tracer(module).record(torch.rand(1, 4, 2, 2)).graph.nodes]
    assert names == ["input", "A", "A", "A"]


def test_tied_weights_belong_to_both_nodes():
    module = Tracked(lambda n, x: n.b(n.conv(n.a(n.conv(x)))))
    nodes = Tracer(module).record(torch.rand(1, 4, 2, 2)).graph.nodes
    assert [node.parameters for node in nodes] == [(), ("conv.weight", "conv.bias"), ("conv.weight", "conv.bias")]


@pytest.mark.parametrize("wrap", [lambda t: (t, 1, None), lambda t: {"x": t}, lambda t: [t]])
def test_a_tracker_takes_what_identity_takes(wrap):
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b = TrackerModule("a"), TrackerModule("b")

        def forward(self, x):
            self.b(None)
            self.b(3)
            wrapped = self.a(wrap(x))
            return self.b(wrapped["x"] if isinstance(wrapped, dict) else wrapped[0])

    assert edges(Network().eval()) == {"input": set(), "a": {"input"}, "b:2": {"a"}}


def test_the_input_can_be_the_output():
    image = torch.rand(1, 3, 2, 2)
    module = Tracked(lambda n, x: x)
    trace = Tracer(module).record(image)
    assert trace.output is image
    assert [node.id for node in trace.graph.nodes] == ["input"]


def test_what_leaves_torch_is_assumed_to_come_from_the_modules_arguments():
    class Numpy(nn.Module):
        def forward(self, x):
            return torch.from_numpy(x.detach().numpy() * 2)

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.numpy, self.b = TrackerModule("a"), Numpy(), TrackerModule("b")

        def forward(self, x):
            return self.b(self.numpy(self.a(x)))

    graph = Tracer(Network().eval()).record(torch.rand(1, 3, 2, 2)).graph
    assert [(edge.source, edge.target, edge.inferred) for edge in graph.edges] == [
        ("input", "a", False),
        ("a", "b", True),
    ]


def test_a_constant_reaches_a_tracker_from_nowhere():
    found = edges(Tracked(lambda n, x: n.b(x + n.a(torch.ones(1, 4, 1, 1)))).eval())
    assert found == {"input": set(), "a": set(), "b": {"input", "a"}}


def test_buffers_written_in_one_run_carry_nothing_into_the_next():
    class Memory(nn.Module):
        def __init__(self):
            super().__init__()
            self.register_buffer("state", torch.zeros(4, 4, 4))
            self.a, self.b = TrackerModule("a"), TrackerModule("b")

        def forward(self, x):
            y = self.b(x + self.state)
            self.state.mul_(0.5).add_(self.a(x)[0].detach())
            return y

    module = Memory().eval()
    tracer = Tracer(module)
    for _ in range(3):
        graph = tracer.record(torch.rand(2, 4, 4, 4)).graph
        assert {(edge.source, edge.target) for edge in graph.edges} == {("input", "a"), ("input", "b")}


def test_control_flow_of_each_run_is_its_own():
    module = Tracked(lambda n, x: n.a(x) if x.mean() > 0 else n.c(n.b(x))).eval()
    tracer = Tracer(module)
    for sign, expected in [(1, ["a"]), (1, ["a"]), (-1, ["b", "c"]), (-1, ["b", "c"]), (1, ["a"])]:
        trace = tracer.record(torch.full((1, 4, 2, 2), float(sign)))
        assert [node.id for node in trace.graph.nodes] == ["input", *expected]
        assert list(trace.activations) == ["input", *expected]
