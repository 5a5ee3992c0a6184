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


class Bottleneck(nn.Module):
    """ResNet50's block written as ``networks/covidresnet.py`` is: nothing in place, a tracker behind each stage."""

    def __init__(self, channels_in: int, width: int, stride: int) -> None:
        super().__init__()
        sizes = ((channels_in, width, 1, 1), (width, width, 3, stride), (width, 4 * width, 1, 1))
        self.convs = nn.ModuleList(nn.Conv2d(i, o, k, s, k // 2, bias=False) for i, o, k, s in sizes)
        self.norms = nn.ModuleList(nn.BatchNorm2d(o) for _, o, _, _ in sizes)
        self.skip: nn.Module = nn.Identity()
        if channels_in != 4 * width:
            self.skip = nn.Sequential(
                nn.Conv2d(channels_in, 4 * width, 1, stride, bias=False), nn.BatchNorm2d(4 * width)
            )
        self.trackers = nn.ModuleList(TrackerModule(name) for name in ("conv1", "conv2", "conv3", "skip", "sum"))

    def forward(self, x: Tensor) -> Tensor:
        y = self.trackers[0](torch.relu(self.norms[0](self.convs[0](x))))
        y = self.trackers[1](torch.relu(self.norms[1](self.convs[1](y))))
        y = self.trackers[2](self.norms[2](self.convs[2](y)))
        y = y + self.trackers[3](self.skip(x))
        return self.trackers[4](torch.relu(y))


def resnet50_as_a_script() -> nn.Module:
    """Return ResNet50 as a user of this project would write it, 86 trackers."""
    layers: list[nn.Module] = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    layers += [TrackerModule("conv1"), nn.MaxPool2d(3, 2, 1), TrackerModule("max-pool")]
    channels = 64
    for stage, depth in enumerate((3, 4, 6, 3)):
        for block in range(depth):
            layers.append(Bottleneck(channels, 64 << stage, 2 if block == 0 and stage > 0 else 1))
            channels = 256 << stage
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), TrackerModule("average pool"), nn.Linear(2048, 1000)]
    return nn.Sequential(*layers, TrackerModule("class scores"))


def tracked_resnet50(*, everywhere: bool) -> nn.Module:
    """Return torchvision's ResNet50, which works in place, with trackers: some recordings have to be copied.

    Args:
        everywhere: behind every normalisation too; else where the original tool placed them: behind every rectified
            convolution, the last convolution of a block before the sum, the skip, the sum, pools and scores.
    """
    module = torchvision.models.resnet50(weights=None)
    kinds = (nn.ReLU, nn.MaxPool2d, nn.AdaptiveAvgPool2d, nn.Linear)
    for name, child in list(module.named_modules()):
        for child_name, layer in list(child.named_children()):
            before_sum = child_name == "bn3" or name.endswith("downsample")
            if isinstance(layer, kinds) or (isinstance(layer, nn.BatchNorm2d) and (everywhere or before_sum)):
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
        "resnet50 as a script": resnet50_as_a_script(),
        "resnet50 in place": tracked_resnet50(everywhere=False),
        "resnet50 in place, all": tracked_resnet50(everywhere=True),
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
