"""What a LAMB step costs beside PyTorch's foreach AdamW, and beside a plain loop over the parameters.

Run ``python benchmarks/lamb.py``. The parameters are ResNet18's (62 tensors, 11.7 million values). Steps of all kinds
take turns in one run; of each kind the median counts. The targets: at most 2 × AdamW, and less than the loop.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable

import torch
from torch import nn

from deepvision.training.lamb import Lamb

import torchvision  # isort: skip  (deepvision goes first, for torchvision beside a CPU build of torch)


def parameters(device: str) -> list[nn.Parameter]:
    torch.manual_seed(0)
    made = list(torchvision.models.resnet18(weights=None).to(device).parameters())
    for parameter in made:
        parameter.grad = torch.randn_like(parameter) * 0.01
    return made


class LoopOverParameters:
    """The pseudocode of section 2.4, tensor by tensor."""

    def __init__(self, params: list[nn.Parameter]) -> None:
        self.moments = [(p, torch.zeros_like(p), torch.zeros_like(p)) for p in params]
        self.t = 0

    @torch.no_grad()
    def step(self) -> None:
        self.t += 1
        for x, m, v in self.moments:
            m.mul_(0.9).add_(x.grad, alpha=0.1)
            v.mul_(0.999).addcmul_(x.grad, x.grad, value=0.001)
            r = (m / (1 - 0.9**self.t)) / (v / (1 - 0.999**self.t) + 1e-12).sqrt()
            u = r + x
            x.sub_(0.003 * x.norm().clamp(0.1, 10) / u.norm() * u)


def measure(steps: dict[str, Callable[[], object]], repetitions: int, device: str) -> dict[str, float]:
    """Return the median seconds per step of each kind."""
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(repetitions + 2):
        for name, step in steps.items():
            begin = time.perf_counter()
            step()
            if device == "cuda":
                torch.cuda.synchronize()
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken[2:]) for name, taken in seconds.items()}  # the first two make the moments


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=30, help="steps of each kind (default: %(default)s)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    steps: dict[str, Callable[[], object]] = {
        "AdamW, foreach": torch.optim.AdamW(parameters(arguments.device), weight_decay=1.0, foreach=True).step,
        "LAMB": Lamb(parameters(arguments.device), weight_decay=1.0).step,
        "LAMB, plain loop": LoopOverParameters(parameters(arguments.device)).step,
    }
    taken = measure(steps, arguments.repetitions, arguments.device)
    print(f"{'step on ' + arguments.device:22}{'ms':>8}{'to AdamW':>11}{'to the loop':>13}")
    for name, seconds in taken.items():
        to_adamw, to_loop = seconds / taken["AdamW, foreach"], seconds / taken["LAMB, plain loop"]
        print(f"{name:22}{seconds * 1000:8.2f}{to_adamw:11.2f}{to_loop:13.2f}")
    ratio, to_loop = taken["LAMB"] / taken["AdamW, foreach"], taken["LAMB"] / taken["LAMB, plain loop"]
    print(
        json.dumps(
            {
                "benchmark": "lamb",
                "device": arguments.device,
                "to_adamw": round(ratio, 3),
                "target": 2,
                "to_loop": round(to_loop, 3),
                "target_to_loop": 1,
                "met": ratio <= 2 and to_loop < 1,
            }
        )
    )


if __name__ == "__main__":
    main()
