"""Trackers and markers are nothing but identities."""

import copy
import pickle

import pytest
import torch
from torch import nn

from deepvision.tracking import Marker, Tracer, TrackerModule
from tests.tracking.networks import script


@pytest.mark.parametrize("kind", [TrackerModule, Marker])
class TestIdentity:
    def test_the_same_object_comes_out(self, kind):
        x = torch.rand(2)
        assert kind("name")(x) is x

    def test_nothing_is_overridden(self, kind):
        assert "forward" not in vars(kind)
        assert isinstance(kind("name"), nn.Identity)

    def test_state_has_no_keys(self, kind):
        assert list(nn.Sequential(nn.Linear(2, 2), kind("name")).state_dict()) == ["0.weight", "0.bias"]

    @pytest.mark.parametrize("copied", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
    def test_copies_keep_the_name(self, kind, copied):
        assert copied(kind("name")).name == "name"

    def test_scripting(self, kind):
        module = nn.Sequential(nn.Linear(2, 2), kind("name"))
        x = torch.rand(3, 2)
        assert torch.equal(script(module)(x), module(x))

    def test_compiling_in_one_graph(self, kind):
        module = nn.Sequential(nn.Linear(2, 2), kind("name"), nn.ReLU())
        x = torch.rand(3, 2)
        assert torch.equal(torch.compile(module, fullgraph=True, backend="eager")(x), module(x))

    def test_exporting(self, kind):
        module = nn.Sequential(nn.Linear(2, 2), kind("name"))
        x = torch.rand(3, 2)
        assert torch.equal(torch.export.export(module, (x,)).module()(x), module(x))


def test_a_copied_network_is_traced_alike():
    module = nn.Sequential(nn.Conv2d(3, 4, 1), TrackerModule("one"), nn.ReLU(inplace=True), TrackerModule("two")).eval()
    x = torch.rand(1, 3, 4, 4)
    graph = Tracer(module).record(x).graph
    assert Tracer(copy.deepcopy(module)).record(x).graph == graph
    assert Tracer(pickle.loads(pickle.dumps(module))).record(x).graph == graph


def test_a_tracker_class_imported_twice_is_recognised():
    class Other(nn.Identity):
        __is_tracker__ = True
        name = "other"

    graph = Tracer(nn.Sequential(nn.Conv2d(3, 4, 1), Other())).record(torch.rand(1, 3, 4, 4)).graph
    assert [node.kind for node in graph.nodes] == ["input", "tracker"]


def test_a_scripted_part_is_seen_through():
    part = script(nn.Sequential(nn.Conv2d(3, 4, 1), nn.ReLU()))

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.part, self.b = TrackerModule("a"), part, TrackerModule("b")

        def forward(self, x):
            return self.b(self.part(self.a(x)))

    trace = Tracer(Network().eval()).record(torch.rand(1, 3, 4, 4))
    assert [(e.source, e.target) for e in trace.graph.edges] == [("input", "a"), ("a", "b")]
    assert trace.graph.nodes[2].parameters == ("part.0.weight", "part.0.bias")
