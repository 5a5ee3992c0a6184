"""What a training tells the process that shows it."""

from dataclasses import dataclass
from typing import Literal

from deepvision.training.files import FlowRow, Row


@dataclass(frozen=True)
class Weights:
    """The network has these weights after these epochs.

    Attributes:
        state: the state dict as safetensors.
        rows: every epoch so far.
        gradient_flow: likewise, where it was measured.
    """

    state: bytes
    rows: list[Row]
    gradient_flow: list[FlowRow]


@dataclass(frozen=True)
class Begun:
    """The training begins, or goes on.

    Attributes:
        steps: of an epoch.
        weights: that it begins with.
    """

    steps: int
    weights: Weights


@dataclass(frozen=True)
class Step:
    """So many steps of the epoch in work are finished."""

    step: int


@dataclass(frozen=True)
class End:
    """No epoch will follow, for this reason."""

    state: Literal["done", "failed", "interrupted"]
    message: str | None = None


@dataclass(frozen=True)
class Ready:
    """From the process that shows: the layers of the network, with the names of their parameters."""

    layers: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Serving:
    """From the process that shows: visitors can come."""


@dataclass(frozen=True)
class Refused:
    """From the process that shows: why the network cannot be shown."""

    reason: str
