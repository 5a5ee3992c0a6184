"""Write tests/golden/recording.zip: a recording of the tests' tiny network, and a job that nobody has computed.

Feature visualization is tested against it. Its pictures are noise and are called so; no client ships them.
"""

import io
import json
import runpy
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from deepvision.api import create_app
from deepvision.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "recording.zip"
SCRIPTS = ROOT / "tests" / "scripts"
RECORDER = runpy.run_path(str(ROOT / "tools" / "record_network.py"), run_name="record_network")
IMAGES = ("colours:0", "colours:1")
LAYER = "track_sum"
JOB = "made-up-job"
CHANNELS = (2, 0, 3)


def files() -> dict[str, bytes]:
    """Return every file of the archive."""
    settings = Settings(network=[str(SCRIPTS / "tiny.py")], dataset=[str(SCRIPTS / "colours.py")], device="cpu")
    recorded: dict[str, bytes] = RECORDER["record"](RECORDER["asking"](create_app(settings)), IMAGES)
    return {**recorded, **made_up_job()}


def made_up_job() -> dict[str, bytes]:
    """Return a job as it would be told: queued, then a picture more each time it is asked for, then done."""
    told = [job("queued", 0, place=1), job("running", 1), job("running", 2), job("done", 3)]
    names = [f"POST networks/tiny/layers/{LAYER}/feature-visualizations.json"]
    names += [f"GET jobs/{JOB}/{number}.json" for number in range(1, len(told))]
    answers = {name: json.dumps(state).encode() for name, state in zip(names, told, strict=True)}
    return answers | {f"GET images/made-up-noise:{channel}.png": noise(channel) for channel in CHANNELS}


def job(state: str, done: int, place: int | None = None) -> dict[str, Any]:
    """Return a job with that many finished items."""
    items = [
        {
            "channel": c,
            "image": f"made-up-noise:{c}",
            "activation": float(c),
            "partial": False,
            "relative": 2.0,
            "verdict": "alive",
            "robustness": 1.0,
            "rank": 0,
        }
        for c in CHANNELS[:done]
    ]
    eta = None if state == "queued" else 2.0 * (len(CHANNELS) - done)
    return {
        "id": JOB,
        "network": "tiny",
        "layer": LAYER,
        "state": state,
        "done": done,
        "total": len(CHANNELS),
        "eta": eta,
        "place": place,
        "message": None,
        "items": items,
    }


def noise(seed: int) -> bytes:
    """Return a PNG of noise, as large as the tiny network's input."""
    pixels = np.random.default_rng(seed).integers(0, 256, (16, 24, 3), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


if __name__ == "__main__":
    RECORDER["write"](files(), GOLDEN)
