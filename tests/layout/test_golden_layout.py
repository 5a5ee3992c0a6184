import importlib.util
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"


def golden_generator():
    spec = importlib.util.spec_from_file_location("make_golden_layout", ROOT / "tools" / "make_golden_layout.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_golden_files_are_what_the_code_says_today():
    files = golden_generator().files()
    assert {path.name for path in GOLDEN.glob("layout-*.json")} == set(files)
    for name, content in files.items():
        assert (GOLDEN / name).read_text() == content, f"{name} differs: run tools/make_golden_layout.py"


def test_every_golden_point_lies_in_the_rectangle_of_its_channel_and_in_no_other():
    """Holds the file itself against its own rectangles, which a client compares too."""
    for path in GOLDEN.glob("layout-*.json"):
        document = json.loads(path.read_text())
        rectangles = {entry["channel"]: entry["rectangle"] for entry in document["rectangles"]}
        for point in document["points"]:
            holding = {
                channel
                for channel, (left, top, right, bottom) in rectangles.items()
                if channel // 4096 == point["page"] and left <= point["u"] < right and top <= point["v"] < bottom
            }
            assert holding <= {point["channel"]}
            if point["channel"] in rectangles:
                assert holding == {point["channel"]}
