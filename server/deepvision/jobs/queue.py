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

from deepvision.jobs.executor import Executor, Finished, Stepped
from deepvision.jobs.job import Item, Job
from deepvision.jobs.result_store import ResultStore, StoredResult
from deepvision.jobs.work import Work
from deepvision.visualization.maximization import Settings

log = logging.getLogger(__name__)
_MOST_JOBS = 256
"""Jobs that are over are forgotten beyond this."""
_PARTIAL_SECONDS = 0.7
"""Between two looks at pictures in work."""
_MOST_IN_MEMORY = 256
"""Pictures that the disk refused, or in work."""

ToPicture = Callable[[str, Tensor], Image.Image]
"""Makes the picture of (C, H, W) normalised values of a network given by id."""


class JobQueue:
    """Does jobs one step at a time in a thread of its own, which begins with the first job and ends when idle.

    The job that was asked for last goes first; the others go on where they were. A result that is wanted by two jobs is
    computed once. What is finished is on disk at once.

    Args:
        executor: does the work.
        store: keeps the results.
        to_picture: makes pictures of tensors.
    """

    def __init__(self, executor: Executor, store: ResultStore, to_picture: ToPicture) -> None:
        self._executor = executor
        self._store = store
        self._to_picture = to_picture
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._events: dict[str, Iterator[Finished | Stepped]] = {}
        self._owned: dict[str, set[int]] = {}
        self._memory: OrderedDict[str, Image.Image] = OrderedDict()
        self._rates: dict[tuple[str, str, Settings], float] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def start(self, work: Work, channels: Sequence[int]) -> Job:
        """Ask for channels of a layer, in this order; what is there already is in the job from its beginning."""
        addresses = {channel: work.address(channel) for channel in dict.fromkeys(channels)}
        ready = {channel: self._store.get(address) for channel, address in addresses.items()}
        job = Job(secrets.token_hex(8), work, list(addresses), addresses)
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

    def snapshot(self, job: Job) -> tuple[Job, list[Item]]:
        """Return the job with the items it has at one moment."""
        with self._changed:
            return job, list(job.items.values())

    def stored(self, address: str) -> StoredResult | None:
        """Return the figures of a finished picture; None where there is none."""
        return self._store.get(address)

    def seconds_per_picture(self, work: Work) -> float:
        """Return how long a picture takes at most: as measured before, else by two steps that are done now.

        Raises:
            ValueError: the work cannot be done.
        """
        key = (work.digest, work.layer, work.settings)
        if key not in self._rates:
            events = self._executor.begin(work, [0])
            next(events, None)  # the first step also prepares
            began = time.monotonic()
            next(events, None)
            self._rates[key] = (time.monotonic() - began) * work.settings.steps / (work.settings.batch_size or 1)
        return self._rates[key]

    def picture(self, name: str) -> Image.Image | None:
        """Return a picture by the name an item gives; None where it is not there (any more)."""
        with self._changed:
            known = self._memory.get(name)
        return known if known is not None or "." in name else self._store.picture(name)

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._changed:
                waiting = self._waiting()
                if not waiting:
                    self._thread = None
                    return
                job = waiting[0]
                job.state = "running"
            try:
                self._advance(job)
            except Exception as error:  # whatever a network raises, the other jobs go on
                if not isinstance(error, ValueError):
                    log.exception("a visualization of %s failed", job.work.layer)
                with self._changed:
                    if not job.is_over:
                        self._end(job, "failed", str(error) or type(error).__name__)

    def _advance(self, job: Job) -> None:
        """Let one event of a job happen."""
        began = time.monotonic()
        events = self._events_of(job)
        event = None if events is None else next(events, None)
        seconds = time.monotonic() - began
        if event is None:
            with self._changed:
                self._events.pop(job.id, None)
                self._owned.pop(job.id, None)
                self._settle(job)
        elif isinstance(event, Finished):
            self._finish(job, event)
        else:
            self._step(job, event, seconds)

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
            self._owned[job.id] = set(wanted)
        events = self._executor.begin(job.work, wanted)
        with self._changed:
            if job.is_over:  # cancelled meanwhile
                return None
            self._events[job.id] = events
        return events

    def _leave_to_others(self, job: Job) -> None:
        """What this job still wants is in work for others: they go first now."""
        missing = {job.addresses[channel] for channel in job.channels if not self._has(job, channel)}
        for owner in self._owned:
            other = self._jobs.get(owner)
            if other is not None and missing & set(other.addresses.values()):
                other.touched = time.monotonic()

    def _step(self, job: Job, event: Stepped, seconds: float) -> None:
        with self._changed:
            job.active_seconds += seconds
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
        result = _stored(job.work, event)
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
        events = self._events.pop(job.id, None)
        self._owned.pop(job.id, None)
        if events is not None:
            # The generator may be in the middle of a step in the queue's thread; it ends with it.
            with contextlib.suppress(ValueError, AttributeError):
                events.close()  # type: ignore[attr-defined]
        self._changed.notify_all()

    def _waiting(self) -> list[Job]:
        jobs = [job for job in self._jobs.values() if not job.is_over]
        return sorted(jobs, key=lambda job: -job.touched)

    def _keep(self, name: str, picture: Image.Image) -> None:
        self._memory[name] = picture
        while len(self._memory) > _MOST_IN_MEMORY:
            self._memory.popitem(last=False)

    def _forget(self) -> None:
        over = [identity for identity, job in self._jobs.items() if job.is_over]
        for identity in over[: max(0, len(self._jobs) - _MOST_JOBS)]:
            del self._jobs[identity]


def _stored(work: Work, event: Finished) -> StoredResult:
    made, quality = event.visualization, event.quality
    finite = made.verdict != "not-finite"
    return StoredResult(
        layer=work.layer,
        channel=event.channel,
        activation=quality.activation if finite else None,
        verdict=made.verdict,
        robustness=quality.robustness if finite else None,
        rank=None if quality.rank is None or not finite else quality.rank - 1,
        steps=made.steps,
    )
