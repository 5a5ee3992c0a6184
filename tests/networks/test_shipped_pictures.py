"""The pictures that come with a network: there for every layer, of these weights and this version, and small."""

import io

import pytest
from PIL import Image

from deepvision.api import create_app
from deepvision.api.services import shelf_folder
from deepvision.catalog.networks import load_network
from deepvision.jobs import Shelf, Work
from deepvision.jobs.shelf import read_index
from deepvision.settings import Settings
from deepvision.visualization.maximization import PRESETS

PER_LAYER = 16
MOST_BYTES = 8_000_000


@pytest.fixture(scope="module")
def network():
    return load_network("covidresnet")


def test_every_layer_has_pictures_of_these_weights_and_settings(network):
    shelf = Shelf(shelf_folder())
    for node in network.graph.nodes:
        if node.kind == "input":
            continue
        work = Work.of(network.id, network.digest, node.id, PRESETS["default"]())
        there = [channel for channel in range(node.shape[0]) if shelf.get(work.address(channel)) is not None]
        help_text = "fill them with: python tools/make_visualizations.py covidresnet"
        assert len(there) == min(PER_LAYER, node.shape[0]), f"{node.id}: {help_text}"
        for channel in there:
            picture = shelf.picture(work.address(channel))
            assert picture.size == tuple(reversed(network.network.input_size))
            assert len(picture.getcolors(1 << 16)) > 2


def test_nothing_else_is_there_and_it_is_small():
    folder = shelf_folder() / "covidresnet"
    files = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert set(files) == {name for _, name in read_index(folder).values()} | {"index.json"}
    assert sum(files.values()) < MOST_BYTES


def test_figures_beside_them_are_those_of_a_channel_that_answers(network):
    results = [result for result, _ in read_index(shelf_folder() / "covidresnet").values()]
    alive = [result for result in results if result.verdict == "alive"]
    assert len(alive) > 0.95 * len(results)
    assert all(result.activation > 0 for result in alive if "track" in result.layer and result.rank == 0)
    first = sum(result.rank == 0 for result in alive)
    assert first > 0.5 * len(alive)  # most excite their own channel more than any other of the layer


def test_the_first_press_answers_at_once(tmp_path):
    client = create_app(Settings(network=["covidresnet"], cache=tmp_path / "cache")).test_client()
    route = "/api/v1/networks/covidresnet/layers/block2.track_conv1/feature-visualizations"
    ready = client.get(route).get_json()["ready"]
    assert len(ready) == PER_LAYER
    job = client.post(route, json={"channels": [item["channel"] for item in ready]}).get_json()
    assert (job["state"], job["done"]) == ("done", PER_LAYER)
    for item in job["items"]:
        answer = client.get(f"/api/v1/images/{item['image']}")
        assert Image.open(io.BytesIO(answer.data)).size == (175, 150)
