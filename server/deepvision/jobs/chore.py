"""Work that nobody waits for, done step by step while the queue has nothing better to do."""

import logging
import threading
from collections.abc import Iterator

log = logging.getLogger(__name__)


class Chore:
    """Its steps are done in the queue's thread, in the pauses between jobs; once somebody waits, in turn with theirs.

    Args:
        steps: each ``next`` does one.
    """

    def __init__(self, steps: Iterator[object]) -> None:
        self._steps = steps
        self._over = threading.Event()
        self.error: str | None = None
        """Why it could not be done."""
        self.is_urgent = False
        """Whether somebody waits for it."""

    @property
    def is_over(self) -> bool:
        """Whether everything is done, or it failed."""
        return self._over.is_set()

    def wait(self, timeout: float) -> bool:
        """Return whether it is over, at the latest after ``timeout`` seconds; from now on it is urgent."""
        self.is_urgent = True
        return self._over.wait(timeout)

    def step(self) -> None:
        """Do one step. What it raises ends it, and is kept in ``error``."""
        try:
            next(self._steps)
        except StopIteration:
            self._over.set()
        except Exception as error:  # whatever a network or a data set raises, the queue goes on
            log.warning("a pass over a data set failed: %s: %s", type(error).__name__, error)
            self.error = str(error) or type(error).__name__
            self._over.set()
