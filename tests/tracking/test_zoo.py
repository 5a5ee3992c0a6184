"""Networks of others: the same bits, every node reached from the input."""

import pytest
import timm
import torch
import torchvision

from deepvision.tracking import Tracer

TORCHVISION = {
    "alexnet": 96,
    "vgg11_bn": 64,
    "resnet18": 64,
    "densenet121": 64,
    "googlenet": 64,
    "squeezenet1_1": 64,
    "shufflenet_v2_x0_5": 64,
    "mobilenet_v2": 64,
    "mobilenet_v3_small": 64,
    "efficientnet_b0": 64,
    "mnasnet0_5": 64,
    "regnet_y_400mf": 64,
    "convnext_tiny": 64,
    "swin_v2_t": 64,
    "vit_b_32": 224,
}
TIMM = {
    "hrnet_w18_small": 64,
    "poolformer_s12": 64,
    "vit_tiny_patch16_224": 224,
    "mobilevit_xxs": 64,
    "dla34": 64,
    "ghostnet_100": 64,
    "nf_resnet26": 64,
}


def build(name):
    torch.manual_seed(0)
    if name in TIMM:
        return timm.create_model(name, pretrained=False), TIMM[name]
    options = {"aux_logits": False, "init_weights": False} if name == "googlenet" else {}
    module = torchvision.models.get_model(name, weights=None, **options)
    if name == "vit_b_32":
        torch.nn.init.normal_(module.heads.head.weight)  # zero as built, which would hide any difference
    return module, TORCHVISION[name]


@pytest.mark.parametrize("name", [*TORCHVISION, *TIMM])
def test_same_bits_and_all_connected(name):
    module, size = build(name)
    module.eval()
    x = torch.rand(1, 3, size, size)
    tracer = Tracer(module)
    with torch.no_grad():
        expected = module(x)
        first, second = tracer.record(x), tracer.record(x)
    assert torch.equal(first.output, expected)
    assert torch.equal(second.output, expected)
    assert first.graph == second.graph
    assert first.activations.keys() == second.activations.keys() == {node.id for node in first.graph.nodes}
    assert all(torch.equal(a, second.activations[node]) for node, a in first.activations.items())
    assert not any(edge.inferred for edge in first.graph.edges)
    reached = {"input"}
    for node in first.graph.nodes:
        if any(edge.source in reached for edge in first.graph.edges if edge.target == node.id):
            reached.add(node.id)
        assert tuple(first.activations[node.id].shape[1:]) == node.shape
    assert reached == {node.id for node in first.graph.nodes}
    used = {name for node in first.graph.nodes for name in node.parameters}
    assert used <= {name for name, _ in module.named_parameters()}
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in module.modules())


@pytest.mark.parametrize("name", ["googlenet", "swin_v2_t", "mobilevit_xxs", "efficientnet_b0"])
def test_inference_mode_shows_the_same(name):
    module, size = build(name)
    module.eval()
    x = torch.rand(1, 3, size, size)
    with torch.no_grad():
        usual = Tracer(module).record(x)
    with torch.inference_mode():
        trace = Tracer(module).record(x)
        assert torch.equal(trace.output, module(x))
    assert trace.graph == usual.graph
    assert all(torch.equal(a, usual.activations[node]) for node, a in trace.activations.items())
