"""A run on a cluster: which channels nobody has taken yet, which are in work, which have to be done again."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from torch import Tensor

from deepvision.jobs.work import Work

MOST_TRIES = 3
"""How often a piece is given to a worker at most: what kills every worker is given up."""


@dataclass
class Piece:
    """Channels that one worker does.

    Attributes:
        number: of the piece.
        run: what it belongs to.
        left: channels that are not finished, in order.
        tries: how often these channels have been given to a worker, this time included.
        steps: done per channel in work.
        shown: when its pictures in work were sent last.
    """

    number: int
    run: "Run"
    left: list[int]
    tries: int
    steps: dict[int, int] = field(default_factory=dict)
    shown: float = 0.0


class Run:
    """Channels of a layer, cut into pieces as workers get free.

    A piece is a whole number of batches. Each picture is computed in a batch of exactly ``settings.batch_size`` rows
    (what is missing is filled up), and no row depends on the others, so where the cuts are changes nothing. Pieces are
    large at first, as a picture that ends early makes room for the next within a piece only, and small in the end, so
    that all workers end at about the same time.

    Args:
        number: of the run.
        work: what is done.
        channels: of it.
    """

    def __init__(self, number: int, work: Work, channels: Sequence[int]) -> None:
        self.number = number
        self.work = work
        self.wanted = self.told = 0.0
        self.pieces: dict[int, Piece] = {}
        self.images: dict[int, Tensor] = {}
        self._fresh = deque(channels)
        self._again: deque[tuple[list[int], int]] = deque()

    @property
    def waiting(self) -> int:
        """Pieces that could be begun now, at the least size."""
        return len(self._again) + math.ceil(len(self._fresh) / self._batch)

    @property
    def is_over(self) -> bool:
        """Whether everything is finished."""
        return not self.pieces and not self._again and not self._fresh

    def take(self, number: int, workers: int) -> Piece | None:
        """Return the next piece for one of ``workers``; None if all is taken."""
        if self._again:
            channels, tries = self._again.popleft()
        elif self._fresh:
            batches = max(1, math.ceil(len(self._fresh) / self._batch) // (2 * workers))
            count = min(len(self._fresh), batches * self._batch)
            channels, tries = [self._fresh.popleft() for _ in range(count)], 0
        else:
            return None
        piece = self.pieces[number] = Piece(number, self, channels, tries + 1)
        return piece

    def lose(self, piece: Piece, why: str) -> str | None:
        """A worker died with a piece: its channels are done again. Return why not, if that has been tried enough."""
        self.pieces.pop(piece.number, None)
        if not piece.left:
            return None
        if piece.tries >= MOST_TRIES:
            return (
                f"Channels {piece.left[0]} to {piece.left[-1]} of {self.work.layer} are given up: {piece.tries} "
                f"workers have died with them, the last on {why}. See whether the machines have memory enough for a "
                f"batch of {self._batch} pictures."
            )
        self._again.append((piece.left, piece.tries))
        return None

    def steps(self) -> dict[int, int]:
        """Return the steps done per channel in work."""
        return {channel: step for piece in self.pieces.values() for channel, step in piece.steps.items()}

    @property
    def _batch(self) -> int:
        return self.work.settings.batch_size or 1
