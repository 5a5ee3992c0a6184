"""What is known of a training that a server shows: told by one thread, read by many."""

import json
import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from deepvision.api.schemas import LayerGradients, Training, TrainingEpoch, TrainingSetting

State = Literal["running", "done", "failed", "interrupted"]
Figures = Mapping[str, float]
"""Of one epoch: its number as ``epoch``, and what was measured, by name."""
_PACE = 10
"""Epochs by whose mean time the time that is left is told."""


class LiveTraining:
    """A training from its first epoch to its end.

    Args:
        network: id of the network that is trained.
        settings: of the training, for people.
        epochs: when it is done.
        steps: of an epoch.
        layers: ids of the layers whose gradients are measured.
        image: id of the picture to follow.
        now: seconds.
    """

    def __init__(
        self,
        network: str,
        settings: Mapping[str, Any],
        *,
        epochs: int,
        steps: int,
        layers: Sequence[str],
        image: str | None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.network, self.steps = network, steps
        self._settings = [TrainingSetting(name=name, value=json.dumps(value)) for name, value in settings.items()]
        self._epochs, self._layers, self._image = epochs, list(layers), image
        self._now = now
        self._rows: list[TrainingEpoch] = []
        self._flow: list[LayerGradients] = []
        self._state: State = "running"
        self._message: str | None = None
        self._step, self._began = 0, now()
        self._version, self._changes = 0, 0
        self._changed = threading.Condition()

    @property
    def is_over(self) -> bool:
        """Whether no epoch will follow."""
        return self._state != "running"

    @property
    def changes(self) -> int:
        """How often anything has changed."""
        return self._changes

    @property
    def version(self) -> int:
        """How often the network that is shown has got other weights."""
        return self._version

    def step(self, step: int) -> None:
        """So many steps of the epoch in work are finished."""
        with self._changed:
            self._step = step
            self._told()

    def epoch(self, rows: Sequence[Figures], flow: Sequence[Figures]) -> None:
        """These epochs are finished, and the network that is shown has the weights after the last of them."""
        with self._changed:
            self._rows = [TrainingEpoch.model_validate({k: _finite(v) for k, v in row.items()}) for row in rows]
            self._flow = [
                LayerGradients(epoch=int(one["epoch"]), values=[_finite(one.get(layer)) for layer in self._layers])
                for one in flow
            ]
            self._version += 1
            self._step, self._began = 0, self._now()
            self._told()

    def end(self, state: State, message: str | None = None) -> None:
        """No epoch will follow."""
        with self._changed:
            self._state, self._message = state, message
            self._told()

    def wait(self, changes: int, timeout: float) -> None:
        """Return when there were more ``changes``, or after ``timeout`` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._changes != changes, timeout)

    def shown(self, since: int = 0) -> Training:
        """Return the training as clients see it, with the epochs after number ``since``."""
        with self._changed:
            return Training(
                network=self.network,
                settings=self._settings,
                state=self._state,
                message=self._message,
                epoch=len(self._rows),
                epochs=self._epochs,
                step=self._step,
                steps=self.steps,
                eta=self._eta(),
                version=self._version,
                image=self._image,
                layers=self._layers,
                rows=[row for row in self._rows if row.epoch > since],
                gradient_flow=[one for one in self._flow if one.epoch > since],
            )

    def _told(self) -> None:
        self._changes += 1
        self._changed.notify_all()

    def _eta(self) -> float | None:
        """Return the time that is left at the pace of the last epochs, or else of the steps so far."""
        if self._state != "running":
            return None
        times = [row.seconds for row in self._rows[-_PACE:] if row.seconds is not None]
        done = self._step / max(1, self.steps)
        if times:
            pace = sum(times) / len(times)
        elif self._step > 0:
            pace = (self._now() - self._began) / done
        else:
            return None
        return max(0.0, (self._epochs - len(self._rows) - done) * pace)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
