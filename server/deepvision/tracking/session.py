"""One forward pass watched operator by operator, below autograd, where nothing of it can be changed."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence, ValuesView
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch._ops import OpOverload
from torch.utils._python_dispatch import TorchDispatchMode

from deepvision.tracking.arrangement import apply_by_channel
from deepvision.tracking.operations import Operator, describe, is_light, label
from deepvision.tracking.provenance import Call, Provenance, Step
from deepvision.tracking.recordings import Recording, Recordings, geometry

Replacement = Callable[[Tensor], Tensor]


class Place(NamedTuple):
    """A tensor on its way in or out of a module call.

    Attributes:
        module: qualified name of the module.
        call: index of the call.
        out: in the output; else in the arguments.
        position: which tensor of them.
    """

    module: str
    call: int
    out: bool
    position: int


class Sighting(NamedTuple):
    """A value met at a place, at a time (the number of steps so far), with the geometry it had."""

    place: Place
    clock: int
    geometry: tuple[tuple[int, ...], tuple[int, ...], int]


class Session(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """What one call of a module does, in one thread.

    Args:
        module: whose parameters and buffers are told from other tensors.
        zero_edit: no trackers: every layer and every functional operation is recorded.
        replacements: per place the function whose result takes the value's place.
    """

    def __init__(
        self,
        module: torch.nn.Module,
        *,
        zero_edit: bool,
        replacements: Mapping[Place, Replacement] | None = None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.thread = threading.get_ident()
        self.zero_edit = zero_edit
        self.replacements = replacements or {}
        self.provenance = Provenance()
        self.recordings = Recordings()
        self.recorded: dict[Step, Recording] = {}
        self.sightings: dict[Step, list[Sighting]] = {}
        self.calls: list[Call] = []
        self.events: list[tuple[str, bool]] = []
        self.sections: dict[str, tuple[str, str | None]] = {}
        self.writes_state = False
        self._state: set[int] = set()
        self._quiet = False
        self._readers: set[Step] = set()
        self._constant = self.provenance.step("constant", "constant")
        for name, parameter in module.named_parameters():
            self.provenance.assign(parameter, self.provenance.step("parameter", name))
            self._state.add(id(parameter))
        for buffer in module.buffers():
            self.provenance.assign(buffer, self._constant)
            self._state.add(id(buffer))

    def begin(self, x: Tensor) -> None:
        """Let the flow begin at the network's input and record it."""
        step = self.provenance.step("input", "input")
        self.provenance.write(x, step)
        self.record(step, x)

    def adopt(self, tensors: Sequence[Tensor], call: Call) -> None:
        """If all tensors were made out of sight (numpy, an extension), assume they come from the call's arguments."""
        if any(self.provenance.load(tensor) for tensor in tensors):
            return
        sources = [(given, self.provenance.load(given)) for given in call.arguments]
        flowing = [step for _, steps in sources for step in steps if step is not self._constant]
        if not tensors or not flowing:
            return
        for given, steps in sources:
            self.note_read(given, steps)
        step = self.provenance.step("operation", "unwatched", flowing, call=call, inferred=True)
        for tensor in tensors:
            self.provenance.write(tensor, step)

    def sight(self, place: Place, tensor: Tensor, step: Step) -> None:
        """Note that the step's values pass a place where a hook can find them again."""
        if tensor.layout is torch.strided:
            sighting = Sighting(place, len(self.provenance.steps), geometry(tensor))
            self.sightings.setdefault(step, []).append(sighting)

    def sight_operation(self, place: Place, tensor: Tensor) -> None:
        """Note a passing tensor if it holds the result of one operation outside the layers."""
        steps = self.provenance.load(tensor)
        if len(steps) == 1 and steps[0].kind == "operation":
            self.sight(place, tensor, steps[0])

    def open_section(self, marker: Call, name: str) -> None:
        """Begin a section in the call that the marker was called from; it ends the one begun there before."""
        frame = self.calls[-1] if self.calls else marker
        self.sections[marker.id] = (name, self._section(self.calls[:-1]))
        frame.section = marker.id

    def section(self) -> str | None:
        """Return the innermost section that is open."""
        return self._section(self.calls)

    @staticmethod
    def _section(calls: list[Call]) -> str | None:
        return next((call.section for call in reversed(calls) if call.section is not None), None)

    def record(self, step: Step, tensor: Tensor) -> None:
        """Keep the tensor as what the step made."""
        recording = self.recordings.record(tensor)
        if recording is not None:
            self.recorded[step] = recording

    def replace(self, place: Place, tensor: Tensor) -> Tensor:
        """Return the tensor, or what a replacement makes of it, recorded in its stead."""
        function = self.replacements.get(place)
        if function is None:
            return tensor
        steps = self.provenance.load(tensor)
        if len(steps) != 1:
            return tensor
        self._quiet = True
        try:
            result = apply_by_channel(function, tensor)
        finally:
            self._quiet = False
        self.provenance.write(result, steps[0])
        self.record(steps[0], result)
        return result

    def __torch_dispatch__(
        self, func: OpOverload, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        keywords = kwargs or {}
        if torch.is_inference_mode_enabled() and _is_composite(func):
            with self:
                return func._op_dk(torch._C.DispatchKey.CompositeImplicitAutograd, *args, **keywords)
        operator = describe(func)
        written = _written(operator, args, keywords)
        self.writes_state = self.writes_state or any(id(tensor) in self._state for tensor in written)
        if operator.is_view and not self._quiet:
            result = func(*args, **keywords)
            for tensor in tensors_in(result):
                self.provenance.view(tensor, args[0])
            return result
        read = [] if self._quiet else self._read(operator, args, keywords, written)
        self._note_reads(operator, read, written)
        for tensor in written:
            self.recordings.before_write(tensor)
        result = func(*args, **keywords)
        if not self._quiet and (not read or any(steps for _, steps in read)):
            self._note(operator, args, tensors_in(result), written, read)
        return result

    def _read(
        self, operator: Operator, args: tuple[Any, ...], keywords: dict[str, Any], written: list[Tensor]
    ) -> list[tuple[Tensor, tuple[Step, ...]]]:
        """Return the tensors whose values the operator reads, and where these come from."""
        if operator.metadata_only:
            return []
        overwritten = () if operator.reads_written else {id(tensor) for tensor in written}
        tensors = (tensor for tensor in tensors_in((args, keywords)) if id(tensor) not in overwritten)
        return [(tensor, self.provenance.load(tensor)) for tensor in tensors]

    def note_read(self, tensor: Tensor, steps: Iterable[Step]) -> None:
        """Note that something reads the steps' values; what was released after an earlier read is needed again."""
        for step in steps:
            if step in self._readers:
                self.recordings.restore(tensor)
            self._readers.add(step)

    def _note_reads(
        self, operator: Operator, read: list[tuple[Tensor, tuple[Step, ...]]], written: list[Tensor]
    ) -> None:
        """Release the recording of a step that will belong to the node of this operation, its only reader so far."""
        if not self.zero_edit:
            return
        flowing = {step for _, steps in read for step in steps if step.kind not in ("constant", "parameter")}
        call = self.calls[-1] if self.calls else None
        within_one_node = len(flowing) == 1 and is_light(operator.name) and (call is None or call.is_one_operation)
        recording = self.recorded.get(next(iter(flowing))) if within_one_node else None
        first = not flowing & self._readers
        for tensor, steps in read:
            self.note_read(tensor, steps)
        if recording is None or recording.tensor is None or not first:
            return
        if next(iter(flowing)).kind != "input" and next(iter(flowing)).name != "concat":
            overwrites = any(geometry(tensor) == recording.geometry for tensor in written)
            if overwrites or not written:
                self.recordings.release(recording, for_good=overwrites)

    def _note(
        self,
        operator: Operator,
        args: tuple[Any, ...],
        results: list[Tensor],
        written: list[Tensor],
        read: list[tuple[Tensor, tuple[Step, ...]]],
    ) -> None:
        changed = {id(t): t for t in (*results, *written)}.values()
        sources = dict.fromkeys(step for _, steps in read for step in steps)
        flowing = [source for source in sources if source is not self._constant]
        if not flowing:
            step = self._constant
        else:
            call = self.calls[-1] if self.calls else None
            text = label(operator, args, results, len(flowing)) if results else ""
            step = self.provenance.step("operation", operator.name, flowing, label=text, call=call)
            over = [steps[0] for tensor, steps in read if len(written) == len(steps) == 1 and tensor is written[0]]
            step.overwrites = over[0] if over else None
        for tensor in changed:
            self.provenance.write(tensor, step)
        if self.zero_edit and flowing and results and not (self.calls and self.calls[-1].leaf):
            main = results[0]
            if main.dim() > 1 and main.is_floating_point():
                self.record(step, main)


def tensors_in(value: Any) -> list[Tensor]:
    """Return the tensors in nested tuples, lists and dictionaries, as operators and modules take and return them."""
    if isinstance(value, Tensor):
        return [value]
    found: list[Tensor] = []
    _collect(value.values() if isinstance(value, dict) else value, found)
    return found


def _collect(values: Any, found: list[Tensor]) -> None:
    if not isinstance(values, (tuple, list, ValuesView)):
        return
    for value in values:
        if isinstance(value, Tensor):
            found.append(value)
        elif isinstance(value, (tuple, list)):
            _collect(value, found)
        elif isinstance(value, dict):
            _collect(value.values(), found)


def _written(operator: Operator, args: tuple[Any, ...], keywords: dict[str, Any]) -> list[Tensor]:
    if not operator.written and not operator.written_keywords:
        return []
    positional = [args[position] for position in operator.written if position < len(args)]
    return tensors_in([*positional, *(keywords.get(name) for name in operator.written_keywords)])


def _is_composite(function: OpOverload) -> bool:
    """Whether the operator is only written in terms of others, which inference mode does not take apart itself."""
    has_kernel = torch._C._dispatch_has_kernel_for_dispatch_key
    name = function.name()  # type: ignore[no-untyped-call]
    return has_kernel(name, "CompositeImplicitAutograd") and not (has_kernel(name, "CPU") or has_kernel(name, "CUDA"))
