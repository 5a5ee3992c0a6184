"""What is to be visualized, and the address of each result: everything that its picture depends on."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from torch import Tensor

import deepvision
from deepvision.visualization.maximization import Objective, Settings, centre_unit, channel_mean
from deepvision.visualization.maximization.objectives import Where

BATCH_SIZE = 8
"""Pictures at a time where the settings leave it open; it moves the last digits, so it is part of an address."""


@dataclass(frozen=True)
class Start:
    """The picture that every channel begins with.

    Attributes:
        pixels: (C, H, W) in normalised units; None: noise from the seed.
    """

    pixels: Tensor | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the picture in hex; empty for noise."""
        if self.pixels is None:
            return ""
        return _digest(self.pixels)


@dataclass(frozen=True)
class Work:
    """Channels of one layer that are visualized alike.

    Attributes:
        network: id of the network.
        digest: of its source and weights.
        layer: node id.
        settings: of the run; its batch size is always given.
        start: what every channel begins with.
        objective: what becomes large of a channel, the mean of its map or the unit in its centre.
        magnitudes: (C, H, W // 2 + 1) of the spectrum that ``maco`` keeps; None for other parameterizations.
    """

    network: str
    digest: str
    layer: str
    settings: Settings
    start: Start
    objective: Where = "mean"
    magnitudes: Tensor | None = None

    @classmethod
    def of(
        cls,
        network: str,
        digest: str,
        layer: str,
        settings: Settings,
        start: Start | None = None,
        objective: Where = "mean",
        magnitudes: Tensor | None = None,
    ) -> "Work":
        """Return the work with the batch size filled in."""
        given = settings if settings.batch_size else replace(settings, batch_size=BATCH_SIZE)
        return cls(network, digest, layer, given, start or Start(), objective, magnitudes)

    def address(self, channel: int) -> str:
        """Return 32 hex digits of SHA-256 over the version, the network, layer, channel, settings and start."""
        how = [asdict(self.settings), self.objective, self.start.digest]
        how += [] if self.magnitudes is None else [_digest(self.magnitudes)]
        parts = [deepvision.__version__, self.digest, self.layer, channel, *how]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    def objectives(self, channels: Sequence[int]) -> list[Objective]:
        """Return what becomes large in the picture of each channel."""
        make = channel_mean if self.objective == "mean" else centre_unit
        return [make(self.layer, channel) for channel in channels]


def _digest(values: Tensor) -> str:
    held = values.detach().cpu().contiguous()
    return hashlib.sha256(str(tuple(held.shape)).encode() + held.numpy().tobytes()).hexdigest()
