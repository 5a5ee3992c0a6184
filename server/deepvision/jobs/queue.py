"""Jobs in turn: the latest first, each result once, whoever asks for it."""

import contextlib
import logging
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

from PIL import Image
from torch import Tensor

from deepvision.jobs.chore import Chore
from deepvision.jobs.executor import Executor, Finished, Stepped
from deepvision.jobs.job import Item, Job
from deepvision.jobs.result_store import ResultStore, StoredResult
from deepvision.jobs.shelf import Shelf
from deepvision.jobs.work import Work
from deepvision.visualization.maximization import Settings

log = logging.getLogger(__name__)
_MOST_JOBS = 256
"""Jobs that are over are forgotten beyond this."""
_PARTIAL_SECONDS = 0.7
"""Between two looks at pictures in work."""
_BATCHES_AT_ONCE = 4
"""What is begun together; a job asked for later takes over what is not begun. More lose less where batches run out."""
_TIMED_STEPS, _TIMED_SECONDS = 5, 1.0
"""At most so many steps are timed, and none is begun after so many seconds, to say how long a picture takes."""
_MOST_IN_MEMORY = 256
"""Pictures that the disk refused, or in work."""

_RateKey = tuple[str, str, Settings, str]
"""What the time for a picture depends on."""
ToPicture = Callable[[str, Tensor], Image.Image]
"""Makes the picture of (C, H, W) normalised values of a network given by id."""


