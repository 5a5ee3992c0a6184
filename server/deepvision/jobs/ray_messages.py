"""What this process and the one that talks to Ray tell each other, pickled one after the other through two pipes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from torch import Tensor

from deepvision.jobs.executor import Finished
from deepvision.jobs.work import Work


@dataclass(frozen=True)
class Begin:
    """Work is to be done. ``parcel`` is the network, see :meth:`.ray_worker.PieceWorker.open`; None: it came before."""

    run: int
    work: Work
    channels: Sequence[int]
    parcel: bytes | None


@dataclass(frozen=True)
class Want:
    """Somebody waits for this run: it goes first from now on."""

    run: int


@dataclass(frozen=True)
class Drop:
    """Nobody wants this run any more."""

    run: int


@dataclass(frozen=True)
class Ready:
    """The cluster answers. ``workers`` is how many work at a time; told again when it changes."""

    workers: int


@dataclass(frozen=True)
class Refused:
    """There is no cluster to work with."""

    message: str


@dataclass(frozen=True)
class Moved:
    """Steps done per channel in work, and pictures in work that are new, (C, H, W) in half precision."""

    run: int
    steps: Mapping[int, int]
    images: Mapping[int, Tensor]


@dataclass(frozen=True)
class Made:
    """A picture is finished."""

    run: int
    finished: Finished


@dataclass(frozen=True)
class Over:
    """A run has ended; ``problem`` says why it could not be done, None: everything is there."""

    run: int
    problem: str | None


Command = Begin | Want | Drop
Answer = Ready | Refused | Moved | Made | Over
