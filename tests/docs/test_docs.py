"""Commands and scripts in the documents are run; settings and routes are documented."""

import os
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
import torch
from PIL import Image

from deepvision.api.services import build_services
from deepvision.catalog.networks import load_network
from deepvision.cli import main
from deepvision.cli.main import parser
from deepvision.settings import Settings, from_arguments

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def fences(language):
    for document in DOCUMENTS:
        for match in FENCE.finditer(document.read_text()):
            if match[1] == language:
                yield document.name, match[2].strip(), match[3]


COMMANDS = sorted({(name, line) for name, _, body in fences("sh") for line in body.splitlines() if line.strip()})


def tutorial_script():
    (body,) = {body for _, info, body in fences("python") if info == "file=my_network.py"}
    return body


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    scope = {}
    (tmp_path / "my_network.py").write_text(tutorial_script())
    exec(tutorial_script(), scope)
    torch.save(scope["network"]().module.state_dict(), tmp_path / "my_weights.pt")
    (tmp_path / "Pictures" / "cats").mkdir(parents=True)
    Image.new("RGB", (8, 8)).save(tmp_path / "Pictures" / "cats" / "one.png")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("document", "command"), COMMANDS)
def test_commands(document, command, workplace, capsys):
    words = shlex.split(command, comments=True)
    if words[0] == "make":
        targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        assert all(word in targets for word in words[1:] if "=" not in word)
    elif words[0] == "deepvision" and words[1] != "serve":
        assert main(words[1:]) in ((0, 1) if words[1] == "doctor" else (0,))  # a busy port is no fault of the document
        assert capsys.readouterr().out
    elif words[0] == "deepvision" or words[:2] == ["python", "server/app.py"]:
        served = ["serve", *words[2:]]
        arguments = parser().parse_args([os.path.expanduser(word) for word in served])
        services = build_services(from_arguments(arguments))
        assert services.networks
        assert not services.failures
    else:
        known = (["git", "clone"], ["cd"], ["pip", "install"], ["python", "-m", "venv"], ["python", "tools/"])
        assert any(command.startswith(" ".join(start)) for start in known), f"{document}: unknown command {command}"


def test_the_tutorials_network_is_what_the_tutorial_says(workplace):
    network = load_network("my_network.py")
    assert [(node.id, node.name) for node in network.graph.nodes] == [
        ("input", "input"),
        ("2", "edges"),
        ("5", "corners"),
        ("9", "scores"),
    ]
    assert network.graph.edges[0].label == "conv 5×5 /2, 3 → 16 · relu"
    assert not network.trained


def test_the_tutorials_weights_load(workplace):
    scope = {}
    exec(tutorial_script(), scope)
    (training,) = [b for name, info, b in fences("python") if name == "tutorial.md" and not info]
    exec(training, scope)
    assert load_network("my_network.py", weights=Path("my_weights.pt")).trained


def test_the_readmes_ten_lines_are_a_network(tmp_path):
    (body,) = {b for name, _, b in fences("python") if name == "README.md"}
    (tmp_path / "my_network.py").write_text(body)
    network = load_network(str(tmp_path / "my_network.py"))
    assert [node.name for node in network.graph.nodes] == ["input", "edges", "scores"]
    assert len([line for line in body.splitlines() if line.strip()]) <= 11


def test_every_python_example_compiles():
    for name, _, body in fences("python"):
        compile(body, name, "exec")


def test_every_setting_is_in_the_reference():
    reference = (ROOT / "docs" / "reference.md").read_text()
    for setting in fields(Settings):
        flag = "--" + setting.name.replace("_", "-")
        assert f"`{flag}`" in reference or f"`--no-{setting.name}`" in reference, flag


def test_every_route_is_in_the_reference():
    from deepvision.api import create_app

    app = create_app(Settings(network=[str(ROOT / "tests/scripts/tiny.py")], dataset=[], device="cpu"))
    reference = (ROOT / "docs" / "reference.md").read_text()
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1/"))
            assert f"`{path}`" in reference, path


def test_links_lead_somewhere():
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_public_function_of_the_scripts_is_short_enough_to_copy():
    assert len((ROOT / "networks" / "covidresnet.py").read_text().splitlines()) < 150
