"""``deepvision visualize``, for real on the tests' tiny network."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from deepvision.catalog.datasets import load_dataset
from deepvision.catalog.networks import load_network
from deepvision.cli import main
from deepvision.visualization.pictures import to_input

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
    answer = json.loads(told.out)
    made = answer["pictures"]
    assert status == 0
    assert answer["layer"] == "track_conv"
    assert answer["settings"]["steps"] == 100
    assert answer["seconds"] > 0
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
    first = json.loads(call(*arguments)[1].out)["pictures"]
    kept = files(tmp_path / "cache")
    assert len(kept) == 1
    assert json.loads(call(*arguments)[1].out)["pictures"] == first
    assert files(tmp_path / "cache") == kept
    assert json.loads(call(*arguments, "--seed", "1")[1].out)["pictures"] != first
    assert len(list((tmp_path / "cache").rglob("*.png"))) == 2


def test_relative_is_what_no_picture_of_the_data_set_reaches(call, tmp_path):
    """The largest mean of a channel over the pictures is computed by hand: channel c takes every second pixel of c."""
    (one,) = json.loads(call("--layer", "track_conv", "--channels", "1", "--steps", "20", "--json")[1].out)["pictures"]
    network, shapes = load_network(TINY).network, load_dataset("shapes").pictures
    means = [
        float(to_input(shapes[4 * number][0], network.input_size, network.mean, network.std)[0, 1, ::2, ::2].mean())
        for number in range(60)
    ]
    assert one["relative"] == pytest.approx(one["activation"] / max(means), rel=1e-4)


def test_the_strongest_channels_of_a_picture_come_first(call, tmp_path):
    Image.new("RGB", (24, 16), (140, 0, 250)).save(tmp_path / "violet.png")
    arguments = ("--layer", "track_conv", "--strongest", "2", "--steps", "2", "--json")
    made = json.loads(call(*arguments, "--image", str(tmp_path / "violet.png"))[1].out)["pictures"]
    assert [one["channel"] for one in made] == [1, 2]  # |0 − 0.5| is most, then 250 / 255
    by_data_set = json.loads(call(*arguments)[1].out)["pictures"]
    assert len({one["channel"] for one in by_data_set} - {3}) == 2  # the difference of neighbours is least


def test_the_centre_unit_instead_of_the_mean(call, tmp_path):
    arguments = ("--layer", "track_conv", "--channels", "0", "--steps", "20", "--json")
    (centre,) = json.loads(call(*arguments, "--objective", "centre")[1].out)["pictures"]
    shown = np.asarray(Image.open(centre["file"]))[::2, ::2, 0]  # what the map of 8 × 12 looks at
    assert shown[4, 6] > 250
    assert np.delete(shown.ravel(), 4 * 12 + 6).mean() < 200
    assert centre["activation"] == pytest.approx(1, abs=0.02)


def test_maco_takes_the_spectrum_of_the_data_set(call):
    arguments = ("--layer", "track_conv", "--channels", "3", "--steps", "10", "--json", "--preset", "maco")
    (shapes,) = json.loads(call(*arguments)[1].out)["pictures"]
    (colours,) = json.loads(call(*arguments, "--dataset", str(Path(TINY).parent / "colours.py"))[1].out)["pictures"]
    assert shapes["activation"] != colours["activation"]


def test_a_policy_is_part_of_the_settings(call):
    arguments = ("--layer", "track_conv", "--channels", "0", "--steps", "2", "--json", "--policy", "leaky")
    settings = json.loads(call(*arguments, "--slope", "0.3")[1].out)["settings"]
    assert settings["policy"] == {"kind": "leaky", "slope": 0.3, "final_slope": None}


@pytest.mark.parametrize("name", ["torchvision:squeezenet1_1@none", "timm:test_resnet@none"])
def test_networks_of_libraries(name, tmp_path, capsys):
    folders = ["--out", str(tmp_path / "made"), "--cache", str(tmp_path / "cache"), "--device", "cpu"]
    layer = [node.id for node in load_network(name).graph.nodes][3]
    call = ["visualize", name, "--layer", layer, "--channels", "0", "--steps", "2", *folders, "--json"]
    assert main(call) == 0
    (one,) = json.loads(capsys.readouterr().out)["pictures"]
    assert Path(one["file"]).is_file()


def test_interrupting_keeps_what_is_done(tmp_path):
    command = [sys.executable, "-m", "deepvision", "visualize", "covidresnet", "--layer", "track_conv1", "--json"]
    command += ["--out", str(tmp_path / "made"), "--cache", str(tmp_path / "cache"), "--device", "cpu"]
    command += ["--preset", "thesis", "--steps", "20"]  # eight batches of eight channels
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        ends = time.monotonic() + 90
        while not files(tmp_path / "made"):
            assert time.monotonic() < ends
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[0]
    assert process.returncode == 130
    kept = [Path(one["file"]).name for one in json.loads(told)["pictures"]]
    assert kept == sorted(path.name for path in (tmp_path / "made").iterdir())
    assert 0 < len(kept) < 64


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
        (("--layer", "track_conv", "--strongest", "5"), "--strongest: expected 1 to 4"),
        (("--layer", "track_conv", "--slope", "2"), "slope from 0 to 1"),
        (("--layer", "track_conv", "--dataset", "shaeps"), "Did you mean shapes"),
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
    assert [one["channel"] for one in json.loads(finished.stdout)["pictures"]] == [0, 1, 2, 3]
    assert kept.items() <= files(tmp_path / "cache").items()
