"""Write tests/golden/*.dvx and, beside each, what it must decode to; read by the tests of all three languages."""

import json
import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from deepvision.wire import (
    LayerEntry,
    dequantize,
    end_frame,
    exact_frames,
    header,
    problem_frame,
    pyramid_frames,
    pyramid_level,
    quantize,
    statistics_frame,
    values_frames,
)

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def layers() -> dict[str, Tensor]:
    """Return activations that hold every special case: not finite, all zero, odd sizes, a vector, a large map."""
    generator = torch.Generator().manual_seed(7)
    mixed = torch.randn(3, 13, 11, generator=generator)
    mixed[0, 0, 0] = math.nan
    mixed[0, 12, 10] = math.inf
    mixed[1] = 0.0
    mixed[2].clamp_(min=0)
    return {
        "input": torch.rand(3, 16, 24, generator=generator) * 4 - 2,
        "block1.conv1:1": mixed,
        "vector": torch.tensor([-3.0, 0.0, 1.5, math.nan, 1e-30]).view(5, 1, 1),
    }


def streamed(activations: dict[str, Tensor]) -> bytes:
    """Return the container the server streams: statistics and mip 2 of everything, then mip 0."""
    quantized = {name: quantize(values) for name, values in activations.items()}
    parts = [header("golden", "0" * 32, [LayerEntry(n, _shape(v)) for n, v in activations.items()])]
    for index, (name, values) in enumerate(activations.items()):
        parts.append(statistics_frame(index, quantized[name].statistics))
        parts.extend(pyramid_frames(index, values, quantized[name].statistics, 2))
    for index, name in enumerate(activations):
        parts.extend(values_frames(index, quantized[name]))
    return b"".join((*parts, end_frame()))


def decoded(activations: dict[str, Tensor]) -> dict[str, Any]:
    """Return per layer the statistics, the dequantised values (null: no data) and the bytes of mip 2."""
    expected = []
    for name, values in activations.items():
        q = quantize(values)
        expected.append(
            {
                "id": name,
                "shape": list(values.shape),
                "statistics": q.statistics.tolist(),
                "values": [None if math.isnan(v) else v for v in _flat(dequantize(q.values, q.statistics[:, 0]))],
                "quantized": _flat(q.values),
                "mip2": _flat(pyramid_level(values, q.statistics, 2)),
            }
        )
    return {"network": "golden", "run": "0" * 32, "layers": expected}


def _shape(values: Tensor) -> tuple[int, int, int]:
    channels, height, width = values.shape
    return channels, height, width


def _flat(values: Tensor) -> list[Any]:
    return list(values.flatten().tolist())


def files() -> dict[str, bytes]:
    """Return every golden file by name."""
    activations = layers()
    kernels = torch.arange(-9, 9, dtype=torch.float32).view(2, 3, 3) / 8
    exact = b"".join((header("golden", "", [LayerEntry("conv.weight", (2, 3, 3))]), *exact_frames(0, kernels)))
    problem = {"type": "run-unknown", "title": "Unknown run", "status": 404, "detail": "post the picture again"}
    whole = streamed(activations)
    return {
        "activations.dvx": whole,
        "activations.json": json.dumps(decoded(activations)).encode() + b"\n",
        "exact.dvx": exact + end_frame(),
        "exact.json": json.dumps({"id": "conv.weight", "shape": [2, 3, 3], "values": _flat(kernels)}).encode() + b"\n",
        "cut.dvx": whole[: len(whole) - 40],
        "problem.dvx": header("golden", "", [LayerEntry("a", (1, 1, 1))]) + problem_frame(problem),
    }


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (GOLDEN / name).write_bytes(content)
