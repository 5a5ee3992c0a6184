"""Who of a Ray cluster's workers does what next: what somebody waits for first, and again what a dead worker had."""

import itertools
import queue
import time
from collections.abc import Callable
from typing import Any

import ray

from deepvision.jobs.ray_crew import Crew, Member, Returned
from deepvision.jobs.ray_messages import Answer, Begin, Drop, Made, Moved, Over, Ready, Want
from deepvision.jobs.ray_run import MOST_TRIES, Piece, Run
from deepvision.jobs.ray_worker import Report, Trouble, versions

_SLICE_SECONDS = 0.25
"""Of steps per call of a worker: what cancelling takes, and how often one hears of it."""
_TOLD_SECONDS = 0.1
_SHOWN_SECONDS = 0.7
"""Between two looks at the pictures in work of a piece; with more than seven workers, a tenth of it for each."""
_LOOK_SECONDS = 5.0
_IDLE_SECONDS = 20.0
"""Without work, after which the cluster is left to others."""
_UNMANNED_SECONDS = 120.0
"""That work waits for a first worker."""


class Dispatcher:
    """Does runs on a crew, in one thread, by what comes through its inbox.

    Args:
        device: see :class:`~.ray_crew.Crew`.
        answer: tells the process that asked.
    """

    def __init__(self, device: str, answer: Callable[[Answer], None]) -> None:
        self.inbox: queue.SimpleQueue[Begin | Want | Drop | Returned | None] = queue.SimpleQueue()
        """Commands, what workers return, and None for the end."""
        self.crew = Crew(device, self.inbox.put)
        self._answer = answer
        self._runs: dict[int, Run] = {}
        self._parcels: dict[str, Any] = {}
        self._numbers = itertools.count()
        self._false_starts = 0
        self._looked = self._manned = self._worked = time.monotonic()

    def loop(self) -> None:
        """Work until the end is in the inbox."""
        while True:
            try:
                item = self.inbox.get(timeout=1.0)
            except queue.Empty:
                self._look_around()
                continue
            if item is None:
                return
            if isinstance(item, Returned):
                if item.member in self.crew.members:
                    self._returned(item)
            elif isinstance(item, Begin):
                self._begin(item)
            elif isinstance(item, Want):
                if item.run in self._runs:
                    self._runs[item.run].wanted = time.monotonic()
            else:
                self._end(item.run)
            self._give()
            self._look_around()

    def _begin(self, command: Begin) -> None:
        if command.parcel is not None:
            self._parcels[command.work.digest] = ray.put(command.parcel)
        run = self._runs[command.run] = Run(command.run, command.work, command.channels)
        run.wanted = time.monotonic()

    def _end(self, number: int) -> None:
        """Forget a run, here and on the workers."""
        if self._runs.pop(number, None) is None:
            return
        for member in self.crew.members:
            for piece in [one for one in member.pieces.values() if one.run.number == number]:
                del member.pieces[piece.number]
                member.actor.close.remote(piece.number)

    def _fail(self, number: int, problem: str) -> None:
        self._end(number)
        self._answer(Over(number, problem))

    def _fail_all(self, problem: str) -> None:
        for number in list(self._runs):
            self._fail(number, problem)

    def _give(self) -> None:
        """Give every worker that is free something to do, and hire more while there is more to do than they can."""
        order = sorted(self._runs.values(), key=lambda run: -run.wanted)
        for member in self.crew.members:
            if not member.is_busy:
                self._give_to(member, order)
        waiting = sum(run.waiting for run in order)
        if waiting:
            self.crew.hire(waiting + sum(bool(member.pieces) for member in self.crew.members))

    def _give_to(self, member: Member, order: list[Run]) -> None:
        for run in order:
            own = next((piece for piece in member.pieces.values() if piece.run is run), None)
            if own is not None:
                every = max(_SHOWN_SECONDS, 0.1 * len(self.crew.members))
                with_images = run is order[0] and time.monotonic() - own.shown > every
                self.crew.call(member, "advance", own, _SLICE_SECONDS, with_images)
                return
            piece = run.take(next(self._numbers), self.crew.capacity or 1)
            if piece is not None:
                member.pieces[piece.number] = piece
                digest = run.work.digest
                parcel = None if digest in member.known else self._parcels[digest]
                member.known.add(digest)
                self.crew.call(member, "open", piece, run.work, piece.left.copy(), parcel)
                return

    def _returned(self, item: Returned) -> None:
        member, piece = item.member, item.piece
        member.is_busy = False
        error = item.future.exception()
        if error is not None:
            self._lost(member, _last_line(error))
            return
        value = item.future.result()
        if item.method == "greet":
            self._greeted(member, value)
        elif piece is not None and piece.number in member.pieces:
            if isinstance(value, Trouble):
                self._fail(piece.run.number, f"On the worker {value.machine}: {value.message}")
            elif isinstance(value, Report):
                self._report(member, piece, value)

    def _greeted(self, member: Member, value: Any) -> None:
        if isinstance(value, Trouble):
            self.crew.dismiss(member)
            self._fail_all(f"On the worker {value.machine}: {value.message}")
            return
        found, member.machine = value
        for name, expected in versions().items():
            if found.get(name) != expected:
                self.crew.dismiss(member)
                self._fail_all(
                    f"The worker {member.machine} has other software: expected {name} {expected}, got "
                    f"{found.get(name, 'none')}. Install the same there, and start Ray on it again."
                )
                return
        member.is_ready = True
        self._false_starts = 0

    def _report(self, member: Member, piece: Piece, report: Report) -> None:
        run, now = piece.run, time.monotonic()
        piece.steps = report.steps
        for finished in report.finished:
            piece.left.remove(finished.channel)
            run.images.pop(finished.channel, None)
            self._answer(Made(run.number, finished))
        if report.images:
            piece.shown = now
            run.images.update(report.images)
        if report.is_over:
            del member.pieces[piece.number], run.pieces[piece.number]
        if run.is_over:
            del self._runs[run.number]
            self._answer(Over(run.number, None))
        elif now - run.told > _TOLD_SECONDS:
            run.told = now
            self._answer(Moved(run.number, run.steps(), run.images))
            run.images = {}

    def _lost(self, member: Member, why: str) -> None:
        """A worker has died, or cannot be started."""
        self.crew.dismiss(member)
        for piece in member.pieces.values():
            problem = piece.run.lose(piece, f"{member.machine}: {why}")
            if problem is not None:
                self._fail(piece.run.number, problem)
        if member.is_ready:
            return
        self._false_starts += 1
        if "ModuleNotFoundError" in why or "ImportError" in why:
            self._fail_all(
                f"A worker of the cluster cannot load what it needs ({why}). Install the same there as here: "
                "pip install 'deepvision[ray]'"
            )
        elif self._false_starts >= MOST_TRIES:
            self._fail_all(f"No worker can be started on the cluster: {why}")

    def _look_around(self) -> None:
        """Now and then: nodes that came or went, workers that nobody needs, work that nobody takes."""
        now = time.monotonic()
        if now - self._looked > _LOOK_SECONDS:
            self._looked = now
            if self.crew.look():
                self._answer(Ready(self.crew.capacity))
        if self._runs:
            self._worked = now
        elif now - self._worked > _IDLE_SECONDS:
            self.crew.dismiss_all()
        if not self._runs or any(member.is_ready for member in self.crew.members):
            self._manned = now
        elif now - self._manned > _UNMANNED_SECONDS:
            self._fail_all(
                f"No worker of the cluster was free for {_UNMANNED_SECONDS:.0f} s. It has {self.crew.capacity} places; "
                "others may use them all (`ray status` tells). Ask again later."
            )
        self._give()


def _last_line(error: BaseException) -> str:
    """Return what matters of an error of Ray's, whose messages are pages long."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    named = [line for line in lines if "Error: " in line or line.startswith("Worker exit detail")]
    return (named or lines or [type(error).__name__])[-1][:300]
