"""The control of the page for the frequencies that enter the networks, two of which stand side by side."""

import json
import re
from pathlib import Path

import pytest
import requests
from tests.browser.driver import Browser, require_browser
from tests.running_server import RunningServer

SCRIPTS = Path(__file__).parents[1] / "scripts"
TINY = str(SCRIPTS / "tiny.py")

# Mean and spread of the picture in the control, 0 to 255. Read from a copy: reading a canvas makes it slow.
PICTURE = (
    "(() => { const shown = document.querySelector('.kept canvas'), copy = document.createElement('canvas');"
    " copy.width = shown.width, copy.height = shown.height;"
    " const context = copy.getContext('2d', { willReadFrequently: true }); context.drawImage(shown, 0, 0);"
    " const values = context.getImageData(0, 0, copy.width, copy.height).data.filter((_, i) => i % 4 < 3);"
    " const mean = values.reduce((a, b) => a + b) / values.length;"
    " return [mean, Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)]; })()"
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server():
    require_browser()
    running = RunningServer(["--network", TINY, TINY, "--dataset", str(SCRIPTS / "colours.py")]).start()
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


def click(hall, name):
    hall.evaluate(f"document.querySelector('[data-test={name}]').click()")


def follows(hall, server, image):
    """Wait until both networks show the picture, and see that it is the server's run of it."""
    expected = {
        network: requests.post(
            f"{server.url}/api/v1/networks/{network}/runs", json={"image": image}, timeout=30
        ).json()["run"]
        for network in ("tiny", "tiny-2")
    }
    hall.until(
        f"window.deepvision.state().image === {json.dumps(image)} && "
        f"Object.entries({json.dumps(expected)}).every(([n, run]) => window.deepvision.state().runs[n] === run)"
    )
    hall.idle()


def control(hall):
    """Return which button is pressed, what is said, and whether the slider is there."""
    root = "document.querySelector('[data-test=frequencies]')"
    pressed = hall.evaluate(f"{root}.querySelector('[aria-pressed=true]').textContent")
    slider = hall.evaluate(f"{root}.querySelector('[data-test=cutoff]').checkVisibility()")
    return pressed, hall.evaluate(f"{root}.querySelector('p').textContent"), slider


def test_every_network_gets_what_is_kept_and_one_click_brings_the_whole_picture_back(hall, server):
    assert control(hall) == ("All", "", False)
    click(hall, "band-high")
    follows(hall, server, "high:12:colours:0")
    pressed, said, slider = control(hall)
    assert (pressed, slider) == ("Above", True)
    assert re.match("Fine detail only.*12 waves across", said)
    hall.until(f"Math.abs({PICTURE}[0] - 127.5) < 3")  # the networks' mean colour
    _, spread = hall.evaluate(PICTURE)
    click(hall, "band-low")
    follows(hall, server, "low:12:colours:0")
    assert control(hall)[1].startswith("Coarse shapes only")
    hall.until(f"{PICTURE}[1] > {2 * spread}")
    click(hall, "band-all")
    follows(hall, server, "colours:0")
    assert control(hall) == ("All", "", False)


def test_the_hall_follows_the_slider_by_mouse_and_by_keys(hall, server):
    click(hall, "band-low")
    follows(hall, server, "low:12:colours:0")
    hall.evaluate(
        "(async () => { const slider = document.querySelector('[data-test=cutoff]');"
        " for (let value = 9; value >= 2; value--) { slider.value = value; slider.dispatchEvent(new Event('input'));"
        " await new Promise((resolve) => setTimeout(resolve, 20)); } })()"
    )
    follows(hall, server, "low:3:colours:0")
    hall.evaluate("document.querySelector('[data-test=cutoff]').focus()")
    before = hall.state()["pose"]
    hall("press", key="ArrowLeft")
    follows(hall, server, "low:2:colours:0")
    assert hall.state()["pose"] == before
    hall.evaluate("document.activeElement.blur()")
    hall("press", key="b")
    follows(hall, server, "high:2:colours:0")


def test_the_link_keeps_it_and_the_next_picture_is_filtered_too(hall, server):
    click(hall, "band-high")
    follows(hall, server, "high:12:colours:0")
    hall.until("location.hash.includes('/high:12:colours:0')")
    hall.enter(f"{server.url}/#/tiny+tiny-2/low:2.5:colours:1")
    follows(hall, server, "low:2.5:colours:1")
    pressed, said, _ = control(hall)
    assert pressed == "Below"
    assert "2.5 waves" in said
    click(hall, "shelf")
    hall.until("document.querySelector('[data-image=\"colours:1\"]')?.ariaCurrent === 'true'")
    hall.evaluate("document.querySelector('[data-image=\"colours:4\"]').click()")
    follows(hall, server, "low:2.5:colours:4")
