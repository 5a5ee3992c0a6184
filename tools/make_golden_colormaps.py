"""Write tests/golden/colormaps.json: samples of the colour functions, compared with by the tests of every client."""

import json
from pathlib import Path

import torch

from deepvision.visualization.colormap import COLORMAPS, colour

TARGET = Path(__file__).parents[1] / "tests" / "golden" / "colormaps.json"


def content() -> str:
    """Return the file: per map the colour (sRGB, 0…1, 6 digits) of 41 values from -1 to 1."""
    values = torch.linspace(-1, 1, 41, dtype=torch.float64)
    maps = {name: [[round(c, 6) for c in rgb] for rgb in colour(values, name).tolist()] for name in COLORMAPS}
    return json.dumps({"values": [round(v, 6) for v in values.tolist()], "colormaps": maps}) + "\n"


if __name__ == "__main__":
    TARGET.write_text(content())
