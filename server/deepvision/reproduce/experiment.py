"""What an experiment of the thesis is, and what a run of it gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from PIL import Image


@dataclass(frozen=True)
class Row:
    """One figure or finding of the thesis beside ours.

    Attributes:
        what: is compared; the same in every run.
        thesis: its figure or words; the same in every run.
        ours: what this run found.
        agrees: whether ours says the same; None where the thesis gives nothing to compare with.
    """

    what: str
    thesis: str
    ours: str
    agrees: bool | None = None


@dataclass(frozen=True)
class Reproduction:
    """What a run of an experiment found.

    Attributes:
        rows: thesis and ours.
        data: what was computed on, and what stands in for data that is missing here.
        picture: the thesis's picture, drawn from our figures.
        notes: where ours differ and why, and what to know when reading them.
        values: all figures behind the rows, ready for JSON.
    """

    rows: Sequence[Row]
    data: str
    picture: Image.Image
    notes: Sequence[str] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


Tell = Callable[[float, str], None]
"""Called with the share that is done, 0 to 1, and what is done next."""


def _silent(share: float, what: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Request:
    """How an experiment is to be run.

    Attributes:
        quick: as little as still shows that it works; its figures mean little.
        device: to compute on.
        seed: of everything that is random.
        tell: progress.
    """

    quick: bool = False
    device: torch.device = field(default_factory=lambda: torch.device("cpu"))
    seed: int = 0
    tell: Tell = _silent


@dataclass(frozen=True)
class Experiment:
    """A table or figure of the thesis that can be computed again.

    Attributes:
        name: as on the command line, such as ``table-5.2``.
        title: what it shows.
        run: computes it.
        is_exact: whether every run gives the same figures on every machine.
    """

    name: str
    title: str
    run: Callable[[Request], Reproduction]
    is_exact: bool = False
