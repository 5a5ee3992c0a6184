"""Work on a Ray cluster: the same pictures, by as many workers as the cluster has."""

import functools
import importlib.util
import itertools
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from torch import Tensor

from deepvision.jobs.executor import Finished, Stepped
from deepvision.jobs.ray_link import Lost, RayLink
from deepvision.jobs.ray_messages import Begin, Drop, Made, Moved, Over, Want
from deepvision.jobs.work import Work

_SILENT_SECONDS = 0.5
"""After which a run that hears nothing says that it is where it was, so that whoever iterates can cancel it."""
_LEAST_BATCHES = 4


class RayExecutor:
    """Spreads channels over the workers of a cluster. See ``docs/cluster.md``.

    A run that nobody iterates at the moment goes on where workers are free, and gives way to the one that somebody
    waits for. Channels of a worker that dies are done again.

    Args:
        address: of the cluster, ``HOST:PORT`` or ``auto``.
        parcel: returns, for the id of a network, a pickled function from a device to its maximizer.
        device: ``auto``, ``cpu`` or ``cuda``: what workers compute on.

    Raises:
        ValueError: Ray is not installed, or there is no such cluster.
    """

    def __init__(self, address: str, parcel: Callable[[str], bytes], device: str = "auto") -> None:
        if importlib.util.find_spec("ray") is None:
            raise ValueError("--executor ray: Ray is not installed. Run: pip install 'deepvision[ray]'")
        if device not in ("auto", "cpu", "cuda"):
            raise ValueError(f"--device {device}: workers of a Ray cluster have cuda or cpu; name one, or auto.")
        self._address = address
        self._parcel = parcel
        self._device = device
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._link = RayLink(address, device)

    def batches_at_once(self) -> int:
        """Return how many batches of a job should be begun together, so that no worker waits for work."""
        return max(_LEAST_BATCHES, 2 * self._link.workers)

    def begin(self, work: Work, channels: Sequence[int]) -> Iterator[Finished | Stepped]:
        """See :class:`~.executor.Executor`; what cannot be done is raised while iterating."""
        wanted = list(channels)
        link = self._connected()
        number = next(self._numbers)
        answers = link.listen(number)
        try:
            link.begin(Begin(number, work, wanted, None), self._parcel)
            yield from self._events(link, number, answers, wanted)
        finally:
            link.forget(number)
            link.send(Drop(number))

    def close(self) -> None:
        """Leave the cluster; what is in work ends."""
        self._link.close()

    def _events(
        self, link: RayLink, number: int, answers: "queue.SimpleQueue[Made | Moved | Over | Lost]", wanted: list[int]
    ) -> Iterator[Finished | Stepped]:
        steps: Mapping[int, int] = {}
        shown: dict[int, Tensor] = {}
        while True:
            if answers.empty():
                link.send(Want(number))
            try:
                answer = answers.get(timeout=_SILENT_SECONDS)
            except queue.Empty:
                yield Stepped(steps, dict)
                continue
            if isinstance(answer, Made):
                made = answer.finished
                steps = {channel: step for channel, step in steps.items() if channel != made.channel}
                index = wanted.index(made.channel)  # the worker knows only its own piece
                yield replace(made, visualization=replace(made.visualization, index=index))
            elif isinstance(answer, Moved):
                steps = answer.steps
                shown = {c: image for c, image in {**shown, **answer.images}.items() if c in steps}
                yield Stepped(steps, functools.partial(_taken, shown))
            elif isinstance(answer, Lost):
                raise ValueError(answer.message)
            elif answer.problem is not None:
                raise ValueError(answer.problem)
            else:
                return

    def _connected(self) -> RayLink:
        with self._lock:
            if self._link.is_lost:
                self._link.close()
                self._link = RayLink(self._address, self._device)
            return self._link


def _taken(shown: dict[int, Tensor]) -> dict[int, Tensor]:
    """Return pictures that have not been looked at yet, in full precision, and forget them."""
    images = {channel: image.float() for channel, image in shown.items()}
    shown.clear()
    return images
