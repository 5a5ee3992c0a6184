"""The process that talks to a Ray cluster, seen from the one that asks: commands out, answers in, and its end."""

import contextlib
import os
import pickle
import queue
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import IO, BinaryIO

from deepvision.jobs.ray_messages import Answer, Begin, Command, Made, Moved, Over, Ready, Refused

_ANSWER_SECONDS = 5.0
"""For a connection to the address."""
_START_SECONDS = 60.0
"""For the process to load torch and Ray, and to join."""
_END_SECONDS = 10.0
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_gcs_rpc_server_reconnect_timeout_s": "15",
    "RAY_GCS_SERVER_REQUEST_TIMEOUT_SECONDS": "8",
    "RAY_NUM_REDIS_GET_RETRIES": "3",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
"""No reports to anybody, and a cluster that is gone is noticed within seconds; the user's own values win."""


@dataclass(frozen=True)
class Lost:
    """The process has ended, and with it everything that was in work."""

    message: str


Told = Made | Moved | Over | Lost


class RayLink:
    """A started process, connected to a cluster.

    Args:
        address: ``HOST:PORT`` or ``auto``.
        device: see :class:`~.ray_crew.Crew`.

    Raises:
        ValueError: there is no such cluster, or it cannot be used.
    """

    def __init__(self, address: str, device: str) -> None:
        _knock(address)
        self.workers = 0
        self.is_lost = False
        self._address = address
        self._sent: set[str] = set()
        self._listeners: dict[int, queue.SimpleQueue[Told]] = {}
        self._sending = threading.RLock()
        self._begun: queue.SimpleQueue[Ready | Refused | Lost] = queue.SimpleQueue()
        self._log = _log_file()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "deepvision.jobs.ray_driver", address, device],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**_ENVIRONMENT, **os.environ},
            start_new_session=True,  # Ctrl-C is this process's business
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._commands = self._process.stdin
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), name="ray", daemon=True)
        self._reader.start()
        try:
            answer = self._begun.get(timeout=_START_SECONDS)
        except queue.Empty:
            answer = Refused(f"The Ray cluster at {address} did not take us in within {_START_SECONDS:.0f} s.")
        if not isinstance(answer, Ready):
            message = answer.message if isinstance(answer, Refused) else self._early_end()
            self.close()
            raise ValueError(f"--ray-address {address}: {message}")

    def begin(self, command: Begin, parcel: Callable[[str], bytes]) -> None:
        """Begin a run; its network goes along the first time."""
        with self._sending:  # what comes without the network must not overtake what brings it
            if command.work.digest not in self._sent:
                command = replace(command, parcel=parcel(command.work.network))
                self._sent.add(command.work.digest)
            self.send(command)

    def send(self, command: Command) -> None:
        """Send a command; without effect when the process has ended, which listeners are told."""
        with self._sending, contextlib.suppress(OSError, ValueError):
            pickle.dump(command, self._commands)
            self._commands.flush()

    def listen(self, run: int) -> "queue.SimpleQueue[Told]":
        """Return where the answers about a run will come from now on."""
        heard = self._listeners[run] = queue.SimpleQueue()
        if self.is_lost:
            heard.put(self._lost())
        return heard

    def forget(self, run: int) -> None:
        """Hear no more of a run."""
        self._listeners.pop(run, None)

    def close(self) -> None:
        """End the process, at the latest after some seconds."""
        with contextlib.suppress(OSError):
            self._commands.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_END_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._log.close()

    def _early_end(self) -> str:
        self._log.seek(0)
        said = self._log.read().decode(errors="replace").strip().splitlines() or ["nothing"]
        return (
            "Something answers there, and it is no Ray cluster that takes us in. See whether the port is that of its "
            f"head node. The process that tried said: {said[-1][:200]}"
        )

    def _read(self, answers: BinaryIO) -> None:
        with contextlib.suppress(EOFError, pickle.UnpicklingError, OSError):
            while True:
                self._heard(pickle.load(answers))
        self.is_lost = True
        self._begun.put(self._lost())
        for heard in list(self._listeners.values()):
            heard.put(self._lost())

    def _heard(self, answer: Answer) -> None:
        if isinstance(answer, Ready | Refused):
            self.workers = answer.workers if isinstance(answer, Ready) else 0
            self._begun.put(answer)
            return
        heard = self._listeners.get(answer.run)
        if heard is not None:
            heard.put(answer)

    def _lost(self) -> Lost:
        return Lost(
            f"The Ray cluster at {self._address} is lost, and with it what was in work; finished pictures are kept. "
            "See whether its head node runs (`ray status` there), and ask again."
        )


def _log_file() -> IO[bytes]:
    return tempfile.TemporaryFile()


def _knock(address: str) -> None:
    """Raise ValueError when the address is none, or nobody answers there."""
    if address == "auto":
        return
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or "/" in host:
        raise ValueError(
            f"--ray-address {address}: expected HOST:PORT of a cluster's head node, as `ray start` says it."
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), _ANSWER_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise ValueError(
            f"--ray-address {address}: nobody answers there ({getattr(error, 'strerror', None) or error}). Start the "
            f"cluster's head node with: ray start --head --port={port}"
        ) from error
