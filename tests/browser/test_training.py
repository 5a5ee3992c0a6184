"""A training watched in Chromium: the board, and a hall that follows the weights without moving the visitor."""

import sys
from pathlib import Path

import pytest
from tests.browser.driver import Browser, require_browser
from tests.running_server import RunningServer

CONFIG = """
network = "tests/scripts/trainable.py"
dataset = "tests/scripts/stripes.py"
epochs = 500
batch_size = 8
learning_rate = 0.02
keep_mb = 0
tensorboard = false
"""
LOST = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_EMPTY_RESPONSE")
BOARD = "document.querySelector('[data-test=training]')"
STATUS = "document.querySelector('[data-test=training-status]').innerText"
EPOCH = "window.deepvision.state().training.epoch"

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path):
    require_browser()
    (tmp_path / "tiny.toml").write_text(CONFIG)
    (tmp_path / "slow").touch()
    command = [sys.executable, "-m", "deepvision", "train", str(tmp_path / "tiny.toml"), "--device", "cpu", "--serve"]
    environment = {"STRIPES_SLOW": str(tmp_path / "slow"), "OMP_NUM_THREADS": "1"}
    running = RunningServer(["--out", str(tmp_path / "made")], command, environment).start()
    yield running
    running.kill()


@pytest.fixture
def browser():
    page = Browser()
    yield page
    page.close()


def later(browser, epochs=1):
    """Wait until that many epochs more are shown, and everything of them stands in the hall."""
    shown = browser.evaluate(EPOCH)
    browser.until(f"{EPOCH} >= {shown + epochs}")
    browser.idle()


def path(browser, chart, curve):
    script = f"{BOARD}.querySelectorAll('figure.curves')[{chart}].querySelector('path.{curve}').getAttribute('d')"
    return str(browser.evaluate(script))


def weights_histogram(browser):
    return browser.evaluate("[...document.querySelectorAll('[data-test=card] .histogram')].at(-1)?.outerHTML ?? ''")


def test_a_training_is_watched_to_its_end(server, browser):
    browser.enter(server.url)
    browser.until(f"{EPOCH} >= 2")
    browser.go("track_conv2")
    browser.until("document.querySelectorAll('[data-test=card] .histogram').length === 2")
    before, curve, histogram = browser.state(), path(browser, 0, "train"), weights_histogram(browser)
    picture, shown = browser.hall(), before["training"]["epoch"]
    assert browser.evaluate(BOARD + ".checkVisibility()")
    assert curve.count("L") >= 1
    assert path(browser, 1, "test").count("L") >= 1
    later(browser, 3)
    browser.until(f"window.deepvision.state().runs.trainable !== '{before['runs']['trainable']}'")
    later(browser)
    after = browser.state()
    assert after["pose"] == before["pose"]
    assert after["image"] == before["image"] == "test:0"
    assert (picture != browser.hall()).any()
    assert path(browser, 0, "train").count("L") > curve.count("L")
    assert browser.evaluate(f"{BOARD}.querySelector('h2').innerText.includes(`epoch ${{{EPOCH}}} of 500`)")
    assert after["training"]["epoch"] > shown
    assert histogram != weights_histogram(browser)
    layers = browser.evaluate(
        "[...document.querySelectorAll('[data-test=gradient-flow] .name')].map((e) => e.innerText)"
    )
    assert layers == ["conv1", "conv2"]
    assert "left" in browser.evaluate(STATUS)
    assert "epoch" in browser.evaluate("document.querySelector('.networks').innerText")
    assert browser.messages() == []

    server.kill()
    browser.until(f"{STATUS}.startsWith('Connection lost')")
    known = browser.evaluate(EPOCH)
    server.start()
    browser.until(f"{EPOCH} > {known}", 60)
    assert browser.evaluate(STATUS).startswith("Epoch ")
    server.stop()
    browser.until(f"{STATUS}.startsWith('Stopped after epoch')")
    rest = [text for text in browser.messages() if not any(lost in text for lost in LOST)]
    assert rest == []


def test_where_nothing_is_trained_there_is_no_board(browser):
    scripts = Path(__file__).parents[1] / "scripts"
    server = RunningServer(["--network", str(scripts / "tiny.py"), "--dataset", str(scripts / "colours.py")]).start()
    try:
        browser.enter(server.url)
        assert not browser.evaluate(BOARD + ".checkVisibility()")
        assert browser.state()["training"] is None
        assert browser.messages() == []
    finally:
        server.stop()
