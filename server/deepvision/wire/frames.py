"""Tensors cut into frames of at most 1 MiB."""

from collections.abc import Iterator

from torch import Tensor

from deepvision.wire.container import MAX_FRAME_BYTES, FrameKind, frame
from deepvision.wire.quantize import Quantized, pyramid_level


def values_frames(layer: int, quantized: Quantized) -> Iterator[bytes]:
    """Yield the full-size values (C, H, W) of a layer; its statistics have to come before them."""
    yield from _cut(FrameKind.VALUES, layer, 0, quantized.values)


def pyramid_frames(layer: int, activation: Tensor, statistics: Tensor, mip: int) -> Iterator[bytes]:
    """Yield level ``mip`` ≥ 1 of an activation (C, H, W) whose statistics are (C, 4)."""
    yield from _cut(FrameKind.PYRAMID, layer, mip, pyramid_level(activation, statistics, mip))


def exact_frames(layer: int, values: Tensor) -> Iterator[bytes]:
    """Yield float32 values (C, H, W) as they are."""
    yield from _cut(FrameKind.EXACT, layer, 0, values.detach().float())


def statistics_frame(layer: int, statistics: Tensor) -> bytes:
    """Return the frame with scale, min, max and mean (C, 4); never cut, a channel needs only 16 bytes."""
    payload = _bytes(statistics.float())
    return frame(FrameKind.STATISTICS, payload, layer=layer, channels=statistics.shape[0], height=1, width=4)


def _cut(kind: FrameKind, layer: int, mip: int, values: Tensor) -> Iterator[bytes]:
    contiguous = values.cpu().contiguous()
    channel_bytes = contiguous[0].numel() * contiguous.element_size()
    step = max(1, (MAX_FRAME_BYTES - 32) // channel_bytes)
    height, width = contiguous.shape[-2:]
    for first in range(0, contiguous.shape[0], step):
        part = contiguous[first : first + step]
        yield frame(
            kind, _bytes(part), layer=layer, mip=mip, first=first, channels=len(part), height=height, width=width
        )


def _bytes(tensor: Tensor) -> memoryview:
    return tensor.cpu().contiguous().numpy().data.cast("B")
