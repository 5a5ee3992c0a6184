import urllib.error
import urllib.request
from pathlib import Path

import pytest
import safetensors.torch
import torch

from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import load_network, pick_device

TINY = Path(__file__).parents[1] / "scripts" / "tiny.py"


def script(folder, text):
    path = folder / "mine.py"
    path.write_text(text)
    return str(path)


def variant(folder, before, after):
    text = TINY.read_text()
    assert before in text
    return script(folder, text.replace(before, after))


def test_a_script_by_path():
    network = load_network(str(TINY))
    assert (network.id, network.name, network.trained, network.weights) == ("tiny", "tiny", True, None)
    assert not network.network.module.training
    assert load_network(str(TINY), taken=["tiny", "tiny-2"]).id == "tiny-3"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("class Tiny", "1 / 0\n\n\nclass Tiny", r"mine.py, line 9: the script raised ZeroDivisionError"),
        ("import torch\n", "import torch\n)\n", r"mine.py, line 4: the script raised SyntaxError"),
        (
            "import torch\n",
            "import tochr\n",
            r"mine.py, line 3: the script raised ModuleNotFoundError: No module named",
        ),
        ("def network()", "def net()", r"expected a function network\(\)"),
        (
            "return Network(",
            "raise ValueError('no data')\n    return Network(",
            r"line 34: network\(\) raised ValueError",
        ),
        ("return Network(", "return 5\n    return Network(", r"returned int, expected deepvision.Network"),
        ("nn.Linear(4, 3)", "nn.Linear(5, 3)", r"raised RuntimeError|line 24"),
        ("mean=(0.5, 0.5, 0.5)", "mean=(0.5,)", r"expected mean and std of one length"),
        ("std=(0.5, 0.5, 0.5)", "std=(0.5, 0.5, 0)", r"std holds a zero"),
        ('"green", ', "", r"expected logits of shape \(1, 2\), one per class name, got \(1, 3\)"),
        ("(16, 24)", "(0, 24)", r"a positive input_size"),
        ("(16, 24)", "16", r"expected a positive input_size, two whole numbers \(height, width\), got 16"),
        ("(16, 24)", "(16.0, 24)", r"two whole numbers"),
        ("(16, 24)", "(10**6, 10**6)", r"the network raised RuntimeError for an input of shape \(1, 3, 1000000"),
        ("mean=(0.5, 0.5, 0.5)", "mean=0.5", r"expected mean and std to be lists of finite numbers"),
        ("std=(0.5, 0.5, 0.5)", "std=(0.5, 0.5, float('nan'))", r"lists of finite numbers"),
        ("module=Tiny()", "module=Tiny", r"a torch.nn.Module object, got the class Tiny"),
        ('class_names=["red", "green", "blue"]', "class_names='rgb'", r"a list with one name per class, got str"),
        ("trained=True", "weights=['a.pt']", r"a dictionary of names and files, got list"),
        ("class Tiny", "exit(3)\n\n\nclass Tiny", r"mine.py, line 9: the script raised SystemExit"),
        ("return Network(", "exit()\n    return Network(", r"line 34: network\(\) raised SystemExit"),
        ("x = self.track_sum", "exit()\n        x = self.track_sum", r"line 29: the network raised SystemExit"),
        ("    def forward", "    def eval(self):\n        1 / 0\n\n    def forward", r"raised ZeroDivisionError"),
        ("return self.track_scores(self", "return x, (self", r"expected logits of shape \(1, 3\).* got tuple"),
        ("import torch\n", "import torch\nimport sibling\n", r"line 4: .*move what it needs from sibling.py into it"),
        ("nn.Conv2d(3, 4", "nn.Conv2d(3, 4", None),
    ],
)
def test_a_script_that_cannot_be_shown_names_the_line_and_the_remedy(tmp_path, before, after, message):
    path = variant(tmp_path, before, after)
    (tmp_path / "sibling.py").write_text("")
    if message is None:
        assert load_network(path).id == "mine"
        return
    with pytest.raises(CatalogError, match=message):
        load_network(path)


def test_a_wrong_input_size_names_the_line_of_forward(tmp_path):
    path = variant(tmp_path, "self.linear(self.head(x).mean((2, 3)))", "self.linear(self.head(x).flatten(1))")
    with pytest.raises(CatalogError, match=r"mine.py, line \d+: the network raised RuntimeError for an input of shape"):
        load_network(path)


def test_scripts_may_hold_dataclasses_and_lazy_layers_and_have_an_at_in_their_name(tmp_path):
    text = TINY.read_text()
    for before, after in (
        ("import torch\n", "from __future__ import annotations\n\nimport dataclasses\n\nimport torch\n"),
        ("class Tiny", "@dataclasses.dataclass\nclass Options:\n    width: int = 4\n\n\nclass Tiny"),
        ("with torch", "self.linear = nn.LazyLinear(3)\n        return\n        with torch"),
    ):
        text = text.replace(before, after, 1)
    (tmp_path / "my@net.py").write_text(text)
    network = load_network(str(tmp_path / "my@net.py"))
    assert (network.id, network.parameters) == ("my-net", 4 * 27 + 12 + 3)


def test_near_names_are_offered():
    with pytest.raises(CatalogError, match="Did you mean covidresnet"):
        load_network("covidresent")
    with pytest.raises(CatalogError, match="resnet18"):
        load_network("torchvision:resnet81")
    with pytest.raises(CatalogError, match="there is no such file"):
        load_network("./nowhere.py")


