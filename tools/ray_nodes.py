"""Ray nodes on this machine, each in a session of its own, so that what is ended is what was started."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

RAY = Path(sys.executable).with_name("ray")


def sessions_processes(session: int) -> dict[int, str]:
    """Return the command lines of the processes of a session by id (on Linux)."""
    found = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_ip() -> str:
    """Return the address under which this machine reaches others; Ray takes it where somebody says 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


class Node:
    """What ``ray start`` starts.

    Args:
        arguments: of ``ray start``.
        log: file for what it says.
        environment: in addition to this process's own.
    """

    def __init__(self, arguments: Sequence[str], log: Path, environment: Mapping[str, str]) -> None:
        command = [str(RAY), "start", "--block", "--disable-usage-stats", "--object-store-memory=80000000", *arguments]
        self._log = log
        with log.open("wb") as said:
            self._process = subprocess.Popen(
                command, stdout=said, stderr=said, env={**os.environ, **environment}, start_new_session=True
            )

    def wait(self, seconds: float = 60) -> "Node":
        """Return once it has started."""
        ends = time.monotonic() + seconds
        while "Ray runtime started" not in self.said():
            if self._process.poll() is not None or time.monotonic() > ends:
                self.kill()
                raise RuntimeError(f"ray start did not start:\n{self.said()}")
            time.sleep(0.1)
        return self

    def said(self) -> str:
        """Return what `ray start` has printed."""
        return self._log.read_text()

    def processes(self) -> dict[int, str]:
        """Return the command lines of its processes by id."""
        return sessions_processes(self._process.pid)

    def workers(self) -> list[int]:
        """Return the process ids of our actors."""
        return [number for number, command in self.processes().items() if command.startswith("ray::PieceWorker")]

    def kill(self) -> None:
        """End it at once, as if its machine had lost its power."""
        while alive := self.processes():
            for number in alive:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            time.sleep(0.05)
            self._process.poll()
        self._process.wait()


class LocalCluster:
    """A head node, and as many further nodes as are added, all on this machine.

    Args:
        cpus: of the head node.
    """

    def __init__(self, cpus: int) -> None:
        self.environment = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
        """What whoever is to be let in has to have; other users of this machine have not."""
        self._folder = Path(tempfile.mkdtemp(prefix="dvray"))  # short: paths of sockets have 107 bytes at most
        self._ip, port = own_ip(), free_port()
        self.address = f"{self._ip}:{port}"
        place = [f"--node-ip-address={self._ip}", f"--temp-dir={self._folder}", "--include-dashboard=false"]
        self.head = Node(
            ["--head", f"--port={port}", f"--num-cpus={cpus}", *place], self._folder / "head.log", self.environment
        )
        self.nodes = [self.head]

    def add(self, cpus: int) -> Node:
        """Start one more node."""
        place = [f"--address={self.address}", f"--node-ip-address={self._ip}"]
        node = Node([*place, f"--num-cpus={cpus}"], self._folder / f"node-{len(self.nodes)}.log", self.environment)
        self.nodes.append(node)
        return node

    def workers(self) -> list[int]:
        """Return the process ids of our actors on all nodes."""
        return [number for node in self.nodes for number in node.workers()]

    def kill(self) -> None:
        """End all nodes at once."""
        for node in self.nodes:
            node.kill()
        shutil.rmtree(self._folder, ignore_errors=True)
