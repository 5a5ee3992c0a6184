"""Chromium by command, from Python: see web_client/tests/walk/driver.mjs."""

import base64
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

CLIENT = Path(__file__).parents[2] / "web_client"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
STATIC = Path(__file__).parents[2] / "server" / "deepvision" / "api" / "static"


def require_browser() -> None:
    """Skip, visibly, where there is no browser, no Node, or no built client."""
    if shutil.which("node") is None or not Path(CHROMIUM).exists():
        pytest.skip("needs Node and Chromium (set CHROMIUM to its path)")
    if not (CLIENT / "node_modules").exists() or not (STATIC / "index.html").exists():
        pytest.skip("needs the built client: make client")


class Browser:
    """One page of Chromium."""

    def __init__(self) -> None:
        require_browser()
        self._process = subprocess.Popen(
            ["node", "tests/walk/driver.mjs"],
            cwd=CLIENT,
            env={**os.environ, "CHROMIUM": CHROMIUM},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, do: str, /, **options: Any) -> Any:
        """Do something in the page; what the page throws is raised here."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **options}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["answer"]

    def evaluate(self, script: str) -> Any:
        return self("evaluate", script=script)

    def until(self, script: str, seconds: float = 30) -> None:
        """Wait until an expression is true in the page."""
        self("until", script=script, seconds=seconds)

    def enter(self, url: str) -> None:
        """Open the hall and wait until the first picture stands in it in full."""
        self("open", url=url)
        self("ready")
        self.idle()

    def idle(self) -> None:
        self.evaluate("window.deepvision.idle()")

    def state(self) -> dict[str, Any]:
        return dict(self.evaluate("window.deepvision.state()"))

    def go(self, layer: str) -> None:
        self.evaluate(f"window.deepvision.go({json.dumps(layer)})")
        self.idle()

    def project(self, layer: str, channel: int) -> tuple[float, float] | None:
        point = self.evaluate(f"window.deepvision.project({json.dumps(layer)}, {channel})")
        return None if point is None else (point["x"], point["y"])

    def hall(self) -> np.ndarray:
        """The hall without the page around it: uint8 (height, width, 3)."""
        png = base64.b64decode(self("picture", hall=True))
        return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))

    def drop(self, data: bytes, name: str = "picture.png", media: str = "image/png") -> None:
        self("drop", name=name, type=media, base64=base64.b64encode(data).decode())

    def messages(self) -> list[str]:
        """What the console complained about since the last call."""
        return list(self("messages"))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)
        assert self._process.stdout is not None
        self._process.stdout.close()
