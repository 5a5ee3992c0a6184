"""The workers that a Ray cluster offers: actors, hired when there is work and let go when there is none."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import ray

from deepvision.jobs.ray_run import Piece
from deepvision.jobs.ray_worker import PieceWorker


@dataclass(eq=False)
class Member:
    """A worker.

    Attributes:
        actor: Ray's handle.
        machine: its name, once it has greeted.
        is_ready: whether it has greeted.
        is_busy: whether a call is out; there is one at a time.
        known: digests of the networks it has loaded.
        pieces: what it has begun, by number.
    """

    actor: Any
    machine: str = "a machine that had not answered yet"
    is_ready: bool = False
    is_busy: bool = True
    known: set[str] = field(default_factory=set)
    pieces: dict[int, Piece] = field(default_factory=dict)


@dataclass(frozen=True)
class Returned:
    """A call of a member's method has come back, or failed."""

    member: Member
    method: str
    piece: Piece | None
    future: "Future[Any]"


class Crew:
    """All members.

    Args:
        device: ``cpu``, ``cuda``, or ``auto``: GPUs where the cluster has any, else processor cores.
        tell: takes what comes back, in any thread.
    """

    def __init__(self, device: str, tell: Callable[[Returned], None]) -> None:
        self._device = device
        self._tell = tell
        self._has_gpus = False
        self.members: list[Member] = []
        self.capacity = 0

    def look(self) -> bool:
        """Count the places the cluster offers now; return whether that has changed."""
        alive = [node["Resources"] for node in ray.nodes() if node["Alive"]]
        gpus = sum(int(resources.get("GPU", 0)) for resources in alive)
        self._has_gpus = self._device == "cuda" or (self._device == "auto" and gpus > 0)
        before = self.capacity
        self.capacity = gpus if self._has_gpus else sum(int(resources.get("CPU", 0)) for resources in alive)
        for member in [one for one in self.members if not one.is_ready][: max(0, len(self.members) - self.capacity)]:
            self.dismiss(member)  # it waits for a place that is gone
        return self.capacity != before

    def hire(self, count: int) -> None:
        """Have ``count`` members, or as many as there are places for."""
        resources = {"num_gpus": 1, "num_cpus": 0} if self._has_gpus else {"num_cpus": 1}
        while len(self.members) < min(count, self.capacity):
            make = ray.remote(PieceWorker).options(**resources, scheduling_strategy="SPREAD", max_restarts=0)
            member = Member(make.remote("cuda" if self._has_gpus else "cpu"))
            self.members.append(member)
            self.call(member, "greet")

    def call(self, member: Member, method: str, piece: Piece | None = None, *arguments: object) -> None:
        """Call a method of a member; what comes of it is told."""
        member.is_busy = True
        numbered = arguments if piece is None else (piece.number, *arguments)
        future = getattr(member.actor, method).remote(*numbered).future()
        future.add_done_callback(lambda done: self._tell(Returned(member, method, piece, done)))

    def dismiss(self, member: Member) -> None:
        """End a member."""
        if member in self.members:
            self.members.remove(member)
            ray.kill(member.actor)

    def dismiss_all(self) -> None:
        """End all members: their processors and GPUs are free for others."""
        for member in list(self.members):
            self.dismiss(member)
