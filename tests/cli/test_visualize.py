"""``deepvision visualize``, for real on the tests' tiny network."""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from deepvision.cli import main

TINY = str(Path(__file__).parents[1] / "scripts" / "tiny.py")


def files(folder):
    """Return the finished pictures of a cache by name; one that is written again has another inode."""
    return {path.name: path.stat().st_ino for path in folder.rglob("*.png")}


@pytest.fixture
def call(tmp_path, capsys):
    def called(*more):
        folders = ["--out", str(tmp_path / "made"), "--cache", str(tmp_path / "cache")]
        status = main(["visualize", TINY, *folders, "--device", "cpu", *more])
        return status, capsys.readouterr()

    return called


def test_a_picture_per_channel_with_its_figures(call, tmp_path):
    status, told = call("--layer", "track_conv", "--channels", "2,0-1", "--json")
    made = json.loads(told.out)
    assert status == 0
    assert [one["channel"] for one in made] == [2, 0, 1]
    for one in made:
        assert one["activation"] == pytest.approx(1, abs=0.02)  # no picture gives more: it is one colour, at most 1
        shown = np.asarray(Image.open(one["file"]))
        assert shown.shape == (16, 24, 3)
        assert shown[::2, ::2, one["channel"]].mean() > 250
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == [
        f"track_conv-000{channel}.png" for channel in range(3)
    ]
    assert "3/3" in told.err


def test_without_json_it_says_what_was_made(call, tmp_path):
    out = call("--layer", "track_conv", "--channels", "1")[1].out
    assert out.startswith(str(tmp_path / "made" / "track_conv-0001.png"))
    assert "activation 1" in out or "activation 0.9" in out


def test_what_was_made_before_is_not_made_again(call, tmp_path):
    arguments = ("--layer", "track_conv", "--channels", "0", "--steps", "20", "--json")
    first = json.loads(call(*arguments)[1].out)
    kept = files(tmp_path / "cache")
    assert len(kept) == 1
    assert json.loads(call(*arguments)[1].out) == first
    assert files(tmp_path / "cache") == kept
    assert json.loads(call(*arguments, "--seed", "1")[1].out) != first
    assert len(list((tmp_path / "cache").rglob("*.png"))) == 2


def test_the_thesis_way_begins_with_a_picture(call, tmp_path):
    Image.new("RGB", (24, 16), (200, 30, 60)).save(tmp_path / "red.png")
    more = ("--layer", "track_conv", "--channels", "0", "--steps", "1", "--preset", "thesis")
    assert call(*more, "--image", str(tmp_path / "red.png"))[0] == 0
    begun = np.asarray(Image.open(tmp_path / "made" / "track_conv-0000.png"))
    assert call(*more)[0] == 0
    assert not np.array_equal(begun, np.asarray(Image.open(tmp_path / "made" / "track_conv-0000.png")))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--layer", "track_cnov"), "Did you mean track_conv"),
        (("--layer", "track_conv", "--channels", "0-4"), "from 0 to 3"),
        (("--layer", "track_conv", "--channels", "3-1"), "from 0 to 3"),
        (("--layer", "track_conv", "--channels", "some"), "such as 0-15,20"),
        (("--layer", "track_conv", "--steps", "0"), "--steps: expected at least 1"),
        (("--layer", "track_conv", "--seed", "-1"), "--seed: expected at least 0"),
        (("--layer", "track_conv", "--image", "x.png"), "--preset thesis"),
        (("--layer", "track_conv", "--preset", "thesis", "--image", "x.png"), "No such file"),
    ],
)
def test_what_cannot_be_is_said(call, more, words):
    status, told = call(*more)
    assert status == 1
    assert words in told.err


def test_a_folder_that_cannot_be_written_is_said(call, tmp_path):
    (tmp_path / "made" / "track_conv-0000.png").mkdir(parents=True)
    status, told = call("--layer", "track_conv", "--channels", "0", "--steps", "5")
    assert status == 1
    assert "cannot be written" in told.err
    assert not list((tmp_path / "made").glob("*.part"))


def test_interrupted_work_goes_on_where_it_was(tmp_path):
    command = [sys.executable, "-m", "deepvision", "visualize", TINY, "--layer", "track_conv", "--device", "cpu"]
    command += ["--out", str(tmp_path / "made"), "--cache", str(tmp_path / "cache"), "--json"]
    long = [*command, "--preset", "thesis", "--steps", "400"]
    with subprocess.Popen(long, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        ends = time.monotonic() + 90
        while not files(tmp_path / "cache"):
            assert time.monotonic() < ends
            time.sleep(0.002)
        process.kill()
    kept = files(tmp_path / "cache")
    finished = subprocess.run(long, capture_output=True, text=True, check=True, timeout=120)
    assert [one["channel"] for one in json.loads(finished.stdout)] == [0, 1, 2, 3]
    assert kept.items() <= files(tmp_path / "cache").items()
