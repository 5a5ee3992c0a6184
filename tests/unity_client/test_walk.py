"""The unmodified Unity client, walked through a real server's network as its user would: by mouse and keyboard."""

import io
import time

import numpy as np
import pytest
import requests
from PIL import Image
from tests.running_server import RunningServer
from tests.unity_client.driver import Unity
from tests.unity_client.render.frame import read_frame
from tests.unity_client.render.hall import read_panels
from tests.unity_client.render.pages import fill_pages

NETWORK = "covidresnet"
SHOWN = {NETWORK: {"phase": "Shown"}}
FRAME_BYTES = 1 << 20


@pytest.fixture(scope="module")
def server(mono, tmp_path_factory):
    cache = str(tmp_path_factory.mktemp("cache"))
    running = RunningServer(["--network", NETWORK, "--dataset", "shapes", "--cache", cache]).start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def walk(server):
    """A visitor at the entrance, with the first picture in the network."""
    with Unity(["--desktop", "--server", server.url]) as unity:
        unity.until(connection="Connected", networks=SHOWN)
        unity.frames(200, wait=2)  # the descent from outside, while thumbnails come
        yield unity
        assert unity.errors() == []


def network_of(server):
    return requests.get(f"{server.url}/api/v1/networks/{NETWORK}", timeout=30).json()


def take(unity, slot):
    """Take a picture from the shelf and return its id."""
    unity.stand(-0.6, 1.6, 2.2, 0.4, 0)
    unity.click_on(picture=slot)
    return unity.state()["carried"]


def insert(unity):
    unity.stand(0, 1.6, 2.2, 0, 0)
    unity.click_on(canvas=0)


def test_the_hall_is_built_with_one_draw_call_for_all_panels(walk, server):
    state = walk.state()
    nodes = [node for node in network_of(server)["nodes"] if node["panel"]]
    assert state["layers"] == len(nodes) == 26
    assert state["tiles"] == sum(node["shape"][0] for node in network_of(server)["nodes"])
    drawn = walk.counters()
    assert drawn["shaders"]["DeepVision/Panels"] == 1
    assert drawn["instances"] >= len(nodes)
    assert drawn["draws"] <= 12  # with the tool, the results, the board of the shelf and a hint


def test_everything_that_was_sent_is_on_the_graphics_card(walk, server, tmp_path):
    frame = read_frame(walk.dump(tmp_path))
    run = walk.state()["networks"][NETWORK]["run"]
    (panels,) = (draw for draw in frame.draws if draw.shader == "DeepVision/Panels")
    _, full, coarse, _ = fill_pages(read_panels(server.url, NETWORK, run).layers)
    shown = frame.textures[panels.properties["_Full"]].levels
    assert np.array_equal(shown[0], full[0])
    levels = frame.textures[panels.properties["_Coarse"]].levels
    assert len(levels) == len(coarse) == 3
    # Means of means: they are rounded once more on the way.
    assert max(np.abs(one.astype(int) - other).max() for one, other in zip(levels, coarse, strict=True)) <= 2


def test_a_picture_from_the_shelf_goes_through_the_network(walk, server):
    before = walk.state()["networks"][NETWORK]["run"]
    assert take(walk, 3) == "shapes:3"
    assert "HologramSheet" in walk.state()["sheets"]
    insert(walk)
    walk.counters(reset=True)
    state = walk.until(image="shapes:3", networks=SHOWN)
    assert state["carried"] is None
    asked = requests.post(
        f"{server.url}/api/v1/networks/{NETWORK}/runs", json={"image": "shapes:3", "interventions": []}, timeout=60
    ).json()
    shown = state["networks"][NETWORK]
    assert shown["run"] == asked["run"] != before
    assert shown["best"] == asked["predictions"][0]["name"]
    assert shown["true"] == asked["true_class"]
    assert walk.counters()["peaks"]["uploaded"] <= 2 * FRAME_BYTES  # staging textures, and the input picture


def test_one_goes_from_layer_to_layer(walk):
    walk.stand(0, 1.6, 2.2, 0, 0)
    names = []
    for _ in range(3):
        walk.press("<Keyboard>/rightBracket")
        walk.frames(40)
        names.append(walk.state()["selected"])
    assert names == ["input", "track_conv1", "track_max_pool"]
    eye = walk.state()["eye"]
    assert -12 < eye[2] < -8
    walk.press("<Keyboard>/leftBracket")
    walk.frames(40)
    assert walk.state()["selected"] == "track_conv1"


