"""Where the work is done: in this process, step by step, taking turns with the visitors' forward passes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor as ThreadExecutor
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor

from deepvision.jobs.work import Work
from deepvision.visualization.maximization import (
    Maximizer,
    Progress,
    Quality,
    Visualization,
    measure,
)


@dataclass(frozen=True)
class Finished:
    """A picture is finished: (C, H, W) in normalised units within the range of pictures, and its figures."""

    channel: int
    image: Tensor
    visualization: Visualization
    quality: Quality


@dataclass(frozen=True)
class Stepped:
    """A step was done.

    Attributes:
        steps: per channel in work, how many steps it has done.
        images: returns the pictures in work by channel, (C, H, W) in normalised units.
    """

    steps: Mapping[int, int]
    images: Callable[[], dict[int, Tensor]]


class Executor(Protocol):
    """Does work and tells how far it is."""

    def begin(self, work: Work, channels: Sequence[int]) -> Iterator[Finished | Stepped]:
        """Return the events of these channels, in the order they happen. Not iterating any further cancels the rest.

        Raises:
            ValueError: the work cannot be done; the message says why. Also raised while iterating.
        """
        ...


class LocalExecutor:
    """Computes in one thread, the one all networks run in; between two steps that thread serves others.

    Args:
        maximizer: returns the maximizer of a work's network; called in that thread, again only for other weights.
            Raises ValueError if it has other weights by now.
        forward: executor of one thread.
    """

    def __init__(self, maximizer: Callable[[Work], Maximizer], forward: ThreadExecutor) -> None:
        self._make = maximizer
        self._forward = forward
        self._maximizers: dict[str, tuple[str, Maximizer]] = {}

    def begin(self, work: Work, channels: Sequence[int]) -> Iterator[Finished | Stepped]:
        """See :class:`Executor`."""
        objectives = work.objectives(channels)
        maximizer, events = self._forward.submit(
            lambda: (
                m := self._of(work),
                m.events(objectives, work.settings, start=work.start.pixels, magnitudes=work.magnitudes),
            )
        ).result()
        return self._events(maximizer, events, list(channels))

    def _events(
        self, maximizer: Maximizer, events: Iterator[Visualization | Progress], channels: list[int]
    ) -> Iterator[Finished | Stepped]:
        while True:
            event = self._forward.submit(next, events, None).result()
            if event is None:
                return
            if isinstance(event, Visualization):
                yield self._forward.submit(_finished, maximizer, event, channels[event.index]).result()
            else:
                yield self._stepped(maximizer, event, channels)

    def _stepped(self, maximizer: Maximizer, progress: Progress, channels: list[int]) -> Stepped:
        def images() -> dict[int, Tensor]:
            found = self._forward.submit(progress.images).result()
            return {channels[index]: maximizer.limited(image) for index, image in found.items()}

        return Stepped({channels[index]: steps for index, steps in progress.steps.items()}, images)

    def _of(self, work: Work) -> Maximizer:
        digest, maximizer = self._maximizers.get(work.network, ("", None))
        if maximizer is None or digest != work.digest:
            maximizer = self._make(work)
            self._maximizers[work.network] = (work.digest, maximizer)
        return maximizer


def _finished(maximizer: Maximizer, made: Visualization, channel: int) -> Finished:
    (quality,) = measure(maximizer, [made])
    return Finished(channel, maximizer.limited(made.image), made, quality)
