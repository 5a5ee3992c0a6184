"""ShaderLab as far as the client's shaders use it: properties with their defaults, and passes with their HLSL."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[3] / "unity_client"
RUNTIME = PROJECT / "Packages" / "org.deepvision.client" / "Runtime"
FOLDER = RUNTIME / "Resources" / "DeepVision"
STUB = Path(__file__).parent / "stub"

_PROPERTY = re.compile(r'^\s*(_\w+)\s*\("([^"]*)",\s*(\w+)\)\s*=\s*(.+?)\s*$', re.MULTILINE)
_INCLUDE = re.compile(r'^\s*#include "(Packages/[^"]+)"', re.MULTILINE)
_FIELD = re.compile(r"(\w+)\s*:\s*(POSITION|COLOR|TEXCOORD\d)\s*;")


class ShaderError(RuntimeError):
    """A shader that does not compile, or that is not written as expected: file, line, what is wrong."""


@dataclass(frozen=True)
class Property:
    """A line of the Properties block. ``default`` holds numbers; it is empty for textures."""

    name: str
    kind: str
    default: tuple[float, ...]


@dataclass(frozen=True)
class Pass:
    """One pass: render state by its ShaderLab name, pragmas, and the HLSL with every line at its own number."""

    name: str
    state: dict[str, str]
    tags: dict[str, str]
    pragmas: tuple[str, ...]
    code: str

    def entry(self, stage: str) -> str:
        """Return the entry point of "vertex" or "fragment"."""
        return next(pragma.split()[1] for pragma in self.pragmas if pragma.split()[0] == stage)


@dataclass(frozen=True)
class Shader:
    """A .shader file."""

    name: str
    file: Path
    tags: dict[str, str]
    properties: dict[str, Property]
    passes: tuple[Pass, ...]

    def attributes(self) -> dict[str, str]:
        """Return the semantic of every field of the vertex shader's input."""
        struct = re.search(r"struct Attributes\s*\{(.*?)\};", expanded(self.passes[0].code), re.DOTALL)
        if struct is None:
            raise ShaderError(f"{self.file.name}: expected a struct Attributes")
        return dict(_FIELD.findall(struct[1]))


def shader_files() -> list[Path]:
    """Return every shader of the client."""
    return sorted(FOLDER.glob("*.shader"))


@cache
def find_shader(name: str) -> Shader:
    """Return the shader with this name, as "DeepVision/Panels"."""
    for file in shader_files():
        shader = read_shader(file)
        if shader.name == name:
            return shader
    raise ShaderError(f"expected a shader of {FOLDER}, got {name!r}")


def read_shader(file: Path) -> Shader:
    """Read a .shader file."""
    text = file.read_text()
    bare = re.sub(r"//[^\n]*", "", text)
    name = re.search(r'^Shader "([^"]+)"', bare, re.MULTILINE)
    if name is None:
        raise ShaderError(f'{file.name}: expected Shader "NAME" at the beginning of a line')
    if bare.count("{") != bare.count("}"):
        raise ShaderError(f"{file.name}: {bare.count('{')} opening and {bare.count('}')} closing braces")
    head = bare.partition("SubShader")[0]
    before_pass = bare.partition("SubShader")[2].partition("Pass")[0]
    properties = {
        name: Property(name, kind, tuple(map(float, re.findall(r"-?\d+(?:\.\d+)?", value))) if "{" not in value else ())
        for name, _, kind, value in _PROPERTY.findall(head)
    }
    return Shader(name[1], file, _tags(before_pass), properties, tuple(_passes(text)))


def expanded(code: str) -> str:
    """Return HLSL with the package's own includes in their places; the render pipeline's are left out."""
    seen: set[str] = set()

    def content(match: re.Match[str]) -> str:
        path = PROJECT / match[1]
        if match[1] in seen or not path.exists():
            return ""
        seen.add(match[1])
        return _INCLUDE.sub(content, path.read_text())

    return _INCLUDE.sub(content, code)


def _passes(text: str) -> list[Pass]:
    passes = []
    for match in re.finditer(r"\bPass\s*\{(.*?)HLSLPROGRAM(.*?)ENDHLSL", text, re.DOTALL):
        head = re.sub(r"//[^\n]*", "", match[1])
        name = re.search(r'Name "([^"]+)"', head)
        state = dict(re.findall(r"^\s*(Cull|ZWrite|ZTest|Blend|ColorMask)\s+(.+?)\s*$", head, re.MULTILINE))
        code = "\n" * text.count("\n", 0, match.start(2)) + match[2]
        pragmas = tuple(re.findall(r"^\s*#pragma\s+(.+?)\s*$", code, re.MULTILINE))
        passes.append(Pass(name[1] if name else "", state, _tags(head), pragmas, code))
    return passes


def _tags(text: str) -> dict[str, str]:
    block = re.search(r"Tags\s*\{([^}]*)\}", text)
    return dict(re.findall(r'"([^"]+)"\s*=\s*"([^"]+)"', block[1])) if block else {}
