"""Imports point one way, and only the interface knows Flask."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "server" / "deepvision"
# What each part may import of the package, besides itself.
ALLOWED = {
    "tracking": set(),
    "layers": {"tracking"},
    "visualization": {"layers", "tracking"},
    "training": {"layers", "tracking"},
    "layout": {"tracking"},
    "wire": set(),
    "catalog": {"tracking", "layers", "visualization", "training"},
    "jobs": {"visualization"},
    "api": {"jobs", "catalog", "wire", "layout", "visualization", "tracking", "settings"},
    "reproduce": {"catalog", "visualization", "layers"},
    "cli": {
        *("api", "reproduce", "jobs", "catalog", "wire", "layout"),
        *("visualization", "training", "tracking", "settings"),
    },
}
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", [f for f in FILES if f.parent != PACKAGE], ids=lambda f: str(f.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    part = path.relative_to(PACKAGE).parts[0]
    parts = {name.split(".")[1] for name in imports(path) if name.startswith("deepvision.")}
    assert parts - {part} <= ALLOWED[part]


@pytest.mark.parametrize("path", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
def test_only_the_interface_knows_flask(path):
    foreign = {name.split(".")[0] for name in imports(path)}
    if path.relative_to(PACKAGE).parts[0] not in ("api", "cli"):
        assert not foreign & {"flask", "werkzeug", "gunicorn", "waitress"}
    if path.is_relative_to(PACKAGE / "tracking"):
        assert not foreign & {"torchvision", "numpy", "PIL"}


def test_nothing_but_constants_lives_in_modules():
    """No lists, dictionaries or sets that somebody could fill are made at import time under a lower-case name."""
    for path in FILES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict | ast.List | ast.Set):
                for target in node.targets:
                    name = target.id if isinstance(target, ast.Name) else ""
                    assert name.isupper() or name.startswith("__"), f"{path.name}: {name}"
