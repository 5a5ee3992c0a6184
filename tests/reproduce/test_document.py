"""docs/reproduction.md holds what the experiments say."""

from pathlib import Path

import pytest
from PIL import Image

from deepvision.reproduce import EXPERIMENTS, Reproduction, Row, document

DOCUMENT = Path(__file__).parents[2] / "docs" / "reproduction.md"
ROWS = [Row("a | b", "1", "2", True), Row("c", "3", "4", False), Row("e", "–", "5")]


def made():
    return Reproduction(ROWS, "none needed", Image.new("RGB", (4, 4)), ["A note."])


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.name)
def test_the_document_is_what_the_experiments_say(experiment, quick):
    """Of what takes minutes only the thesis's side is compared."""
    held = document.read_rows(DOCUMENT.read_text(), experiment.name)
    fresh = document.read_rows(document.section(experiment, quick[experiment.name], 1.0), experiment.name)
    if experiment.is_exact:
        assert held == fresh
    else:
        assert [row[:2] for row in held][: len(fresh)] == [row[:2] for row in fresh]
    assert f"`deepvision reproduce {experiment.name}`" in DOCUMENT.read_text()
    assert (DOCUMENT.parent / "pictures" / f"reproduce-{experiment.name}.png").is_file()


def test_sections_are_replaced_in_the_order_of_the_thesis(tmp_path):
    path = tmp_path / "docs" / "reproduction.md"
    path.parent.mkdir()
    for experiment in reversed(EXPERIMENTS):
        document.write(path, experiment, made(), 3.0)
    first = path.read_text()
    assert first.startswith("# Reproduction of the thesis")
    places = [first.index(f"## {experiment.name}:") for experiment in EXPERIMENTS]
    assert places == sorted(places)
    document.write(path, EXPERIMENTS[0], made(), 200.0)
    assert path.read_text() == first.replace("a few seconds", "about 3 min of processor time", 1)
    assert (path.parent / "pictures" / f"reproduce-{EXPERIMENTS[0].name}.png").is_file()


def test_rows_are_read_as_they_were_written():
    text = document.section(EXPERIMENTS[0], made(), 42.0)
    assert document.read_rows(text, EXPERIMENTS[0].name) == [
        ("a \\| b", "1", "2", "="),
        ("c", "3", "4", "≠"),
        ("e", "–", "5", "–"),
    ]
    assert "about 40 s of processor time" in text
