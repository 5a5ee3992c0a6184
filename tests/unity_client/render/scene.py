"""Frames of panels and other things, made in Python as the Unity client makes them."""

from dataclasses import dataclass, replace
from math import cos, radians, sin, tan

import numpy as np
from tests.unity_client.render.frame import Draw, Frame, MeshArrays, TextureData
from tests.unity_client.render.pages import Layer, Layout, fill_pages, tiles_texture

MIRROR = np.diag([1.0, 1.0, -1.0, 1.0])
"""From the hall to the engine's left-handed world; the one matrix of everything in the hall."""
GROUND = (0x1B / 255, 0x1E / 255, 0x24 / 255)
BACKING = (0x2B, 0x2F, 0x36)
NOTHING = np.zeros((1, 1, 1, 4), np.uint8)

PANEL_QUAD = MeshArrays(
    np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0]], np.float32), np.array([[0, 2, 1], [1, 2, 3]])
)
UNIT_QUAD = MeshArrays(
    np.array([[-0.5, -0.5, 0], [0.5, -0.5, 0], [-0.5, 0.5, 0], [0.5, 0.5, 0]], np.float32),
    np.array([[0, 1, 2], [2, 1, 3]]),
)


@dataclass(frozen=True)
class PanelSpec:
    """Where a panel stands; metres, radians. ``finest``: 0 full, 2 coarse, -1 no values yet."""

    layer: int
    position: tuple[float, float, float]
    width: float
    height: float
    columns: int
    rows: int
    gap: float = 0.0
    yaw: float = 0.0
    scale: float = 1.0
    finest: float = 0.0
    opacity: float = 1.0
    first_channel: int = 0
    pictures: float = 0.0


def filling(layer: int, width: int, height: int, columns: int, rows: int, gap: float = 0.0) -> PanelSpec:
    """Return a panel at the origin that fills a picture of ``flat_camera``."""
    return PanelSpec(layer, (0, 0, 0), 1, height / width, columns, rows, gap)


def flat_camera(width: int, height: int, distance: float = 10) -> tuple[np.ndarray, np.ndarray]:
    """Return view and projection without perspective: one metre is ``width`` pixels, the origin is in the middle."""
    view = np.eye(4)
    view[2, 3] = -distance
    projection = np.diag([2.0, 2.0 * width / height, -2 / 100, 1.0])
    projection[2, 3] = -1
    return view @ MIRROR, projection


def perspective(
    field_of_view: float, width: int, height: int, offset: tuple[float, float] = (0, 0), near: float = 0.08
) -> np.ndarray:
    """Return a projection; vertical degrees. ``offset``: pixels by which the picture's middle moves right and down."""
    top = near * tan(radians(field_of_view) / 2)
    right = top * width / height
    far = 1500.0
    projection = np.zeros((4, 4))
    projection[0, 0] = near / right
    projection[1, 1] = near / top
    projection[0, 2] = -2 * offset[0] / width
    projection[1, 2] = 2 * offset[1] / height
    projection[2, 2] = -(far + near) / (far - near)
    projection[2, 3] = -2 * far * near / (far - near)
    projection[3, 2] = -1
    return projection


def looking(position: tuple[float, float, float], yaw: float = 0, pitch: float = 0) -> np.ndarray:
    """Return the view of an eye in the hall: yaw about +y, 0 looks along -z; positive pitch looks up. Radians."""
    turn = np.array([[cos(yaw), 0, sin(yaw)], [0, 1, 0], [-sin(yaw), 0, cos(yaw)]])
    lean = np.array([[1, 0, 0], [0, cos(pitch), -sin(pitch)], [0, sin(pitch), cos(pitch)]])
    view = np.eye(4)
    view[:3, :3] = (turn @ lean).T
    view[:3, 3] = -view[:3, :3] @ np.asarray(position)
    return view @ MIRROR


