"""Draws a recorded frame with the client's own shaders."""

from dataclasses import dataclass
from typing import Any

import moderngl
import numpy as np
from tests.unity_client.render.crosscompile import Stage, compile_pass
from tests.unity_client.render.frame import Draw, Frame, MeshArrays, TextureData
from tests.unity_client.render.graphics import Functions, Texture, create_context
from tests.unity_client.render.shaders import Shader, ShaderError, expanded, find_shader

SAMPLES = 4
MOST_INSTANCES = 512
"""Of one call: the arrays of the stub's Core.hlsl."""

_ATTRIBUTES = {"POSITION": "positions", "COLOR": "colours", "TEXCOORD0": "coordinates", "TEXCOORD1": "second"}
_BLEND = "SrcAlpha OneMinusSrcAlpha, One OneMinusSrcAlpha"


@dataclass(frozen=True)
class Eye:
    """Where one looks from: world to eye, and eye to clip space, both (4, 4), OpenGL's."""

    view: np.ndarray
    projection: np.ndarray


@dataclass(frozen=True)
class _Program:
    program: moderngl.Program
    stages: dict[str, Stage]
    shader: Shader


class Renderer:
    """A context of software OpenGL and the shaders compiled so far. Close it by ``release``.

    gamma: compute and blend in sRGB numbers, as the browser client does; else in linear light, as Unity does.
    """

    def __init__(self, gamma: bool = False) -> None:
        self._context = create_context()
        self._call = Functions()
        self._programs: dict[tuple[str, tuple[str, ...]], _Program] = {}
        self._gamma = gamma
        nothing = [np.zeros((1, 1, 1, 4), np.uint8)]
        self._black = {kind: Texture(self._call, TextureData(kind, "RGBA32", nothing)) for kind in ("2D", "2DArray")}
        """What a shader reads where no texture was set."""

    def release(self) -> None:
        self._context.release()

    def draw(self, frame: Frame, samples: int = SAMPLES, instancing: bool = True) -> np.ndarray:
        """Return the picture: uint8 (height, width, 3), row 0 at the top."""
        keywords = ("INSTANCING_ON",) if instancing else ()
        return self._picture(frame, [Eye(frame.view, frame.projection)], keywords, samples)

    def draw_eyes(self, frame: Frame, left: Eye, right: Eye, stereo: str, samples: int = SAMPLES) -> list[np.ndarray]:
        """Return the pictures of both eyes, drawn by the shaders' own stereo variants.

        stereo: STEREO_INSTANCING_ON draws every instance twice, one for each eye, as on Windows; with
        STEREO_MULTIVIEW_ON the number of the view, which a Quest counts up by itself, is given to two draw calls.
        """
        both = self._picture(frame, [left, right], ("INSTANCING_ON", stereo), samples)
        return [both[:, : frame.width], both[:, frame.width :]]

    def _picture(self, frame: Frame, eyes: list[Eye], keywords: tuple[str, ...], samples: int) -> np.ndarray:
        """Return one picture for each eye, side by side."""
        with self._context:
            return self._picture_here(frame, eyes, keywords, samples)

    def _picture_here(self, frame: Frame, eyes: list[Eye], keywords: tuple[str, ...], samples: int) -> np.ndarray:
        context = self._context
        textures = {name: Texture(self._call, data) for name, data in frame.textures.items()}
        size = (frame.width * len(eyes), frame.height)
        colour = context.renderbuffer(size, 4, samples=samples, dtype="f2")
        depth = context.depth_renderbuffer(size, samples=samples)
        target = context.framebuffer([colour], depth)
        target.use()
        ground = np.asarray(frame.background, np.float64)
        target.clear(*(ground if self._gamma else decode_srgb(ground)), 1.0, depth=1.0)
        context.enable(moderngl.DEPTH_TEST)
        context.disable(moderngl.CULL_FACE)
        for draw in sorted(frame.draws, key=lambda one: one.queue):
            for first in range(0, len(draw.matrices), MOST_INSTANCES):
                self._draw(draw, first, frame, eyes, keywords, textures, target)
        picture = self._read(target)
        for one in (colour, depth, target, *textures.values()):
            one.release()
        return _to_bytes(picture if self._gamma else encode_srgb(picture))

    def _draw(
        self,
        draw: Draw,
        first: int,
        frame: Frame,
        eyes: list[Eye],
        keywords: tuple[str, ...],
        textures: dict[str, Texture],
        target: moderngl.Framebuffer,
    ) -> None:
        compiled = self._program(draw.shader, keywords)
        instances = min(MOST_INSTANCES, len(draw.matrices) - first)
        values = _values(compiled.shader, draw, eyes, first, instances, textures)
        buffers = self._bind_blocks(compiled, values)
        self._bind_textures(compiled, draw, textures)
        self._set_state(compiled.shader.passes[0].state, target)
        in_one_call = "STEREO_INSTANCING_ON" in keywords
        for view in [0] if in_one_call else range(len(eyes)):
            for eye in range(len(eyes)):
                left = (eye if in_one_call else view) * frame.width
                self._call("glViewportIndexedf", eye, left, 0, frame.width, frame.height)
            array, used = self._vertices(compiled, draw.mesh, view)
            array.render(instances=instances * (len(eyes) if in_one_call else 1))
            for one in (array, *used):
                one.release()
        for buffer in buffers:
            buffer.release()

    def _set_state(self, state: dict[str, str], target: moderngl.Framebuffer) -> None:
        context = self._context
        context.depth_func = "1" if state.get("ZTest") == "Always" else "<="
        target.depth_mask = state.get("ZWrite") != "Off"
        if "Blend" in state:
            context.enable(moderngl.BLEND)
            once = moderngl.ONE_MINUS_SRC_ALPHA
            context.blend_func = (moderngl.SRC_ALPHA, once, moderngl.ONE, once)
        else:
            context.disable(moderngl.BLEND)

    def _read(self, drawn: moderngl.Framebuffer) -> np.ndarray:
        width, height = drawn.size
        resolved = self._context.simple_framebuffer((width, height), 4, dtype="f2")
        self._context.copy_framebuffer(resolved, drawn)
        picture = np.frombuffer(resolved.read(components=3, dtype="f2", alignment=1), np.float16)
        resolved.release()
        return picture.reshape(height, width, 3)[::-1].astype(np.float64)

    def _program(self, name: str, keywords: tuple[str, ...]) -> _Program:
        key = name, keywords
        if key not in self._programs:
            shader = find_shader(name)
            blend = shader.passes[0].state.get("Blend", _BLEND)
            if len(shader.passes) != 1 or blend != _BLEND:
                raise ShaderError(f"{name}: expected one pass, opaque or with Blend {_BLEND}")
            stages = compile_pass(shader, 0, (*keywords, *(["UNITY_COLORSPACE_GAMMA"] if self._gamma else [])))
            # Both eyes go into one picture, side by side, instead of into two layers.
            sources = [stages[stage].glsl.replace("gl_Layer", "gl_ViewportIndex") for stage in ("vertex", "fragment")]
            program = self._context.program(*sources)
            self._programs[key] = _Program(program, stages, shader)
        return self._programs[key]

    def _bind_blocks(self, compiled: _Program, values: dict[str, np.ndarray]) -> list[moderngl.Buffer]:
        buffers = []
        blocks = {name: (stage, block) for stage in compiled.stages.values() for name, block in stage.blocks().items()}
        for number, (name, (stage, block)) in enumerate(blocks.items()):
            if name not in compiled.program:
                continue
            data = bytearray(block["size"])
            for member in block["members"]:
                _write_member(data, member, stage, values, compiled.shader.name)
            buffer = self._context.buffer(data)
            buffer.bind_to_uniform_block(number)
            compiled.program[name].binding = number
            buffers.append(buffer)
        return buffers

    def _bind_textures(self, compiled: _Program, draw: Draw, textures: dict[str, Texture]) -> None:
        found = {name: uniform for stage in compiled.stages.values() for name, uniform in stage.textures().items()}
        for unit, (name, uniform) in enumerate(sorted(found.items())):
            if uniform not in compiled.program:
                continue
            value = draw.properties.get(name, "")
            if not isinstance(value, str):
                raise ShaderError(f"{draw.shader}: expected a texture for {name}, got {value}")
            texture = textures.get(value, self._black[compiled.shader.properties[name].kind])
            if f"_LOD({name}," in expanded(compiled.shader.passes[0].code) and texture.anisotropic:
                raise ShaderError(f"{name}: expected no anisotropy, as it is sampled at levels the shader chooses")
            compiled.program[uniform].value = unit
            texture.bind(unit)

    def _vertices(self, compiled: _Program, mesh: MeshArrays, view: int) -> tuple[moderngl.VertexArray, list[Any]]:
        semantics = compiled.shader.attributes()
        used: list[moderngl.Buffer] = []
        content = []
        for field, name in compiled.stages["vertex"].inputs().items():
            if name not in compiled.program:
                continue
            if field == "viewID":
                used.append(self._context.buffer(np.full(1, view, np.uint32).tobytes()))
                content.append((used[-1], "1u4 /r", name))
                continue
            array = getattr(mesh, _ATTRIBUTES[semantics[field]])
            if array is None:
                raise ShaderError(f"{compiled.shader.name}: expected a mesh with {_ATTRIBUTES[semantics[field]]}")
            width = compiled.program[name].dimension  # the engine may keep a colour's alpha, which no shader reads
            used.append(self._context.buffer(np.ascontiguousarray(array[:, :width], np.float32).tobytes()))
            content.append((used[-1], f"{width}f4", name))
        used.append(self._context.buffer(np.ascontiguousarray(mesh.triangles, np.int32).tobytes()))
        return self._context.vertex_array(compiled.program, content, used[-1], index_element_size=4), used


