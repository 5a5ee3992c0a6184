"""The types of both clients, written from the models. That those in the repository are up to date: tests/api."""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Literal

import pytest
from pydantic import BaseModel, Field

ROOT = Path(__file__).parents[2]


class Part(BaseModel):
    """A part."""

    value: float = 1.5


class Thing(BaseModel):
    """A ``thing`` < 3."""

    thing: str
    kind: Literal["a", "b"]
    parameters: int
    place: tuple[float, float, float]
    sizes: list[float | None] = Field(description="of it, or null")
    parts: list[Part]
    first_part: Part | None


class ThingRequest(BaseModel):
    """What is asked."""

    names: list[str] | None = None
    count: int = 3
    label: str | None = None
    parts: list[Part]


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    module = importlib.import_module("generate_types")
    monkeypatch.setattr(module, "TYPESCRIPT", tmp_path / "types.ts")
    monkeypatch.setattr(module, "CSHARP", tmp_path / "Contract")
    yield module
    for name in ("generate_types", "contract_csharp", "contract_typescript"):
        sys.modules.pop(name, None)


def test_what_is_missing_different_or_left_over_is_said_and_put_right(tool):
    assert "Run.cs" in tool.main(check=True)
    assert tool.main(check=False) is None
    assert tool.main(check=True) is None
    (tool.CSHARP / "Gone.cs").write_text("")
    (tool.CSHARP / "Run.cs").write_text("")
    tool.TYPESCRIPT.write_text(tool.TYPESCRIPT.read_text() + " ")
    said = tool.main(check=True)
    assert all(name in said for name in ("Gone.cs", "Run.cs", "types.ts"))
    assert tool.main(check=False) is None
    assert tool.main(check=True) is None
    assert not (tool.CSHARP / "Gone.cs").exists()


def test_every_model_has_its_own_file(tool):
    names = {path.name for path in tool.generated() if path.suffix == ".cs"}
    assert names == {f"{model.__name__}.cs" for model in tool.models()} | {"ContractVersion.cs"}


def test_csharp_that_is_read(tool):
    text = tool.csharp([Thing, Part], 7)["Thing.cs"]
    expected = [
        "/// <summary>A <c>thing</c> &lt; 3.</summary>",
        "public string Id { get; }",  # a member cannot be called as its type
        "public long Parameters { get; }",
        "public Vector3 Place { get; }",
        "/// <summary>Of it, or null.</summary>",
        "public IReadOnlyList<double?> Sizes { get; }",
        "public Part FirstPart { get; }",
        'reader.Text("thing")',
        'reader.Choice("kind", "a", "b")',
        'reader.Long("parameters")',
        'reader.Position("place")',
        'reader.NumberOrNullList("sizes")',
        'reader.BodyList("parts", DeepVision.Api.Part.Read)',
        'reader.BodyOrNull("first_part", DeepVision.Api.Part.Read)',
    ]
    assert [line for line in expected if line not in text] == []
    assert "Write()" not in text


def test_csharp_that_is_written(tool):
    files = tool.csharp([Thing, ThingRequest, Part], 7)
    text = files["ThingRequest.cs"]
    expected = [
        "IReadOnlyList<Part> parts,\n            IReadOnlyList<string> names = null,\n            int count = 3,",
        "if (Names != null)",
        'json["names"] = new JArray(Names);',
        '            json["count"] = Count;',
        'json["parts"] = new JArray(Parts.Select(item => item.Write()));',
    ]
    assert [line for line in expected if line not in text] == []
    assert "public Part(double value = 1.5)" in files["Part.cs"]  # it is within a request
    assert "ApiVersion = 7;" in files["ContractVersion.cs"]


def test_typescript(tool):
    text = tool.typescript([Thing, ThingRequest], 7)
    for line in (
        "API_VERSION = 7",
        "place: Position;",
        'kind: "a" | "b";',
        "sizes: (number | null)[];",
        "count?: number;",
    ):
        assert line in text
