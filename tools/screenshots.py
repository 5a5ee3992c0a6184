"""Take the README's pictures from the running product: ``make screenshots``."""

import base64
import io
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.driver import Browser  # noqa: E402  (the tests' browser serves here too)
from tests.running_server import RunningServer  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
# Name of the picture, where it is taken from, keys that are pressed there.
SHOTS = (
    ("outside", "#/covidresnet/shapes:9", ("o",)),
    ("inside", "#/covidresnet/shapes:9/block1.track_conv2", ()),
    ("entrance", "#/covidresnet/shapes:9", ()),
    ("close", "#/covidresnet/shapes:9/block2.track_conv1?c=5", ()),
)


def main() -> None:
    """Write docs/pictures/*.png, 1440 × 810."""
    server = RunningServer(["--network", "covidresnet", "--dataset", "shapes"]).start()
    browser = Browser()
    try:
        browser("size", width=1440, height=810)
        for name, place, keys in SHOTS:
            browser.enter(f"{server.url}/{place}")
            for key in keys:
                browser("press", key=key)
            browser.evaluate("document.querySelector('.hints')?.remove()")
            browser.idle()
            png = base64.b64decode(browser("picture"))
            Image.open(io.BytesIO(png)).convert("RGB").save(PICTURES / f"{name}.png", optimize=True)
            print(PICTURES / f"{name}.png")
    finally:
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
