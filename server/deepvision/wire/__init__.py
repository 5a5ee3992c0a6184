"""Tensors to bytes and back: the DVX1 container of ``docs/design.md``."""

from deepvision.wire.container import (
    Frame,
    FrameKind,
    LayerEntry,
    WireError,
    end_frame,
    frame,
    header,
    problem_frame,
    read_container,
)
from deepvision.wire.frames import exact_frames, pyramid_frames, statistics_frame, values_frames
from deepvision.wire.quantize import Quantized, dequantize, halved, pyramid_level, quantize

__all__ = [
    "Frame",
    "FrameKind",
    "LayerEntry",
    "Quantized",
    "WireError",
    "dequantize",
    "end_frame",
    "exact_frames",
    "frame",
    "halved",
    "header",
    "problem_frame",
    "pyramid_frames",
    "pyramid_level",
    "quantize",
    "read_container",
    "statistics_frame",
    "values_frames",
]
