"""The networks of the thesis: parameters as its tables and text count them, torchvision's outputs, and their halls."""

import pytest
import torch
import torchvision
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from deepvision import Marker, TrackerModule
from deepvision.catalog import scripts
from deepvision.catalog.networks import load_network
from deepvision.layers import VGG13, BasicBlock, DenseNet, ResNet, pfdensenet121, pfnet18, pfvgg13

NAMES = [name for name in scripts.names("network") if name != "covidresnet"]


def script(name):
    return scripts.load("network", scripts.find("network", name)).function


def parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def millions(module, digits=1):
    return round(parameters(module) / 1e6, digits)


@pytest.mark.parametrize(
    ("filters", "exactly", "thesis"),
    [
        ("even-2", 2_739_412, 2.7),
        ("even-4", 5_194_592, 5.2),
        ("uneven-8", 10_104_952, 10.1),
        ("even-uneven-9", 11_332_542, 11.3),
        ("even-uneven-13", 16_242_902, 16.2),
        ("even-uneven-18", 22_380_852, 22.4),
    ],
)
def test_table_6_2(filters, exactly, thesis):
    network = pfnet18(200, filters)
    assert parameters(network) == exactly
    assert millions(network) == thesis
    assert millions(ResNet(BasicBlock, [2, 2, 2, 2], 200)) == 11.3


def test_table_7_3():
    reduced, resnet = pfnet18(102, "even-uneven-16", reduced=True), ResNet(BasicBlock, [2, 2, 2, 2], 102)
    assert parameters(reduced) == 1_464_518
    assert (millions(reduced, 2), millions(resnet, 2)) == (1.46, 11.23)
    assert parameters(reduced) / parameters(resnet) == pytest.approx(0.13, abs=0.005)
    for network, thesis in ((reduced, 0.26), (resnet, 1.81)):
        with torch.no_grad(), FlopCounterMode(display=False) as counted:
            network.eval()(torch.zeros(1, 3, 224, 224))
        assert round(counted.get_total_flops() / 2 / 1e9, 2) == thesis


def test_parameters_by_hand():
    """A module has p · c_in · c_out weights (section 6.2), and its normalisation two for each of p · c_in channels."""
    p, weights, norms, channels = 9, 0, 0, 64
    layers = [(3, 64)]
    for width in (64, 128, 256, 512):
        layers += [(channels, width), (width, width), (width, width), (width, width)]
        if width != channels:
            weights += channels * width
            norms += 2 * width
        channels = width
    weights += sum(p * c_in * c_out for c_in, c_out in layers)
    norms += sum(2 * p * c_in + 2 * c_out for c_in, c_out in layers)
    assert parameters(pfnet18(200)) == weights + norms + 512 * 200 + 200


@pytest.mark.parametrize(
    ("make", "exactly", "thesis", "digits"),
    [
        (lambda: DenseNet([6, 10, 2, 1], 2, transitions=[128, 256, 512]), 1_633_538, 1.63, 2),  # 2.3.1
        (lambda: VGG13(100), 36_254_116, 36.3, 1),  # table 2.4
        (lambda: DenseNet([6, 12, 24, 16], 102), 7_058_406, 7, 0),  # 2.3.1: about 7 million
        (lambda: ResNet(BasicBlock, [2, 2, 2, 2], 200), 11_279_112, 11, 0),  # 2.3.3
        (lambda: script("inceptionv3").__globals__["InceptionV3"](2, auxiliary=False), 21_789_666, 22, 0),  # 2.3.2
        (lambda: pfnet18(200, "even-uneven-9", skip="plain"), 11_332_542, 11.3, 1),  # smoothing has none
    ],
)
def test_counts_in_the_text(make, exactly, thesis, digits):
    with torch.device("meta"):
        network = make()
    assert parameters(network) == exactly
    assert millions(network, digits) == thesis


def test_section_6_2_counts_densenet169_where_it_says_densenet121():
    """It gives DenseNet121 12.7 million; that is 7.1 (2.3.1: about 7), while DenseNet169 has 12.7 with 102 classes."""
    with torch.device("meta"):
        assert millions(DenseNet([6, 12, 24, 16], 102)) == 7.1
        assert millions(DenseNet([6, 12, 32, 32], 102)) == 12.7
        assert [millions(pfdensenet121(102, f"even-uneven-{p}")) for p in (9, 18)] == [7.2, 9.5]


def test_pfvgg13_has_as_many_weights_as_vgg13():
    with torch.device("meta"):
        plain, ours = VGG13(100), pfvgg13(100)
    convolutions = [m for m in plain.features if isinstance(m, nn.Conv2d)]
    biases = sum(m.out_channels for m in convolutions)
    inner_norms = sum(2 * 9 * m.in_channels for m in convolutions)
    assert parameters(ours) == parameters(plain) - biases + inner_norms == 36_295_002


