"""The hall of a training, in a process of its own.

Visitors must not move a bit of what is trained. In the training's process they would: dropout takes its numbers from a
generator that a tracer sets back, and loaders of pictures are forked, which a process with threads does not survive
every time. So the server has its own process, and gets the weights after each epoch through a pipe.
"""

import contextlib
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import safetensors.torch

from deepvision.api.serve import address
from deepvision.cli.live_messages import Begun, End, Ready, Refused, Serving, Step, Weights
from deepvision.cli.live_server import show
from deepvision.settings import Settings
from deepvision.training.files import state_of
from deepvision.training.settings import TrainingSettings
from deepvision.training.trainer import Trainer

_LEAST_SECONDS = 1.0
"""Between two words about the steps of an epoch."""
_MOST_SECONDS = 15.0
"""What the process is given to end in."""


class LiveHall:
    """Shows a training to visitors.

    Args:
        user: where the server listens.
        settings: of the training.
    """

    def __init__(self, user: Settings, settings: TrainingSettings) -> None:
        self._user = user
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=show, args=(theirs, user, settings), name="hall", daemon=True)
        with _signals_ignored():  # Ctrl-C reaches every process of the terminal, and this one decides what follows
            self._process.start()
        theirs.close()
        self._told = 0.0
        self._is_lost = False

    @property
    def address(self) -> str:
        """Where visitors find it."""
        return address(self._user)

    def layers(self) -> dict[str, tuple[str, ...]]:
        """Return the layers of the network with the names of their parameters, as soon as it can be shown.

        Raises:
            ValueError: it cannot be shown; the message says why.
        """
        return dict(self._answer(Ready).layers)

    def begin(self, trainer: Trainer) -> None:
        """Let visitors in.

        Raises:
            ValueError: the server does not start.
        """
        self._send(Begun(trainer.steps, _weights(trainer)))
        self._answer(Serving)

    def step(self, step: int) -> None:
        """So many steps of the epoch in work are finished."""
        if time.monotonic() - self._told >= _LEAST_SECONDS:
            self._told = time.monotonic()
            self._send(Step(step))

    def epoch(self, trainer: Trainer) -> None:
        """An epoch is finished: visitors see the weights it ended with."""
        self._send(_weights(trainer))

    def end(self, end: End) -> None:
        """No epoch will follow."""
        self._send(end)

    def wait(self) -> None:
        """Return when the process has ended; Ctrl-C is raised."""
        self._process.join()

    def close(self) -> None:
        """End the process; visitors are told before."""
        self._pipe.close()
        self._process.join(_MOST_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _send(self, message: object) -> None:
        if self._is_lost:
            return
        try:
            self._pipe.send(message)
        except (BrokenPipeError, ConnectionError):
            self._is_lost = True  # no reason to lose a training too
            print("deepvision: the hall has ended without a word; the training goes on without it.", file=sys.stderr)

    def _answer(self, wanted: type[Any]) -> Any:
        try:
            answer = self._pipe.recv()
        except (EOFError, ConnectionError) as error:
            raise ValueError("The process that shows the training ended before it began; see above.") from error
        if isinstance(answer, Refused):
            raise ValueError(answer.reason)
        assert isinstance(answer, wanted)
        return answer


def _weights(trainer: Trainer) -> Weights:
    state = safetensors.torch.save(state_of(trainer.module))
    return Weights(state, list(trainer.history), list(trainer.gradient_flow))


@contextmanager
def _signals_ignored() -> Iterator[None]:
    """A process that is started meanwhile never hears of Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        with contextlib.suppress(TypeError):  # a handler that was not set from Python
            signal.signal(signal.SIGINT, before)
