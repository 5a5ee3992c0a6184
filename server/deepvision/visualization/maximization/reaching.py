"""A network run just as far as the layers asked for, with what autograd needs to come back from there."""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode
from torch.utils import _pytree as pytree

from deepvision.tracking import INPUT, Graph, Tracer
from deepvision.tracking.arrangement import arrange
from deepvision.tracking.hooks import Hooked, hooked
from deepvision.tracking.plan import Plan
from deepvision.tracking.session import Place, tensors_in

OUTPUT = "output"
"""Stands for what the network returns, the logits, in place of a node id."""


class UnknownLayerError(ValueError):
    """A layer that the network does not have, or whose values cannot be reached."""


class Reach:
    """Runs a module up to chosen nodes, which it meets where a hook of the tracer would record them.

    Nothing of the module is edited: hooks exist during a call, and act only in its thread; the exception that ends the
    call is ours. Any number of threads may use the same module.

    Args:
        module: the network, in inference mode.
        shape: (C, H, W) of its input.

    Raises:
        ValueError: a submodule is in training mode, where a run would change its statistics.
    """

    def __init__(self, module: nn.Module, shape: tuple[int, int, int]) -> None:
        planner = _Planner(module)
        self.module = planner.module
        training = [name for name, child in self.module.named_modules() if child.training]
        if training:
            raise ValueError(
                f"Expected a network in inference mode, but {training[0] or 'it'} is in training mode, where every "
                "pass changes its statistics. Call module.eval() first."
            )
        self.device, self.dtype = _home(self.module)
        generator = torch.Generator().manual_seed(0)
        probe = torch.randn(1, *shape, generator=generator).to(self.device, self.dtype)
        with torch.no_grad():  # as when the graph is shown: the ids are the same
            self._plan, activations = planner.learn(probe)
        self._planner = planner
        self._probe = probe
        self._finite = {layer: bool(torch.isfinite(values).any()) for layer, values in activations.items()}
        self._output_shape = tuple(activations[OUTPUT].shape[1:]) if OUTPUT in activations else None
        self._modules = dict(self.module.named_modules())
        self._calls: dict[str, int] = {}
        self.shape = shape

    @property
    def graph(self) -> Graph:
        """The graph of the network, whose node ids are the layers."""
        return self._plan.graph

    def layer_shape(self, layer: str) -> tuple[int, int, int]:
        """Return (channels, height, width) of a layer.

        Raises:
            UnknownLayerError: the network has no such layer.
        """
        if layer == OUTPUT:
            if self._output_shape is None:
                raise UnknownLayerError("What the network returns is no tensor of logits. Choose one of its layers.")
            channels, height, width = self._output_shape
            return channels, height, width
        shapes = {node.id: node.shape for node in self.graph.nodes}
        if layer not in shapes:
            near = get_close_matches(layer, shapes, n=3) or list(shapes)[:3]
            raise UnknownLayerError(
                f"Expected a layer of this network, got {layer!r}. Near names: {', '.join(near)}; "
                f"{OUTPUT!r} is what the network returns."
            )
        return shapes[layer]

    def check_finite(self, layer: str) -> None:
        """Raise a ValueError if nothing the layer gave for a picture of noise is finite."""
        self.layer_shape(layer)
        if not self._finite[layer]:
            raise ValueError(
                f"{layer!r} holds nothing but NaN or infinity for a picture of noise, so there is nothing to maximize. "
                "Check the network's weights."
            )

    def takes_channels_last(self) -> bool:
        """Whether the network gives the same for an input laid out with channels last; a ``view`` in it may refuse."""
        with torch.no_grad():
            try:
                plain = self.run(self._probe, [OUTPUT])[OUTPUT]
                other = self.run(self._probe.contiguous(memory_format=torch.channels_last), [OUTPUT])[OUTPUT]
            except Exception:  # whatever a network may raise
                return False
        close = torch.isclose(
            plain, other, rtol=1e-3, atol=1e-3 * float(plain.nan_to_num().abs().max()), equal_nan=True
        )
        return bool(close.all())

    def run(self, x: Tensor, layers: Collection[str]) -> dict[str, Tensor]:
        """Return the live activations of the layers, each (N, C, H, W), in the gradient mode of the caller.

        The call of the module ends as soon as the last of them is known. The input is not written to.

        Args:
            x: the input (N, C, H, W).
            layers: node ids, ``input`` and :data:`OUTPUT` among them.

        Raises:
            UnknownLayerError: a layer does not exist or cannot be reached.
            Exception: whatever the module raises.
        """
        found: dict[str, Tensor] = {INPUT: x} if INPUT in layers else {}
        wanted = [layer for layer in layers if layer not in (INPUT, OUTPUT)]
        if wanted or OUTPUT in layers:
            self._run(x, wanted, found, to_the_end=OUTPUT in layers)
        return {layer: arrange(found[layer]) for layer in layers}

    def _run(self, x: Tensor, wanted: list[str], found: dict[str, Tensor], *, to_the_end: bool) -> None:
        places: dict[str, Place] = {}
        calls: dict[int, str] = {}
        for layer in wanted:
            self.layer_shape(layer)
            if layer in self._plan.places:
                places[layer] = self._plan.places[layer]
            else:
                calls[self._call_of(layer)] = layer
        if calls and not (torch.is_grad_enabled() and x.requires_grad):
            self._run_as_with_gradients(x, wanted, found, to_the_end=to_the_end)
            return
        goal = len(found) + len(wanted) + int(to_the_end)
        catcher = _Catcher(places, {layer: self._plan.pending.get(layer, 0) for layer in places}, found, goal)
        given = x.clone()  # a network may write to its input
        try:
            with hooked(catcher.hooks(self._modules), always=False):
                if calls or catcher.waits:
                    with _Calls(catcher, calls):
                        output = self.module(given)
                else:
                    output = self.module(given)
        except _StopForward as stop:
            if stop.catcher is not catcher:
                raise
        else:
            if to_the_end:
                found[OUTPUT] = output
        missing = [layer for layer in wanted if layer not in found]
        if missing:
            raise UnknownLayerError(
                f"The network did not pass {missing[0]!r} in this run: what it does depends on its input's values."
            )

    def _run_as_with_gradients(
        self, x: Tensor, wanted: list[str], found: dict[str, Tensor], *, to_the_end: bool
    ) -> None:
        """Run so that the calls of functions are those that were counted; without gradients there may be shortcuts."""
        inner: dict[str, Tensor] = {}
        with torch.enable_grad():
            self._run(x.detach().requires_grad_(), wanted, inner, to_the_end=to_the_end)
        found.update({layer: values.detach() for layer, values in inner.items()})

    def _call_of(self, layer: str) -> int:
        """Return which call of a PyTorch function makes the values of a layer that no module passes on."""
        if layer not in self._calls:
            probe = self._probe.detach().clone().requires_grad_()
            with torch.enable_grad():
                _, activations = self._planner.learn(probe.clone())
                search = _Search(activations.get(layer, torch.zeros(0)))
                given = probe.clone()
                with search:
                    self.module(given)
            if search.found is None:
                raise UnknownLayerError(
                    f"The values of {layer!r} cannot be reached from outside the code that makes them. "
                    "Choose a layer before or after it, or put a TrackerModule behind it."
                )
            self._calls[layer] = search.found
        return self._calls[layer]


