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
        values = self.pixels.detach().cpu().contiguous()
        return hashlib.sha256(str(tuple(values.shape)).encode() + values.numpy().tobytes()).hexdigest()


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
    """

    network: str
    digest: str
    layer: str
    settings: Settings
    start: Start
    objective: Where = "mean"

    @classmethod
    def of(
        cls,
        network: str,
        digest: str,
        layer: str,
        settings: Settings,
        start: Start | None = None,
        objective: Where = "mean",
    ) -> "Work":
        """Return the work with the batch size filled in."""
        given = settings if settings.batch_size else replace(settings, batch_size=BATCH_SIZE)
        return cls(network, digest, layer, given, start or Start(), objective)

    def address(self, channel: int) -> str:
        """Return 32 hex digits of SHA-256 over the version, the network, layer, channel, settings and start."""
        how = [asdict(self.settings), self.objective, self.start.digest]
        parts = [deepvision.__version__, self.digest, self.layer, channel, *how]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    def objectives(self, channels: Sequence[int]) -> list[Objective]:
        """Return what becomes large in the picture of each channel."""
        make = channel_mean if self.objective == "mean" else centre_unit
        return [make(self.layer, channel) for channel in channels]
