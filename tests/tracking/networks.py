"""What every test of tracking needs: small networks of trackers, and a judge of bit-exactness."""

import copy
import warnings
from collections.abc import Callable

import torch
from torch import Tensor, nn

from deepvision.tracking import Tracer, TrackerModule


class Tracked(nn.Module):
    """A network given as a function of its trackers a, b, c, d, and of two layers."""

    def __init__(self, body: Callable[["Tracked", Tensor], Tensor]) -> None:
        super().__init__()
        self.a, self.b, self.c, self.d = (TrackerModule(name.upper()) for name in "abcd")
        self.conv = nn.Conv2d(4, 4, 1)
        self.norm = nn.BatchNorm2d(4)
        self.body = body

    def forward(self, x: Tensor) -> Tensor:
        return self.body(self, x)


def edges(module: nn.Module, x: Tensor | None = None) -> dict[str, set[str]]:
    """Return the predecessors of every node, after a watched and a hooked run that must agree."""
    tracer = Tracer(module)
    x = torch.rand(2, 4, 4, 4) if x is None else x
    graph = tracer.record(x).graph
    again = tracer.record(x).graph
    assert graph == again
    found: dict[str, set[str]] = {node.id: set() for node in graph.nodes}
    for edge in graph.edges:
        found[edge.target].add(edge.source)
    return found


def run(module: nn.Module, x: Tensor, *, record: bool, seed: int = 3) -> dict[str, Tensor]:
    """Return everything a pass can change: outputs, gradients, buffers, random state, the input itself."""
    module = copy.deepcopy(module)
    x = x.clone()
    tracer = Tracer(module)
    torch.manual_seed(seed)
    outputs = [tracer.record(x).output if record else module(x) for _ in range(2)]
    state = {f"output{i}": output for i, output in enumerate(outputs)}
    if torch.is_grad_enabled() and any(output.requires_grad for output in outputs):
        sum(output.square().sum() for output in outputs).backward()
    state |= {f"grad {name}": p.grad for name, p in module.named_parameters() if p.grad is not None}
    state |= {f"buffer {name}": b for name, b in module.named_buffers()}
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in module.modules())
    return state | {"random": torch.get_rng_state(), "x": x}


def assert_same_bits(module: nn.Module, x: Tensor) -> None:
    """Compare two plain passes with two recorded ones, to the bit."""
    plain, recorded = (run(module, x, record=record) for record in (False, True))
    assert plain.keys() == recorded.keys()
    different = [name for name in plain if not same_bits(plain[name], recorded[name])]
    assert different == []


def same_bits(one: Tensor, other: Tensor) -> bool:
    return one.dtype == other.dtype and one.shape == other.shape and torch.equal(one.nan_to_num(), other.nan_to_num())


def script(function):
    """Compile with TorchScript, which is deprecated but still in use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return torch.jit.script(function)
