"""Forward passes by id: kept while there is memory, computed again from their recipe when not."""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor

import deepvision
from deepvision.api.errors import ApiError
from deepvision.api.schemas import Intervention
from deepvision.catalog.networks import LoadedNetwork
from deepvision.tracking import Trace

Held = TypeVar("Held")
_RECIPES = 512
_TRANSIENT = 8
_SHARE = 4
"""Recipes, and runs that are not kept, each get at most this fraction of the memory: 1/4."""


@dataclass(frozen=True)
class Recipe:
    """What a run was made from: enough to make it again."""

    network: LoadedNetwork
    image: str
    pixels: Tensor
    interventions: tuple[Intervention, ...]


@dataclass(frozen=True)
class RecordedRun:
    """A run with its activations at hand; ``size`` is their memory in bytes."""

    id: str
    recipe: Recipe
    trace: Trace
    size: int


class RunStore:
    """Runs by id. The activations of the latest stay within ``memory_bytes``; of older ones only the recipe.

    Recipes take at most a quarter of as much again, and so do runs that are not to be kept (a brush that is still
    moving), which evict no other; of either the latest one always stays.
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
        self._kept: OrderedDict[str, RecordedRun] = OrderedDict()
        self._transient: OrderedDict[str, RecordedRun] = OrderedDict()
        self._lock = threading.Lock()

    def run(self, recipe: Recipe, *, keep: bool) -> RecordedRun:
        """Run a recipe, or return what it gave before: a run is a function of what its id is made from."""
        identity = run_id(recipe)
        if keep:
            recorded = self._recorded(identity, recipe)
            self._keep_recipe(identity, recipe)  # only now: one that cannot be run is not worth a place
            return recorded
        recorded = self._known(identity) or self._forward.submit(_record, identity, recipe).result()
        with self._lock:
            self._transient[identity] = recorded
            self._transient.move_to_end(identity)
            _shorten(self._transient, _TRANSIENT, self._memory_bytes // _SHARE, lambda run: run.size)
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

    def forget_others(self, network: LoadedNetwork) -> None:
        """Forget the runs of this network with other weights, which would keep those in memory."""
        with self._lock:
            for runs in (self._kept, self._transient):
                for identity in [one for one, run in runs.items() if _is_other(run.recipe, network)]:
                    del runs[identity]
            for identity in [one for one, recipe in self._recipes.items() if _is_other(recipe, network)]:
                del self._recipes[identity]

    def memory_used(self) -> int:
        """Return the bytes of the activations that are kept."""
        with self._lock:
            return sum(run.size for run in self._kept.values())

    def _known(self, identity: str) -> RecordedRun | None:
        with self._lock:
            if identity in self._recipes:
                self._recipes.move_to_end(identity)
            if identity in self._kept:
                self._kept.move_to_end(identity)
                return self._kept[identity]
            return self._transient.get(identity)

    def _keep_recipe(self, identity: str, recipe: Recipe) -> None:
        with self._lock:
            self._recipes[identity] = recipe
            self._recipes.move_to_end(identity)
            _shorten(self._recipes, _RECIPES, self._memory_bytes // _SHARE, _recipe_bytes)

    def _recorded(self, identity: str, recipe: Recipe) -> RecordedRun:
        return self._known(identity) or self._forward.submit(self._compute, identity, recipe).result()

    def _compute(self, identity: str, recipe: Recipe) -> RecordedRun:
        known = self._known(identity)
        if known is not None:  # another client asked for the same while this one waited
            return known
        recorded = _record(identity, recipe)
        with self._lock:
            self._kept[identity] = recorded
            while self._kept and sum(run.size for run in self._kept.values()) > self._memory_bytes:
                self._kept.popitem(last=False)
        return recorded


def run_id(recipe: Recipe) -> str:
    """Return the address of a run: 32 hex digits of SHA-256 over all that its values depend on."""
    digest = hashlib.sha256(f"{deepvision.__version__} {recipe.network.digest}".encode())
    digest.update(str(tuple(recipe.pixels.shape)).encode())
    digest.update(recipe.pixels.contiguous().numpy().data)
    changes = sorted((change.layer, change.channel, change.value) for change in recipe.interventions)
    digest.update(json.dumps(changes).encode())
    return digest.hexdigest()[:32]


def _is_other(recipe: Recipe, network: LoadedNetwork) -> bool:
    return recipe.network.id == network.id and recipe.network.digest != network.digest


def _record(identity: str, recipe: Recipe) -> RecordedRun:
    trace = _traced(recipe)
    return RecordedRun(identity, recipe, trace, _trace_bytes(trace))


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


def _shorten(held: OrderedDict[str, Held], most: int, most_bytes: int, size: Callable[[Held], int]) -> None:
    """Let the oldest go until at most ``most`` and ``most_bytes`` are left, or one."""
    total = sum(map(size, held.values()))
    while len(held) > 1 and (len(held) > most or total > most_bytes):
        total -= size(held.popitem(last=False)[1])


def _recipe_bytes(recipe: Recipe) -> int:
    return recipe.pixels.numel() * recipe.pixels.element_size() + 1024 * len(recipe.interventions)


def _trace_bytes(trace: Trace) -> int:
    """Return the memory behind the activations: of views the whole, of what several share once."""
    storages = {tensor.untyped_storage().data_ptr(): tensor.untyped_storage() for tensor in trace.activations.values()}
    return sum(storage.nbytes() for storage in storages.values())