def test_a_tile_is_picked_up_with_its_exact_values(walk):
    walk.stand(0, 1.6, -5.5, 0, 0)
    walk.click_on(tile=[NETWORK, "track_conv1", 9])
    walk.frames(30, wait=10)
    assert walk.state()["carried"] == "track_conv1:9"
    assert "HologramSheet" in walk.state()["sheets"]
    walk.stand(0, 1.6, 2.2, 0, 0)
    walk.click_on(canvas=0)  # a feature map is no input: it stays in the hand
    assert walk.state()["carried"] == "track_conv1:9"
    walk.press("<Keyboard>/escape")
    assert walk.state()["carried"] is None


def test_a_layer_is_moved_scaled_and_taken_back(walk):
    layer = f"{NETWORK} track_conv1"
    walk.stand(0, 1.6, -5.5, 0, 0)
    home = walk.state()["panels"][layer]
    x, y = walk.where(tile=[NETWORK, "track_conv1", 27])
    walk.input("<Mouse>/position", x, 720 - y)
    walk.frames(2)
    walk.input("<Mouse>/rightButton", 1)
    walk.frames(2)
    walk.input("<Mouse>/position", x + 150, 720 - y + 20)
    walk.input("<Keyboard>/equals", 1)
    walk.frames(10)
    walk.input("<Keyboard>/equals", 0)
    walk.frames(2)
    walk.input("<Mouse>/rightButton", 0)
    walk.frames(2)
    moved = walk.state()["panels"][layer]
    assert moved[0] > home[0] + 0.3
    assert moved[3] > 1.05
    walk.press("<Keyboard>/ctrl", "<Keyboard>/z")
    assert walk.state()["panels"][layer] == pytest.approx(home)


def test_a_layer_is_hidden_and_put_back_on_its_sheet(walk):
    layer = f"{NETWORK} track_conv1"
    walk.stand(0, 1.6, -5.5, 0, -0.2)
    walk.press("<Keyboard>/escape", frames=1)
    walk.click_on(plate=[NETWORK, "track_conv1"])
    walk.frames(60, wait=5)
    assert "LayerSheet" in walk.state()["sheets"]
    walk.click_on(button=["LayerSheet", "hide"])
    assert walk.state()["panels"][layer][4] is True
    assert walk.counters()["shaders"]["DeepVision/Panels"] == 1
    walk.press("<Keyboard>/tab")
    walk.click_on(button=["MenuSheet", "undo"])
    assert walk.state()["panels"][layer][4] is False
    walk.press("<Keyboard>/tab")
    assert "MenuSheet" not in walk.state()["sheets"]


def test_the_list_leads_anywhere(walk):
    walk.stand(0, 1.6, 2.2, 0, 0)
    walk.press("<Keyboard>/tab")
    walk.click_on(button=["MenuSheet", "layers"])
    walk.frames(5)
    walk.click_on(button=["LayerListSheet", "go-to-layer"])
    walk.frames(60)
    assert walk.state()["selected"] is not None
    assert walk.state()["eye"][2] < 0
    walk.press("<Keyboard>/tab")


def test_noise_is_a_picture_too(walk):
    walk.stand(-0.8, 1.2, 2.4, 0.6, -0.25)
    walk.click_on(button=["DatasetSheet", "noise"])
    walk.frames(30, wait=10)
    assert walk.until(networks=SHOWN)["image"].startswith("noise")


