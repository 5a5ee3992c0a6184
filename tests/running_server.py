"""The real server in a process of its own, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import requests

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningServer:
    """A server that can be killed and started again on the same port."""

    def __init__(
        self, arguments: Sequence[str], command: Sequence[str] = (), environment: dict[str, str] | None = None
    ):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._command = list(command) or [sys.executable, str(ROOT / "server" / "app.py")]
        self._arguments = [*arguments, "--port", str(self.port), "--no-browser"]
        self._environment = {**os.environ, **(environment or {})}
        self._process: subprocess.Popen[str] | None = None

    def start(self, timeout: float = 120) -> "RunningServer":
        self._process = subprocess.Popen(
            [*self._command, *self._arguments],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended:\n{self._process.communicate()[0]}")
            try:
                requests.get(f"{self.url}/api/v1/server", timeout=5).close()
            except requests.RequestException:
                time.sleep(0.1)
            else:
                return self
        self.kill()
        raise TimeoutError("the server did not answer in time")

    def workers(self) -> list[int]:
        """Return the process ids of its workers (on Linux)."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill(self) -> None:
        """End it at once, as a crash would: master and worker."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None

    def stop(self) -> str:
        """Interrupt it as Ctrl-C does; return what it printed."""
        if self._process is None:
            return ""
        os.killpg(self._process.pid, signal.SIGINT)
        printed = self._process.communicate(timeout=30)[0]
        self._process = None
        return printed

    def __enter__(self) -> "RunningServer":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()