def _values(
    shader: Shader, draw: Draw, eyes: list[Eye], first: int, instances: int, textures: dict[str, Texture]
) -> dict[str, np.ndarray]:
    """Return every number that a shader may read, by its name: the engine's own, the material's, the instances'."""
    matrices = np.asarray(draw.matrices[first : first + instances], np.float64)
    cameras = [np.append(np.linalg.inv(eye.view)[:3, 3], 1.0) for eye in eyes]
    values: dict[str, Any] = {
        "unity_MatrixV": eyes[0].view,
        "glstate_matrix_projection": eyes[0].projection,
        "stub_CameraPosition": cameras[0],
        "unity_StereoMatrixV": np.stack([eye.view for eye in eyes]),
        "unity_StereoMatrixP": np.stack([eye.projection for eye in eyes]),
        "unity_StereoWorldSpaceCameraPos": np.stack(cameras),
        "unity_ObjectToWorld": matrices[0],
        "unity_ObjectToWorldArray": matrices,
    }
    values |= {name: one.default for name, one in shader.properties.items() if one.default}
    for name, value in draw.properties.items():
        if isinstance(value, str):
            width, height = textures[value].size
            values[f"{name}_TexelSize"] = (1 / width, 1 / height, width, height)
        else:
            values[name] = value[first : first + instances] if name == "_Panel" else value
    return {name: np.asarray(value, np.float32) for name, value in values.items()}