def test_the_board_of_the_shelf_keeps_frequencies(walk, server):
    take(walk, 2)
    insert(walk)
    walk.until(image="shapes:2", networks=SHOWN)
    walk.stand(-0.8, 1.2, 2.4, 0.6, -0.35)
    walk.click_on(button=["DatasetSheet", "frequencies", 2])
    walk.until(image="high:12:shapes:2", networks=SHOWN)
    walk.frames(5)
    walk.click_on(button=["DatasetSheet", "coarser-cutoff"])
    state = walk.until(image="high:10:shapes:2", networks=SHOWN)
    asked = requests.post(
        f"{server.url}/api/v1/networks/{NETWORK}/runs", json={"image": "high:10:shapes:2"}, timeout=60
    ).json()
    assert state["networks"][NETWORK]["run"] == asked["run"]
    walk.frames(30, wait=5)
    walk.press("<Keyboard>/ctrl", "<Keyboard>/z")
    walk.until(image="high:12:shapes:2", networks=SHOWN)
    walk.click_on(button=["DatasetSheet", "frequencies", 0])
    walk.until(image="shapes:2", networks=SHOWN)


def test_a_layer_turns_into_the_pictures_that_excite_its_channels_most(walk, server):
    walk.stand(0, 1.6, -5.5, 0, 0)
    walk.click_on(plate=[NETWORK, "track_conv1"])
    walk.frames(60, wait=5)
    walk.click_on(button=["LayerSheet", "visualize-strongest"])
    walk.until(pictures=16, seconds=30)  # the first states of them
    ends = time.monotonic() + 120
    while requests.get(f"{server.url}/api/v1/jobs", timeout=30).json()["jobs"]:
        assert time.monotonic() < ends
        walk.frames(10, wait=20)
    walk.frames(90, wait=10)
    walk.click_on(button=["LayerSheet", "close"])
    plan = requests.get(
        f"{server.url}/api/v1/networks/{NETWORK}/layers/track_conv1/feature-visualizations",
        params={"run": walk.state()["networks"][NETWORK]["run"]},
        timeout=60,
    ).json()
    ready = [one for one in plan["ready"] if one["channel"] in plan["strongest"][:16]]  # others come with the network
    assert len(ready) == 16
    item = max(ready, key=lambda one: one["activation"])
    walk.stand(0, 1.6, -5.5, 0, 0)
    walk.click_on(tile=[NETWORK, "track_conv1", item["channel"]])
    assert walk.state()["carried"] == item["image"]
    insert(walk)
    walk.until(image=item["image"], networks=SHOWN)
    run = walk.state()["networks"][NETWORK]["run"]
    route = f"{server.url}/api/v1/runs/{run}/layers/track_conv1/channels/{item['channel']}"
    values = requests.get(route, timeout=30).json()["values"]
    assert np.mean(values) == pytest.approx(item["activation"], rel=0.05)  # the file has 8 bits


def test_a_picture_of_the_view_is_saved_with_a_caption(walk):
    walk.press("<Keyboard>/p")
    walk.frames(30, wait=20)
    saved = sorted(walk.data.rglob("*.png"))
    assert saved
    with Image.open(io.BytesIO(saved[-1].read_bytes())) as picture:
        assert picture.width >= 1280
        assert picture.height > picture.width * 720 / 1280


def test_twenty_pictures_in_a_row_leave_nothing_behind(walk):
    walk.press("<Keyboard>/escape")
    insert_next(walk, 0)
    before = walk.counters(collect=True)
    for number in range(1, 21):
        insert_next(walk, number)
    after = walk.counters(collect=True)
    for what in ("textures", "meshes", "materials", "objects", "bytes"):
        assert after[what] == before[what], what
    assert after["managed"] < before["managed"] * 1.1 + 2e6


def insert_next(unity, number):
    slot = number % 20
    image = take(unity, slot)
    assert image == f"shapes:{slot}"
    insert(unity)
    unity.until(image=image, networks=SHOWN)
    unity.frames(60, wait=3)


def test_a_server_that_goes_and_comes_back(walk, server):
    shown = walk.state()["image"]
    server.kill()
    walk.until(connection="Lost", seconds=30)
    walk.frames(2)
    state = walk.state()
    assert "ConnectionSheet" in state["sheets"]
    assert state["layers"] == 26
    walk.press("<Keyboard>/escape")
    walk.press("<Keyboard>/rightBracket")
    walk.frames(40)
    assert "ConnectionSheet" not in walk.state()["sheets"]  # one can go on without it
    server.start()
    state = walk.until(connection="Connected", networks=SHOWN, seconds=60)
    assert state["image"] == shown
    assert take(walk, 5) == "shapes:5"
    insert(walk)
    walk.until(image="shapes:5", networks=SHOWN)
