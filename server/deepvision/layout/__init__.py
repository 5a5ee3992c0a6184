"""Where the panels of a network stand: a pure function of its graph."""

from deepvision.layout.grid import cell_rectangle, channel_at, columns_and_rows
from deepvision.layout.hall import layout
from deepvision.layout.model import Bounds, EdgePath, Gate, Layout, Panel, Position

__all__ = [
    "Bounds",
    "EdgePath",
    "Gate",
    "Layout",
    "Panel",
    "Position",
    "cell_rectangle",
    "channel_at",
    "columns_and_rows",
    "layout",
]