@torch.no_grad()
@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("resnet18", "resnet18"),
        ("resnet18_proxygrad", "resnet18"),
        ("resnet50", "resnet50"),
        ("densenet121", "densenet121"),
        ("densenet169", "densenet169"),
        ("inceptionv3", "inception_v3"),
    ],
)
def test_torchvisions_weights_fit_and_give_torchvisions_outputs(name, theirs):
    torch.manual_seed(1)
    options = {"init_weights": False, "transform_input": True} if theirs == "inception_v3" else {}
    original = torchvision.models.get_model(theirs, weights=None, **options).eval()
    for module in original.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.uniform_(-0.1, 0.1)
            module.running_var.uniform_(0.8, 1.2)
            module.bias.uniform_(-0.1, 0.1)
    network = script(name)()
    network.module.load_state_dict(original.state_dict(), strict=True)
    pictures = torch.rand(1, 3, *((299, 299) if theirs == "inception_v3" else (96, 128)))
    imagenet = torchvision.models.ResNet18_Weights.IMAGENET1K_V1.transforms()

    def normalised(mean, std):
        return (pictures - torch.tensor(mean).view(3, 1, 1)) / torch.tensor(std).view(3, 1, 1)

    ours = network.module.eval()(normalised(network.mean, network.std))
    expected = original(normalised(imagenet.mean, imagenet.std))
    assert expected.std() > 0.01
    torch.testing.assert_close(ours, expected, rtol=1e-3, atol=1e-4 * expected.abs().max().item())
    assert list(network.class_names) == list(torchvision.models.ResNet18_Weights.IMAGENET1K_V1.meta["categories"])


@pytest.mark.parametrize("name", ["resnet18", "densenet121"])
def test_gradients_and_running_statistics_are_torchvisions(name):
    torch.manual_seed(1)
    original = torchvision.models.get_model(name, weights=None).train()
    module = script(name)().module.train()
    module.load_state_dict(original.state_dict())
    x, labels = torch.rand(2, 3, 64, 64), torch.tensor([3, 5])
    for network in (original, module):
        nn.functional.cross_entropy(network(x), labels).backward()
    expected = dict(original.named_parameters())
    for key, parameter in module.named_parameters():
        torch.testing.assert_close(parameter.grad, expected[key].grad, rtol=1e-3, atol=1e-5)
    for key, value in original.state_dict().items():
        torch.testing.assert_close(module.state_dict()[key], value)


def test_vgg13s_convolutions_have_torchvisions_names():
    with torch.device("meta"):
        theirs = torchvision.models.vgg13_bn().features.state_dict()
        ours = VGG13(100).features.state_dict()
    assert {k: v.shape for k, v in ours.items()} == {k: v.shape for k, v in theirs.items()}


@torch.no_grad()
@pytest.mark.parametrize("name", ["resnet18_cifar", "pfnet18_reduced_cifar"])
def test_cifar_variants_keep_32_pixels_up_to_the_second_stage(name):
    network = script(name)()
    assert network.input_size == (32, 32)
    assert len(network.class_names) == 10
    x = torch.zeros(1, 3, 32, 32)
    module = network.module.eval()
    assert module.conv1(x).shape == (1, 64, 32, 32)
    assert module.maxpool is None
    shapes = []
    for stage in (module.layer1, module.layer2, module.layer3, module.layer4):
        stage.register_forward_hook(lambda _, __, output: shapes.append(output.shape[2]))
    assert module(x).shape == (1, 10)
    assert shapes == [32, 16, 8, 4]


@pytest.mark.parametrize("name", NAMES)
def test_each_network_has_a_hall(name):
    """Every tracker that a forward pass meets is a node, every marker with nodes a section; all lead to the scores."""
    loaded = load_network(name)
    nodes = {node.id: node for node in loaded.graph.nodes}
    shown = {id for id, m in loaded.network.module.named_modules() if isinstance(m, TrackerModule)}
    assert set(nodes) - {"input"} <= shown
    unused = {id.rpartition(".")[2] for id in shown - set(nodes)}  # of what this variant or block does not have
    assert unused <= {"track_skip", "track_max_pool", "track_pool"}
    assert [node.name for node in list(nodes.values())[-2:]] == ["class scores", "posterior probabilities"]
    markers = {id for id, m in loaded.network.module.named_modules() if isinstance(m, Marker)}
    assert {section.id for section in loaded.graph.sections} == markers
    before = {edge.target: set() for edge in loaded.graph.edges}
    for edge in loaded.graph.edges:
        before[edge.target].add(edge.source)
    reached, waiting = set(), ["track_scores"]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting.extend(before.get(node, ()))
    assert set(nodes) - reached <= {"track_probabilities", *(id for id in nodes if id.startswith("AuxLogits."))}
    assert "track_scores" in reached
    assert "input" in reached
    names = {part for key in loaded.network.module.state_dict() for part in key.split(".")}
    assert not [name for name in names if name.startswith(("track", "mark"))]


def test_untrained_weights_come_from_the_seed_and_leave_pytorchs_random_numbers():
    state = torch.get_rng_state()
    make = script("pfnet18_reduced")
    first, again, other = (make(["a", "b"], seed=seed).module.state_dict() for seed in (0, 0, 1))
    assert torch.equal(torch.get_rng_state(), state)
    assert all(torch.equal(first[key], again[key]) for key in first)
    assert not torch.equal(first["layer1.0.conv1.combine.weight"], other["layer1.0.conv1.combine.weight"])


@torch.no_grad()
def test_variants_of_a_network_differ_where_they_should():
    x = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))

    def output(name):
        return script(name)(["a", "b"]).module.eval()(x)

    assert torch.equal(output("resnet18"), output("resnet18_proxygrad"))
    assert torch.equal(output("pfnet18_reduced"), output("pfnet18_reduced_proxygrad"))
    for name, variants in {
        "resnet18": ["resnet18_leaky", "resnet18_smoothed"],
        "pfnet18": ["pfnet18_aliasing", "pfnet18_noskip"],
        "pfnet18_reduced": ["pfnet18_reduced_leaky"],
    }.items():
        for variant in variants:
            assert not torch.allclose(output(name), output(variant)), variant
