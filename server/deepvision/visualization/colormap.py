"""The colours of activations, the same function as in the clients' shaders."""

import torch
from torch import Tensor

COLORMAPS = ("blue-black-white",)


def blue_black_white(values: Tensor) -> Tensor:
    """Return sRGB colours (…, 3) in [0, 1] of values in [-1, 1]: negative blue, zero black, positive white.

    With zero in the middle of the stored range (z = 1/2) this is the original's colour map: the negative part
    ``clamp((z - v) / s)`` is the blue, the positive part ``clamp((v - z) / s)`` the white. NaN becomes magenta.
    """
    clamped = values.clamp(-1, 1)
    positive, negative = clamped.clamp(min=0), clamped.clamp(max=0).neg()
    colours = torch.stack((positive, positive, positive + negative), -1)
    magenta = torch.tensor([1.0, 0.0, 1.0], dtype=colours.dtype)
    return torch.where(torch.isnan(values)[..., None], magenta, colours)
