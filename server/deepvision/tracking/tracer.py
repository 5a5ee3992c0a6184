"""Recording forward passes of a module."""

import dataclasses
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches

import torch
from torch import Tensor, nn
from torch.utils import _pytree as pytree

from deepvision.tracking.arrangement import apply_by_channel, arrange
from deepvision.tracking.building import build_graph
from deepvision.tracking.drafts import layer_drafts, tracker_drafts
from deepvision.tracking.graph import INPUT, Trace
from deepvision.tracking.hooks import is_tracker, watched_modules, watching
from deepvision.tracking.plan import Plan, first_reads, make_plan
from deepvision.tracking.provenance import Step
from deepvision.tracking.replay import Replay
from deepvision.tracking.session import Place, Replacement, Session

_PLANS = 16


class Tracer:
    """Records what a module does to an input: which nodes ran, how they are connected, and their activations.

    The nodes are the module's trackers; in a module without any they are its layers and the joins between them.
    Outputs, gradients, buffers and the random state are the same to the bit as in a plain call. The first call of a
    kind (shape, type, mode) is watched operator by operator; later ones with hooks only, as long as the network does
    the same. In training and in inference mode every call is watched. Hooks exist only during a call; any number of
    tracers and threads may use one module at a time. A module whose submodules are exchanged needs a new tracer.

    Args:
        module: the network. A wrapper for several devices or for compilation is taken off: what is in it is called.

    Raises:
        TypeError: ``module`` is no module.
    """

    def __init__(self, module: nn.Module) -> None:
        if not isinstance(module, nn.Module):
            raise TypeError(
                f"Expected a torch.nn.Module, got {type(module).__name__}. An exported program cannot be watched: "
                "give the module it was exported from."
            )
        self.module = _unwrapped(module)
        self._has_trackers = any(is_tracker(m) for m in self.module.modules())
        self._watched = watched_modules(self.module, zero_edit=not self._has_trackers)
        self._by_name = {name: watched for name, watched, _ in self._watched}
        self._modules = tuple(self.module.modules())
        self._plans: OrderedDict[object, Plan] = OrderedDict()

    def record(
        self, x: Tensor, *, keep: Collection[str] | None = None, replace: Mapping[str, Replacement] | None = None
    ) -> Trace:
        """Call the module and return what happened, in the gradient mode of the caller.

        Args:
            x: the input, (N, C, H, W) as the module expects it.
            keep: ids of the nodes whose activations are returned, (N, C, H, W) each; None: of all. An id that this
                run does not have is ignored.
            replace: per node id a function from the node's activation to what flows on instead, and is recorded.
                The function gets channels second (tokens: (N, D, T), the class token among them), must return the
                same shape and type, and must not change its argument.

        Raises:
            ValueError: a node of ``replace`` does not exist, or no hook can replace what it holds.
            Exception: whatever the module raises.
        """
        kind = self._kind(x)
        plan = self._plans.get(kind)
        replacements: dict[Place, Replacement] = {}
        if replace:
            if plan is None:
                plan = self._learn(kind, x)
            replacements = _places(plan, replace)
            if INPUT in replace:
                x = apply_by_channel(replace[INPUT], x)
        tried = False
        if plan is not None and plan.can_replay(keep) and not self._is_unpredictable():
            tried = True
            replayed = self._replay(plan, x, keep, replacements)
            if replayed is not None:
                return replayed
        trace, learned = self._watch(x, keep, replacements)
        if not replacements:
            # A run that went the planned way, and still failed, does what hooks cannot follow.
            failed = tried and plan is not None and plan.events == learned.events and plan.graph == learned.graph
            self._store(kind, dataclasses.replace(learned, repeatable=False) if failed else learned)
        return trace

    def _replay(
        self, plan: Plan, x: Tensor, keep: Collection[str] | None, replacements: Mapping[Place, Replacement]
    ) -> Trace | None:
        """Return a trace recorded with hooks only; None, and nothing has happened, if the plan was not met."""
        copy = x.detach().clone()
        version = x._version
        random = _random_state(x.device)
        trace = Replay(plan, keep, replacements).run(self.module, self._by_name, x, arrange(copy))
        if trace is not None and x._version == version:
            return trace
        if x._version != version:
            with torch.no_grad():
                x.copy_(copy)
        _set_random_state(x.device, random)
        return None

    def _watch(
        self, x: Tensor, keep: Collection[str] | None, replacements: Mapping[Place, Replacement]
    ) -> tuple[Trace, Plan]:
        """Call the module, watched operator by operator."""
        session = Session(self.module, zero_edit=not self._has_trackers, replacements=replacements)
        with session:
            session.begin(x)
            with watching(session, self._watched):
                output = self.module(x)
        reads = first_reads(session.provenance.steps)
        if self._has_trackers:
            drafts = tracker_drafts(session, self.module)
        else:
            drafts = layer_drafts(session, self.module, _output_steps(session, output))
        graph = build_graph(session, drafts)
        activations = {
            draft.id: arrange(session.recorded[draft.final].shown)
            for draft in drafts
            if keep is None or draft.id in keep
        }
        return Trace(graph, activations, output), make_plan(session, drafts, graph, reads)

    def _learn(self, kind: object, x: Tensor) -> Plan:
        """Return the plan of a run, after a run on a copy of the input that leaves no trace in the module."""
        copy = x.detach().clone().requires_grad_(x.requires_grad)
        with _restored(self.module, x.device):
            _, plan = self._watch(copy, (), {})
        self._store(kind, plan)
        return plan

    def _store(self, kind: object, plan: Plan) -> None:
        self._plans[kind] = plan
        while len(self._plans) > _PLANS:
            self._plans.popitem(last=False)

    def _kind(self, x: Tensor) -> object:
        """Return what a run depends on besides values: two runs of one kind usually do the same."""
        return (
            tuple(x.shape),
            tuple(x.stride()),
            x.dtype,
            x.device,
            x.requires_grad,
            torch.is_grad_enabled(),
            torch.is_inference_mode_enabled(),
            torch.is_autocast_enabled(x.device.type),
            tuple(module.training for module in self._modules),
        )

    def _is_unpredictable(self) -> bool:
        """Whether a run may change the module, or its tensors do not count what is written to them."""
        return torch.is_inference_mode_enabled() or any(module.training for module in self._modules)