class JobQueue:
    """Does jobs one step at a time in a thread of its own, which begins with the first job and ends when idle.

    The job that was asked for last goes first; the others go on where they were. Jobs in the background come after all
    others, in the order in which they were asked for. A result that is wanted by two jobs is computed once. What is
    finished is on disk at once.

    Args:
        executor: does the work.
        store: keeps the results.
        to_picture: makes pictures of tensors.
        shelf: pictures that are there already; looked at first.
        batches_at_once: returns how many batches of a job are begun together; None: four.
        timed: does the steps that say how long a picture takes; None: ``executor``.
    """

    def __init__(
        self,
        executor: Executor,
        store: ResultStore,
        to_picture: ToPicture,
        shelf: Shelf | None = None,
        *,
        batches_at_once: Callable[[], int] | None = None,
        timed: Executor | None = None,
    ) -> None:
        self._executor = executor
        self._store = store
        self._shelf = shelf
        self._to_picture = to_picture
        self._batches_at_once = batches_at_once or (lambda: _BATCHES_AT_ONCE)
        self._timed = timed or executor
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._events: dict[str, Iterator[Finished | Stepped]] = {}
        self._owned: dict[str, set[int]] = {}
        self._memory: OrderedDict[str, Image.Image] = OrderedDict()
        self._rates: dict[_RateKey, float] = {}
        self._chores: list[Chore] = []
        self._is_chores_turn = False
        self._is_closed = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def start(self, work: Work, channels: Sequence[int], *, background: bool = False) -> Job:
        """Ask for channels of a layer, in this order; what is there already is in the job from its beginning."""
        addresses = {channel: work.address(channel) for channel in dict.fromkeys(channels)}
        ready = {channel: self.stored(address) for channel, address in addresses.items()}
        job = Job(secrets.token_hex(8), work, list(addresses), addresses, is_background=background)
        with self._changed:
            for channel, result in ready.items():
                if result is not None:
                    self._add(job, channel, addresses[channel], result)
            self._jobs[job.id] = job
            self._forget()
            self._settle(job)
            if not job.is_over:
                self._wake()
        return job

    def add(self, chore: Chore) -> None:
        """Take over work that is to be done when there are no jobs, or only those in the background."""
        with self._changed:
            self._chores.append(chore)
            self._wake()

    def get(self, identity: str) -> Job | None:
        """Return a job; None for an unknown one."""
        with self._changed:
            return self._jobs.get(identity)

    def active(self) -> list[Job]:
        """Return the jobs that are not over, the next one first."""
        with self._changed:
            return self._waiting()

    def place(self, job: Job) -> int | None:
        """Return how many jobs are before this one; None once it runs or is over."""
        with self._changed:
            waiting = self._waiting()
            return waiting.index(job) if job.state == "queued" and job in waiting else None

    def cancel(self, identity: str) -> bool:
        """Stop a job within a step; what it has made stays. False for an unknown one."""
        with self._changed:
            job = self._jobs.get(identity)
            if job is None:
                return False
            if not job.is_over:
                self._end(job, "cancelled", None)
            return True

    def wait(self, seen: dict[str, int], timeout: float) -> None:
        """Return when one of the jobs has another version than the one given, or after ``timeout`` seconds."""
        with self._changed:
            self._changed.wait_for(
                lambda: any(job.version != seen[job.id] for job in self._jobs.values() if job.id in seen), timeout
            )

    def join(self, timeout: float) -> None:
        """Return when the step in work is over and nothing is left to do, or after ``timeout`` seconds.

        A process that ends while the thread computes is aborted by the C++ runtime instead of ending in peace.
        """
        with self._changed:
            thread = self._thread
        if thread is not None:
            thread.join(timeout)

    def close(self, timeout: float) -> None:
        """Stop everything within a step, and wait for that at most ``timeout`` seconds; nothing is begun any more."""
        with self._changed:
            self._is_closed = True
            for job in self._waiting():
                self._end(job, "cancelled", None)
        self.join(timeout)

    def snapshot(self, job: Job) -> tuple[Job, list[Item]]:
        """Return the job with the items it has at one moment."""
        with self._changed:
            return job, list(job.items.values())

    def stored(self, address: str) -> StoredResult | None:
        """Return the figures of a finished picture; None where there is none."""
        return (self._shelf.get(address) if self._shelf is not None else None) or self._store.get(address)

    def seconds_per_picture(self, work: Work) -> float:
        """Return how long a picture takes at most: as measured before, else by a few steps that are done now.

        Raises:
            ValueError: the work cannot be done.
        """
        key = _rate_key(work)
        if key not in self._rates:
            events = self._timed.begin(work, [0])
            next(events, None)  # the first step also prepares
            step = _shortest(lambda: next(events, None))  # others take turns with it, so the shortest is nearest to it
            self._rates[key] = step * work.settings.steps / (work.settings.batch_size or 1)
        return self._rates[key]

    def picture(self, name: str) -> Image.Image | None:
        """Return a picture by the name an item gives; None where it is not there (any more)."""
        with self._changed:
            known = self._memory.get(name)
        if known is not None or "." in name:
            return known
        return (self._shelf.picture(name) if self._shelf is not None else None) or self._store.picture(name)

    def _wake(self) -> None:
        if self._thread is None and not self._is_closed:
            self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._changed:
                waiting = self._waiting()
                chore = self._chore(waiting) if not self._is_closed else None
                if chore is None:
                    if not waiting:
                        self._thread = None
                        return
                    job = waiting[0]
                    job.state = "running"
            if chore is not None:
                chore.step()
                continue
            try:
                self._advance(job)
            except Exception as error:  # whatever a network raises, the other jobs go on
                if not isinstance(error, ValueError):
                    log.exception("a visualization of %s failed", job.work.layer)
                with self._changed:
                    if not job.is_over:
                        self._end(job, "failed", str(error) or type(error).__name__)

    def _chore(self, waiting: Sequence[Job]) -> Chore | None:
        """Return the chore whose turn it is: always without a job; if it is urgent, every other time."""
        self._chores = [chore for chore in self._chores if not chore.is_over]
        chore = min(self._chores, key=lambda one: not one.is_urgent, default=None)
        if chore is None or not waiting or waiting[0].is_last:
            return chore
        self._is_chores_turn = chore.is_urgent and not self._is_chores_turn
        return chore if self._is_chores_turn else None

    def _advance(self, job: Job) -> None:
        """Let one event of a job happen."""
        began = time.monotonic()
        events = self._events_of(job)
        event = None if events is None else next(events, None)
        with self._changed:
            job.active_seconds += time.monotonic() - began
        if event is None:
            with self._changed:
                self._events.pop(job.id, None)
                missing = self._owned.pop(job.id, None)
                job.is_lifted = False
                self._settle(job)
                if missing and not job.is_over:
                    raise RuntimeError(f"The executor ended without channel {min(missing)}.")
        elif isinstance(event, Finished):
            self._finish(job, event)
        else:
            self._step(job, event)

    def _events_of(self, job: Job) -> Iterator[Finished | Stepped] | None:
        """Return what happens in a job; None if all it still wants is being done by others."""
        with self._changed:
            if job.id in self._events:
                return self._events[job.id]
            taken = {
                self._jobs[owner].addresses[channel]
                for owner, channels in self._owned.items()
                for channel in channels
                if owner in self._jobs
            }
            wanted = [
                channel
                for channel in job.channels
                if not self._has(job, channel) and job.addresses[channel] not in taken
            ]
            if not wanted:
                self._leave_to_others(job)
                return None
            begun = wanted[: self._batches_at_once() * (job.work.settings.batch_size or 1)]
            self._owned[job.id] = set(begun)
        events = self._executor.begin(job.work, begun)
        with self._changed:
            if job.is_over:  # cancelled meanwhile
                return None
            self._events[job.id] = events
        return events

    def _leave_to_others(self, job: Job) -> None:
        """What this job still wants is in work for others: they go first now."""
        missing = {job.addresses[channel] for channel in job.channels if not self._has(job, channel)}
        for owner, channels in self._owned.items():
            other = self._jobs.get(owner)
            if other is not None and missing & {other.addresses[channel] for channel in channels}:
                other.touched = time.monotonic()
                other.is_lifted = not job.is_last

    def _step(self, job: Job, event: Stepped) -> None:
        with self._changed:
            job.steps = dict(event.steps)
            due = time.monotonic() - job.looked > _PARTIAL_SECONDS
        images = event.images() if due and not job.is_over else {}
        pictures = {channel: self._to_picture(job.work.network, image) for channel, image in images.items()}
        with self._changed:
            if job.is_over:
                return
            job.looked = time.monotonic() if pictures else job.looked
            for channel, picture in pictures.items():
                name = f"{job.addresses[channel]}.{event.steps[channel]}"
                self._keep(name, picture)
                for other in self._wanting(job.addresses[channel]):
                    self._add(other, self._channel(other, job.addresses[channel]), name, None)
            self._changed.notify_all()

    def _finish(self, job: Job, event: Finished) -> None:
        address = job.addresses[event.channel]
        result = StoredResult.of(job.work.layer, event.channel, event.visualization, event.quality)
        picture = self._to_picture(job.work.network, event.image)
        refused: str | None = None
        try:
            self._store.put(address, picture, result)
        except OSError as error:
            refused = (
                f"Finished pictures cannot be stored ({error.strerror or error}); they stay in memory only. Make room "
                f"in {self._store.folder}, or choose another folder with --cache."
            )
        with self._changed:
            if refused is not None:
                self._keep(address, picture)
            self._owned.get(job.id, set()).discard(event.channel)
            job.computed += 1
            job.steps.pop(event.channel, None)
            for other in self._wanting(address):
                other.message = refused
                self._add(other, self._channel(other, address), address, result)
                self._settle(other)

    def _wanting(self, address: str) -> list[Job]:
        return [job for job in self._jobs.values() if not job.is_over and address in job.addresses.values()]

    @staticmethod
    def _channel(job: Job, address: str) -> int:
        return next(channel for channel, known in job.addresses.items() if known == address)

    @staticmethod
    def _has(job: Job, channel: int) -> bool:
        return channel in job.items and job.items[channel].result is not None

    def _add(self, job: Job, channel: int, name: str, result: StoredResult | None) -> None:
        if not self._has(job, channel):
            job.version += 1
            job.items[channel] = Item(channel, name, result, job.version)

    def _settle(self, job: Job) -> None:
        """A job that has everything is done."""
        if not job.is_over and all(self._has(job, channel) for channel in job.channels):
            self._end(job, "done", job.message)
        self._changed.notify_all()

    def _end(self, job: Job, state: str, message: str | None) -> None:
        job.state = state  # type: ignore[assignment]
        job.message = message
        job.version += 1
        job.steps = {}
        job.items = {channel: item for channel, item in job.items.items() if item.result is not None}
        if state == "done" and job.computed >= (job.work.settings.batch_size or 1):
            self._rates[_rate_key(job.work)] = job.active_seconds / job.computed
        events = self._events.pop(job.id, None)
        self._owned.pop(job.id, None)
        if events is not None:
            # The generator may be in the middle of a step in the queue's thread; it ends with it.
            with contextlib.suppress(ValueError, AttributeError):
                events.close()  # type: ignore[attr-defined]
        self._changed.notify_all()

    def _waiting(self) -> list[Job]:
        jobs = [job for job in self._jobs.values() if not job.is_over]
        return sorted(jobs, key=lambda job: (job.is_last, 0.0 if job.is_last else -job.touched))

    def _keep(self, name: str, picture: Image.Image) -> None:
        self._memory[name] = picture
        while len(self._memory) > _MOST_IN_MEMORY:
            self._memory.popitem(last=False)

    def _forget(self) -> None:
        over = [identity for identity, job in self._jobs.items() if job.is_over]
        for identity in over[: max(0, len(self._jobs) - _MOST_JOBS)]:
            del self._jobs[identity]


def _rate_key(work: Work) -> _RateKey:
    return work.digest, work.layer, work.settings, work.objective


def _shortest(step: Callable[[], object]) -> float:
    """Return the seconds of the shortest of a few steps."""
    began = time.monotonic()
    times: list[float] = []
    while len(times) < _TIMED_STEPS and time.monotonic() - began < _TIMED_SECONDS:
        start = time.monotonic()
        step()
        times.append(time.monotonic() - start)
    return min(times)