def _write_member(
    data: bytearray, member: dict[str, Any], stage: Stage, values: dict[str, np.ndarray], shader: str
) -> None:
    """Write one member of a uniform block where the shader looks for it."""
    if member["type"].startswith("_"):  # an array of structures: one value of each instance
        for part in stage.structure(member["type"]):
            offset = member["offset"] + part["offset"]
            _write_array(data, {**member, **part, "offset": offset}, values.get(part["name"]), shader)
        return
    _write_array(data, member, values.get(member["name"]), shader)


def _write_array(data: bytearray, member: dict[str, Any], value: np.ndarray | None, shader: str) -> None:
    name, kind = member["name"], member["type"]
    if value is None:
        raise ShaderError(f"{shader}: nothing says what {name} is")
    columns = {"float": 1, "int": 1, "vec2": 2, "vec3": 3, "vec4": 4, "mat4": 16}[kind]
    if kind == "mat4":  # HLSL keeps matrices column by column
        value = np.swapaxes(value.reshape(-1, 4, 4), 1, 2)
    rows = value.reshape(-1, columns) if "array_stride" in member else value.reshape(-1)[None, :columns]
    if "array" in member and len(rows) > member["array"][0]:
        raise ShaderError(f"{shader}: expected at most {member['array'][0]} of {name}, got {len(rows)}")
    packed = np.ascontiguousarray(rows, np.int32 if kind == "int" else np.float32)
    for number, row in enumerate(packed):
        begin = member["offset"] + number * member.get("array_stride", 0)
        data[begin : begin + row.nbytes] = row.tobytes()


def decode_srgb(colour: np.ndarray) -> np.ndarray:
    """Return linear light of sRGB, both 0…1."""
    return np.where(colour <= 0.04045, colour / 12.92, ((np.maximum(colour, 0) + 0.055) / 1.055) ** 2.4)


def encode_srgb(light: np.ndarray) -> np.ndarray:
    """Return sRGB of linear light, both 0…1."""
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)


def _to_bytes(picture: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(picture * 255), 0, 255).astype(np.uint8)
