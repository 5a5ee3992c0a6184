"""A visitor's walk through the real server in Chromium, with a network computed by hand and with CovidResNet."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import requests
import torch
from PIL import Image
from tests.browser.driver import Browser, require_browser
from tests.running_server import RunningServer

from deepvision.visualization.colormap import colour

SCRIPTS = Path(__file__).parents[1] / "scripts"
TINY = ["--network", str(SCRIPTS / "tiny.py"), "--dataset", str(SCRIPTS / "colours.py")]
COVIDRESNET = ["--network", "covidresnet", "--dataset", "shapes"]
LOST = ["Failed to load resource: net::ERR_CONNECTION_REFUSED", "Failed to load resource: net::ERR_CONNECTION_RESET"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=[TINY, COVIDRESNET], ids=["tiny", "covidresnet"])
def server(request):
    require_browser()
    running = RunningServer(request.param).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser():
    page = Browser()
    yield page
    page.close()


@pytest.fixture
def hall(server, browser):
    browser.enter(server.url)
    yield browser
    assert browser.messages() == []


def png(seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).resize((300, 200)).save(buffer, "PNG")
    return buffer.getvalue()


def network(server):
    listed = requests.get(f"{server.url}/api/v1/networks", timeout=30).json()["networks"]
    return requests.get(f"{server.url}/api/v1/networks/{listed[0]['id']}", timeout=30).json()


def exact(server, run, layer, channel):
    answer = requests.get(f"{server.url}/api/v1/runs/{run}/layers/{layer}/channels/{channel}", timeout=30).json()
    return torch.tensor(answer["values"], dtype=torch.float32).view(answer["shape"])


def new_run(browser, server, before):
    browser.until(f"Object.values(window.deepvision.state().runs)[0] !== {json.dumps(before)}")
    browser.idle()
    return next(iter(browser.state()["runs"].values()))


def test_the_hall_is_never_empty_and_needs_few_draw_calls(hall):
    assert len(hall.state()["runs"]) == 1
    assert 1 <= hall.evaluate("window.deepvision.drawCalls()") <= 10
    assert hall.hall().std() > 5
    assert hall.evaluate("window.deepvision.uploadedBytesPerFrame()") <= 1 << 20


def test_the_hall_is_seen_when_the_first_picture_stands_in_it(hall, server):
    hall("open", url=server.url)
    hall.until("document.querySelector('.loading strong') !== null")
    told = hall.evaluate(
        "new Promise((resolve) => { const seen = []; const look = () => {"
        " const page = document.querySelector('.loading');"
        " if (!page) resolve([seen, Object.keys(window.deepvision.state().runs).length]);"
        " else { seen.push(page.innerText); requestAnimationFrame(look); } }; look(); })"
    )
    assert told[1] == 1
    assert any("first picture" in text for text in told[0])
    hall("ready")


def test_a_dropped_picture_changes_every_tile_to_its_exact_colour(hall, server):
    before = next(iter(hall.state()["runs"].values()))
    hall.drop(png(1))
    run = new_run(hall, server, before)
    nodes = network(server)["nodes"]
    last = nodes[-1]
    channels = sorted({round(i * (last["shape"][0] - 1) / 4) for i in range(5)})
    values = {c: float(exact(server, run, last["id"], c)[0, 0]) for c in range(last["shape"][0])}
    scale = max(abs(value) for value in values.values())
    hall.go(last["id"])
    picture = hall.hall()
    for channel in channels:
        x, y = hall.project(last["id"], channel)
        expected = (colour(torch.tensor(values[channel] / scale)) * 255).numpy()
        assert np.abs(picture[int(y), int(x)] - expected).max() <= 2, (channel, values[channel] / scale)


def test_texels_of_a_feature_map_are_where_they_belong(hall, server):
    """From the near station every texel of a map has the colour of its exact value."""
    node = next(n for n in network(server)["nodes"] if n["shape"][1] > 1 and n["id"] != "input" and n["shape"][1] < 12)
    run = next(iter(hall.state()["runs"].values()))
    scale = full_brightness([float(exact(server, run, node["id"], c).abs().max()) for c in range(node["shape"][0])])
    hall.go(node["id"])
    hall("press", key="f")
    hall.idle()
    columns = node["panel"]["columns"]
    points = {c: hall.project(node["id"], c) for c in range(node["shape"][0]) if (c + 1) % columns}
    channel = min(points, key=lambda c: np.hypot(points[c][0] - 640, points[c][1] - 360))
    values = exact(server, run, node["id"], channel)
    x, y = points[channel]
    right = hall.project(node["id"], channel + 1)
    assert right is not None
    pitch = right[0] - x
    cell = pitch * cell_share(node)
    height, width = values.shape
    texel = cell / width
    picture = hall.hall().astype(float)
    colours = (colour(values / scale) * 255).numpy()
    checked = 0
    for row in range(height):
        for column in range(width):
            px, py = x + (column + 0.5 - width / 2) * texel, y + (row + 0.5 - height / 2) * texel
            if inside((px, py)) and texel >= 2:
                assert np.abs(picture[int(py), int(px)] - colours[row, column]).max() <= 3, (row, column)
                checked += 1
    assert checked >= height * width // 2


def full_brightness(largest):
    """The scale per layer of a map: half of the living channels reach it; few channels: the largest."""
    living = sorted(value for value in largest if value > 0)
    return living[(len(living) - 1) // 2] if len(largest) >= 8 else living[-1]


def inside(point):
    return point is not None and 4 <= point[0] < 1276 and 4 <= point[1] < 716


def cell_share(node):
    panel = node["panel"]
    gaps = 1 + panel["columns"] + (panel["columns"] - 1) // 8
    cell = (panel["width"] - panel["gap"] * gaps) / panel["columns"]
    return cell / (cell + panel["gap"])


def test_the_tile_that_is_pointed_at_is_the_one_that_is_picked(hall, server):
    for node in network(server)["nodes"]:
        hall.go(node["id"])
        for channel in sorted({0, node["shape"][0] // 2, node["shape"][0] - 1}):
            point = hall.project(node["id"], channel)
            if inside(point):
                picked = hall.evaluate(f"window.deepvision.pick({point[0]}, {point[1]})")
                assert (picked["layer"], picked["channel"]) == (node["id"], channel)


def visible_text(browser, selector):
    visible = f"[...document.querySelectorAll({json.dumps(selector)})].filter((e) => e.checkVisibility())"
    return browser.evaluate(visible + r".map((e) => e.innerText).join('\n')")


def test_pointing_tells_and_clicking_enlarges(hall, server):
    node = network(server)["nodes"][1]
    channel = node["shape"][0] // 2 + node["panel"]["columns"] // 2
    channel = min(channel, node["shape"][0] - 1)
    hall.go(node["id"])
    x, y = hall.project(node["id"], channel)
    hall("move", x=x, y=y)
    hall.until("document.querySelector('[role=tooltip]')?.checkVisibility()")
    told = visible_text(hall, "[role=tooltip]")
    assert str(channel) in told
    assert node["name"] in told or node["id"] in told
    hall("click", x=x, y=y)
    hall.until("window.deepvision.state().magnified !== null")
    assert hall.state()["magnified"]["channel"] == channel
    hall("press", key="ArrowRight")
    hall.until(f"window.deepvision.state().magnified.channel === {(channel + 1) % node['shape'][0]}")
    hall("press", key="Escape")
    hall.until("window.deepvision.state().magnified === null")


def test_a_tour_by_keyboard_alone(hall, server):
    nodes = network(server)["nodes"]
    start = hall.state()
    hall("press", key="]")
    hall.idle()
    first = hall.state()
    hall("press", key="]")
    hall.idle()
    second = hall.state()
    assert first["pose"] != start["pose"]
    assert first["selected"]["layer"] != second["selected"]["layer"]
    hall("press", key="[")
    hall.idle()
    assert hall.state()["selected"]["layer"] == first["selected"]["layer"]
    hall("press", key="/")
    hall("type", text=nodes[-1]["name"])
    hall("press", key="Enter")
    hall.until(f"window.deepvision.state().selected?.layer === {json.dumps(nodes[-1]['id'])}")
    hall("press", key="Escape")
    image = hall.state()["image"]
    hall("press", key="i")
    hall.until("document.querySelector('dialog[open]') !== null")
    hall.until("document.querySelectorAll('dialog[open] img').length > 2")
    for _ in range(40):
        hall("press", key="Tab")
        label = hall.evaluate("document.activeElement.querySelector('img') ? 'picture' : ''")
        current = hall.evaluate("document.activeElement.matches('[aria-current=true], [aria-pressed=true]')")
        if label == "picture" and not current:
            break
    hall("press", key="Enter")
    hall.until(f"window.deepvision.state().image !== {json.dumps(image)}")
    hall.evaluate("document.querySelector('dialog[open]')?.close()")
    hall.idle()
    scale = hall.state()["scale"]
    hall("press", key="n")
    assert hall.state()["scale"] != scale
    hall("press", key="?")
    hall.until("document.querySelector('dialog[open]') !== null")
    hall("press", key="Escape")
    hall.until("document.querySelector('dialog[open]') === null")
    height = hall.state()["pose"]["y"]
    hall("press", key="o")
    hall.idle()
    assert hall.state()["pose"]["y"] > height + 2


def test_the_address_holds_network_picture_layer_and_camera(hall, server):
    node = network(server)["nodes"][2]
    hall.go(node["id"])
    hall.until(f"location.hash.includes({json.dumps(node['id'])}) && location.hash.includes('camera')")
    address, before = hall.evaluate("location.href"), hall.state()
    hall.enter(address)
    after = hall.state()
    assert after["image"] == before["image"]
    assert after["selected"] == before["selected"]
    for key, value in before["pose"].items():
        assert after["pose"][key] == pytest.approx(value, abs=0.02), key


def test_what_is_no_picture_is_refused_with_the_reason(hall):
    before = hall.state()
    hall.drop(b"these are words", "words.png")
    hall.until("document.body.innerText.includes('Expected a picture')")
    assert hall.state()["image"] == before["image"]
    complaints = hall.messages()
    assert all("415" in complaint for complaint in complaints), complaints
    hall.drop(png(5))
    hall.until(f"window.deepvision.state().image !== {json.dumps(before['image'])}")
    hall.idle()


def test_a_channel_can_be_switched_off_and_on_again(hall, server):
    node = network(server)["nodes"][1]
    run = next(iter(hall.state()["runs"].values()))
    hall.go(node["id"])
    x, y = hall.project(node["id"], 0)
    hall("click", x=x, y=y)
    hall.until("window.deepvision.state().magnified !== null")
    buttons = "[...document.querySelectorAll('button')].filter((b) => b.checkVisibility())"
    hall.evaluate(buttons + ".find((b) => /switch .*off/i.test(b.textContent)).click()")
    changed = new_run(hall, server, run)
    assert float(exact(server, changed, node["id"], 0).abs().max()) == 0
    hall("press", key="Escape")
    hall("press", key="Control+z")
    hall.until(f"Object.values(window.deepvision.state().runs)[0] === {json.dumps(run)}")


def test_noise_goes_into_the_network(hall, server):
    run = next(iter(hall.state()["runs"].values()))
    buttons = "[...document.querySelectorAll('button')].filter((b) => b.checkVisibility())"
    hall.evaluate(buttons + ".find((b) => b.textContent === 'Noise').click()")
    new_run(hall, server, run)
    assert hall.state()["image"].startswith("noise:")


def test_a_layer_shows_the_distributions_of_activations_and_weights(hall, server):
    hall.go(network(server)["nodes"][1]["id"])
    hall.until("/Activations/.test(document.body.innerText) && /Weights/.test(document.body.innerText)")
    assert "mean" in visible_text(hall, "body")


def test_a_photo_is_saved(hall):
    saved = hall("download", key="p")
    assert saved["name"].endswith(".png")
    with Image.open(saved["path"]) as photo:
        assert min(photo.size) >= 720


def test_a_lost_server_is_told_and_comes_back(server, browser):
    browser.enter(server.url)
    run = next(iter(browser.state()["runs"].values()))
    server.kill()
    browser.drop(png(7))
    browser.until("document.body.innerText.includes('does not answer')")
    server.start()
    browser.until("!document.body.innerText.includes('does not answer')", seconds=60)
    browser.drop(png(8))
    new_run(browser, server, run)
    assert all(complaint in LOST for complaint in browser.messages())


def test_untrained_weights_are_announced(browser, tmp_path):
    script = tmp_path / "untrained.py"
    script.write_text((SCRIPTS / "tiny.py").read_text().replace("trained=True", "trained=False"))
    server = RunningServer(["--network", str(script), "--dataset", str(SCRIPTS / "colours.py")]).start()
    try:
        browser.enter(server.url)
        assert "untrained" in visible_text(browser, "body").lower()
        assert "mean nothing" in visible_text(browser, "body").lower()
    finally:
        server.stop()
    browser.messages()


def test_two_networks_stand_side_by_side(browser, tmp_path):
    server = RunningServer(["--network", str(SCRIPTS / "tiny.py"), "covidresnet", "--dataset", "shapes"]).start()
    try:
        browser.enter(server.url)
        assert set(browser.state()["runs"]) == {"tiny", "covidresnet"}
        assert browser.evaluate("window.deepvision.drawCalls()") <= 10
        for layer in ("track_sum", "block2.track_sum"):
            browser.go(layer)
            x, y = browser.project(layer, 1)
            assert browser.evaluate(f"window.deepvision.pick({x}, {y})")["layer"] == layer
        assert browser.messages() == []
    finally:
        server.stop()
