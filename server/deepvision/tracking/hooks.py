"""Hooks on modules that exist only during one call, and act only in the thread of that call."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils import _pytree as pytree

from deepvision.tracking.provenance import Call, Step
from deepvision.tracking.session import Place, Session, tensors_in

_ONE_OPERATION = (
    *(nn.modules.batchnorm._BatchNorm, nn.LayerNorm, nn.GroupNorm, nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.ELU, nn.GELU),
    *(nn.SiLU, nn.Mish, nn.Hardswish, nn.Hardsigmoid, nn.Hardtanh, nn.Sigmoid, nn.Tanh, nn.PReLU),
)


def is_tracker(module: nn.Module) -> bool:
    """Whether the module is a tracker, even one of a class that was imported twice."""
    return getattr(module, "__is_tracker__", False) is True


def is_marker(module: nn.Module) -> bool:
    """Whether the module is a marker."""
    return getattr(module, "__is_marker__", False) is True


def is_leaf(module: nn.Module) -> bool:
    """Whether a network without trackers is watched down to this module and not into it.

    Modules without children, and those of torch that are more than containers (attention, recurrent layers).
    """
    children = dict(module.named_children())
    if set(children) <= {"parametrizations"}:
        return True
    containers = (nn.Sequential, nn.ModuleList, nn.ModuleDict, nn.Transformer, nn.TransformerEncoder)
    if isinstance(module, (*containers, nn.TransformerDecoder, nn.TransformerDecoderLayer)):
        return False
    return type(module).__module__.startswith(("torch.nn.modules.", "torch.ao.nn."))


def watched_modules(module: nn.Module, *, zero_edit: bool) -> list[tuple[str, nn.Module, bool]]:
    """Return name, module and whether it is a leaf, for every module that may be given hooks, each once.

    Scripted modules take none; a hook on or in a ``TransformerEncoderLayer`` turns off its fast path and so changes
    the last bits of its results.
    """
    found: dict[int, tuple[str, nn.Module, bool]] = {}

    def visit(name: str, current: nn.Module) -> None:
        if id(current) in found or isinstance(current, (torch.jit.ScriptModule, nn.TransformerEncoderLayer)):
            return
        leaf = zero_edit and is_leaf(current)
        found[id(current)] = (name, current, leaf)
        if not leaf:
            for child_name, child in current.named_children():
                visit(f"{name}.{child_name}" if name else child_name, child)

    visit("", module)
    return list(found.values())


Hook = Callable[..., Any]
Hooked = tuple[nn.Module, Hook | None, Hook | None]
"""A module with what is called before (module, arguments, keywords) and after it (module, arguments, output)."""


@contextmanager
def hooked(hooks: Sequence[Hooked], *, always: bool) -> Iterator[None]:
    """Give the modules hooks until the end of the block; ``always``: those behind a call run even if it raises.

    They are put where ``register_forward_hook`` puts its own, which takes ten times as long and numbers all hooks of
    the process with one counter that is not locked: of two threads that add hooks at once, one could lose its own.
    The number here is no other's: torch's are not negative, and no two lists that live have one address.
    """
    number = -id(hooks)
    try:
        for module, before, after in hooks:
            if before is not None:
                module._forward_pre_hooks_with_kwargs[number] = True
                module._forward_pre_hooks[number] = before
            if after is not None:
                if always:
                    module._forward_hooks_always_called[number] = True
                module._forward_hooks[number] = after
        yield
    finally:
        for module, _, _ in hooks:
            module._forward_pre_hooks.pop(number, None)
            module._forward_pre_hooks_with_kwargs.pop(number, None)
            module._forward_hooks.pop(number, None)
            module._forward_hooks_always_called.pop(number, None)


@contextmanager
def watching(session: Session, modules: list[tuple[str, nn.Module, bool]]) -> Iterator[None]:
    """Tell the session of every call of the modules, until the end of the block."""
    watchers = [(module, _Watcher(session, name, module, leaf)) for name, module, leaf in modules]
    with hooked([(module, watcher.before, watcher.after) for module, watcher in watchers], always=True):
        yield


class _Watcher:
    """What happens before and after each call of one module.

    Another thread that calls the module while its hooks are added or removed may leave out the keyword arguments.
    """

    def __init__(self, session: Session, name: str, module: nn.Module, leaf: bool) -> None:
        self._session = session
        self._name = name
        self._node = "tracker" if is_tracker(module) else "leaf" if leaf else None
        self._marker = str(module.name) if is_marker(module) else None
        self._is_one_operation = not leaf or isinstance(module, _ONE_OPERATION)
        self._count = 0
        self._open: list[tuple[Call, dict[int, tuple[Step, ...]]]] = []

    def before(self, module: nn.Module, *arguments: Any) -> None:
        """Enter the call; find out where its arguments come from."""
        session = self._session
        if threading.get_ident() != session.thread:
            return
        session.events.append((self._name, False))
        given = tensors_in(arguments)
        call = Call(self._name, self._count, self._node is not None, self._is_one_operation, given)
        self._count += 1
        if session.calls:
            session.adopt(given, session.calls[-1])
        loaded = {id(tensor): session.provenance.load(tensor) for tensor in given} if self._node is not None else {}
        if session.zero_edit:
            for position, tensor in enumerate(given):
                session.sight_operation(Place(self._name, call.index, False, position), tensor)
        session.calls.append(call)
        self._open.append((call, loaded))

    def after(self, module: nn.Module, *arguments_and_output: Any) -> Any:
        """Leave the call; return the output to go on with, or None to leave it as it is."""
        session = self._session
        if threading.get_ident() != session.thread or not self._open:
            return None
        call, loaded = self._open.pop()
        del session.calls[session.calls.index(call) :]
        session.events.append((self._name, True))
        output = arguments_and_output[-1]
        if self._marker is not None:
            session.open_section(call, self._marker)
            changed = None
        elif isinstance(output, Tensor):
            (result,) = self._leave(call, loaded, [output])
            changed = None if result is output else result
        else:
            changed = self._leave_container(call, loaded, output)
        call.arguments = ()  # steps know their call; it must not keep tensors alive
        return changed

    def _leave_container(self, call: Call, loaded: dict[int, tuple[Step, ...]], output: Any) -> Any:
        """Return the tuple, list or dictionary with the tensors to go on with; None if they are the same."""
        leaves, structure = pytree.tree_flatten(output)
        tensors = {position: leaf for position, leaf in enumerate(leaves) if isinstance(leaf, Tensor)}
        results = self._leave(call, loaded, list(tensors.values()))
        if all(result is tensor for result, tensor in zip(results, tensors.values(), strict=True)):
            return None
        for position, result in zip(tensors, results, strict=True):
            leaves[position] = result
        return pytree.tree_unflatten(leaves, structure)

    def _leave(self, call: Call, loaded: dict[int, tuple[Step, ...]], outputs: list[Tensor]) -> list[Tensor]:
        """Return what the call's output tensors go on as."""
        session = self._session
        session.adopt(outputs, call)
        if self._node is not None and outputs:
            return self._finish_node(call, loaded, outputs)
        if not session.replacements and not session.zero_edit:
            return outputs
        places = [Place(self._name, call.index, True, number) for number in range(len(outputs))]
        if session.replacements:
            outputs = [session.replace(place, tensor) for place, tensor in zip(places, outputs, strict=True)]
        if session.zero_edit:
            for place, tensor in zip(places, outputs, strict=True):
                session.sight_operation(place, tensor)
        return outputs

    def _finish_node(self, call: Call, loaded: dict[int, tuple[Step, ...]], outputs: list[Tensor]) -> list[Tensor]:
        """Return the outputs, which now come from this call; those that only passed through as other objects."""
        session, provenance = self._session, self._session.provenance
        sources = [provenance.load(tensor) for tensor in outputs]
        for tensor, steps in zip(outputs, sources, strict=True):
            session.note_read(tensor, steps)
        flat = [step for steps in sources for step in steps]
        step = provenance.step("tracker" if self._node == "tracker" else "leaf", call.id, flat, call=call)
        call.section = session.section()
        main = main_output(outputs)
        results = [
            alias(tensor) if loaded.get(id(tensor)) == steps else tensor
            for tensor, steps in zip(outputs, sources, strict=True)
        ]
        with torch._C._DisableTorchDispatch():
            session.record(step, results[main])
        for tensor in results:
            provenance.assign(tensor, step)
        place = Place(self._name, call.index, True, main)
        results[main] = session.replace(place, results[main])
        session.sight(place, results[main], step)
        return results


def main_output(outputs: list[Tensor]) -> int:
    """Return which of a module's output tensors is shown: the first with a batch and values, else the first."""
    for number, tensor in enumerate(outputs):
        if tensor.dim() > 1 and (tensor.is_floating_point() or tensor.is_complex()):
            return number
    return 0


def alias(tensor: Tensor) -> Tensor:
    """Return another object for the same values, so that what comes from a tracker differs from what went in.

    A view where autograd may need it; detached where nothing is recorded, since a view made there could not be
    written to later on. A tensor without strides has no views and is returned itself.
    """
    if tensor.layout is not torch.strided:
        return tensor
    if torch.is_grad_enabled() or tensor.requires_grad:
        return tensor.view_as(tensor)
    return tensor.detach()
