"""Forward passes by id: kept while there is memory, computed again from their recipe when not."""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import torch
from torch import Tensor

import deepvision
from deepvision.api.errors import ApiError
from deepvision.api.schemas import Intervention
from deepvision.catalog.networks import LoadedNetwork
from deepvision.tracking import Trace

_RECIPES = 512
_TRANSIENT = 8


@dataclass(frozen=True)
class Recipe:
    """What a run was made from: enough to make it again."""

    network: LoadedNetwork
    image: str
    pixels: Tensor
    interventions: tuple[Intervention, ...]


@dataclass(frozen=True)
class RecordedRun:
    """A run with its activations at hand."""

    id: str
    recipe: Recipe
    trace: Trace


class RunStore:
    """Runs by id. The activations of the latest stay within ``memory_bytes``; of older ones only the recipe.

    Runs that are not to be kept (a brush that is still moving) share a few places of their own and evict no other.
    All forward passes take one thread, one after the other: each has all cores, and a picture that two clients ask
    for at once is computed once.

    Args:
        memory_bytes: for activations.
        forward: executor of one thread, the one the networks were loaded in.
    """

    def __init__(self, memory_bytes: int, forward: Executor) -> None:
        self._memory_bytes = memory_bytes
        self._forward = forward
        self._recipes: OrderedDict[str, Recipe] = OrderedDict()
        self._traces: OrderedDict[str, Trace] = OrderedDict()
        self._transient: OrderedDict[str, RecordedRun] = OrderedDict()
        self._lock = threading.Lock()

    def run(self, recipe: Recipe, *, keep: bool) -> RecordedRun:
        """Run a recipe, or return what it gave before: a run is a function of what its id is made from."""
        identity = run_id(recipe)
        if keep:
            with self._lock:
                self._recipes[identity] = recipe
                self._recipes.move_to_end(identity)
                while len(self._recipes) > _RECIPES:
                    self._recipes.popitem(last=False)
            return self._recorded(identity, recipe)
        recorded = self._known(identity) or RecordedRun(
            identity, recipe, self._forward.submit(_traced, recipe).result()
        )
        with self._lock:
            self._transient[identity] = recorded
            while len(self._transient) > _TRANSIENT:
                self._transient.popitem(last=False)
        return recorded

    def get(self, identity: str) -> RecordedRun:
        """Return a run, computed again if its activations had to go.

        Raises:
            ApiError: 404 ``run-unknown``.
        """
        known = self._known(identity)
        if known is not None:
            return known
        with self._lock:
            recipe = self._recipes.get(identity)
        if recipe is None:
            raise ApiError(
                404,
                "run-unknown",
                "Unknown run",
                f"The server knows no run {identity!r} (any more). Post the picture again.",
            )
        return self._recorded(identity, recipe)

    def memory_used(self) -> int:
        """Return the bytes of the activations that are kept."""
        with self._lock:
            return sum(map(_trace_bytes, self._traces.values()))

    def _known(self, identity: str) -> RecordedRun | None:
        with self._lock:
            if identity in self._traces and identity in self._recipes:
                self._traces.move_to_end(identity)
                self._recipes.move_to_end(identity)
                return RecordedRun(identity, self._recipes[identity], self._traces[identity])
            return self._transient.get(identity)

    def _recorded(self, identity: str, recipe: Recipe) -> RecordedRun:
        return self._known(identity) or self._forward.submit(self._compute, identity, recipe).result()

    def _compute(self, identity: str, recipe: Recipe) -> RecordedRun:
        known = self._known(identity)
        if known is not None:  # another client asked for the same while this one waited
            return known
        trace = _traced(recipe)
        with self._lock:
            self._traces[identity] = trace
            while self._traces and sum(map(_trace_bytes, self._traces.values())) > self._memory_bytes:
                self._traces.popitem(last=False)
        return RecordedRun(identity, recipe, trace)


def run_id(recipe: Recipe) -> str:
    """Return the address of a run: 32 hex digits of SHA-256 over all that its values depend on."""
    digest = hashlib.sha256(f"{deepvision.__version__} {recipe.network.digest}".encode())
    digest.update(str(tuple(recipe.pixels.shape)).encode())
    digest.update(recipe.pixels.contiguous().numpy().data)
    changes = sorted((change.layer, change.channel, change.value) for change in recipe.interventions)
    digest.update(json.dumps(changes).encode())
    return digest.hexdigest()[:32]


def _traced(recipe: Recipe) -> Trace:
    network = recipe.network
    try:
        with torch.no_grad():
            return network.tracer.record(recipe.pixels.to(network.device), replace=_replacements(recipe))
    except ValueError as error:
        if not recipe.interventions:
            raise
        raise ApiError(422, "intervention-impossible", "The layer cannot be changed", str(error)) from error


def _replacements(recipe: Recipe) -> Mapping[str, Callable[[Tensor], Tensor]]:
    nodes = {node.id: node for node in recipe.network.graph.nodes}
    by_layer: dict[str, list[Intervention]] = {}
    for change in recipe.interventions:
        node = nodes.get(change.layer)
        if node is None or change.channel >= node.shape[0]:
            expected = "a layer of the network" if node is None else f"a channel from 0 to {node.shape[0] - 1}"
            raise ApiError(
                422,
                "intervention-impossible",
                "No such channel",
                f"Expected {expected}, got channel {change.channel} of {change.layer!r}.",
            )
        by_layer.setdefault(change.layer, []).append(change)
    return {layer: _held(changes) for layer, changes in by_layer.items()}


def _held(changes: Sequence[Intervention]) -> Callable[[Tensor], Tensor]:
    def replace(activation: Tensor) -> Tensor:
        changed = activation.clone()
        for change in changes:
            changed[:, change.channel] = change.value
        return changed

    return replace


def _trace_bytes(trace: Trace) -> int:
    return sum(tensor.numel() * tensor.element_size() for tensor in trace.activations.values())
