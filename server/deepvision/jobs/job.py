"""A job: the channels of a layer that somebody wants to see, and how far they are."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from deepvision.jobs.result_store import StoredResult
from deepvision.jobs.work import Work

State = Literal["queued", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class Item:
    """A picture of a job: finished, or in work.

    Attributes:
        channel: what it is for.
        picture: its name: the address of a result, with ``.STEP`` behind it for a picture in work.
        result: the figures of a finished one; None: it is in work.
        version: of the job when it came.
    """

    channel: int
    picture: str
    result: StoredResult | None
    version: int


@dataclass
class Job:
    """Its fields change under the queue's lock only; ``version`` counts the changes.

    Attributes:
        id: random.
        work: what is done.
        channels: in the order in which they were asked for.
        addresses: by channel.
        items: by channel.
        touched: when it was last asked for: the latest is served first.
        steps: done by the pictures in work, by channel.
        looked: when its pictures in work were looked at last.
        active_seconds: time it has been worked on.
        computed: pictures it has computed itself.
        is_background: comes after all others.
        is_lifted: others wait for what it has in work, so it does not.
    """

    id: str
    work: Work
    channels: Sequence[int]
    addresses: dict[int, str]
    state: State = "queued"
    message: str | None = None
    items: dict[int, Item] = field(default_factory=dict)
    version: int = 0
    touched: float = field(default_factory=time.monotonic)
    steps: dict[int, int] = field(default_factory=dict)
    looked: float = 0.0
    active_seconds: float = 0.0
    computed: int = 0
    is_background: bool = False
    is_lifted: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed", "cancelled")

    @property
    def is_last(self) -> bool:
        """Whether it comes after the others now."""
        return self.is_background and not self.is_lifted

    @property
    def done(self) -> int:
        """Pictures that are finished."""
        return sum(item.result is not None for item in self.items.values())

    def eta(self) -> float | None:
        """Return the seconds of work that are left, by those that were needed so far; None before any are known."""
        share = self.computed + sum(self.steps.values()) / self.work.settings.steps
        if self.is_over or share < 0.02:
            return None
        left = len(self.channels) - self.done - sum(self.steps.values()) / self.work.settings.steps
        return max(0.0, self.active_seconds / share * left)