class _Planner(Tracer):
    """A tracer that hands out what it learns."""

    def learn(self, x: Tensor) -> tuple[Plan, Mapping[str, Tensor]]:
        """Return the plan of a run, and per node id the activation, with :data:`OUTPUT` for the output."""
        trace, plan = self._watch(x, None, {})
        activations = dict(trace.activations)
        if isinstance(trace.output, Tensor):
            activations[OUTPUT] = arrange(trace.output.detach())
        return plan, activations


class _StopForward(BaseException):  # no Exception: a network that handles errors of its own must not catch it
    """Ends a forward pass that has come far enough."""

    def __init__(self, catcher: "_Catcher") -> None:
        super().__init__()
        self.catcher = catcher


class _Catcher:
    """Takes the tensors of chosen nodes as they pass, and stops the pass when it has ``goal`` of them.

    Args:
        places: where to meet each.
        pending: how often each is still written to after it was met, before it holds what the node shows.
        found: filled with the tensors.
        goal: how many there are to be.
    """

    def __init__(
        self, places: Mapping[str, Place], pending: Mapping[str, int], found: dict[str, Tensor], goal: int
    ) -> None:
        self.found = found
        self.waits = any(pending.values())
        self._places = places
        self._pending = pending
        self._goal = goal
        self._thread = threading.get_ident()
        self._counts: Counter[tuple[str, bool]] = Counter()
        self._waiting: dict[str, tuple[Tensor, int]] = {}

    def hooks(self, modules: Mapping[str, nn.Module]) -> list[Hooked]:
        """Return the hooks that meet the tensors."""
        sides = {(place.module, place.out) for place in self._places.values()}
        made: list[Hooked] = []
        for name, out in sides:
            hook = self._hook(name, out)
            made.append((modules[name], None, hook) if out else (modules[name], hook, None))
        return made

    def take(self, layer: str, tensor: Tensor) -> None:
        """Keep a tensor; stop if it was the last one."""
        self.found[layer] = tensor
        if len(self.found) >= self._goal:
            raise _StopForward(self)

    def look_again(self) -> None:
        """Take the tensors that have been written to as often as expected."""
        for layer, (tensor, version) in list(self._waiting.items()):
            if tensor._version >= version:
                del self._waiting[layer]
                self.take(layer, tensor)

    def _hook(self, name: str, out: bool) -> Callable[..., None]:
        def hook(module: nn.Module, *values: Any) -> None:
            if threading.get_ident() != self._thread:
                return
            call = self._counts[name, out]
            self._counts[name, out] = call + 1
            for layer, place in self._places.items():
                if (place.module, place.call, place.out) != (name, call, out):
                    continue
                leaves = pytree.tree_leaves(values[-1]) if out else tensors_in(values)
                tensors = [leaf for leaf in leaves if isinstance(leaf, Tensor)]
                if self._pending[layer]:
                    tensor = tensors[place.position]
                    self._waiting[layer] = (tensor, tensor._version + self._pending[layer])
                else:
                    self.take(layer, tensors[place.position])

        return hook


