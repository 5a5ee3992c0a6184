"""What edges say."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from deepvision.tracking import Tracer, TrackerModule
from tests.tracking.networks import Tracked


def label_of(layer, x):
    graph = Tracer(nn.Sequential(layer, TrackerModule("t")).eval()).record(x).graph
    (edge,) = graph.edges
    return edge.label


@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad, torch.inference_mode])
@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (nn.Conv2d(4, 8, 3), "conv 3×3, 4 → 8"),
        (nn.Conv2d(4, 8, (1, 7), stride=2), "conv 1×7 /2, 4 → 8"),
        (nn.Conv2d(4, 8, 3, stride=(2, 1)), "conv 3×3 /2×1, 4 → 8"),
        (nn.Conv2d(4, 8, 3, dilation=2), "conv 3×3 dilation 2, 4 → 8"),
        (nn.Conv2d(4, 8, 3, groups=2), "conv 3×3, 4 → 8, 2 groups"),
        (nn.Conv2d(4, 4, 3, groups=4), "depthwise conv 3×3, 4"),
        (nn.Conv2d(4, 8, 3, groups=4, bias=False), "depthwise conv 3×3, 4 → 8"),
        (nn.ConvTranspose2d(4, 2, 2, stride=2), "transposed conv 2×2 /2, 4 → 2"),
        (nn.BatchNorm2d(4), "norm"),
        (nn.GroupNorm(2, 4), "norm"),
        (nn.LayerNorm(8), "norm"),
        (nn.ReLU(), "relu"),
        (nn.ReLU(inplace=True), "relu"),
        (nn.ReLU6(), "relu6"),
        (nn.Hardswish(), "hardswish"),
        (nn.SiLU(inplace=True), "silu"),
        (nn.GELU(), "gelu"),
        (nn.LeakyReLU(), "leaky relu"),
        (nn.PReLU(), "prelu"),
        (nn.MaxPool2d(3, 2), "max pool 3×3 /2"),
        (nn.AvgPool2d(2), "avg pool 2×2 /2"),
        (nn.AdaptiveAvgPool2d(1), "global avg pool"),
        (nn.AdaptiveAvgPool2d(3), "avg pool to 3×3"),
        (nn.Softmax(1), "softmax"),
        (nn.Upsample(scale_factor=2), "resize to 16×16"),
        (nn.Sequential(nn.Flatten(), nn.Linear(256, 3)), "linear 256 → 3"),
        (nn.Linear(8, 3, bias=False), "linear 8 → 3"),
        (nn.Sequential(nn.Conv2d(4, 6, 1), nn.BatchNorm2d(6), nn.ReLU(True)), "conv 1×1, 4 → 6 · norm · relu"),
        (nn.Flatten(), ""),
        (nn.Dropout(), ""),
    ],
    ids=str,
)
def test_layers(layer, expected, mode):
    with mode():
        assert label_of(layer, torch.rand(2, 4, 8, 8)) == expected


def labels(body):
    edges = Tracer(Tracked(body).eval()).record(torch.rand(1, 4, 4, 4)).graph.edges
    return {(edge.source, edge.target): edge.label for edge in edges}


def test_a_join_is_on_all_of_its_edges():
    found = labels(lambda n, x: n.c(F.relu(n.a(x) + n.b(x) * 2)))
    assert found["a", "c"] == found["b", "c"] == "add · relu"
    assert found["input", "a"] == ""


def test_concatenation_and_products():
    found = labels(lambda n, x: n.d(torch.cat([n.a(x), n.b(x)], 1)[:, :4] * n.c(x)))
    assert found["a", "d"] == "concat · mul"
    assert found["c", "d"] == "mul"


def test_of_several_ways_the_longest():
    found = labels(lambda n, x: (lambda a: n.b(a + torch.sigmoid(n.conv(a))))(n.a(x)))
    assert found["a", "b"] == "conv 1×1, 4 → 4 · sigmoid · add"


def test_attention():
    found = labels(lambda n, x: n.b(F.scaled_dot_product_attention(*[n.a(x)] * 3)))
    assert found["a", "b"] == "attention"


def test_parameters_in_order_of_use_with_the_node_they_flow_into():
    module = Tracked(lambda n, x: n.b(n.norm(n.conv(n.a(x)))) * n.norm.weight[:, None, None])
    nodes = {node.id: node.parameters for node in Tracer(module).record(torch.rand(2, 4, 3, 3)).graph.nodes}
    assert nodes == {"input": (), "a": (), "b": ("conv.weight", "conv.bias", "norm.weight", "norm.bias")}


def test_parameters_behind_a_parametrization():
    layer = torch.nn.utils.parametrizations.weight_norm(nn.Conv2d(3, 4, 1))
    for module in (nn.Sequential(layer, TrackerModule("t")), nn.Sequential(layer, nn.ReLU())):
        node = Tracer(module).record(torch.rand(1, 3, 2, 2)).graph.nodes[-1]
        assert set(node.parameters) == {
            "0.bias",
            "0.parametrizations.weight.original0",
            "0.parametrizations.weight.original1",
        }
