"""What recording costs: CPU time of recorded against plain forward passes at batch 1, without gradients.

Run ``python benchmarks/tracking.py``. The passes of all kinds take turns; of each kind the fastest counts, so that
other work on the machine cancels out. ``first`` is a run watched operator by operator, ``later`` one with hooks only,
``not recorded`` a plain call of a module that a tracer has recorded before.
"""

import argparse
import json
import time
from collections.abc import Callable

import torch
from torch import Tensor, nn

from deepvision.tracking import Tracer, TrackerModule

import torchvision  # isort: skip  (deepvision goes first, for torchvision beside a CPU build of torch)


def tracked_resnet50() -> nn.Module:
    """Return ResNet50 with a tracker behind every convolution's normalisation and rectifier, and behind every sum."""
    module = torchvision.models.resnet50(weights=None)
    for name, child in list(module.named_modules()):
        for child_name, layer in list(child.named_children()):
            if isinstance(layer, (nn.BatchNorm2d, nn.ReLU, nn.MaxPool2d, nn.AdaptiveAvgPool2d, nn.Linear)):
                tracker = TrackerModule(f"{name}.{child_name}".strip("."))
                setattr(child, child_name, nn.Sequential(layer, tracker))
    return module


def cpu_seconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def measure(module: nn.Module, x: Tensor, repetitions: int) -> dict[str, float]:
    """Return the least CPU seconds per kind of pass."""
    module.eval()
    recorded = Tracer(module)
    fresh = [Tracer(module) for _ in range(repetitions)]
    kinds: dict[str, Callable[[int], object]] = {
        "plain": lambda i: module(x),
        "first": lambda i: fresh[i].record(x),
        "later": lambda i: recorded.record(x),
        "not recorded": lambda i: recorded.module(x),
    }
    best = dict.fromkeys(kinds, float("inf"))
    with torch.no_grad():
        recorded.record(x)
        for i in range(repetitions):
            for kind, call in kinds.items():
                best[kind] = min(best[kind], cpu_seconds(lambda call=call, i=i: call(i)))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=10, help="passes of each kind (default: %(default)s)")
    parser.add_argument("--size", type=int, default=224, help="side of the picture in pixels (default: %(default)s)")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    x = torch.rand(1, 3, arguments.size, arguments.size)
    networks = {
        "resnet50, trackers": tracked_resnet50(),
        "resnet50, no trackers": torchvision.models.resnet50(weights=None),
        "densenet121, no trackers": torchvision.models.densenet121(weights=None),
        "vit_b_16, no trackers": torchvision.models.vit_b_16(weights=None),
    }
    print(f"{'network':26}{'plain':>10}{'first':>9}{'later':>9}{'not recorded':>14}")
    results = {}
    for name, module in networks.items():
        best = measure(module, x, arguments.repetitions)
        ratios = {kind: round(seconds / best["plain"], 3) for kind, seconds in best.items() if kind != "plain"}
        results[name] = {"plain_ms": round(best["plain"] * 1000, 1), **ratios}
        print(
            f"{name:26}{best['plain'] * 1000:7.1f} ms"
            f"{ratios['first']:8.2f}×{ratios['later']:8.3f}×{ratios['not recorded']:13.3f}×"
        )
    print(json.dumps({"benchmark": "tracking", "torch": torch.__version__, "ratios_to_plain": results}))


if __name__ == "__main__":
    main()