@pytest.mark.parametrize("suffix", [".safetensors", ".pt"])
def test_weights_are_loaded_strictly_and_half_precision_becomes_float(tmp_path, suffix):
    state = {
        name: torch.full_like(value, 0.25).half()
        for name, value in load_network(str(TINY)).network.module.state_dict().items()
    }
    path = tmp_path / f"weights{suffix}"
    if suffix == ".pt":
        torch.save({"state_dict": state}, path)
    else:
        safetensors.torch.save_file(state, path)
    network = load_network(str(TINY), weights=path)
    assert (network.weights, network.trained) == (path.name, True)
    assert network.network.module.linear.weight.dtype == torch.float32
    assert float(network.network.module.linear.weight.detach().max()) == 0.25
    assert network.digest != load_network(str(TINY)).digest


class Harmful:
    def __reduce__(self):
        return (print, ("code was run",))


def test_weights_that_would_run_code_or_do_not_fit_are_refused(tmp_path, capsys):
    harmful, wrong = tmp_path / "harmful.pt", tmp_path / "wrong.safetensors"
    torch.save({"conv.weight": Harmful()}, harmful)
    safetensors.torch.save_file({"conv.weight": torch.zeros(4, 3, 5, 5), "extra": torch.zeros(1)}, wrong)
    with pytest.raises(CatalogError, match="without running code"):
        load_network(str(TINY), weights=harmful)
    assert "code was run" not in capsys.readouterr().out
    with pytest.raises(CatalogError, match=r"2 missing .*1 not in the network \(extra\).*1 of another shape"):
        load_network(str(TINY), weights=wrong)
    (tmp_path / "cut.safetensors").write_bytes(b"\x10\0\0\0\0\0\0\0{}")
    with pytest.raises(CatalogError, match="expected a safetensors file"):
        load_network(str(TINY), weights=tmp_path / "cut.safetensors")
    torch.save({0: torch.zeros(1)}, tmp_path / "numbers.pt")
    with pytest.raises(CatalogError, match="a dictionary of names and tensors"):
        load_network(str(TINY), weights=tmp_path / "numbers.pt")
    for damaged in (b"", b"hello world", b"PK\3\4" + bytes(99), bytes(range(256))):
        (tmp_path / "damaged.pt").write_bytes(damaged)
        with pytest.raises(CatalogError, match="it cannot be read as one without running code"):
            load_network(str(TINY), weights=tmp_path / "damaged.pt")
    with pytest.raises(CatalogError, match="no such weights file"):
        load_network(str(TINY), weights=tmp_path / "nowhere.pt")


def test_torchvision_by_name_untrained_on_request():
    network = load_network("torchvision:squeezenet1_1@none")
    assert (network.id, network.trained, network.network.input_size) == (
        "torchvision-squeezenet1-1-none",
        False,
        (224, 224),
    )
    assert network.network.class_names[285] == "Egyptian cat"
    assert len(network.graph.nodes) > 20
    again = load_network("torchvision:squeezenet1_1@none")
    assert network.digest == again.digest


def test_torchvision_weights_are_loaded_from_its_own_cache(tmp_path, monkeypatch):
    import torchvision

    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    weights = torchvision.models.SqueezeNet1_1_Weights.DEFAULT
    module = torchvision.models.squeezenet1_1(weights=None)
    with torch.no_grad():
        module.classifier[1].bias.fill_(7.0)
    checkpoints = tmp_path / "hub" / "checkpoints"
    checkpoints.mkdir(parents=True)
    torch.save(module.state_dict(), checkpoints / Path(weights.url).name)
    network = load_network("torchvision:squeezenet1_1")
    assert network.trained
    assert float(network.network.module.classifier[1].bias[0].detach()) == 7.0


def test_timm_by_name():
    network = load_network("timm:test_resnet@none")
    assert not network.trained
    assert network.network.input_size == (160, 160)
    assert len(network.graph.nodes) > 5


@pytest.fixture
def unreachable(tmp_path, monkeypatch):
    """No weights on this computer, and a network that answers nothing; returns what was asked."""
    asked = []

    def refuse(request, timeout):
        asked.append(request.full_url)
        raise urllib.error.URLError("no route to host")

    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    return asked


@pytest.mark.parametrize("name", ["torchvision:squeezenet1_1", "timm:test_resnet"])
def test_without_a_connection_a_network_is_shown_untrained_at_once_and_it_is_told(unreachable, caplog, name):
    network = load_network(name)
    assert not network.trained
    assert len(unreachable) == 1  # and no second try
    assert f"{name} is shown untrained: its weights are not on this computer" in caplog.text


def test_a_damaged_file_of_weights_is_told(unreachable, tmp_path, caplog):
    checkpoints = tmp_path / "hub" / "checkpoints"
    checkpoints.mkdir(parents=True)
    (checkpoints / "squeezenet1_1-b8a52dc0.pth").write_bytes(b"")
    assert not load_network("torchvision:squeezenet1_1").trained
    assert "squeezenet1_1-b8a52dc0.pth, which is damaged" in caplog.text


def test_weights_of_ones_own_for_a_known_architecture_need_no_connection(unreachable, tmp_path):
    state = load_network("torchvision:squeezenet1_1@none").network.module.state_dict()
    safetensors.torch.save_file(state, tmp_path / "mine.safetensors")
    network = load_network("torchvision:squeezenet1_1", weights=tmp_path / "mine.safetensors")
    assert (network.trained, network.weights, unreachable) == (True, "mine.safetensors", [])


@pytest.mark.parametrize("name", ["timm:test_resnet.bogus", "timm:test_resnet@bogus"])
def test_weights_that_timm_does_not_have(name):
    with pytest.raises(CatalogError, match=r"no such weights.*There are: test_resnet.r160_in1k"):
        load_network(name)


def test_devices():
    assert pick_device("cpu").type == "cpu"
    if not torch.cuda.is_available():
        with pytest.raises(CatalogError, match="PyTorch finds no such device here"):
            pick_device("cuda")
