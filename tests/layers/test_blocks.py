"""Residual and dense blocks: what can be exchanged in them, and what they refuse."""

import pytest
import torch
from torch import nn
from torch.nn import functional

from deepvision import TrackerModule
from deepvision.layers import (
    VGG13,
    BasicBlock,
    Bottleneck,
    DenseLayer,
    DenseNet,
    PredefinedFilterModule,
    ProxyGradLeakyReLU,
    ProxyGradReLU,
    ResNet,
    SmoothedConv2d,
    convolution3x3,
    initialize,
    pfdensenet121,
    pfnet18,
    pfvgg13,
)


def parts(module, kind):
    return [part for part in module.modules() if isinstance(part, kind)]


def picture(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(0))


@torch.no_grad()
def test_a_block_without_skip_is_its_convolutions():
    torch.manual_seed(0)
    block = BasicBlock(4, 6, 2, skip="none").eval()
    x = picture(1, 4, 8, 8)
    y = block.bn1(functional.conv2d(x, block.conv1.weight, stride=2, padding=1)).relu()
    y = block.bn2(functional.conv2d(y, block.conv2.weight, padding=1)).relu()
    assert torch.equal(block(x), y)
    assert block.downsample is None


@torch.no_grad()
@pytest.mark.parametrize("kind", [BasicBlock, Bottleneck])
def test_the_skip_is_added_before_the_last_rectifier(kind):
    torch.manual_seed(0)
    block = kind(8 * kind.expansion, 8).eval()
    last = block.bn2 if kind is BasicBlock else block.bn3
    nn.init.zeros_(last.weight)
    x = picture(1, 8 * kind.expansion, 5, 5)
    assert torch.equal(block(x), x.relu())


def test_smoothing_is_where_height_and_width_are_halved():
    network = ResNet(Bottleneck, [1, 1, 1, 1], 2, skip="smoothed")
    assert len(parts(network, SmoothedConv2d)) == 3
    assert isinstance(network.layer1[0].downsample[0], nn.Conv2d)  # other channels, the same size: nothing to smooth
    assert not isinstance(network.layer1[0].downsample[0], SmoothedConv2d)
    assert not parts(ResNet(BasicBlock, [1, 1, 1, 1], 2), SmoothedConv2d)


@pytest.mark.parametrize(
    ("activation", "kind"),
    [(nn.LeakyReLU, nn.LeakyReLU), (ProxyGradReLU, ProxyGradReLU), (ProxyGradLeakyReLU, ProxyGradLeakyReLU)],
)
@pytest.mark.parametrize("make", [pfnet18, pfvgg13, pfdensenet121])
def test_a_rectifier_is_exchanged_everywhere(make, activation, kind):
    with torch.device("meta"):
        network, plain = make(2, activation=activation), make(2)
    assert not parts(network, nn.ReLU)
    assert len(parts(network, kind)) == len(parts(plain, nn.ReLU)) > 10


def test_pfnet18_has_filters_everywhere_and_one_set():
    network = pfnet18(2, "random-4", seed=7)
    modules = parts(network, PredefinedFilterModule)
    assert len(modules) == 17
    assert all(torch.equal(module.filters, modules[0].filters) for module in modules)
    assert {conv.kernel_size for conv in parts(network, nn.Conv2d)} == {(1, 1)}
    assert not torch.equal(pfnet18(2, "random-4", seed=8).conv1.filters, network.conv1.filters)
    assert len(parts(network, SmoothedConv2d)) == 3


def test_the_reduced_pfnet18_gives_all_filters_to_the_first_module_only():
    modules = parts(pfnet18(2, "even-uneven-16", reduced=True), PredefinedFilterModule)
    assert [module.growth for module in modules] == [16] + [1] * 16


def test_the_inner_rectifier_can_be_left_out():
    network = pfnet18(2, inner_rectified=False)
    assert all(isinstance(m.activation, nn.Identity) for m in parts(network, PredefinedFilterModule))
    assert len(parts(network, nn.ReLU)) == 17  # those of ResNet18 stay


@pytest.mark.parametrize(("trained", "more"), [("never", 0), ("each", 17 * 2 * 9), ("shared", 2 * 9)])
def test_trained_filters(trained, more):
    def count(network):
        return sum(p.numel() for p in network.parameters())

    network = pfnet18(2, "even-2", trained=trained)
    assert count(network) == count(pfnet18(2, "even-2")) + more
    network(picture(2, 3, 32, 32)).sum().backward()
    assert all(p.grad is not None for p in network.parameters())


@torch.no_grad()
def test_a_dense_layer_keeps_its_input_and_adds_to_it():
    layer = DenseLayer(6, 4, convolution=convolution3x3, activation=nn.ReLU).eval()
    x = picture(1, 6, 5, 5)
    y = layer.conv1(layer.norm1(x).relu())
    assert y.shape == (1, 16, 5, 5)
    assert torch.equal(layer(x), torch.cat([x, layer.conv2(layer.norm2(y).relu())], 1))


def test_kaiming_initialization_leaves_filters():
    torch.manual_seed(0)
    module = nn.Sequential(nn.Conv2d(64, 128, 3), PredefinedFilterModule(2, 4, filters=torch.ones(2, 3, 3)))
    initialize(module)
    assert module[0].weight.std().item() == pytest.approx((2 / (128 * 9)) ** 0.5, rel=0.02)
    assert module[0].bias.abs().max() == 0
    assert torch.equal(module[1].filters, torch.ones(2, 3, 3))


@torch.no_grad()
@pytest.mark.parametrize(
    "make", [lambda: pfnet18(3, "even-2"), lambda: VGG13(3, hidden=8), lambda: DenseNet([1, 1], 3)]
)
def test_trackers_change_nothing(make):
    torch.manual_seed(0)
    network = make().eval()
    x = picture(1, 3, 64, 64)
    before, state = network(x), set(network.state_dict())
    for module in list(network.modules()):
        for name, child in module.named_children():
            if isinstance(child, TrackerModule):
                setattr(module, name, nn.Identity())
    assert torch.equal(network(x), before)
    assert set(network.state_dict()) == state


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ResNet(BasicBlock, [2, 2, 2], 2), r"four depths, one per stage, got \[2, 2, 2\]"),
        (lambda: ResNet(BasicBlock, [1] * 4, 2, skip="no"), r"skip of plain, smoothed, none, got 'no'"),
        (lambda: DenseNet([1, 1], 2, transitions=[4, 4]), r"1 transitions between 2 dense blocks, got \[4, 4\]"),
        (lambda: pfnet18(2, "lines"), r"set of pre-defined filters, got 'lines'"),
        (lambda: pfnet18(2, trained="all"), r"trained never, each, shared, got 'all'"),
        (lambda: pfnet18(2, "even-uneven-9", reduced=True), r"divisible by the number of filters k = 9, got 1 · 64"),
    ],
)
def test_what_cannot_be(make, message):
    with pytest.raises(ValueError, match=message):
        make()
