"""Where the values of a tensor come from: steps of a forward pass, found again by tensor and by storage."""

import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from torch import Tensor
from torch.multiprocessing.reductions import StorageWeakRef

from deepvision.tracking.regions import Region, storage_key

StepKind = Literal["input", "constant", "parameter", "operation", "tracker", "leaf"]


@dataclass(eq=False, slots=True)
class Call:
    """One call of a module.

    Attributes:
        name: qualified name of the module; empty for the network itself.
        index: how many calls of this module came before.
        leaf: the module is watched as a whole.
        is_one_operation: the module is no leaf, or one that does a single operation.
        arguments: its tensor arguments, as long as it lasts.
        section: id of the section that a marker opened in it.
    """

    name: str
    index: int
    leaf: bool = False
    is_one_operation: bool = True
    arguments: Sequence[Tensor] = ()
    section: str | None = None

    @property
    def id(self) -> str:
        """The qualified name, followed by ``:k`` for call k > 0."""
        return f"{self.name}:{self.index}" if self.index else self.name


@dataclass(eq=False, slots=True)
class Step:
    """Something that made values: an operation, a tracker, a leaf module, the input, a parameter, a constant.

    Attributes:
        index: position among the steps of the pass; sources have smaller ones.
        kind: what it is; constants and parameters begin a flow of their own.
        name: the operator's name (``conv``, ``add``), the parameter's, or the call's id.
        sources: the steps whose values went in, in the order of the arguments.
        label: what an edge says about it; empty: nothing.
        call: innermost module call it happened in.
        inferred: it could not be watched; the sources are assumed.
        overwrites: for an operation in place, the step whose values it wrote over.
    """

    index: int
    kind: StepKind
    name: str
    sources: tuple["Step", ...] = ()
    label: str = ""
    call: Call | None = None
    inferred: bool = False
    overwrites: "Step | None" = None


@dataclass(slots=True)
class _StorageLog:
    """Writes to one storage. The weak reference keeps the storage's address from being used again."""

    reference: StorageWeakRef
    writes: list[tuple[int, Region, Step]] = field(default_factory=list)


class Provenance:
    """Steps of one forward pass, and which of them every tensor's values come from.

    A tensor object carries the step that made it. A view carries its base's step, and what is written later to
    the same storage is found by the storage's log, so that disjoint slices stay apart. Tensors are held weakly,
    and neither a tensor's nor a storage's address is trusted after its death.
    """

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._owners: dict[int, tuple[weakref.ref[Tensor], Step, int]] = {}
        self._logs: dict[int, _StorageLog] = {}

    def step(
        self,
        kind: StepKind,
        name: str,
        sources: Iterable[Step] = (),
        *,
        label: str = "",
        call: Call | None = None,
        inferred: bool = False,
    ) -> Step:
        """Append a step and return it."""
        step = Step(len(self.steps), kind, name, tuple(dict.fromkeys(sources)), label, call, inferred)
        self.steps.append(step)
        return step

    def assign(self, tensor: Tensor, step: Step) -> None:
        """Let the tensor's values come from ``step`` alone, as seen through this object and its later views."""
        self._owners[id(tensor)] = (weakref.ref(tensor), step, len(self.steps))

    def write(self, tensor: Tensor, step: Step) -> None:
        """The values under ``tensor`` were made by ``step``: for this object and everything that shares them."""
        key = storage_key(tensor)
        if key is not None:
            log = self._logs.get(key)
            if log is None:
                log = self._logs[key] = _StorageLog(StorageWeakRef(tensor.untyped_storage()))  # type: ignore[no-untyped-call]
            log.writes.append((len(self.steps), Region.of(tensor), step))
        self.assign(tensor, step)

    def view(self, result: Tensor, base: Tensor) -> None:
        """``result`` shows the same values as ``base``."""
        owner = self._owner(base)
        if owner is not None:
            self._owners[id(result)] = (weakref.ref(result), owner[1], owner[2])

    def load(self, tensor: Tensor) -> tuple[Step, ...]:
        """Return the steps the tensor's present values come from; empty if it was never seen."""
        owner = self._owner(tensor)
        found, since = ([], -1) if owner is None else ([owner[1]], owner[2])
        key = storage_key(tensor)
        log = None if key is None else self._logs.get(key)
        if log is None or not log.writes or log.writes[-1][0] <= since:
            return tuple(found)
        region = Region.of(tensor)
        for clock, written, step in log.writes:
            if clock <= since or not written.overlaps(region):
                continue
            if written.covers(region):
                found.clear()
            found.append(step)
        return tuple(dict.fromkeys(found))

    def _owner(self, tensor: Tensor) -> tuple[weakref.ref[Tensor], Step, int] | None:
        owner = self._owners.get(id(tensor))
        return owner if owner is not None and owner[0]() is tensor else None
