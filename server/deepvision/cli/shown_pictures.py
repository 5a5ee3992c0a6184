"""Pictures of a data set shown to a network: which channels they excite, and how much."""

from collections.abc import Sequence

import torch
from torch import Tensor

from deepvision.jobs import Work
from deepvision.visualization.maximization import Maximizer, data_maxima_of

_AT_A_TIME = 8


def strongest(maximizer: Maximizer, layer: str, pictures: Tensor) -> list[int]:
    """Return the channels by their largest absolute value, averaged over pictures; for one, as the server does."""
    peaks = []
    for batch in torch.split(pictures, _AT_A_TIME):
        with torch.no_grad():
            maps = maximizer.reach.run(batch.to(maximizer.reach.device, maximizer.reach.dtype), [layer])[layer]
        peaks.append(maps.float().abs().nan_to_num().flatten(2).amax(2).cpu())
    ranked = torch.cat(peaks).mean(0).argsort(descending=True, stable=True)
    return [int(channel) for channel in ranked]


def largest_values(maximizer: Maximizer, work: Work, channels: Sequence[int], pictures: Tensor) -> dict[int, float]:
    """Return the most that any of the pictures reaches of what is made large of a channel."""
    maxima = data_maxima_of(maximizer, work.objectives(channels), pictures, _AT_A_TIME)
    return dict(zip(channels, maxima, strict=True))
