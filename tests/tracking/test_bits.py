"""Recording changes nothing, to the bit: outputs, gradients, buffers, random state, the input."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from deepvision.tracking import Tracer, TrackerModule
from tests.tracking.networks import Tracked, assert_same_bits
from tests.tracking.test_dataflow import CASES


class Residual(nn.Module):
    """Convolution, batch normalisation, in-place rectifier, in-place sum, dropout: with trackers or without."""

    def __init__(self, tracked):
        super().__init__()

        def tracker(name):
            return TrackerModule(name) if tracked else nn.Identity()

        self.conv1, self.conv2 = nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(4, 4, 3, padding=1)
        self.norm1, self.norm2 = nn.BatchNorm2d(4), nn.BatchNorm2d(4)
        self.relu, self.dropout, self.linear = nn.ReLU(inplace=True), nn.Dropout(0.3), nn.Linear(4, 3)
        self.first, self.second, self.sum, self.mean = (tracker(name) for name in ("first", "second", "sum", "mean"))

    def forward(self, x):
        y = self.first(self.relu(self.norm1(self.conv1(x))))
        y = self.second(self.norm2(self.conv2(y)))
        y += x
        y = self.sum(self.relu(y))
        return self.linear(self.dropout(self.mean(y.mean((2, 3)))))


@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad, torch.inference_mode])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("tracked", [True, False])
def test_a_residual_block(tracked, training, mode):
    torch.manual_seed(0)
    module = Residual(tracked).train(training)
    x = torch.rand(3, 4, 5, 5)
    with mode():
        assert_same_bits(module, x)


@pytest.mark.filterwarnings("ignore:None of the inputs have requires_grad")
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("body", CASES, ids=lambda body: body.__name__)
def test_every_way_of_values(body, training):
    assert_same_bits(Tracked(body).train(training), torch.rand(2, 4, 4, 4))


@pytest.mark.parametrize("dtype", [torch.float64, torch.bfloat16, torch.float16])
@pytest.mark.parametrize("memory_format", [torch.contiguous_format, torch.channels_last])
def test_types_and_memory_formats(dtype, memory_format):
    module = Residual(True).eval().to(dtype).to(memory_format=memory_format)
    with torch.no_grad():
        assert_same_bits(module, torch.rand(2, 4, 5, 5, dtype=dtype).to(memory_format=memory_format))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_batches_of_any_size(count):
    with torch.no_grad():
        assert_same_bits(Residual(False).eval(), torch.rand(count, 4, 5, 5))


def test_autocast():
    with torch.autocast("cpu"):
        assert_same_bits(Residual(False).eval(), torch.rand(2, 4, 5, 5))


@pytest.mark.parametrize("training", [True, False])
def test_a_gradient_for_the_input(training):
    module = Residual(True).train(training)
    gradients = []
    for record in (False, True):
        x = torch.rand(2, 4, 5, 5, generator=torch.Generator().manual_seed(2)).requires_grad_()
        torch.manual_seed(1)
        output = Tracer(module).record(x).output if record else module(x)
        output.sum().backward()
        gradients.append(x.grad)
    assert torch.equal(*gradients)


def test_randomness_in_evaluation():
    assert_same_bits(Tracked(lambda n, x: n.a(x + torch.randn_like(x))).eval(), torch.rand(1, 4, 3, 3))


def test_randomness_when_a_plan_fails():
    """The second run leaves the planned way after it has drawn numbers; the repeated run must draw the same ones."""

    class Fickle(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b = TrackerModule("a"), TrackerModule("b")
            self.calls = []

        def forward(self, x):
            noisy = self.a(x + torch.randn_like(x))
            return self.b(noisy) if x.sum() > 0 else noisy

    module = Fickle().eval()
    inputs = [torch.ones(1, 4, 2, 2), -torch.ones(1, 4, 2, 2)]
    torch.manual_seed(5)
    plain = [module(x) for x in inputs] + [torch.get_rng_state()]
    torch.manual_seed(5)
    tracer = Tracer(module)
    recorded = [tracer.record(x).output for x in inputs] + [torch.get_rng_state()]
    assert all(torch.equal(one, other) for one, other in zip(plain, recorded, strict=True))


@pytest.mark.parametrize("training", [True, False])
def test_an_input_that_the_network_overwrites(training):
    with torch.no_grad():
        assert_same_bits(Tracked(lambda n, x: n.a(n.norm(x.mul_(2)))).train(training), torch.rand(2, 4, 3, 3))


@pytest.mark.parametrize(
    "layer",
    [
        nn.LSTM(4, 4, batch_first=True),
        nn.MultiheadAttention(4, 2, batch_first=True),
        nn.TransformerEncoderLayer(4, 2, 8, batch_first=True),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_layers_with_ways_of_their_own(layer):
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer, self.linear = layer, nn.Linear(4, 2)

        def forward(self, x):
            tokens = x.flatten(2).transpose(1, 2)
            result = self.layer(tokens, tokens, tokens) if isinstance(layer, nn.MultiheadAttention) else layer(tokens)
            return self.linear(result[0] if isinstance(result, tuple) else result)

    with torch.no_grad():
        assert_same_bits(Network().eval(), torch.rand(2, 4, 4, 4))


def test_functional_in_place_operations_between_layers():
    def body(n, x):
        x = n.conv(x)
        y = F.relu(n.norm(x), inplace=True)
        y += n.conv(y)
        return y.clamp_(max=1)

    class Plain(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.norm = nn.Conv2d(4, 4, 1), nn.BatchNorm2d(4)

        def forward(self, x):
            return body(self, x)

    for mode in (torch.no_grad, torch.inference_mode):
        with mode():
            assert_same_bits(Plain().eval(), torch.rand(2, 4, 3, 3))
