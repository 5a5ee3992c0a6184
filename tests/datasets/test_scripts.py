"""Rules for every script that a user reads and copies."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted([*(ROOT / "networks").glob("*.py"), *(ROOT / "datasets").glob("*.py")])
LIBRARIES = {"torch", "torchvision", "deepvision", "PIL", "numpy", "sklearn"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_scripts_import_libraries_only_and_no_sibling(script: Path) -> None:
    tree = ast.parse(script.read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= LIBRARIES | sys.stdlib_module_names


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_scripts_have_their_entry(script: Path) -> None:
    functions = {
        node.name for node in ast.parse(script.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)
    }
    assert {"networks": "network", "datasets": "dataset"}[script.parent.name] in functions
