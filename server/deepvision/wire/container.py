"""The bytes of a DVX1 stream: a header and checked frames, little endian, aligned to 8."""

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

MAGIC = b"DVX1"
MAX_FRAME_BYTES = 1 << 20
"""No frame is larger, so that a client can upload what it gets within one picture of its display. The one
exception is a frame of a single channel that is larger by itself: a channel is never split."""

_FRAME_HEADER = struct.Struct("<BBHIIIIIII")


class WireError(ValueError):
    """A stream that is not a whole, undamaged DVX1 container."""


class FrameKind(IntEnum):
    """What the payload of a frame holds."""

    STATISTICS = 1
    VALUES = 2
    PYRAMID = 3
    EXACT = 4
    PROBLEM = 254
    END = 255


@dataclass(frozen=True)
class LayerEntry:
    """A line of the header's layer table. ``shape`` is (channels, height, width)."""

    id: str
    shape: tuple[int, int, int]


@dataclass(frozen=True)
class Frame:
    """A frame as read: ``payload`` covers channels [first, first + channels) of layer number ``layer``."""

    kind: FrameKind
    mip: int
    layer: int
    first: int
    channels: int
    height: int
    width: int
    payload: bytes


def header(network: str, run: str, layers: Sequence[LayerEntry]) -> bytes:
    """Return the beginning of a stream: magic, length and the space-padded JSON with the layer table."""
    table = [{"id": layer.id, "shape": list(layer.shape)} for layer in layers]
    body = json.dumps({"version": 1, "network": network, "run": run, "layers": table}, ensure_ascii=False).encode()
    body += b" " * (-(8 + len(body)) % 8)
    return MAGIC + struct.pack("<I", len(body)) + body


def frame(
    kind: FrameKind,
    payload: bytes | memoryview,
    *,
    layer: int = 0,
    mip: int = 0,
    first: int = 0,
    channels: int = 0,
    height: int = 0,
    width: int = 0,
) -> bytes:
    """Return one frame: 32 bytes of header with the payload's CRC-32, the payload, zeros up to a multiple of 8."""
    size = len(payload)
    head = _FRAME_HEADER.pack(kind, mip, 0, layer, first, channels, height, width, size, zlib.crc32(payload))
    return b"".join((head, payload, bytes(-size % 8)))


def end_frame() -> bytes:
    """Return the frame without which a stream counts as cut."""
    return frame(FrameKind.END, b"")


def problem_frame(problem: Mapping[str, Any]) -> bytes:
    """Return the frame that ends a stream which failed half-way; ``problem`` is a problem+json body."""
    return frame(FrameKind.PROBLEM, json.dumps(problem).encode())


def read_container(data: bytes) -> tuple[dict[str, Any], list[Frame]]:
    """Return the JSON of the header and all frames before the end frame.

    Raises:
        WireError: wrong magic or version, a wrong checksum, a cut stream, or a stream that reports a problem.
    """
    if data[:4] != MAGIC:
        raise WireError(f"expected a stream that begins with {MAGIC!r}, got {data[:4]!r}")
    if len(data) < 8:
        raise WireError("the stream was cut within its header")
    offset = 8 + struct.unpack_from("<I", data, 4)[0]
    if offset % 8 or len(data) < offset:
        raise WireError("the stream was cut within its header, or the header is not padded to 8 bytes")
    try:
        head = json.loads(data[8:offset])
    except ValueError as error:
        raise WireError(f"the header is not JSON: {error}") from error
    if not isinstance(head, dict) or head.get("version") != 1:
        raise WireError("expected a container of version 1")
    frames: list[Frame] = []
    while True:
        found, offset = _read_frame(data, offset)
        if found.kind is FrameKind.END:
            return head, frames
        if found.kind is FrameKind.PROBLEM:
            raise WireError(f"the stream failed: {found.payload.decode(errors='replace')}")
        frames.append(found)


def _read_frame(data: bytes, offset: int) -> tuple[Frame, int]:
    if len(data) < offset + _FRAME_HEADER.size:
        raise WireError("the stream was cut: it has no end frame")
    kind, mip, _, layer, first, channels, height, width, size, checksum = _FRAME_HEADER.unpack_from(data, offset)
    begin = offset + _FRAME_HEADER.size
    end = begin + size
    after = end + -size % 8
    if len(data) < after:
        raise WireError("the stream was cut within a frame")
    payload = data[begin:end]
    if zlib.crc32(payload) != checksum:
        raise WireError(f"a frame of layer {layer} is damaged: its checksum differs")
    try:
        known = FrameKind(kind)
    except ValueError as error:
        raise WireError(f"unknown kind of frame: {kind}") from error
    return Frame(known, mip, layer, first, channels, height, width, payload), after
