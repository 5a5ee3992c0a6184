"""Ray nodes on this machine, each in a session of its own, so that what is ended is what was started."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
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


class Node:
    """What ``ray start`` starts.

    Args:
        arguments: of ``ray start``.
        log: file for what it says.
    """

    def __init__(self, arguments: Sequence[str], log: Path) -> None:
        command = [str(RAY), "start", "--block", "--disable-usage-stats", "--object-store-memory=80000000", *arguments]
        self._log = log
        with log.open("wb") as said:
            self._process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)

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
    """A head node, and as many further nodes as are added. On this machine only: it listens on 127.0.0.1.

    Args:
        cpus: of the head node.
    """

    def __init__(self, cpus: int) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="dvray"))  # short: paths of sockets have 107 bytes at most
        self.address = f"127.0.0.1:{free_port()}"
        port = self.address.partition(":")[2]
        place = ["--node-ip-address=127.0.0.1", f"--temp-dir={self._folder}", "--include-dashboard=false"]
        self.head = Node(["--head", f"--port={port}", f"--num-cpus={cpus}", *place], self._folder / "head.log")
        self.nodes = [self.head]

    def add(self, cpus: int) -> Node:
        """Start one more node."""
        place = [f"--address={self.address}", "--node-ip-address=127.0.0.1"]
        node = Node([*place, f"--num-cpus={cpus}"], self._folder / f"node-{len(self.nodes)}.log")
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
