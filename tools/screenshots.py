"""Take the documents' pictures from the running product: ``make screenshots``.

Those of the Unity client are the frames of the headless player (tests/unity_client), drawn with the client's shaders.
"""

import base64
import io
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.driver import Browser  # noqa: E402  (the tests' browser serves here too)
from tests.running_server import RunningServer  # noqa: E402
from tests.unity_client.driver import Unity  # noqa: E402
from tests.unity_client.render.frame import Frame, read_frame  # noqa: E402
from tests.unity_client.render.renderer import Eye, Renderer  # noqa: E402
from tests.unity_client.render.scene import perspective  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
# Name of the picture, where it is taken from, keys that are pressed there.
SHOTS = (
    ("outside", "#/covidresnet/shapes:9", ("o",)),
    ("inside", "#/covidresnet/shapes:9/block1.track_conv2", ()),
    ("entrance", "#/covidresnet/shapes:9", ()),
    ("close", "#/covidresnet/shapes:9/block2.track_conv1?c=5", ()),
    ("looks-for", "#/covidresnet/shapes:9/block2.track_sum?show=looks-for", ()),
    ("looks-for-one", "#/covidresnet/shapes:9/block5.track_sum?show=looks-for&c=103", ()),
)
# Of the case study: three networks side by side, and for each of them the last layer with maps.
STRATEGIES = ("standard", "shuffled", "noisy")
SIDE_BY_SIDE = "+".join(f"covidresnet-{name}" for name in STRATEGIES)
STRATEGY_SHOTS = (
    ("strategies", f"#/{SIDE_BY_SIDE}/shapes:9", ("o",)),
    *((f"strategies-maps-{name}", f"#/covidresnet-{name}/shapes:9/block5.track_conv2", ()) for name in STRATEGIES),
    ("strategies-fine-detail", f"#/{SIDE_BY_SIDE}/high:12:shapes:9", ()),
)
NETWORK = "covidresnet"
SIZE = 1440, 810
HALF_EYE_DISTANCE = 0.032
"""Metres."""
EYE_SIZE = 810, 810
EYE_FIELD = 84


def main() -> None:
    """Write docs/pictures/*.png."""
    server = RunningServer(["--network", NETWORK, "--dataset", "shapes"]).start()
    try:
        browser_pictures(server.url, SHOTS)
        unity_desktop(server.url)
        unity_headset(server.url)
    finally:
        server.stop()
    case_study()


def case_study() -> None:
    """The networks of the three strategies in one hall."""
    networks = [f"{NETWORK}@{strategy}" for strategy in STRATEGIES]
    server = RunningServer(["--network", *networks, "--dataset", "shapes"]).start()
    try:
        browser_pictures(server.url, STRATEGY_SHOTS)
    finally:
        server.stop()


def browser_pictures(url: str, shots: Sequence[tuple[str, str, tuple[str, ...]]]) -> None:
    """The browser client, 1440 × 810."""
    browser = Browser()
    try:
        browser("size", width=SIZE[0], height=SIZE[1])
        for name, place, keys in shots:
            browser.enter(f"{url}/{place}")
            for key in keys:
                browser("press", key=key)
            browser.evaluate("document.querySelector('.hints')?.remove()")
            if "show=looks-for" in place:
                browser.until("window.deepvision.state().visualized.tiles >= 16")
            if "looks-for&c=" in place:
                browser.until("document.querySelectorAll('.patches canvas').length > 0", 90)
                browser.evaluate("new Promise((drawn) => setTimeout(drawn, 3000))")
            browser.idle()
            png = base64.b64decode(browser("picture"))
            save(name, Image.open(io.BytesIO(png)).convert("RGB"))
    finally:
        browser.close()


def unity_desktop(url: str) -> None:
    """The Unity client at a desktop: a layer, its sheet, and one of its tiles in the hand."""
    with Unity(["--desktop", "--server", url], size=SIZE) as unity, tempfile.TemporaryDirectory() as folder:
        until_shown(unity)
        for _ in range(4):
            unity.press("<Keyboard>/rightBracket")
            unity.frames(60)
        layer = unity.state()["selected"]
        unity.click_on(plate=[NETWORK, layer])
        unity.frames(60, wait=10)
        unity.press("<Keyboard>/rightBracket")
        unity.frames(60, wait=10)
        layer = unity.state()["selected"]
        unity.click_on(tile=[NETWORK, layer, 20])
        unity.frames(20, wait=10)
        unity.input("<Mouse>/position", 5, 5)
        unity.frames(60, wait=5)
        renderer = Renderer()
        save("unity", Image.fromarray(renderer.draw(last_frame(unity, Path(folder)))))
        renderer.release()


def unity_headset(url: str) -> None:
    """The Unity client in a headset, both eyes: a picture from the shelf above the tool."""
    with Unity(["--server", url], headset=True) as unity, tempfile.TemporaryDirectory() as folder:
        unity.head((0, 1.65, 0))
        unity.hand("LeftHand", (-0.3, 1.15, 0.4))
        unity.hand("RightHand", (0.25, 1.2, 0.45), (0, -0.17, 0, 0.985))
        until_shown(unity)
        unity.input("<XRController>{LeftHand}/primaryButton", 1)
        unity.frames(3)
        unity.input("<XRController>{LeftHand}/primaryButton", 0)
        unity.frames(30, wait=10)
        frame = last_frame(unity, Path(folder))
        projection = perspective(EYE_FIELD, *EYE_SIZE)
        eyes = [Eye(shifted(frame.view, way * HALF_EYE_DISTANCE), projection) for way in (1, -1)]
        renderer = Renderer()
        sized = replace(frame, width=EYE_SIZE[0], height=EYE_SIZE[1])
        save("unity-headset", Image.fromarray(np.hstack(renderer.draw_eyes(sized, *eyes, "STEREO_INSTANCING_ON"))))
        renderer.release()


def last_frame(unity: Unity, folder: Path) -> Frame:
    """Return what was drawn last, without anisotropic filtering: software GL tears small letters with it."""
    frame = read_frame(unity.dump(folder))
    textures = {name: replace(texture, aniso=1) for name, texture in frame.textures.items()}
    return replace(frame, textures=textures)


def until_shown(unity: Unity) -> None:
    """Until the first picture has gone through the network, the shelf is full and one stands at the entrance."""
    unity.until(connection="Connected", networks={NETWORK: {"phase": "Shown"}})
    unity.frames(200, wait=10)


def shifted(view: np.ndarray, right: float) -> np.ndarray:
    """Return the view of an eye that stands so many metres further left than ``view``'s."""
    moved = view.copy()
    moved[0, 3] += right
    return moved


def save(name: str, picture: Image.Image) -> None:
    """Write one picture and say so."""
    picture.save(PICTURES / f"{name}.png", optimize=True)
    print(PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
