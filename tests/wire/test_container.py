import importlib.util
import json
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from deepvision.wire import (
    FrameKind,
    LayerEntry,
    WireError,
    dequantize,
    end_frame,
    frame,
    header,
    quantize,
    read_container,
    values_frames,
)
from deepvision.wire.container import MAX_FRAME_BYTES

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"


def golden_generator():
    spec = importlib.util.spec_from_file_location("make_golden", ROOT / "tools" / "make_golden_containers.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_golden_files_are_what_the_code_writes_today():
    for name, content in golden_generator().files().items():
        assert (GOLDEN / name).read_bytes() == content, f"{name} differs: run tools/make_golden_containers.py"


def test_golden_activations_decode_to_the_values_beside_them():
    head, frames = read_container((GOLDEN / "activations.dvx").read_bytes())
    expected = json.loads((GOLDEN / "activations.json").read_text())
    assert [entry["id"] for entry in head["layers"]] == [layer["id"] for layer in expected["layers"]]
    for index, layer in enumerate(expected["layers"]):
        own = [f for f in frames if f.layer == index]
        assert own[0].kind is FrameKind.STATISTICS
        scale = torch.frombuffer(bytearray(own[0].payload), dtype=torch.float32).view(-1, 4)[:, 0]
        (values,) = (f for f in own if f.kind is FrameKind.VALUES)
        quantized = torch.frombuffer(bytearray(values.payload), dtype=torch.uint8).view(layer["shape"])
        assert quantized.flatten().tolist() == layer["quantized"]
        decoded = dequantize(quantized, scale).flatten().tolist()
        assert [None if v != v else v for v in decoded] == layer["values"]


@pytest.mark.parametrize(
    ("name", "message"), [("cut.dvx", "was cut"), ("problem.dvx", "the stream failed.*post the picture again")]
)
def test_golden_failures_are_reported(name, message):
    with pytest.raises(WireError, match=message):
        read_container((GOLDEN / name).read_bytes())


def test_frames_start_at_multiples_of_eight_and_are_at_most_a_mebibyte():
    quantized = quantize(torch.randn(40, 300, 301))
    parts = [header("n", "r", [LayerEntry("ä", (40, 300, 301))]), *values_frames(0, quantized)]
    assert all(len(part) % 8 == 0 for part in parts)
    assert max(map(len, parts[1:])) <= MAX_FRAME_BYTES
    _, frames = read_container(b"".join((*parts, end_frame())))
    values = b"".join(f.payload for f in frames if f.kind is FrameKind.VALUES)
    assert values == quantized.values.numpy().tobytes()
    assert [f.first for f in frames if f.kind is FrameKind.VALUES][:2] == [0, 11]


@given(st.binary(max_size=64), st.integers(0, 200), st.integers(1, 255))
def test_a_changed_byte_is_never_read_as_data(payload, position, change):
    whole = bytearray(header("n", "r", []) + frame(FrameKind.VALUES, payload, channels=1) + end_frame())
    before = read_container(bytes(whole))[1][0].payload
    index = position % len(whole)
    whole[index] ^= change
    try:
        _, frames = read_container(bytes(whole))
    except (WireError, UnicodeDecodeError):
        return
    assert all(f.payload == before for f in frames if f.kind is FrameKind.VALUES)


@given(st.integers(0, 500))
def test_a_cut_stream_is_refused(length):
    whole = (GOLDEN / "activations.dvx").read_bytes()
    with pytest.raises(WireError):
        read_container(whole[: min(length * 7, len(whole) - 1)])
