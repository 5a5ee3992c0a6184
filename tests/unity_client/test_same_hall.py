"""The frames that the unmodified Unity client draws, beside the browser client's: the same server, run and camera."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from tests.browser.driver import Browser, require_browser
from tests.running_server import RunningServer
from tests.unity_client.driver import Unity
from tests.unity_client.render.available import require_renderer
from tests.unity_client.render.compare import difference_picture, share_alike
from tests.unity_client.render.frame import read_frame
from tests.unity_client.render.hall import read_panels
from tests.unity_client.render.scene import MIRROR, perspective

NETWORK = "covidresnet"
SIZE = 1280, 720
FIELD_OF_VIEW = 60
ALIKE = 0.99
SHEETS = 3010
"""What is drawn from this queue on (sheets, tool, veil) is the Unity client's alone."""
CAMERAS = {
    "before a layer": (0, 1.6, -5.5, 0, 0),
    "between layers": (2.6, 1.6, -14, 0.5, -0.1),
    "from outside": (14, 9, 6, 0.7, -0.4),
}


@pytest.fixture(scope="module")
def renderer():
    require_renderer()
    from tests.unity_client.render.renderer import Renderer

    made = Renderer()
    yield made
    made.release()


@pytest.fixture(scope="module")
def clients(mono, renderer):
    """Both clients in the same hall with the same picture: page, player, the panels for finding places."""
    require_browser()
    with RunningServer(["--network", NETWORK, "--dataset", "shapes"]) as server:
        page = Browser()
        page.enter(f"{server.url}/#/{NETWORK}/shapes:0/-")
        run = page.state()["runs"][NETWORK]
        with Unity(["--desktop", "--server", server.url], size=SIZE) as unity:
            unity.until(connection="Connected", networks={NETWORK: {"phase": "Shown", "run": run}})
            unity.frames(200, wait=5)
            yield page, unity, server.url, read_panels(server.url, NETWORK, run)
        page.close()


@pytest.fixture(scope="module", params=CAMERAS.values(), ids=CAMERAS)
def seen(request, clients, tmp_path_factory):
    """What both see from one place: the browser's picture, the Unity client's frame."""
    page, unity, url, panels = clients
    x, y, z, yaw, pitch = request.param
    page.enter(f"{url}/#/{NETWORK}/shapes:0/-?camera={x},{y},{z},{yaw},{pitch}")
    page.evaluate("window.deepvision.showLabels(false)")
    page.idle()
    unity.stand(*request.param)
    unity.frames(3)
    frame = read_frame(unity.dump(tmp_path_factory.mktemp("frame")))
    draws = [draw for draw in frame.draws if is_hall(draw)]
    return page.hall(), replace(frame, projection=browsers_projection(page, frame.view, panels), draws=draws)


def is_hall(draw):
    """Whether it stands in the hall: not the tool, nor a sheet, nor text."""
    stands = draw.shader == "DeepVision/Floor" or all(np.allclose(matrix, MIRROR) for matrix in draw.matrices)
    return stands and draw.queue < SHEETS and draw.shader != "DeepVision/Text"


def browsers_projection(page, view, panels):
    """The browser moves its picture's middle, so that the page around it covers none of it."""
    plain = perspective(FIELD_OF_VIEW, *SIZE)
    offsets = []
    for layer in ("track_conv1", "block2.track_conv2"):
        for channel in (0, 20, 63):
            clip = plain @ view @ MIRROR @ np.append(panels.tile_centre(layer, channel), 1)
            if clip[3] > 0.1:
                expected = (1 + clip[:2] / clip[3] * (1, -1)) / 2 * SIZE
                offsets.append(np.array(page.project(layer, channel)) - expected)
    assert np.ptp(offsets, axis=0).max() < 0.01  # the cameras are the same in everything else
    return perspective(FIELD_OF_VIEW, *SIZE, tuple(np.mean(offsets, axis=0)))


@pytest.mark.browser
def test_the_hall_looks_as_in_the_browser(renderer, seen, tmp_path):
    browser, frame = seen
    drawn = renderer.draw(frame)
    found = share_alike(drawn, browser)
    Image.fromarray(difference_picture(browser, drawn)).save(tmp_path / "difference.png")
    assert found >= ALIKE, tmp_path / "difference.png"


@pytest.mark.browser
def test_a_panel_that_was_moved_is_noticed(renderer, clients, tmp_path):
    page, unity, url, panels = clients
    x, y, z, yaw, pitch = CAMERAS["before a layer"]
    page.enter(f"{url}/#/{NETWORK}/shapes:0/-?camera={x},{y},{z},{yaw},{pitch}")
    page.evaluate("window.deepvision.showLabels(false)")
    page.idle()
    unity.stand(x, y, z, yaw, pitch)
    across, down = unity.where(tile=[NETWORK, "track_conv1", 27])
    unity.input("<Mouse>/position", across, SIZE[1] - down)
    unity.frames(2)
    unity.input("<Mouse>/rightButton", 1)
    unity.frames(2)
    unity.input("<Mouse>/position", across + 20, SIZE[1] - down)
    unity.frames(2)
    unity.input("<Mouse>/rightButton", 0)
    unity.frames(2)
    frame = read_frame(unity.dump(tmp_path))
    moved = replace(
        frame,
        projection=browsers_projection(page, frame.view, panels),
        draws=[draw for draw in frame.draws if is_hall(draw)],
    )
    assert share_alike(renderer.draw(moved), page.hall()) < ALIKE
    unity.press("<Keyboard>/ctrl", "<Keyboard>/z")
