"""A recorded frame of the Unity client: ``frame.json`` and ``frame.bin`` in one folder, as the headless host writes it.

Every array lies in ``frame.bin``, little endian; ``{"offset": bytes, "count": numbers}`` says where. The bytes of a
texture come level by level, within a level slice by slice, within a slice row by row, row 0 first.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

FORMATS = {"R8": (1, np.uint8), "RG16": (2, np.uint8), "RGBA32": (4, np.uint8), "RGBAFloat": (4, np.float32)}
"""Components and type of a texture's texels."""


@dataclass(frozen=True)
class TextureData:
    """A texture. ``levels``: one array (depth, height, width, components) per level of detail."""

    dimension: str
    format: str
    levels: list[np.ndarray]
    filter: str = "Bilinear"
    aniso: int = 0
    wrap: str = "Clamp"


@dataclass(frozen=True)
class MeshArrays:
    """A mesh: positions (n, 3), colours (n, 3 or 4), coordinates (n, 2), second colours (n, 3); triangles (m, 3)."""

    positions: np.ndarray
    triangles: np.ndarray
    colours: np.ndarray | None = None
    coordinates: np.ndarray | None = None
    second: np.ndarray | None = None


@dataclass(frozen=True)
class Draw:
    """A draw call. ``matrices`` (instances, 4, 4): object to world. A property is numbers, or a texture's name."""

    shader: str
    queue: int
    matrices: np.ndarray
    mesh: MeshArrays
    properties: dict[str, np.ndarray | str]


@dataclass
class Frame:
    """All draw calls of one picture. ``view``: world to eye, ``projection``: to clip space, both OpenGL's."""

    width: int
    height: int
    view: np.ndarray
    projection: np.ndarray
    background: tuple[float, float, float]
    draws: list[Draw] = field(default_factory=list)
    textures: dict[str, TextureData] = field(default_factory=dict)


def read_frame(folder: Path) -> Frame:
    """Read a frame. Raises ValueError where the two files do not fit each other."""
    data = json.loads((folder / "frame.json").read_text())
    memory = (folder / "frame.bin").read_bytes()
    return Frame(
        data["width"],
        data["height"],
        np.reshape(data["view"], (4, 4)).astype(np.float64),
        np.reshape(data["projection"], (4, 4)).astype(np.float64),
        tuple(data["background"]),
        [_read_draw(draw, memory) for draw in data["draws"]],
        {name: _read_texture(name, texture, memory) for name, texture in data["textures"].items()},
    )


def write_frame(frame: Frame, folder: Path) -> None:
    """Write a frame so that ``read_frame`` gives the same one."""
    folder.mkdir(parents=True, exist_ok=True)
    memory = bytearray()

    def keep(array: np.ndarray | None, kind: Any = np.float32) -> dict[str, int] | None:
        if array is None:
            return None
        packed = np.ascontiguousarray(array, kind)
        where = {"offset": len(memory), "count": packed.size}
        memory.extend(packed.tobytes())
        return where

    data = {
        "width": frame.width,
        "height": frame.height,
        "view": frame.view.ravel().tolist(),
        "projection": frame.projection.ravel().tolist(),
        "background": list(frame.background),
        "draws": [
            {
                "shader": draw.shader,
                "queue": draw.queue,
                "instances": len(draw.matrices),
                "matrices": keep(draw.matrices),
                "mesh": {
                    "positions": keep(draw.mesh.positions),
                    "colours": keep(draw.mesh.colours),
                    "coordinates": keep(draw.mesh.coordinates),
                    "second": keep(draw.mesh.second),
                    "triangles": keep(draw.mesh.triangles, np.int32),
                },
                "properties": {
                    name: {"texture": value} if isinstance(value, str) else np.ravel(value).tolist()
                    for name, value in draw.properties.items()
                },
            }
            for draw in frame.draws
        ],
        "textures": {},
    }
    for name, texture in frame.textures.items():
        offset = len(memory)
        for level in texture.levels:
            memory.extend(np.ascontiguousarray(level).tobytes())
        depth, height, width, _ = texture.levels[0].shape
        data["textures"][name] = {
            "dimension": texture.dimension,
            "width": width,
            "height": height,
            "depth": depth,
            "format": texture.format,
            "mips": len(texture.levels),
            "filter": texture.filter,
            "aniso": texture.aniso,
            "wrap": texture.wrap,
            "offset": offset,
            "bytes": len(memory) - offset,
        }
    (folder / "frame.json").write_text(json.dumps(data))
    (folder / "frame.bin").write_bytes(memory)


def _read_draw(data: dict[str, Any], memory: bytes) -> Draw:
    def array(where: dict[str, int] | None, rows: int, kind: Any = np.float32) -> np.ndarray | None:
        if where is None or where["count"] == 0:
            return None
        return np.frombuffer(memory, kind, where["count"], where["offset"]).reshape(rows, where["count"] // rows)

    mesh = data["mesh"]
    positions, triangles = array(mesh["positions"], 1), array(mesh["triangles"], 1, np.int32)
    matrices = array(data["matrices"], data["instances"])
    if positions is None or triangles is None or matrices is None or matrices.shape[1] != 16:
        raise ValueError(f"{data['shader']}: expected positions, triangles and {data['instances']} matrices")
    vertices = positions.size // 3
    properties = {
        name: value["texture"] if isinstance(value, dict) else np.asarray(value, np.float32)
        for name, value in data["properties"].items()
    }
    return Draw(
        data["shader"],
        data["queue"],
        matrices.reshape(-1, 4, 4),
        MeshArrays(
            positions.reshape(-1, 3),
            triangles.reshape(-1, 3),
            *(array(mesh.get(name), vertices) for name in ("colours", "coordinates", "second")),
        ),
        properties,
    )


def _read_texture(name: str, data: dict[str, Any], memory: bytes) -> TextureData:
    components, kind = FORMATS[data["format"]]
    levels = []
    offset = data["offset"]
    for level in range(data["mips"]):
        height, width = max(1, data["height"] >> level), max(1, data["width"] >> level)
        shape = (data["depth"], height, width, components)
        count = int(np.prod(shape))
        levels.append(np.frombuffer(memory, kind, count, offset).reshape(shape))
        offset += count * np.dtype(kind).itemsize
    if offset - data["offset"] != data["bytes"]:
        raise ValueError(f"texture {name}: expected {offset - data['offset']} bytes, got {data['bytes']}")
    return TextureData(data["dimension"], data["format"], levels, data["filter"], data["aniso"], data["wrap"])