def _places(plan: Plan, replace: Mapping[str, Replacement]) -> dict[Place, Replacement]:
    known = [node.id for node in plan.graph.nodes]
    places = {}
    for node, function in replace.items():
        if node == INPUT:
            continue
        if node not in known:
            near = get_close_matches(node, known, n=3) or known[:3]
            raise ValueError(
                f"Expected a node of this network to replace, got {node!r}. Near names: {', '.join(near)}."
            )
        if node not in plan.replaceable:
            raise ValueError(
                f"The values of {node!r} cannot be replaced: they are read inside the module that makes them, where "
                "no hook reaches. Choose a layer before or after it, or put a TrackerModule behind it."
            )
        places[plan.places[node]] = function
    return places


def _unwrapped(module: nn.Module) -> nn.Module:
    """Return the module inside wrappers for several devices or for compilation."""
    while True:
        if isinstance(module, (nn.DataParallel, nn.parallel.DistributedDataParallel)):
            inner: object = module.module
        else:
            inner = getattr(module, "_orig_mod", None)
        if not isinstance(inner, nn.Module):
            return module
        module = inner


def _output_steps(session: Session, output: object) -> list[Step]:
    """Return where the tensors that the network returned come from; returning them is a way to read them."""
    found: list[Step] = []
    for leaf in pytree.tree_leaves(output):
        if isinstance(leaf, Tensor):
            steps = session.provenance.load(leaf)
            session.note_read(leaf, steps)
            found.extend(steps)
    return found


@contextmanager
def _restored(module: nn.Module, device: torch.device) -> Iterator[None]:
    """Put the random state and the module's buffers back after the block."""
    random = _random_state(device)
    with torch.no_grad():
        buffers = [(buffer, buffer.clone()) for buffer in module.buffers()]
    try:
        yield
    finally:
        _set_random_state(device, random)
        with torch.no_grad():
            for buffer, value in buffers:
                buffer.copy_(value)


def _random_state(device: torch.device) -> tuple[Tensor, Tensor | None]:
    return torch.get_rng_state(), torch.cuda.get_rng_state(device) if device.type == "cuda" else None


def _set_random_state(device: torch.device, state: tuple[Tensor, Tensor | None]) -> None:
    torch.set_rng_state(state[0])
    if state[1] is not None:
        torch.cuda.set_rng_state(state[1], device)
