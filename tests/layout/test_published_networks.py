"""Halls of networks as they are published, traced without any change to them."""

import pytest
import torch
import torchvision

from deepvision.layout import layout
from deepvision.tracking import Tracer

NETWORKS = {  # the most lanes a network may take with everything unfolded
    "resnet50": 2,
    "densenet121": 1,
    "googlenet": 4,
    "inception_v3": 5,
    "mobilenet_v2": 1,
    "efficientnet_b0": 1,
}


def trace(name):
    options = {"aux_logits": False, "init_weights": False} if name in ("googlenet", "inception_v3") else {}
    network = torchvision.models.get_model(name, weights=None, **options).eval()
    with torch.no_grad():
        return Tracer(network).record(torch.zeros(1, 3, 96, 96)).graph


@pytest.mark.parametrize("name", NETWORKS)
def test_a_published_network_has_a_hall_without_faults(name, faults, overlaps):
    graph = trace(name)
    whole, folded = layout(graph, []), layout(graph)
    assert len(whole.panels) == len(graph.nodes)
    assert len({panel.position[0] for panel in whole.panels.values()}) <= NETWORKS[name]
    assert len({panel.position[2] for panel in folded.panels.values()}) <= 30
    for hall in (whole, folded):
        assert faults(hall) == []
        assert overlaps(hall) == []
