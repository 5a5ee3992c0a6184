"""The process that shows a training: a server whose network gets other weights after each epoch."""

import json
import logging
import os
import signal
import sys
import tempfile
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, replace
from multiprocessing.connection import Connection
from pathlib import Path

import safetensors.torch
import torch

from deepvision.api.app import create_app
from deepvision.api.live_training import LiveTraining
from deepvision.api.serve import announce, open_browser, serve_in_background
from deepvision.api.services import Given, Services, build_services
from deepvision.catalog.datasets import LoadedDataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import LoadedNetwork, pick_device, ready, with_weights
from deepvision.cli.live_messages import Begun, End, Ready, Refused, Serving, Step, Weights
from deepvision.cli.train_parts import Parts, parts_of
from deepvision.settings import Settings
from deepvision.training.settings import TrainingSettings

log = logging.getLogger(__name__)
_LAST_WORDS_SECONDS = 0.7
"""How long visitors are still told how it ended."""
_MOST_SECONDS_OF_A_STEP = 5.0
_LEAST_SECONDS = 1.0


def show(pipe: Connection, user: Settings, settings: TrainingSettings) -> None:
    """Serve until the other end of the pipe is closed; never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdout = sys.stderr  # what is printed here is no part of the training's answer
    # what is computed here is of use for an epoch only
    with tempfile.TemporaryDirectory(prefix="deepvision-", ignore_cleanup_errors=True) as cache:
        try:
            _show(pipe, replace(user, network=[settings.network], dataset=[], images=[], cache=Path(cache)), settings)
        except (CatalogError, ValueError, OSError) as error:
            pipe.send(Refused(str(error)))
        except (EOFError, ConnectionError):  # the training has ended before it began
            pass
    sys.stderr.flush()
    os._exit(0)  # threads may be in the middle of a computation, which Python would wait for


def _show(pipe: Connection, user: Settings, settings: TrainingSettings) -> None:
    forward = ThreadPoolExecutor(1, "forward")
    parts, network = forward.submit(_loaded, user, settings).result()
    pipe.send(Ready({node.id: node.parameters for node in network.graph.nodes if node.parameters}))
    begun: Begun = pipe.recv()
    hall = TrainingHall(network, datasets_of(parts), user, settings, forward, steps=begun.steps)
    hall.tell(begun.weights).result()
    serve_in_background(create_app(user, hall.services), user)
    announce(user, hall.services)
    pipe.send(Serving())
    open_browser(user)
    while True:
        try:
            hall.tell(pipe.recv())
        except (EOFError, ConnectionError):
            break
    hall.tell(End("interrupted")).result()
    time.sleep(_LAST_WORDS_SECONDS)
    hall.services.close(_MOST_SECONDS_OF_A_STEP)


def _loaded(user: Settings, settings: TrainingSettings) -> tuple[Parts, LoadedNetwork]:
    parts = parts_of(settings)
    network = replace(parts.network, class_names=[str(name) for name in parts.train.classes])
    device: torch.device = pick_device(user.device)
    return parts, ready(settings.network, network, json.dumps(asdict(settings)), device)


def datasets_of(parts: Parts) -> list[LoadedDataset]:
    """Return the pictures of a training as data sets: those it is tested on come first."""
    lock = threading.Lock()  # both may be parts of one data set, whose script is called by one thread at a time
    train = LoadedDataset("train", "training pictures", parts.train, lock)
    test = (
        [] if parts.test is None or len(parts.test) == 0 else [LoadedDataset("test", "test pictures", parts.test, lock)]
    )
    return [*test, train]


class TrainingHall:
    """A server's services, whose network is the one that is being trained.

    Args:
        network: with any weights.
        datasets: the first picture of the first one is the one to follow.
        user: settings of the server.
        settings: of the training.
        forward: whose one thread the network was made in.
        steps: of an epoch.
        least_seconds: between two changes of the weights: visitors need time to look at what they have asked for.
    """

    def __init__(
        self,
        network: LoadedNetwork,
        datasets: list[LoadedDataset],
        user: Settings,
        settings: TrainingSettings,
        forward: ThreadPoolExecutor,
        *,
        steps: int,
        least_seconds: float = _LEAST_SECONDS,
    ) -> None:
        self._network, self._forward = network, forward
        self._waiting: Weights | None = None
        self._least_seconds, self._changed = least_seconds, -least_seconds
        self._starts_trained = settings.initialization == "weights"
        self._training = LiveTraining(
            network.id,
            asdict(settings),
            epochs=settings.epochs,
            steps=steps,
            layers=[node.id for node in network.graph.nodes if node.parameters],
            image=f"{datasets[0].id}:0",
        )
        self.services: Services = build_services(user, Given({network.id: network}, datasets, forward, self._training))

    def tell(self, message: Weights | Step | End) -> Future[None]:
        """Take over what the training says, in the thread of networks: between two passes, in this order."""
        if isinstance(message, Weights):
            self._waiting = message  # of epochs that are quicker than the hall the last one counts
        return self._forward.submit(self._taken, message)

    def _taken(self, message: Weights | Step | End) -> None:
        try:
            self._take(message)
        except Exception:  # whatever a network raises, the next epoch may be better
            log.exception("the hall could not take over the weights")

    def _take(self, message: Weights | Step | End) -> None:
        waiting = self._waiting
        if waiting is not None and (
            isinstance(message, End) or time.monotonic() - self._changed >= self._least_seconds
        ):
            self._change(waiting)
        if isinstance(message, Step):
            self._training.step(message.step)
        elif isinstance(message, End) and not self._training.is_over:
            self._training.end(message.state, message.message)

    def _change(self, weights: Weights) -> None:
        state, epoch = safetensors.torch.load(weights.state), len(weights.rows)
        trained = epoch > 0 or self._starts_trained
        self.services.replace_network(with_weights(self._network, state, f"epoch {epoch}", trained=trained))
        self._training.epoch(weights.rows, weights.gradient_flow)
        self._changed = time.monotonic()
        if self._waiting is weights:
            self._waiting = None
