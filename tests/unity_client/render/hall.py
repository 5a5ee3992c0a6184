"""The panels of a running server's network with the values of one run, as a frame: a second way beside the client's."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import requests
from tests.unity_client.render.pages import Layer
from tests.unity_client.render.scene import PanelSpec

from deepvision.wire.container import FrameKind, read_container

FEW_CHANNELS = 8
GROUP = 8


@dataclass(frozen=True)
class Panels:
    """Layers of a network and their panels, by layer id in the same order."""

    ids: list[str]
    layers: list[Layer]
    panels: list[PanelSpec]

    def tile_centre(self, layer: str, channel: int) -> np.ndarray:
        """Return where the middle of a channel's tile is in the hall, metres."""
        panel = self.panels[self.ids.index(layer)]
        row, column = divmod(channel, panel.columns)
        right = _cell_middle(panel.width, panel.columns, panel.gap, column) - panel.width / 2
        up = panel.height / 2 - _cell_middle(panel.height, panel.rows, panel.gap, row)
        turned = np.array([np.cos(panel.yaw), 0, -np.sin(panel.yaw)])
        return np.asarray(panel.position) + right * turned + np.array([0, up, 0])


def read_panels(server: str, network: str, run: str) -> Panels:
    """Ask a server for a network's panels and for what a run showed."""
    described = _get(f"{server}/api/v1/networks/{network}").json()
    head, frames = read_container(_get(f"{server}/api/v1/runs/{run}/activations?mips=0").content)
    values = {entry["id"]: np.zeros(entry["shape"], np.uint8) for entry in head["layers"]}
    statistics = {entry["id"]: np.zeros((entry["shape"][0], 4), np.float32) for entry in head["layers"]}
    for frame in frames:
        name = head["layers"][frame.layer]["id"]
        channels = slice(frame.first, frame.first + frame.channels)
        if frame.kind is FrameKind.STATISTICS:
            statistics[name][channels] = np.frombuffer(frame.payload, np.float32).reshape(-1, 4)
        elif frame.kind is FrameKind.VALUES:
            shape = (frame.channels, frame.height, frame.width)
            values[name][channels] = np.frombuffer(frame.payload, np.uint8).reshape(shape)
    shown = [node for node in described["nodes"] if node["panel"] is not None]
    ids = [node["id"] for node in shown]
    layers = [Layer(values[name], statistics[name][:, 0]) for name in ids]
    panels = [
        _panel(number, node["panel"], full_brightness(statistics[node["id"]], layers[number].values.shape))
        for number, node in enumerate(shown)
    ]
    return Panels(ids, layers, panels)


def full_brightness(statistics: np.ndarray, shape: tuple[int, ...]) -> float:
    """Return the value a layer shows at full brightness: half of a map's living channels reach it."""
    living = sorted(value for value in np.abs(statistics[:, 1:3]).max(axis=1) if value > 0)
    chosen = (len(living) - 1) // 2 if shape[1] * shape[2] > 1 and shape[0] >= FEW_CHANNELS else len(living) - 1
    return float(living[chosen]) if living else 1.0


def _panel(layer: int, panel: dict[str, Any], scale: float) -> PanelSpec:
    return PanelSpec(
        layer,
        tuple(panel["position"]),
        panel["width"],
        panel["height"],
        panel["columns"],
        panel["rows"],
        panel["gap"],
        panel["yaw"],
        scale,
    )


def _cell_middle(length: float, count: int, gap: float, index: int) -> float:
    cell = (length - gap * (1 + count + (count - 1) // GROUP)) / count
    return gap + index * (cell + gap) + index // GROUP * gap + cell / 2


def _get(address: str) -> requests.Response:
    answer = requests.get(address, timeout=60)
    answer.raise_for_status()
    return answer
