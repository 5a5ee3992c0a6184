"""The pass of a data set through a network: in the background, once, for all layers at the same time."""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Executor as ThreadExecutor
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

import deepvision
from deepvision.jobs.chore import Chore
from deepvision.jobs.evidence_store import EvidenceStore, NetworkEvidence
from deepvision.visualization.evidence import Gatherer
from deepvision.visualization.maximization.reaching import Reach
from deepvision.visualization.seen_pixels import Prober, bands, probes

log = logging.getLogger(__name__)
_BATCH = 4
"""Pictures per step: it is what a visitor may have to wait for."""


@dataclass(frozen=True)
class Shown:
    """A data set as a network sees it.

    Attributes:
        digest: of the network's source and weights.
        numbers: of the pictures that are shown.
        picture: returns the picture with a number, (C, H, W) in normalised units; may raise for a damaged one.
        reach: returns what runs the network; called in the thread of networks.
    """

    digest: str
    numbers: Sequence[int]
    picture: Callable[[int], Tensor]
    reach: Callable[[], Reach]


class EvidenceKeeper:
    """Gathers what a data set does to networks, as chores, and keeps it.

    Args:
        folder: for what was gathered.
        forward: executor of the one thread in which networks run.
        add: takes a chore over.
        shown: returns the data set as the network with this id sees it.
    """

    def __init__(
        self, folder: Path, forward: ThreadExecutor, add: Callable[[Chore], None], shown: Callable[[str], Shown]
    ) -> None:
        self._store = EvidenceStore(folder)
        self._forward = forward
        self._add = add
        self._shown = shown
        self._found: dict[str, NetworkEvidence] = {}
        self._chores: dict[str, Chore] = {}
        self._lock = threading.Lock()

    def known(self, network: str) -> NetworkEvidence | None:
        """Return what is known of a network; None: nothing yet, and from now on it is being gathered."""
        self._begun(network)
        return self._found.get(network)

    def wait(self, network: str, timeout: float) -> tuple[NetworkEvidence | None, str | None]:
        """Return what is known after at most ``timeout`` seconds, and why it cannot be known if that is so."""
        chore = self._begun(network)
        chore.wait(timeout)
        return self._found.get(network), chore.error

    def forget(self, network: str) -> None:
        """The network has other weights: nothing is known of it any more, and what is being gathered ends."""
        with self._lock:
            self._chores.pop(network, None)
            self._found.pop(network, None)

    def _begun(self, network: str) -> Chore:
        with self._lock:
            if network not in self._chores:
                self._chores[network] = Chore(self._steps(network))
                self._add(self._chores[network])
            return self._chores[network]

    def _steps(self, network: str) -> Iterator[None]:
        shown = self._shown(network)
        digest = hashlib.sha256(json.dumps([deepvision.__version__, shown.digest, list(shown.numbers)]).encode())
        usable: list[int] = []
        for number in shown.numbers:
            picture = _picture(shown, number)
            if picture is not None:
                digest.update(picture.contiguous().numpy().data)
                usable.append(number)
            yield
        address = digest.hexdigest()[:32]
        found = self._store.get(address)
        if found is None:
            found = yield from self._of_weights(network, shown, _gathering(shown, usable, self._forward))
            if found is None:
                return
            try:
                self._store.put(address, found)
            except OSError as error:
                log.warning("%s cannot be written: %s", self._store.folder, error)
        with self._lock:
            if self._shown(network).digest == shown.digest:
                self._found[network] = found

    def _of_weights(
        self, network: str, shown: Shown, steps: Generator[None, None, NetworkEvidence]
    ) -> Generator[None, None, NetworkEvidence | None]:
        """Return what the steps give; None as soon as the network has other weights than those they are done with."""
        while self._shown(network).digest == shown.digest:
            try:
                next(steps)
            except StopIteration as end:
                found: NetworkEvidence = end.value
                return found
            yield
        return None


def gathered(shown: Shown) -> NetworkEvidence:
    """Return what a data set does to a network, gathered here and now.

    Raises:
        Exception: whatever the data set or the network raises.
    """
    with ThreadPoolExecutor(1) as forward:
        steps = _gathering(shown, shown.numbers, forward)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: NetworkEvidence = end.value
                return found


def _gathering(shown: Shown, numbers: Sequence[int], forward: ThreadExecutor) -> Generator[None, None, NetworkEvidence]:
    reach = forward.submit(shown.reach).result()
    layers = [node.id for node in reach.graph.nodes]
    gatherer, prober = Gatherer(), Prober()
    for start in range(0, len(numbers), _BATCH):
        part = numbers[start : start + _BATCH]
        pictures = torch.stack([shown.picture(number) for number in part])
        forward.submit(lambda x, of: gatherer.add(_maps(reach, x, layers), of), pictures, part).result()
        yield
    asked = bands(reach.shape)
    try:
        for start in range(0, len(asked), _BATCH):
            those = asked[start : start + _BATCH]
            pictures = probes(reach.shape, those)
            forward.submit(lambda x, of: prober.add(_maps(reach, x, layers), of), pictures, those).result()
            yield
    except Exception as error:  # a network may refuse NaN in whatever way
        log.info("what units see is not known: %s", error)
        prober = Prober()
    return NetworkEvidence(gatherer.result(), prober.result())


def _picture(shown: Shown, number: int) -> Tensor | None:
    try:
        return shown.picture(number)
    except Exception as error:  # one damaged picture is no reason to have nothing
        log.warning("picture %d is left out: %s", number, error)
        return None


def _maps(reach: Reach, pictures: Tensor, layers: Sequence[str]) -> Mapping[str, Tensor]:
    with torch.no_grad():
        return reach.run(pictures.to(reach.device, reach.dtype), layers)
