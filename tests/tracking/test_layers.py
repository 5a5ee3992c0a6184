"""Networks without trackers: layers and joins, worked out by hand."""

import pytest
import torch
import torch.nn.functional as F
import torchvision
from torch import nn

from deepvision.tracking import Tracer
from tests.tracking.networks import edges


def record(module, size=64):
    with torch.no_grad():
        return Tracer(module.eval()).record(torch.rand(1, 3, size, size)).graph


class Branches(nn.Module):
    """One tensor object, two identities: a branch may not look like a chain."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2, self.conv3 = (nn.Conv2d(4, 4, 1) for _ in range(3))
        self.skip = nn.Identity()

    def forward(self, x):
        x = self.conv1(x)
        skip = self.skip(x)
        return self.conv3(self.conv2(x) + skip)


def test_a_branch_of_an_identity():
    assert edges(Branches().eval()) == {
        "input": set(),
        "conv1": {"input"},
        "skip": {"conv1"},
        "conv2": {"conv1"},
        "add": {"conv2", "skip"},
        "conv3": {"add"},
    }


def test_light_layers_belong_to_what_they_alone_read():
    module = nn.Sequential(
        nn.Conv2d(4, 6, 1),
        nn.BatchNorm2d(6),
        nn.ReLU(inplace=True),
        nn.Dropout(),
        nn.MaxPool2d(2),
        nn.Identity(),
        nn.Flatten(),
        nn.Linear(24, 5),
        nn.Softmax(1),
    ).eval()
    graph = Tracer(module).record(torch.rand(1, 4, 4, 4)).graph
    assert [(node.id, node.shape) for node in graph.nodes] == [
        ("input", (4, 4, 4)),
        ("0", (6, 4, 4)),
        ("4", (6, 2, 2)),
        ("7", (5, 1, 1)),
        ("8", (5, 1, 1)),
    ]
    assert [edge.label for edge in graph.edges] == [
        "conv 1×1, 4 → 6 · norm · relu",
        "max pool 2×2 /2",
        "linear 24 → 5",
        "softmax",
    ]
    assert graph.nodes[1].parameters == ("0.weight", "0.bias", "1.weight", "1.bias")


def test_joins_are_named_after_the_module_they_happen_in():
    class Inner(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1, self.conv2 = nn.Conv2d(4, 4, 1), nn.Conv2d(4, 4, 1)

        def forward(self, x):
            a, b = self.conv1(x), self.conv2(x)
            return torch.cat([a + b, a * b, a + b], 1)

    found = edges(nn.Sequential(Inner(), nn.Conv2d(12, 1, 1)).eval())
    both = {"0.conv1", "0.conv2"}
    assert found == {
        "input": set(),
        "0.conv1": {"input"},
        "0.conv2": {"input"},
        "0.add": both,
        "0.mul": both,
        "0.add:1": both,
        "0.concat": {"0.add", "0.mul", "0.add:1"},
        "1": {"0.concat"},
    }


def test_a_functional_activation_after_a_join_belongs_to_it():
    class Sum(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1, self.conv2 = nn.Conv2d(4, 4, 1), nn.Conv2d(4, 4, 1)

        def forward(self, x):
            return F.relu(self.conv1(x) + self.conv2(x))

    module = Sum().eval()
    x = torch.rand(1, 4, 2, 2)
    tracer = Tracer(module)
    for _ in range(2):
        trace = tracer.record(x)
        assert [node.id for node in trace.graph.nodes] == ["input", "conv1", "conv2", "add"]
        assert torch.equal(trace.activations["add"], module(x))


def test_growing_concatenations_are_a_chain():
    class Dense(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList(nn.Conv2d(2 + 2 * i, 2, 1) for i in range(4))

        def forward(self, x):
            features = [self.layers[0](x[:, :2])]
            for layer in self.layers[1:]:
                features.append(layer(torch.cat([x[:, :2], *features], 1)))
            return torch.cat(features, 1)

    found = edges(Dense().eval())
    assert found == {
        "input": set(),
        "layers.0": {"input"},
        "concat": {"input", "layers.0"},
        "layers.1": {"concat"},
        "concat:1": {"concat", "layers.1"},
        "layers.2": {"concat:1"},
        "concat:2": {"concat:1", "layers.2"},
        "layers.3": {"concat:2"},
        "concat:3": {"layers.0", "layers.1", "layers.2", "layers.3"},
    }


def test_what_does_not_depend_on_the_input_is_no_node():
    class Position(nn.Module):
        def __init__(self):
            super().__init__()
            self.position, self.conv = nn.Linear(3, 3), nn.Conv2d(3, 3, 1)

        def forward(self, x):
            return self.conv(x + self.position(torch.ones(3))[:, None, None])

    graph = record(Position())
    assert [node.id for node in graph.nodes] == ["input", "conv"]
    assert set(graph.nodes[1].parameters) == {"position.weight", "position.bias", "conv.weight", "conv.bias"}


@pytest.mark.parametrize("layer", [nn.LSTM(4, 6, batch_first=True), nn.MultiheadAttention(4, 2, batch_first=True)])
def test_attention_and_recurrent_layers_stay_whole(layer):
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer, self.stem = layer, nn.Conv2d(3, 4, 1)

        def forward(self, x):
            x = self.stem(x).flatten(2).transpose(1, 2)
            return self.layer(x, x, x)[0] if isinstance(layer, nn.MultiheadAttention) else self.layer(x)[0]

    graph = record(Network(), 3)
    assert [node.id for node in graph.nodes] == ["input", "stem", "layer"]
    assert graph.nodes[2].shape == ((6, 3, 3) if isinstance(layer, nn.LSTM) else (4, 3, 3))


def test_a_single_layer_is_a_network():
    graph = record(nn.Conv2d(3, 4, 1), 4)
    assert [(node.id, node.kind) for node in graph.nodes] == [("input", "input"), ("conv2d", "layer")]


def test_resnet50():
    graph = record(torchvision.models.resnet50(weights=None))
    ids = [node.id for node in graph.nodes]
    assert len(ids) == 3 + 16 * 4 + 4 + 2
    assert ids[:8] == [
        *("input", "conv1", "maxpool", "layer1.0.conv1", "layer1.0.conv2", "layer1.0.conv3"),
        *("layer1.0.downsample.0", "layer1.0.add"),
    ]
    assert ids[-2:] == ["avgpool", "fc"]
    assert len(graph.edges) == 2 + 16 * 5 + 4 + 2
    sections = {section.id: section for section in graph.sections}
    assert [s for s in sections if "." not in s] == ["layer1", "layer2", "layer3", "layer4"]
    assert sections["layer3.5"].parent == "layer3"


def test_densenet_edges_grow_with_its_depth_only():
    graph = record(torchvision.models.densenet121(weights=None))
    assert max(sum(edge.target == node.id for edge in graph.edges) for node in graph.nodes) == 2
