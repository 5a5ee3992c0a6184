"""Recording with hooks alone, after a plan that an earlier run of the same kind was learned from."""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any

from torch import Tensor, nn
from torch.utils import _pytree as pytree

from deepvision.tracking.arrangement import apply_by_channel, arrange
from deepvision.tracking.graph import INPUT, Trace
from deepvision.tracking.hooks import Hooked, hooked
from deepvision.tracking.plan import Event, Plan
from deepvision.tracking.session import Place, Replacement, tensors_in


class Replay:
    """One call of a module that is expected to follow a plan.

    Args:
        plan: what is expected.
        keep: ids of the nodes to record; None: all.
        replacements: per place the function whose result takes the value's place.
    """

    def __init__(self, plan: Plan, keep: Collection[str] | None, replacements: Mapping[Place, Replacement]) -> None:
        self._plan = plan
        self._keep = keep
        self._replacements = replacements
        self._thread = threading.get_ident()
        self._events: list[Event] = []
        self._counts: Counter[Event] = Counter()
        self._recorded: dict[str, Tensor] = {}
        self._versions: dict[str, int] = {}

    def run(self, module: nn.Module, modules: Mapping[str, nn.Module], x: Tensor, shown_input: Tensor) -> Trace | None:
        """Call the module; return None if it did something else than planned.

        Args:
            module: what is called.
            modules: its submodules by qualified name.
            x: the input.
            shown_input: a copy of it, for the trace.
        """
        hooks: list[Hooked] = []
        for name, out in self._plan.watched():
            hook = self._hook(name, out)
            hooks.append((modules[name], None, hook) if out else (modules[name], hook, None))
        with hooked(hooks, always=False):
            output = module(x)
        if not self._is_as_planned():
            return None
        activations = {INPUT: shown_input} if self._keep is None or INPUT in self._keep else {}
        for node in self._plan.graph.nodes:
            if node.id in self._recorded:
                activations[node.id] = arrange(self._recorded[node.id])
        return Trace(self._plan.graph, activations, output)

    def _hook(self, name: str, out: bool) -> Callable[..., Any]:
        event = (name, out)

        def hook(module: nn.Module, *values: Any) -> Any:
            if threading.get_ident() != self._thread:
                return None
            call = self._counts[event]
            self._counts[event] = call + 1
            self._events.append(event)
            wanted = self._plan.captures.get((name, call, out))
            if wanted is None:
                return None
            if out and not self._replacements and isinstance(values[-1], Tensor):
                if 0 in wanted and (self._keep is None or wanted[0] in self._keep):
                    self._record(wanted[0], values[-1])
                return None
            return self._visit(name, call, out, wanted, values[-1] if out else values)

        return hook

    def _visit(self, name: str, call: int, out: bool, wanted: Mapping[int, str], value: Any) -> Any:
        """Record the wanted tensors of a module's output or arguments; return the output if any was replaced."""
        if isinstance(value, Tensor):
            result = self._take(Place(name, call, out, 0), wanted.get(0), value)
            return None if result is value else result
        if not out:
            tensors = tensors_in(value)
            for number, node in wanted.items():
                if number < len(tensors):
                    self._take(Place(name, call, out, number), node, tensors[number])
            return None
        leaves, structure = pytree.tree_flatten(value)
        positions = [position for position, leaf in enumerate(leaves) if isinstance(leaf, Tensor)]
        changed = False
        for number, node in wanted.items():
            if number < len(positions):
                old = leaves[positions[number]]
                leaves[positions[number]] = self._take(Place(name, call, out, number), node, old)
                changed = changed or leaves[positions[number]] is not old
        return pytree.tree_unflatten(leaves, structure) if changed else None

    def _take(self, place: Place, node: str | None, tensor: Tensor) -> Tensor:
        """Record the tensor, or what a replacement makes of it; return what goes on."""
        function = self._replacements.get(place)
        if function is not None:
            tensor = apply_by_channel(function, tensor)
        if node is not None and (self._keep is None or node in self._keep):
            self._record(node, tensor)
        return tensor

    def _record(self, node: str, tensor: Tensor) -> None:
        shown = tensor.detach()
        if node in self._plan.touched:
            self._recorded[node] = shown.clone()
        else:
            self._recorded[node] = shown
            self._versions[node] = shown._version + self._plan.pending[node]

    def _is_as_planned(self) -> bool:
        """Whether the modules were called in the planned order, and nothing was overwritten unexpectedly."""
        if tuple(self._events) != self._plan.events:
            return False
        if any(self._recorded[node]._version != version for node, version in self._versions.items()):
            return False
        shapes = {node.id: node.shape for node in self._plan.graph.nodes}
        return all(tuple(arrange(tensor).shape[1:]) == shapes[node] for node, tensor in self._recorded.items())