class _Calls(TorchFunctionMode):
    """Counts the calls of PyTorch functions and tells the catcher of them."""

    def __init__(self, catcher: _Catcher, layers: Mapping[int, str]) -> None:
        super().__init__()
        self._catcher = catcher
        self._layers = layers
        self._count = 0

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        result = func(*args, **(kwargs or {}))
        number = self._count
        self._count += 1
        layer = self._layers.get(number)
        if layer is not None and isinstance(result, Tensor):
            self._catcher.take(layer, result)
        self._catcher.look_again()
        return result


class _Search(TorchFunctionMode):
    """Finds the first call of a PyTorch function that returns given values."""

    def __init__(self, values: Tensor) -> None:
        super().__init__()
        self.found: int | None = None
        self._values = values
        self._tells_apart = values.numel() > 1 and bool((values != values.flatten()[0]).any())
        self._count = 0

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        result = func(*args, **(kwargs or {}))
        number = self._count
        self._count += 1
        if self.found is None and self._tells_apart and isinstance(result, Tensor) and result.dim() > 0:
            with torch._C.DisableTorchFunction():
                shown = arrange(result)
                if shown.shape == self._values.shape and torch.equal(shown, self._values):
                    self.found = number
        return result


def _home(module: nn.Module) -> tuple[torch.device, torch.dtype]:
    """Return the device and the floating type of a module's parameters."""
    for tensor in (*module.parameters(), *module.buffers()):
        if tensor.is_floating_point():
            return tensor.device, tensor.dtype
    return torch.device("cpu"), torch.float32
