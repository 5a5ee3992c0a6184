"""What a run gives: finished pictures, and where it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from torch import Tensor

from deepvision.visualization.maximization.objectives import Objective

Verdict = Literal["alive", "dead", "not-finite"]


@dataclass(frozen=True)
class Visualization:
    """A finished picture.

    Attributes:
        index: which of the objectives.
        objective: what was maximised.
        image: (C, H, W) in normalised units, on the CPU.
        activation: the objective on the network as it is, for this picture.
        start_activation: as the run saw it for the picture it began with (in a ``leaky`` run by the leaky network).
        steps: how many were done.
        verdict: ``dead``: nothing the picture does reaches the channel, its map is zero everywhere or no gradient ever
            came back; ``not-finite``: NaN or infinity came up, and ``image`` is the start; else ``alive``.
        batch_size: of the passes it was computed in.
    """

    index: int
    objective: Objective
    image: Tensor
    activation: float
    start_activation: float
    steps: int
    verdict: Verdict
    batch_size: int


@dataclass(frozen=True)
class Progress:
    """Where a run stands after a step.

    Attributes:
        done: pictures finished.
        total: pictures asked for.
        steps: per index of a picture in work, how many steps it has done; it is finished at the latest after
            ``Settings.steps``.
        images: returns the pictures in work by index, (C, H, W) on the CPU. Only calling it costs anything.
    """

    done: int
    total: int
    steps: Mapping[int, int]
    images: Callable[[], dict[int, Tensor]]


OnStep = Callable[[Progress], bool]
"""Called after every step; False ends the run."""
