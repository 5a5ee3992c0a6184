"""What a network costs: parameters, bytes, multiply-adds, and how long its passes take beside those of others."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from deepvision.reproduce.experiment import Tell

Size = tuple[int, int]
"""Height and width of pictures in pixels."""


@dataclass(frozen=True)
class PassTimes:
    """How long the passes of one network took.

    Attributes:
        forward, backward: median seconds.
        forward_ratio, backward_ratio: median of the rounds' ratios to the network that is compared with.
    """

    forward: float
    backward: float
    forward_ratio: float
    backward_ratio: float


def trainable_parameters(module: nn.Module) -> int:
    """Return the number of a network's trainable parameters."""
    return sum(parameter.numel() for parameter in module.parameters() if parameter.requires_grad)


def file_bytes(module: nn.Module) -> int:
    """Return the size of a safetensors file of a network's state, weights and buffers, in its own precision."""
    return len(save(module.state_dict()))


def multiply_adds(make: Callable[[], nn.Module], size: Size = (224, 224)) -> int:
    """Return the multiply-adds of convolutions and matrix products for one picture: half of its FLOPs (thesis, 7.3.3).

    Biases, normalizations, rectifiers and pooling are not counted. Nothing is computed: tensors have shapes only.
    """
    with torch.device("meta"):
        module, x = make().eval(), torch.empty(1, 3, *size)
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        module(x)
    return int(counter.get_total_flops()) // 2


def bytes_kept(make: Callable[[], nn.Module], batch: int, size: Size = (224, 224)) -> int:
    """Return the bytes that a forward pass in training mode keeps for the backward pass, without parameters.

    That is PyTorch's bookkeeping for (batch, 3, *size) and float32; no device's libraries or fragmentation. Nothing is
    computed: tensors have shapes only.
    """
    with torch.device("meta"):
        module, x = make().train(), torch.empty(batch, 3, *size)
    owned = {parameter.untyped_storage()._cdata for parameter in module.parameters()}
    kept: dict[int, Tensor] = {}  # holds them, so that no two share an address one after the other

    def keep(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()._cdata
        if storage not in owned:
            kept.setdefault(storage, tensor)
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        module(x)
    return sum(tensor.untyped_storage().nbytes() for tensor in kept.values())


def time_passes(
    modules: Mapping[str, nn.Module], baseline: str, shape: tuple[int, int, int, int], rounds: int, tell: Tell
) -> dict[str, PassTimes]:
    """Return how long passes in training mode take, of all networks in turn, so that what else runs slows all alike.

    Args:
        modules: networks for pictures (N, 3, H, W) on one device, by name.
        baseline: name of the network that ratios are to.
        shape: (N, 3, H, W) of the input.
        rounds: measured; one more goes before, to warm up.
        tell: progress.
    """
    device = next(modules[baseline].parameters()).device
    x = torch.randn(shape, generator=torch.Generator().manual_seed(0)).to(device)
    labels = torch.zeros(shape[0], dtype=torch.long, device=device)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in modules}
    for number in range(rounds + 1):
        for place, (name, module) in enumerate(modules.items()):
            done = (number + place / len(modules)) / (rounds + 1)
            tell(done, f"round {number} of {rounds}, {name}" if number else f"warming up, {name}")
            taken[name].append(_one_round(module.train(), x, labels))
    measured = {name: list(zip(*times[1:], strict=True)) for name, times in taken.items()}
    return {name: _summary(times, measured[baseline]) for name, times in measured.items()}


def device_name(device: torch.device) -> str:
    """Return which device it is, in words."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    if device.type != "cpu":
        return device.type
    info = Path("/proc/cpuinfo")  # Linux; Python itself knows no more than the architecture
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    threads = torch.get_num_threads()
    return f"CPU{f' ({model})' if model else ''}, {threads} {'thread' if threads == 1 else 'threads'}"


def _one_round(module: nn.Module, x: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return the seconds of a forward pass that keeps what the backward pass needs, and of that, with the loss."""
    module.zero_grad(set_to_none=True)
    begin = _now(x.device)
    logits = module(x)
    between = _now(x.device)
    torch.autograd.backward(functional.cross_entropy(logits, labels))
    return between - begin, _now(x.device) - between


def _now(device: torch.device) -> float:
    if device.type != "cpu":
        torch.accelerator.synchronize(device)
    return time.perf_counter()


def _summary(times: list[tuple[float, ...]], baseline: list[tuple[float, ...]]) -> PassTimes:
    medians = [statistics.median(one) for one in times]
    ratios = [
        statistics.median(ours / theirs for ours, theirs in zip(*pair, strict=True))
        for pair in zip(times, baseline, strict=True)
    ]
    return PassTimes(*medians, *ratios)
