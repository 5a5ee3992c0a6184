"""The Unity client's letters: the shipped file is what the tool makes, small, and its distances are distances."""

import runpy
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

TOOL = Path(__file__).parents[2] / "tools" / "make_glyph_atlas.py"
HEAD = struct.Struct("<4s6HI")
RECORD = struct.Struct("<3H2B2bH")


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    found = runpy.run_path(str(TOOL))
    if not found["FONT"].exists():
        pytest.skip("needs fonts-dejavu-core")
    return found


def read(data: bytes) -> tuple[np.ndarray, dict[str, tuple[int, ...]]]:
    """The picture, and each character's record without its code."""
    magic, width, height, count, *_, packed = HEAD.unpack_from(data)
    assert magic == b"DVG1"
    records = [RECORD.unpack_from(data, HEAD.size + i * RECORD.size) for i in range(count)]
    begin = HEAD.size + count * RECORD.size
    assert len(data) == begin + packed
    picture = np.frombuffer(zlib.decompress(data[begin:], -15), np.uint8).reshape(height, width)
    return picture, {chr(code): tuple(rest) for code, *rest in records}


def test_the_shipped_file_is_what_the_tool_makes(tool: dict[str, Any]) -> None:
    shipped = tool["TARGET"].read_bytes()
    assert len(shipped) <= 150_000
    picture, records = read(shipped)
    made_picture, made_records = read(tool["encode"](tool["draw"]()))
    assert made_records == records
    assert "".join(records) == tool["CHARACTERS"]
    # Another FreeType may round a curve differently.
    assert np.abs(picture.astype(int) - made_picture).max() <= 4


def test_distances_are_distances(tool: dict[str, Any]) -> None:
    """An I is a bar: the distance falls evenly on both sides of its edges, and its size is the font's."""
    (glyph,) = tool["draw"]("I")
    spread, capitals = tool["SPREAD"], tool["CAPITALS"]
    row = (glyph.distances[glyph.distances.shape[0] // 2].astype(float) - 128) * spread / 127
    ramp = row[(np.abs(row) < 0.9 * spread)]
    falling = np.diff(ramp[ramp.argmax() + 1 :])
    assert falling == pytest.approx(np.full_like(falling, -1), abs=0.1)
    inside = np.clip(row + 0.5, 0, 1).sum()
    assert inside == pytest.approx(0.0986 / 0.729 * capitals, abs=0.2)  # the stem's width in em by the capitals' height
    column = glyph.distances[:, glyph.distances.shape[1] // 2]
    assert (column >= 128).sum() == capitals
    assert glyph.up == capitals + spread


def test_glyphs_do_not_overlap_and_fade_to_nothing(tool: dict[str, Any]) -> None:
    picture, records = read(tool["TARGET"].read_bytes())
    taken = np.zeros(picture.shape, bool)
    for character, (x, y, width, height, *_) in records.items():
        if width == 0:
            continue
        place = (slice(y, y + height), slice(x, x + width))
        assert not taken[place].any(), character
        taken[place] = True
        border = np.concatenate([picture[place][0], picture[place][-1], picture[place][:, 0], picture[place][:, -1]])
        assert border.max() < 64, character
    assert picture[~taken].max() == 0


def test_a_character_that_the_font_lacks_is_named(tool: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="has no 語"):
        tool["draw"]("a語")
