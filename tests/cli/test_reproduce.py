import json
from pathlib import Path

import pytest
from PIL import Image

from deepvision.cli import main
from deepvision.reproduce import EXPERIMENTS


@pytest.fixture
def call(tmp_path, capsys):
    def called(*more):
        status = main(["reproduce", *more, "--out", str(tmp_path / "made"), "--device", "cpu"])
        return status, capsys.readouterr()

    return called


def test_without_a_name_it_lists_them(call):
    out = call()[1].out
    assert [line.split()[0] for line in out.splitlines()] == [experiment.name for experiment in EXPERIMENTS]
    assert [one["name"] for one in json.loads(call("--json")[1].out)] == [experiment.name for experiment in EXPERIMENTS]


def test_the_thesis_beside_ours_and_a_picture(call, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    status, told = call("table-5.2")
    assert status == 0
    for words in ("thesis", "ours", "-2s -3s 4", "nothing is missing", "table-5.2.png"):
        assert words in told.out
    with Image.open(tmp_path / "made" / "table-5.2.png") as picture:
        assert picture.width > 300


def test_several_as_json(call, tmp_path):
    first, second = json.loads(call("table-5.2", "appendix-a.2", "--quick", "--json")[1].out)
    assert (first["name"], second["name"]) == ("table-5.2", "appendix-a.2")
    assert first["rows"][3]["agrees"] is False
    assert second["quick"] is True
    assert second["values"]["quadrature"]["1.0"][1] == pytest.approx(1)
    assert Path(second["file"]) == tmp_path / "made" / "appendix-a.2.png"


def test_a_quick_run_says_that_it_is_one(call):
    assert "A quick run" in call("appendix-a.2", "--quick")[1].out


def test_the_document_is_written_on_request(call, tmp_path):
    path = tmp_path / "reproduction.md"
    assert call("table-5.2", "--write-docs", str(path))[0] == 0
    assert "## table-5.2" in path.read_text()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("table-5.9",), "Did you mean table-5."),
        (("table-5.2", "--quick", "--write-docs", "x.md"), "Leave --quick out"),
        (("table-5.2", "--seed", "-1"), "--seed: expected at least 0"),
    ],
)
def test_what_cannot_be_is_said(call, more, words):
    status, told = call(*more)
    assert status == 1
    assert words in told.err


def test_a_folder_that_cannot_be_written_is_said(call, tmp_path):
    (tmp_path / "made").write_text("a file")
    status, told = call("table-5.2")
    assert status == 1
    assert "cannot be written" in told.err
