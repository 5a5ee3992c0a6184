"""The tool that makes the pictures that come with a network, on the tests' tiny one."""

import runpy
from pathlib import Path

import pytest
from PIL import Image

from deepvision.catalog.networks import load_network
from deepvision.jobs import Shelf, Work
from deepvision.jobs.shelf import read_index, write_index
from deepvision.visualization.maximization import Settings

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "make_visualizations.py"), run_name="make_visualizations")
TINY = str(ROOT / "tests" / "scripts" / "tiny.py")
COLOURS = str(ROOT / "tests" / "scripts" / "colours.py")


def make(out, *options):
    assert TOOL["main"]([TINY, "--dataset", COLOURS, "--out", str(out), "--device", "cpu", *options]) == 0


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("shelf")
    make(out, "--per-layer", "2")
    return out


def test_the_strongest_channels_of_every_layer_are_found_by_the_server(made):
    shelf, network = Shelf(made), load_network(TINY)
    found = read_index(made / "tiny")
    layers = ("track_conv", "track_sum", "track_scores")
    by_layer = {layer: [one.channel for one, _ in found.values() if one.layer == layer] for layer in layers}
    assert [len(channels) for channels in by_layer.values()] == [2, 2, 2]
    assert len(list((made / "tiny").glob("*.webp"))) == len(found) == 6
    for layer, channels in by_layer.items():
        for channel in channels:
            address = Work.of("tiny", network.digest, layer, Settings()).address(channel)
            assert shelf.get(address).channel == channel
            assert shelf.picture(address).size == (24, 16)


def test_figures_are_those_of_the_file(made):
    for result, name in read_index(made / "tiny").values():
        if result.layer == "track_conv" and result.channel < 3:
            with Image.open(made / "tiny" / name) as file:
                band = file.convert("RGB").split()[result.channel]
            values = [band.getpixel((x, y)) / 127.5 - 1 for x in range(0, 24, 2) for y in range(0, 16, 2)]
            assert result.activation == pytest.approx(sum(values) / len(values), abs=1e-4)


def test_it_goes_on_where_it_was_and_removes_what_is_not_wanted(tmp_path, capsys):
    make(tmp_path, "--per-layer", "1")
    folder = tmp_path / "tiny"
    kept = {path: path.stat().st_mtime_ns for path in folder.glob("*.webp")}
    lost = next(iter(kept))
    lost.unlink()
    results = read_index(folder)
    write_index(folder, {**results, 32 * "0": (next(iter(results.values()))[0], "track_conv-0009-default.webp")})
    (folder / "track_conv-0009-default.webp").write_bytes(b"old")
    capsys.readouterr()
    make(tmp_path, "--per-layer", "1")
    assert "2 pictures are there, 1 are made." in capsys.readouterr().out
    assert set(folder.glob("*.webp")) == set(kept)
    assert all(path.stat().st_mtime_ns == time for path, time in kept.items() if path != lost)
    assert read_index(folder).keys() == results.keys()
