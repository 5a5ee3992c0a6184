"""What does it look for? The button, the pictures in the tiles, enlarged and in the network, in Chromium."""

import json
from pathlib import Path

import numpy as np
import pytest
import requests
from tests.browser.driver import Browser, require_browser
from tests.running_server import RunningServer

SCRIPTS = Path(__file__).parents[1] / "scripts"
CONV = "track_conv"
"""Channels 0 to 2 are the colours at every second pixel: their pictures are red, green and blue there."""
LONG = "2000"
MIDDLE = (
    "((canvas) => { const read = document.createElement('canvas').getContext('2d', { willReadFrequently: true });"
    " read.drawImage(canvas, 0, 0, 1, 1); return [...read.getImageData(0, 0, 1, 1).data]; })"
)
"""The mean colour of a canvas, RGBA; Chromium remarks on canvases that are read again and again."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    require_browser()
    cache = tmp_path_factory.mktemp("cache")
    arguments = ["--network", str(SCRIPTS / "tiny.py"), "--dataset", str(SCRIPTS / "colours.py"), "--cache", str(cache)]
    running = RunningServer(arguments).start()
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


def visible(name):
    return f"document.querySelector('[data-test={name}]').checkVisibility()"


def click(hall, name):
    hall.until(visible(name))
    hall.evaluate(f"document.querySelector('[data-test={name}]').click()")


def text(hall, name):
    return hall.evaluate(f"document.querySelector('[data-test={name}]').innerText")


def ended(hall, state="done"):
    hall.until(f"window.deepvision.state().visualized.state === {json.dumps(state)}")
    hall.idle()


def tiles(hall, channels, layer=CONV):
    """Mean colours of the middles of some tiles."""
    places = [map(round, hall.project(layer, channel)) for channel in channels]
    seen = hall.hall().astype(int)
    return np.array([seen[y - 8 : y + 9, x - 8 : x + 9].reshape(-1, 3).mean(0) for x, y in places])


def make_all(hall, layer=CONV):
    """Go to a layer and let it show a picture of every channel."""
    hall.go(layer)
    click(hall, "look-for")
    click(hall, "visualize-all")
    ended(hall)
    hall.until("window.deepvision.state().visualized.tiles >= window.deepvision.state().visualized.finished.length")
    hall.idle()


def choose_steps(hall, steps):
    click(hall, "open-settings")
    hall.evaluate(
        f"(() => {{ const form = document.querySelector('dialog.settings form');"
        f" form.elements.steps.value = {json.dumps(steps)}; form.requestSubmit(); }})()"
    )
    hall.until(visible("visualize-all"))


def jobs(server):
    return requests.get(f"{server.url}/api/v1/jobs", timeout=30).json()["jobs"]


def test_by_keyboard_a_layer_turns_into_what_it_looks_for_and_back(hall):
    hall.go(CONV)
    before = tiles(hall, range(3))
    hall("press", key="v")
    hall.until("document.activeElement.dataset.test === 'visualize-all'")
    name, takes = text(hall, "visualize-all").split("\n")
    assert name == "All 4"
    assert takes.startswith(("about", "under"))
    hall("press", key="Enter")
    ended(hall)
    hall.until("window.deepvision.state().visualized.tiles === 4")
    hall.idle()
    assert hall.evaluate("window.deepvision.drawCalls()") <= 10
    for channel, shown in enumerate(tiles(hall, range(3))):
        assert np.delete(shown, channel).max() + 40 < shown[channel], (channel, shown)
    hall("press", key="v")
    hall.until("!window.deepvision.state().visualized.shown")
    hall.idle()
    assert np.abs(tiles(hall, range(3)) - before).max() <= 2
    assert "activations" in text(hall, "live")


def test_a_picture_is_enlarged_and_put_into_the_network(hall, server):
    make_all(hall)
    x, y = hall.project(CONV, 1)
    hall("click", x=x, y=y)
    hall.until("window.deepvision.state().magnified?.channel === 1 && window.deepvision.state().generated")
    hall.until("document.querySelector('.generated img').naturalWidth === 24")
    told = text(hall, "generated")
    assert "It excites the channel to" in told
    assert "No other channel of the layer answers it more strongly." in told
    alternative = hall.evaluate("document.querySelector('.generated img').alt")
    assert alternative == f"Picture that excites channel 1 of {CONV} most"
    hall("press", key="v")
    hall.until("document.querySelector('canvas.exact').checkVisibility()")
    hall("press", key="v")
    hall("press", key="ArrowRight")
    hall.until("window.deepvision.state().magnified?.channel === 2")
    hall("press", key="ArrowLeft")
    before = hall.state()["runs"]["tiny"]
    click(hall, "use-picture")
    hall.until(f"window.deepvision.state().runs.tiny !== {json.dumps(before)}")
    hall.idle()
    state = hall.state()
    assert state["image"].startswith("generated:")
    assert (state["magnified"], state["visualized"]["shown"]) == (None, True)
    run = requests.get(f"{server.url}/api/v1/runs/{state['runs']['tiny']}/layers/{CONV}/channels/1", timeout=30).json()
    assert np.mean(run["values"]) == pytest.approx(1, abs=0.05)


def test_beside_a_picture_stands_what_excites_its_channel_most_in_the_data_set(hall):
    make_all(hall)
    x, y = hall.project(CONV, 0)
    hall("click", x=x, y=y)
    hall.until("document.querySelectorAll('.patches canvas').length > 0")
    hall.until(f"[...document.querySelectorAll('.patches canvas')].every((one) => {MIDDLE}(one)[3] === 255)")
    red, green, blue, _ = hall.evaluate(f"{MIDDLE}(document.querySelector('.patches canvas'))")
    assert red > max(green, blue)
    assert "× the most that any picture of" in text(hall, "generated")


def test_the_pictures_come_back_after_the_graphics_were_lost(hall):
    make_all(hall)
    before = tiles(hall, [0])
    hall.evaluate(
        "new Promise((resolve) => { const canvas = document.querySelector('canvas.hall');"
        " const lost = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');"
        " canvas.addEventListener('webglcontextrestored', () => resolve(), { once: true });"
        " canvas.addEventListener('webglcontextlost', () => setTimeout(() => lost.restoreContext()), { once: true });"
        " lost.loseContext(); })"
    )
    hall.until("window.deepvision.state().visualized.tiles === 4")
    hall.idle()
    assert np.abs(tiles(hall, [0]) - before).max() <= 2


def test_a_link_shows_the_pictures_again(hall, server):
    make_all(hall)
    hall("evaluate", script="new Promise((resolve) => setTimeout(resolve, 600))")
    address = hall.evaluate("location.hash")
    assert "show=looks-for" in address
    hall.enter(f"{server.url}/{address}")
    hall.until("window.deepvision.state().visualized?.shown && window.deepvision.state().visualized.tiles === 4")
    hall.idle()
    assert tiles(hall, [0]).argmax() == 0


def test_long_work_says_how_far_it_is_and_stops_at_once(hall, server):
    make_all(hall)
    choose_steps(hall, LONG)
    click(hall, "visualize-all")
    hall.until("window.deepvision.state().visualized.state === 'running'")
    hall.until("/of 4 · .* left/.test(document.querySelector('[data-test=work-status]').innerText)")
    click(hall, "stop")
    ended(hall, "cancelled")
    assert "are kept" in text(hall, "work-status")
    for _ in range(20):
        if not jobs(server):
            break
    assert jobs(server) == []
    assert len(hall.state()["visualized"]["finished"]) == 4  # those that were there before


def test_every_layer_is_made_in_the_background(hall):
    make_all(hall)
    click(hall, "whole-network")
    hall.until("/8 pictures|11 pictures/.test(document.querySelector('[data-test=whole-network-dialog]').innerText)")
    hall.until("/At most .* here/.test(document.querySelector('[data-test=whole-network-dialog]').innerText)")
    click(hall, "start-background")
    hall.until("window.deepvision.state().background === null")
    hall.until("document.querySelector('[data-test=toast]')?.innerText.includes('11 pictures made')")
    hall.go("track_scores")
    assert sorted(hall.state()["visualized"]["finished"]) == [0, 1, 2]
    assert hall.state()["visualized"]["shown"]


def test_work_goes_on_after_the_server_was_killed(server, browser):
    browser.enter(server.url)
    browser.go("track_sum")
    click(browser, "look-for")
    browser.until(visible("visualize-all"))
    choose_steps(browser, "400")
    click(browser, "visualize-all")
    browser.until("window.deepvision.state().visualized.state === 'running'")
    server.kill()
    browser.until("document.querySelector('.banner').checkVisibility()")
    server.start()
    ended(browser)
    assert sorted(browser.state()["visualized"]["finished"]) == [0, 1, 2, 3]
    assert all("Failed to load resource" in message for message in browser.messages())
