"""The Unity client's panels beside the browser client's: the same values, the same camera, the same picture."""

import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.browser.driver import Browser, require_browser
from tests.running_server import RunningServer
from tests.unity_client.render.available import require_renderer
from tests.unity_client.render.compare import TOLERANCE, difference_picture, share_alike
from tests.unity_client.render.frame import Frame, read_frame, write_frame
from tests.unity_client.render.hall import Panels, read_panels
from tests.unity_client.render.scene import MIRROR, looking, moved, one_of_each, panels_frame, perspective

ROOT = Path(__file__).parents[2]
SIZE = 1280, 720
FIELD_OF_VIEW = 60
ALIKE = 0.985
"""The least share of alike pixels on the panels alone; of the whole picture it would be more than 0.99. What is left
are borders of texels, a row of pixels at a time: two rasterizers place the panel up to 1/32 pixel apart."""


@dataclass(frozen=True)
class Seen:
    """What the browser showed, and the frame that should look like it."""

    picture: np.ndarray
    panels: Panels
    frame: Frame


@pytest.fixture(scope="module")
def renderer():
    require_renderer()
    from tests.unity_client.render.renderer import Renderer

    made = Renderer()
    yield made
    made.release()


@pytest.fixture(scope="module")
def browser():
    """A page of the browser client, the address of its picture, and what is to be seen there."""
    require_renderer()
    require_browser()
    server = RunningServer(["--network", "covidresnet", "--dataset", "shapes"]).start()
    page = Browser()
    address = f"{server.url}/#/covidresnet/shapes:0/-"
    page.enter(address)
    yield page, address, read_panels(server.url, "covidresnet", page.state()["runs"]["covidresnet"])
    page.close()
    server.stop()


@pytest.fixture(scope="module", params=[("track_conv1", 2.5), ("block2.track_conv2", 3.4)], ids=lambda one: one[0])
def seen(request, browser):
    """A camera straight before a layer, so and so many metres away."""
    page, address, panels = browser
    layer, distance = request.param
    x, _, z = panels.panels[panels.ids.index(layer)].position
    page.enter(f"{address}?camera={x},1.6,{z + distance},0,0")
    channels = range(0, 64, 7)
    view = looking((x, 1.6, z + distance))
    shown = np.array([page.project(layer, channel) for channel in channels])
    centres = [panels.tile_centre(layer, channel) for channel in channels]
    projection = perspective(FIELD_OF_VIEW, *SIZE, picture_middle(view, centres, shown))
    frame = panels_frame(SIZE, (view, projection), panels.layers, panels.panels, _Normalisation=[1])
    return Seen(page.hall(), panels, frame)


def picture_middle(view, centres, shown):
    """By how much the browser moves its picture's middle, so that the page covers none of it: pixels right, down."""
    clip = np.array([perspective(FIELD_OF_VIEW, *SIZE) @ view @ MIRROR @ np.append(centre, 1) for centre in centres])
    place = clip[:, :2] / clip[:, 3:]
    expected = (1 + place * (1, -1)) / 2 * SIZE
    offsets = shown - expected
    assert np.ptp(offsets, axis=0).max() < 1e-6  # so the cameras are the same in everything else
    return tuple(offsets.mean(axis=0))


def share(renderer, seen, frame):
    """The share of alike pixels, of those where the panels of the frame that was seen are."""
    expected = renderer.draw(seen.frame)
    elsewhere = renderer.draw(replace(seen.frame, background=(1, 0, 1)))
    mask = (expected == elsewhere).all(axis=2)
    assert mask.mean() > 0.1
    return share_alike(renderer.draw(frame), seen.picture, mask)


@pytest.mark.browser
def test_the_panels_look_as_in_the_browser(renderer, seen, tmp_path):
    found = share(renderer, seen, seen.frame)
    if found < ALIKE:
        Image.fromarray(difference_picture(seen.picture, renderer.draw(seen.frame))).save(tmp_path / "difference.png")
    assert found >= ALIKE, tmp_path / "difference.png"


@pytest.mark.browser
def test_a_panel_that_is_moved_two_centimetres_is_noticed(renderer, seen):
    layer = max(range(len(seen.panels.panels)), key=lambda number: abs(seen_size(seen, number)))
    panels = list(seen.panels.panels)
    x, y, z = panels[layer].position
    panels[layer] = moved(panels[layer], position=(x + 0.02, y, z))
    camera = (seen.frame.view, seen.frame.projection)
    frame = panels_frame(SIZE, camera, seen.panels.layers, panels, _Normalisation=[1])
    assert share(renderer, seen, frame) < ALIKE


def seen_size(seen, number):
    """How large a panel stands in the picture; 0 behind the camera."""
    panel = seen.panels.panels[number]
    depth = -(seen.frame.view @ MIRROR @ np.append(panel.position, 1))[2]
    return panel.width * panel.height / depth**2 if depth > 0.5 else 0


@pytest.mark.browser
def test_another_colour_map_is_noticed(renderer, seen):
    draw = seen.frame.draws[0]
    changed = replace(draw, properties={**draw.properties, "_Colormap": np.float32([1])})
    assert share(renderer, seen, replace(seen.frame, draws=[changed])) < ALIKE


def test_a_frame_is_the_same_after_it_was_written_and_read(renderer, tmp_path):
    frame = one_of_each()
    write_frame(frame, tmp_path)
    wanted = renderer.draw(frame)
    assert (renderer.draw(read_frame(tmp_path)) == wanted).all()
    command = [sys.executable, "-m", "tests.unity_client.render", str(tmp_path), str(tmp_path / "frame.png")]
    subprocess.run(command, cwd=ROOT, check=True)
    assert (np.asarray(Image.open(tmp_path / "frame.png")) == wanted).all()


def test_pictures_are_alike_up_to_the_tolerance():
    one = np.full((10, 10, 3), 100, np.uint8)
    other = one.copy()
    other[:5] += TOLERANCE
    assert share_alike(one, other) == 1
    other[:2, :, 1] += 1
    assert share_alike(one, other) == pytest.approx(0.8)
    mask = np.zeros((10, 10), bool)
    mask[1:3] = True
    assert share_alike(one, other, mask) == pytest.approx(0.5)
    with pytest.raises(ValueError, match="same size"):
        share_alike(one, other[:5])
