"""HLSL to SPIR-V to GLSL with Debian's glslang-tools, spirv-tools and spirv-cross."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from tests.unity_client.render.shaders import PROJECT, STUB, Pass, Shader, ShaderError

TOOLS = {"glslangValidator": "glslang-tools", "spirv-val": "spirv-tools", "spirv-cross": "spirv-cross"}
STAGES = {"vertex": "vert", "fragment": "frag"}
STEREO = {"one eye": (), "instancing": ("STEREO_INSTANCING_ON",), "multiview": ("STEREO_MULTIVIEW_ON",)}
"""How both eyes are drawn: not at all, as instances (Windows), as views of one draw call (Quest)."""


@dataclass(frozen=True)
class Stage:
    """A compiled stage: GLSL 4.50, and the SPIR-V that it comes from."""

    glsl: str
    binary: bytes

    @cached_property
    def reflection(self) -> dict[str, Any]:
        """What spirv-cross says of its inputs, textures and buffers."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "stage.spv"
            file.write_bytes(self.binary)
            return dict(json.loads(_run(["spirv-cross", str(file), "--reflect"], "reflection", folder)))

    def inputs(self) -> dict[str, str]:
        """Return the vertex attributes by their names in HLSL: those in GLSL."""
        names = [entry["name"] for entry in self.reflection.get("inputs", [])]
        return {name.rpartition(".")[2]: name.replace(".", "_") for name in names}

    def blocks(self) -> dict[str, dict[str, Any]]:
        """Return the uniform blocks by their names in GLSL: size in bytes and members."""
        types = self.reflection.get("types", {})
        return {
            block["name"].replace("$", "_"): {"size": block["block_size"], "members": types[block["type"]]["members"]}
            for block in self.reflection.get("ubos", [])
        }

    def structure(self, type_name: str) -> list[dict[str, Any]]:
        """Return the members of a structure within a block."""
        return list(self.reflection["types"][type_name]["members"])

    def textures(self) -> dict[str, str]:
        """Return the textures by their names in HLSL: the sampler uniforms in GLSL, one for each."""
        names = sorted((entry["name"] for entry in self.reflection.get("separate_images", [])), key=len, reverse=True)
        found = {}
        for uniform in re.findall(r"uniform \w*sampler\w+ (\w+);", self.glsl):
            combined = uniform.removeprefix("SPIRV_Cross_Combined")
            found[next(name for name in names if combined.startswith(name))] = uniform
        return found


def missing_tools() -> str | None:
    """Return which Debian packages are missing, or None."""
    missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    return f"needs {', '.join(missing)}" if missing else None


def compile_pass(shader: Shader, number: int = 0, keywords: Sequence[str] = ("INSTANCING_ON",)) -> dict[str, Stage]:
    """Compile both stages of a pass in one variant. Raises ShaderError with file and line."""
    one = shader.passes[number]
    return {stage: _compile(shader.file.name, one, stage, tuple(keywords)) for stage in STAGES}


def _compile(name: str, one: Pass, stage: str, keywords: tuple[str, ...]) -> Stage:
    return _compile_code(name, one.code, one.entry(stage), stage, keywords, _newest_include())


def _newest_include() -> float:
    """Part of the cache's key: a change of an include is a change of the shader."""
    folders = (STUB, PROJECT / "Packages/org.deepvision.client/Runtime/Shaders")
    return max(file.stat().st_mtime for folder in folders for file in folder.rglob("*.hlsl"))


@cache
def _compile_code(name: str, code: str, entry: str, stage: str, keywords: tuple[str, ...], _: float) -> Stage:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / name
        source.write_text(code)
        binary = Path(folder) / "stage.spv"
        defines = [f"-D{keyword}" for keyword in (f"SHADER_STAGE_{stage.upper()}", *keywords)]
        command = ["glslangValidator", "-D", "-V", "--target-env", "vulkan1.1", "-S", STAGES[stage], "-e", entry]
        command += ["--auto-map-bindings", "--auto-map-locations", *defines, f"-I{STUB}", f"-I{PROJECT}"]
        command += ["-o", str(binary), str(source)]
        _run(command, f"{name} ({stage}, {' '.join(keywords) or 'no keywords'})", folder)
        _run(["spirv-val", "--target-env", "vulkan1.1", str(binary)], name, folder)
        glsl = _run(["spirv-cross", str(binary), "--version", "450", "--no-es"], name, folder)
        # The two stages are compiled apart, so the numbers of their buffers mean nothing: the renderer gives its own.
        glsl = re.sub(r"layout\(binding = \d+, std140\)", "layout(std140)", glsl)
        if stage == "vertex" and "gl_Layer" in glsl:
            glsl = glsl.replace("#version 450", "#version 450\n#extension GL_ARB_shader_viewport_layer_array : require")
        target = Path(folder) / f"stage.{STAGES[stage]}"
        target.write_text(glsl)
        _run(["glslangValidator", str(target)], name, folder)
        return Stage(glsl, binary.read_bytes())


def _run(command: list[str], what: str, folder: str) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise ShaderError(f"{what}: {command[0]}\n{(run.stdout + run.stderr).replace(folder + '/', '')}")
    return run.stdout
