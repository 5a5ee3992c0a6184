"""The colours of signed values, the same functions as in the clients' shaders.

``tests/golden/colormaps.json`` holds samples of them, which the tests of every client compare with.
"""

from typing import Literal, get_args

import torch
from torch import Tensor

Colormap = Literal["blue-black-white", "orange-black-cyan", "uniform"]
COLORMAPS: tuple[Colormap, ...] = get_args(Colormap)

_ORANGE, _CYAN = (1.0, 0.6, 0.0), (0.3, 0.9, 1.0)
_UNIFORM_NEGATIVE, _UNIFORM_POSITIVE = (0.1411, 0.5347, 0.9755), (0.8915, 0.3613, 0.1431)
"""Linear RGB of OKLab lightness 0.78, chroma 0.12, hue 240° and 55°."""


def colour(values: Tensor, colormap: Colormap = "blue-black-white") -> Tensor:
    """Return sRGB colours (…, 3) in [0, 1] of values, clamped to [-1, 1]; NaN becomes magenta.

    - ``blue-black-white``: negative blue, zero black, positive white, as in the thesis. With z the place of zero in the
      stored range and s = max(z, 1 - z), ``clamp((z - v) / s)`` is the blue and ``clamp((v - z) / s)`` the white.
    - ``orange-black-cyan``: hues that red-green blind people tell apart too.
    - ``uniform``: blue and orange of equal lightness; the lightness (OKLab, Ottosson 2020) is proportional to \\|v\\|.
    """
    positive = values.clamp(0, 1)[..., None]
    negative = values.neg().clamp(0, 1)[..., None]
    if colormap == "blue-black-white":
        colours = positive + negative * values.new_tensor((0.0, 0.0, 1.0))
    elif colormap == "orange-black-cyan":
        colours = negative * values.new_tensor(_ORANGE) + positive * values.new_tensor(_CYAN)
    else:  # OKLab is homogeneous: (L, a, b) times t is linear RGB times t³
        linear = negative**3 * values.new_tensor(_UNIFORM_NEGATIVE) + positive**3 * values.new_tensor(_UNIFORM_POSITIVE)
        colours = _encode_srgb(linear)
    return torch.where(torch.isnan(values)[..., None], values.new_tensor((1.0, 0.0, 1.0)), colours)


def _encode_srgb(linear: Tensor) -> Tensor:
    """IEC 61966-2-1."""
    return torch.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear.clamp(min=1e-9) ** (1 / 2.4) - 0.055)
