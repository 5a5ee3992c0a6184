"""The page around the hall in Chromium: small screens, fingers, the clipboard, pages of large layers, lost graphics."""

import base64
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.browser.driver import Browser, require_browser
from tests.running_server import RunningServer

SCRIPTS = Path(__file__).parents[1] / "scripts"
PHONE = {"width": 390, "height": 800}
LARGEST = "block1.track_conv1"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server():
    require_browser()
    running = RunningServer(["--network", "covidresnet", "--dataset", "shapes"]).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser():
    page = Browser()
    yield page
    page.close()


@pytest.fixture
def hall(server, browser):
    browser("size", width=1280, height=720)
    browser.enter(server.url)
    yield browser
    assert browser.messages() == []


def box(hall, selector):
    script = f"(({{left, right, top, bottom}}) => [left, right, top, bottom])({selector}.getBoundingClientRect())"
    return hall.evaluate(script)


@pytest.mark.parametrize(("width", "height"), [(390, 800), (800, 390), (1366, 768), (2560, 1440)])
def test_a_whole_panel_is_seen_from_its_station_on_any_page(hall, width, height):
    hall("size", width=width, height=height)
    hall.idle()
    hall.go(LARGEST)
    bar = box(hall, "document.querySelector('.bar')")
    side = box(hall, "document.querySelector('.side')")
    narrow = side[1] - side[0] > width / 2
    right, bottom = (width, side[2]) if narrow else (side[0], height)
    for channel in (0, 7, 56, 63):
        x, y = hall.project(LARGEST, channel)
        assert 0 < x < right, channel
        assert bar[3] < y < bottom, channel
        assert hall.evaluate(f"window.deepvision.pick({x}, {y})")["channel"] == channel
    assert hall.evaluate("document.documentElement.scrollWidth") <= width


def test_a_finger_opens_a_tile_and_turns_the_view(hall):
    hall("size", **PHONE)
    hall.idle()
    hall.go(LARGEST)
    x, y = hall.project(LARGEST, 9)
    hall("touch", points=[[{"x": x, "y": y}]])
    hall.until("window.deepvision.state().magnified?.channel === 9")
    assert hall.evaluate("document.querySelector('dialog[open]') !== null")
    hall("press", key="Escape")
    before = hall.state()["pose"]
    hall("touch", points=[[{"x": x + step, "y": y}] for step in (0, 20, 60)])
    hall.idle()
    after = hall.state()
    assert after["pose"]["yaw"] > before["yaw"] + 0.1
    assert after["magnified"] is None


def test_two_fingers_walk(hall):
    hall("size", **PHONE)
    hall.idle()
    before = hall.state()["pose"]
    hall("touch", points=[[{"x": 195, "y": 300 - step}, {"x": 195, "y": 400 + step}] for step in (0, 30, 60)])
    hall.idle()
    assert hall.state()["pose"]["z"] < before["z"] - 0.5


def test_the_list_of_layers_opens_on_a_narrow_page(hall):
    hall("size", **PHONE)
    hall.evaluate("document.querySelector('[data-test=layers]').click()")
    hall.until("document.querySelector('[data-test=search]').checkVisibility()")
    hall.evaluate(f"document.querySelector('[data-layer={json.dumps(LARGEST)}]').click()")
    hall.until(f"window.deepvision.state().selected?.layer === {json.dumps(LARGEST)}")
    assert not hall.evaluate("document.querySelector('[data-test=search]').checkVisibility()")
    hall.idle()


def test_a_picture_is_pasted(hall):
    image = hall.state()["image"]
    buffer = io.BytesIO()
    pixels = np.random.default_rng(3).integers(0, 256, (40, 50, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(buffer, format="PNG")
    hall("paste", type="image/png", base64=base64.b64encode(buffer.getvalue()).decode())
    hall.until(f"window.deepvision.state().image !== {json.dumps(image)}")
    assert hall.state()["image"].startswith("upload")
    hall.idle()


def test_everything_is_drawn_again_after_the_graphics_were_lost(hall):
    hall.go(LARGEST)
    before = hall.hall().astype(int)
    hall.evaluate(
        "new Promise((resolve) => { const canvas = document.querySelector('canvas.hall');"
        " const lost = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');"
        " canvas.addEventListener('webglcontextrestored', () => resolve(), { once: true });"
        " canvas.addEventListener('webglcontextlost', () => setTimeout(() => lost.restoreContext()), { once: true });"
        " lost.loseContext(); })"
    )
    hall.idle()
    difference = np.inf
    for _ in range(40):  # the values are asked for again
        difference = np.abs(hall.hall().astype(int) - before).max()
        if difference <= 2:
            break
    assert difference <= 2


def test_nothing_is_drawn_while_nothing_happens(hall):
    asked = hall.evaluate(
        "new Promise((resolve) => { let asked = 0; const ask = window.requestAnimationFrame;"
        " window.requestAnimationFrame = (run) => { asked++; return ask(run); };"
        " setTimeout(() => { window.requestAnimationFrame = ask; resolve(asked); }, 700); })"
    )
    assert asked == 0


def test_a_large_layer_is_turned_page_by_page(browser, tmp_path):
    script = tmp_path / "wide.py"
    tiny = (SCRIPTS / "tiny.py").read_text()
    wide = tiny.replace("self.track_sum(x + x.relu())", "self.track_sum((x + x.relu()).repeat(1, 1500, 1, 1))")
    script.write_text(wide.replace("self.head(x).mean((2, 3))", "self.head(x)[:, :4].mean((2, 3))"))
    server = RunningServer(["--network", str(script), "--dataset", str(SCRIPTS / "colours.py")]).start()
    try:
        browser("size", width=1280, height=720)
        browser.enter(server.url)
        browser.go("track_sum")
        assert browser.project("track_sum", 5000) is None
        browser.evaluate("document.querySelector('.pages button:last-child').click()")
        browser.idle()
        assert browser.project("track_sum", 0) is None
        x, y = browser.project("track_sum", 5000)
        assert browser.evaluate(f"window.deepvision.pick({x}, {y})")["channel"] == 5000
        assert browser.messages() == []
    finally:
        server.stop()
