"""Markers open sections; without trackers the modules are the sections."""

import torch
from torch import nn

from deepvision.tracking import Marker, Tracer, TrackerModule
from deepvision.tracking.sections import container_sections


class Block(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.marker, self.conv, self.tracker = Marker(name), nn.Conv2d(2, 2, 1), TrackerModule("conv")

    def forward(self, x):
        _ = self.marker(x)
        return self.tracker(self.conv(x))


class Network(nn.Module):
    """stem | stage 1: block, block | stage 2: block, tail | nothing."""

    def __init__(self):
        super().__init__()
        self.stem = TrackerModule("stem")
        self.stage1, self.stage2, self.empty = Marker("stage 1"), Marker("stage 2"), Marker("empty")
        self.blocks = nn.ModuleList(Block(f"block {i}") for i in range(3))
        self.tail = TrackerModule("tail")

    def forward(self, x):
        x = self.stem(x)
        x = self.stage1(x)
        x = self.blocks[1](self.blocks[0](x))
        x = self.blocks[2](self.stage2(x))
        return self.empty(self.tail(x))


def test_markers():
    graph = Tracer(Network().eval()).record(torch.rand(1, 2, 3, 3)).graph
    assert [(s.id, s.name, s.parent, s.nodes) for s in graph.sections] == [
        ("stage1", "stage 1", None, ()),
        ("blocks.0.marker", "block 0", "stage1", ("blocks.0.tracker",)),
        ("blocks.1.marker", "block 1", "stage1", ("blocks.1.tracker",)),
        ("stage2", "stage 2", None, ("tail",)),
        ("blocks.2.marker", "block 2", "stage2", ("blocks.2.tracker",)),
    ]
    assert {node.id: node.section for node in graph.nodes} == {
        "input": None,
        "stem": None,
        "blocks.0.tracker": "blocks.0.marker",
        "blocks.1.tracker": "blocks.1.marker",
        "blocks.2.tracker": "blocks.2.marker",
        "tail": "stage2",
    }


def test_a_marker_is_no_node_and_breaks_no_chain():
    edges = Tracer(Network().eval()).record(torch.rand(1, 2, 3, 3)).graph.edges
    assert [(edge.source, edge.target) for edge in edges] == [
        ("input", "stem"),
        ("stem", "blocks.0.tracker"),
        ("blocks.0.tracker", "blocks.1.tracker"),
        ("blocks.1.tracker", "blocks.2.tracker"),
        ("blocks.2.tracker", "tail"),
    ]


def test_a_marker_used_twice_opens_two_sections():
    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.block = Block("block")

        def forward(self, x):
            return self.block(self.block(x))

    graph = Tracer(Twice().eval()).record(torch.rand(1, 2, 3, 3)).graph
    assert [(s.id, s.nodes) for s in graph.sections] == [
        ("block.marker", ("block.tracker",)),
        ("block.marker:1", ("block.tracker:1",)),
    ]


def test_containers_of_two_nodes_or_more():
    nodes = ["stem", "a.0.conv", "a.0.add", "a.1.conv", "b.only.conv1", "b.only.conv2", "c.0.x.conv"]
    modules = {node: "a.0" if node == "a.0.add" else node for node in nodes}
    assert [(s.id, s.parent, s.nodes) for s in container_sections(modules)] == [
        ("a", None, ("a.1.conv",)),
        ("a.0", "a", ("a.0.conv", "a.0.add")),
        ("b", None, ("b.only.conv1", "b.only.conv2")),
    ]