def panels_frame(
    size: tuple[int, int],
    camera: tuple[np.ndarray, np.ndarray],
    layers: list[Layer],
    panels: list[PanelSpec],
    background: tuple[float, float, float] = GROUND,
    pictures: TextureData | None = None,
    slots: dict[tuple[int, int], tuple[int, float]] | None = None,
    orders: dict[int, list[int]] | None = None,
    **properties: object,
) -> Frame:
    """Return a frame with one instanced draw call of panels.

    slots: by (layer, channel) the picture shown and its share. orders: by layer the channel of each cell.
    """
    layouts, full, coarse, tiles = fill_pages(layers)
    for (layer, channel), (slot, share) in (slots or {}).items():
        tiles[layouts[layer].first_tile + channel, 1, :2] = slot, share
    for layer, order in (orders or {}).items():
        first = layouts[layer].first_tile
        tiles[first : first + len(order), 0, 3] = order
    textures = {
        "full": TextureData("2DArray", "R8", full, "Point"),
        "coarse": TextureData("2DArray", "RG16", coarse, "Trilinear"),
        "tiles": TextureData("2D", "RGBAFloat", [tiles_texture(tiles)], "Point"),
        "panels": TextureData("2D", "RGBAFloat", [panel_texture(panels, layouts)], "Point"),
        "pictures": pictures or TextureData("2DArray", "RGBA32", [NOTHING], "Trilinear"),
    }
    given = {name: np.asarray(value, np.float32) for name, value in properties.items()}
    draw = Draw(
        "DeepVision/Panels",
        2000,
        np.repeat(MIRROR[None], len(panels), axis=0),
        PANEL_QUAD,
        {
            "_Full": "full",
            "_Coarse": "coarse",
            "_Tiles": "tiles",
            "_PanelData": "panels",
            "_Pictures": "pictures",
            "_Panel": np.arange(len(panels), dtype=np.float32),
            "_Normalisation": np.zeros(1, np.float32),
            "_Backing": np.array([*(one / 255 for one in BACKING), 1], np.float32),
            "_Outlines": np.tile(np.array([-1, 0, 0, 0], np.float32), 7),
            **given,
        },
    )
    return Frame(*size, *camera, background, [draw], textures)


def panel_texture(panels: list[PanelSpec], layouts: list[Layout]) -> np.ndarray:
    """Return the texture with one row of eight texels for each panel: (1, panels, 8, 4)."""
    texels = np.zeros((1, len(panels), 8, 4), np.float32)
    for number, panel in enumerate(panels):
        layout = layouts[panel.layer]
        texels[0, number, :6] = (
            (*panel.position, panel.yaw),
            (panel.width, panel.height, panel.columns, panel.rows),
            (panel.gap, panel.first_channel, layout.channels, layout.first_tile),
            (layout.tile_width, layout.tile_height, layout.cell_width, layout.cell_height),
            (layout.columns, layout.rows, layout.first_page, layout.first_row),
            (panel.scale, panel.finest, panel.opacity, panel.pictures),
        )
    return texels


def moved(panel: PanelSpec, **changes: object) -> PanelSpec:
    """Return the panel with some of its figures changed."""
    return replace(panel, **changes)


def one_of_each(size: tuple[int, int] = (160, 120)) -> Frame:
    """Return a frame in which every shader draws something."""
    random = np.random.default_rng(1)
    values = random.integers(1, 256, (4, 20, 20), dtype=np.uint8)
    panel = PanelSpec(0, (0, 1.5, -2), 1.6, 1.6, 2, 2, 0.03)
    frame = panels_frame(size, (looking((0, 1.6, 0.5)), perspective(70, *size)), [Layer(values)], [panel] * 2)
    ramp = np.clip(128 - 12 * (np.hypot(*np.indices((32, 32)) - 15.5) - 9), 0, 255).astype(np.uint8)
    photograph = random.integers(90, 256, (1, 8, 8, 4), np.uint8)
    frame.textures["disc"] = TextureData("2D", "R8", [ramp.reshape(1, 32, 32, 1)])
    frame.textures["photograph"] = TextureData("2D", "RGBA32", [photograph])
    veil = {"_Colour": np.array([0.2, 0, 0, 0.1], np.float32), "_Opening": np.array([0.6], np.float32)}
    frame.draws += [
        Draw("DeepVision/Floor", 1990, MIRROR[None], UNIT_QUAD, {"_Reach": np.array([240], np.float32)}),
        Draw("DeepVision/Solid", 2000, MIRROR[None], standing_quad(-1.2, 1, -1.5, 0.8), {}),
        Draw("DeepVision/Text", 3000, MIRROR[None], standing_quad(0, 1.5, -1.8, 0.7), {"_Atlas": "disc"}),
        Draw("DeepVision/Picture", 3010, MIRROR[None], standing_quad(1.2, 1.2, -1.5, 0.8), {"_Picture": "photograph"}),
        Draw("DeepVision/Veil", 4000, MIRROR[None], UNIT_QUAD, veil),
    ]
    return frame


def standing_quad(x: float, y: float, z: float, side: float) -> MeshArrays:
    """Return a square that faces +z, with every attribute; coordinates begin at its upper left corner."""
    return MeshArrays(
        UNIT_QUAD.positions * side + np.array([x, y, z], np.float32),
        UNIT_QUAD.triangles,
        np.tile(np.array([[0.9, 0.5, 0.2]], np.float32), (4, 1)),
        np.array([[0, 1], [1, 1], [0, 0], [1, 0]], np.float32),
        np.tile(np.array([[0.1, 0.2, 0.9]], np.float32), (4, 1)),
    )
