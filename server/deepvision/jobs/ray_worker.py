"""What runs on a worker of a Ray cluster: networks that stay loaded, and pieces of work, a few steps per call."""

import hashlib
import pickle
import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

import torch
from torch import Tensor

import deepvision
from deepvision.jobs.executor import Finished, LocalExecutor, Stepped
from deepvision.jobs.work import Work
from deepvision.visualization.maximization import Maximizer

_PARTS = ("catalog", "jobs", "layers", "tracking", "visualization")
"""Of the package: what a picture depends on."""


@dataclass(frozen=True)
class Trouble:
    """Why something cannot be done, on which machine."""

    message: str
    machine: str


@dataclass(frozen=True)
class Report:
    """What a few steps of a piece have brought.

    Attributes:
        steps: done per channel in work.
        finished: pictures.
        images: the pictures in work by channel, (C, H, W) in normalised units, in half precision to be shown only.
        is_over: nothing is left of the piece.
    """

    steps: dict[int, int]
    finished: list[Finished]
    images: dict[int, Tensor]
    is_over: bool


def versions() -> dict[str, str]:
    """Return what has to be the same on all machines: versions, and the digest of our own code."""
    code = hashlib.sha256()
    package = Path(deepvision.__file__).parent
    for part in _PARTS:
        for path in sorted((package / part).rglob("*.py")):
            code.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    found = {name: metadata.version(name).partition("+")[0] for name in ("torch", "torchvision")}
    return {"deepvision": f"{deepvision.__version__} (code {code.hexdigest()[:12]})", **found}


class PieceWorker:
    """An actor. A piece is begun once and advanced call by call, so that it can pause for another and be dropped.

    Args:
        device: ``cpu`` or ``cuda``.
    """

    def __init__(self, device: str) -> None:
        self._device = torch.device(device)
        # One thread, one core, one worker: nothing waits for a second thread. The number of threads moves no bit of
        # the pictures (a test compares them), so the computer that asks may have another.
        threads = 1 if device == "cpu" else torch.get_num_threads()
        self._forward = ThreadPoolExecutor(1, "forward", torch.set_num_threads, (threads,))
        self._maximizers: dict[str, Maximizer] = {}
        self._executor = LocalExecutor(lambda work: self._maximizers[work.digest], self._forward)
        self._pieces: dict[int, Iterator[Finished | Stepped]] = {}

    def greet(self) -> tuple[dict[str, str], str] | Trouble:
        """Return the versions here, and the name of the machine."""
        if self._device.type == "cuda" and not torch.cuda.is_available():
            return self._trouble(
                "Ray offers a GPU, and PyTorch finds none. Install a torch that is built for it there, or start "
                "the server with --device cpu."
            )
        return versions(), socket.gethostname()

    def open(self, piece: int, work: Work, channels: Sequence[int], parcel: bytes | None) -> Trouble | None:
        """Begin a piece.

        Args:
            piece: its number.
            work: what is to be done.
            channels: of it.
            parcel: pickled function from a device to the maximizer of the network; None: it came before.
        """
        try:
            if parcel is not None and work.digest not in self._maximizers:
                make = pickle.loads(parcel)
                self._maximizers[work.digest] = self._forward.submit(make, self._device).result()
            self._pieces[piece] = self._executor.begin(replace(work, network=work.digest), channels)
        except Exception as error:  # whatever a script or a network raises is told where somebody reads it
            return self._trouble(_words(error))
        return None

    def advance(self, piece: int, seconds: float, with_images: bool) -> Report | Trouble:
        """Do steps of a piece for some seconds, at least one."""
        ends = time.monotonic() + seconds
        finished: list[Finished] = []
        try:
            for event in self._pieces[piece]:
                if isinstance(event, Finished):
                    finished.append(event)
                elif time.monotonic() >= ends:
                    shown = event.images() if with_images else {}
                    half = {channel: image.half() for channel, image in shown.items()}
                    return Report(dict(event.steps), finished, half, False)
        except Exception as error:  # see open
            del self._pieces[piece]
            return self._trouble(_words(error))
        del self._pieces[piece]
        return Report({}, finished, {}, True)

    def close(self, piece: int) -> None:
        """Forget a piece."""
        self._pieces.pop(piece, None)

    def _trouble(self, message: str) -> Trouble:
        return Trouble(message, socket.gethostname())


def _words(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text if isinstance(error, ValueError) or text.endswith((".", ")")) else f"{type(error).__name__}: {text}"
