"""Activation maximization on CovidResNet: against the original tool's loop, the bare bound, and without ProxyGrad.

Run ``python benchmarks/activation_maximization.py``. CPU time on one thread (``--threads``); what is compared takes
turns within one run, and the median over the turns of the ratio within each counts, so that other work on the machine,
which comes and goes, cancels out.

- **equal steps**: one step of one picture. *original* is the loop of the original tool as it was described to us (the
  whole network forward for every layer, 32 channels at a time, a Python loop over channels as the objective, one draw
  of the transformations per batch), *thesis* our preset of that name, *bound* a bare loop of a forward pass that ends
  at the layer and PyTorch's own gradient with respect to the input, at our batch and memory layout, and nothing else.
  *faster* is for all channels of the layer: ours come in whole batches, and a last one that is not full costs as much
  as a full one (``scores`` has 12 channels, two batches of 8), so that a picture never depends on its neighbours.
- **equal activation**: the original's 200 steps against the fewest steps of the default settings that reach the same
  mean activation; for the ratio, 10 steps of it (twenty times) and our whole run take turns. The original's values
  leave the range of pictures, ours do not; *shown* is the original's activation for the picture as it is shown, within
  the range.
- **ProxyGrad**: proxy and true gradient at one slope, fixed beforehand, everything else equal, paired by channel.
  *awake* is the rise of those channels alone that the true gradient does not leave dead. Of 32 channels per layer: with
  8 of them the share of the dead came out up to twice as large as in all of the layer.
"""

import argparse
import json
import resource
import statistics
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor, nn

from deepvision.catalog.networks import load_network
from deepvision.visualization.maximization import (
    GradientPolicy,
    Maximizer,
    Settings,
    Visualization,
    centre_unit,
    channel_mean,
    noise_start,
    thesis,
)

import torchvision.transforms.functional as tv  # isort: skip  (deepvision goes first)

SHAPE = (3, 150, 175)
LAYERS = {
    "conv1": "track_conv1",
    "block 2": "block2.track_sum",
    "block 5": "block5.track_sum",
    "scores": "track_scores",
}
STEP_TARGETS = {"conv1": "≥ 5×", "block 2": "≥ 1.5×", "block 5": "≥ 1.1×", "scores": "none"}
TIME_TARGETS = {"conv1": 5, "block 2": 3, "block 5": 3, "scores": 3}
SLOPE = 0.1
BATCH = 8


class Watched:
    """The original's way to see a layer: a hook that stays, and the whole network each time."""

    def __init__(self, module: nn.Module, layer: str) -> None:
        self.module = module
        self.activation = torch.empty(0)
        self._hook = module.get_submodule(layer).register_forward_hook(self._keep)

    def _keep(self, module: nn.Module, arguments: object, output: Tensor) -> None:
        self.activation = output

    def close(self) -> None:
        self._hook.remove()

    def values(self, x: Tensor, channels: Iterable[int]) -> list[float]:
        with torch.no_grad():
            self.module(x)
        return [float(self.activation[row, channel].mean()) for row, channel in enumerate(channels)]


def transformed(x: Tensor) -> Tensor:
    """Section 4.1.5, one draw for the batch."""
    height, width = x.shape[2:]
    u = torch.rand(8).tolist()
    x = tv.pad(x, [10])
    if u[0] < 0.3:
        x = tv.rotate(x, 1 + 9 * u[1], tv.InterpolationMode.BILINEAR)
    if u[2] < 0.05:
        x = tv.affine(x, 0.0, [0, 0], 1 + 0.05 * u[3], [0.0, 0.0], tv.InterpolationMode.BILINEAR)
    x = tv.gaussian_blur(x, [5, 5], [max(0.5 * u[4], 1e-3)] * 2)
    x = tv.center_crop(x, [height, width])
    if u[5] < 0.3:
        x = x.roll((1 + int(5 * u[6]), 1 + int(5 * u[7])), (2, 3))
    mean, std = x.mean((2, 3), keepdim=True), x.std((2, 3), keepdim=True)
    return 0.95 * x + 0.05 * (x - mean) / std


def original(watched: Watched, channels: list[int], x: Tensor, steps: int, final: int = 10) -> Tensor:
    for step in range(steps):
        x = x.detach().requires_grad_()
        watched.module(x)
        objective = sum(watched.activation[row, channel].mean() for row, channel in enumerate(channels))
        (gradient,) = torch.autograd.grad(objective, x)
        with torch.no_grad():
            norm = gradient.flatten(1).norm(dim=1).clamp(min=1e-12)
            x = x + 20 * gradient / norm[:, None, None, None]
            if step < steps - final:
                x = transformed(x)
    return x.detach()


def bound(maximizer: Maximizer, layer: str, channels: list[int], x: Tensor, steps: int) -> None:
    """Forward to the layer and back, nothing else."""
    live = x.contiguous(memory_format=torch.channels_last).requires_grad_()
    activation = maximizer.reach.run(live, [layer])[layer]
    seed = torch.zeros_like(activation)
    for row, channel in enumerate(channels):
        seed[row, channel] = 1 / activation[0, 0].numel()
    for _ in range(steps):
        torch.autograd.grad(maximizer.reach.run(live, [layer])[layer], live, seed)


def cpu_seconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def picked(count: int, of: int) -> list[int]:
    """Return channels spread over a layer, the same in every run."""
    return [number * of // count for number in range(min(count, of))]


def ratio(of: list[float], to: list[float]) -> float:
    """Return the median of the ratios within each turn."""
    return statistics.median(a / b for a, b in zip(of, to, strict=True))


def equal_steps(module: nn.Module, maximizer: Maximizer, rounds: int, steps: int) -> dict[str, dict[str, float]]:
    results = {}
    print(f"{'equal steps':12}{'original':>12}{'thesis':>10}{'bound':>10}{'faster':>10}{'of bound':>10}   target")
    for name, layer in LAYERS.items():
        width = maximizer.reach.layer_shape(layer)[0]
        many, few = picked(32, width), picked(BATCH, width)
        start_many = noise_start(SHAPE, [(layer, channel) for channel in many], 0)
        start_few = start_many[:BATCH].clone()
        # All steps with transformations, as 190 of 200 are.
        settings = replace(thesis(), steps=steps, batch_size=BATCH, final_steps=0)
        objectives = [channel_mean(layer, channel) for channel in few]
        watched = Watched(module, layer)
        kinds: dict[str, tuple[Callable[[], object], int]] = {
            "original": (
                lambda w=watched, c=many, x=start_many: original(w, c, x, steps // 4, final=0),
                len(many) * (steps // 4),
            ),
            "thesis": (
                lambda o=objectives, x=start_few, s=settings: list(maximizer.run(o, s, start=x)),
                BATCH * steps,
            ),
            "bound": (lambda la=layer, c=few, x=start_few: bound(maximizer, la, c, x, steps), BATCH * steps),
        }
        found: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, (call, count) in kinds.items():
                found[kind].append(cpu_seconds(call) / count * 1000)
        watched.close()
        full = width / (-(-width // BATCH) * BATCH)
        faster, of_bound = ratio(found["original"], found["thesis"]) * full, ratio(found["thesis"], found["bound"])
        middle = {kind: statistics.median(values) for kind, values in found.items()}
        results[name] = {f"{kind}_ms": round(ms, 2) for kind, ms in middle.items()}
        results[name] |= {"faster": round(faster, 2), "of_bound": round(of_bound, 2), "full": round(full, 2)}
        print(
            f"{name:12}{middle['original']:9.2f} ms{middle['thesis']:7.2f} ms{middle['bound']:7.2f} ms"
            f"{faster:9.1f}×{of_bound:9.2f}×   {STEP_TARGETS[name]}, ≤ 1.25×",
            flush=True,
        )
    return results


def equal_activation(module: nn.Module, maximizer: Maximizer, count: int) -> dict[str, dict[str, float]]:
    results = {}
    print(
        f"{'equal activ.':12}{'original':>11}{'shown':>8}{'s':>8}{'ours':>9}{'steps':>7}{'s':>8}{'faster':>9}   target"
    )
    for name, layer in LAYERS.items():
        channels = picked(count, maximizer.reach.layer_shape(layer)[0])
        start = noise_start(SHAPE, [(layer, channel) for channel in channels], 0)
        objectives = [channel_mean(layer, channel) for channel in channels]
        watched = Watched(module, layer)
        torch.manual_seed(0)
        images: list[Tensor] = []
        slow = cpu_seconds(lambda w=watched, c=channels, x=start: images.append(original(w, c, x, 200)))  # noqa: B023
        target = statistics.fmean(watched.values(images[0], channels))
        shown = statistics.fmean(watched.values(maximizer.limited(images[0]), channels))
        reached, fast, steps = 0.0, float("nan"), 0
        for steps in (6, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200):
            settings = Settings(steps=steps, final_steps=min(10, steps // 3), batch_size=BATCH)
            found: list[float] = []
            fast = cpu_seconds(
                lambda s=settings, o=objectives, x=start: found.extend(  # noqa: B023
                    v.activation for v in maximizer.run(o, s, start=x)
                )
            )
            reached = statistics.fmean(found)
            if reached >= target:
                break
        faster = 0.0
        if reached >= target:
            turns = [
                (
                    cpu_seconds(lambda w=watched, c=channels, x=start: original(w, c, x, 10, final=0)) * 20,
                    cpu_seconds(lambda s=settings, o=objectives, x=start: list(maximizer.run(o, s, start=x))),
                )
                for _ in range(3)
            ]
            faster = ratio(*map(list, zip(*turns, strict=True)))
        watched.close()
        results[name] = {
            "target": round(target, 3),
            "shown": round(shown, 3),
            "original_s": round(slow, 1),
            "reached": round(reached, 3),
            "steps": steps,
            "ours_s": round(fast, 2),
            "faster": round(faster, 1),
        }
        print(
            f"{name:12}{target:11.2f}{shown:8.2f}{slow:8.1f}{reached:9.2f}{steps:7}{fast:8.2f}{faster:8.1f}×"
            f"   ≥ {TIME_TARGETS[name]}×",
            flush=True,
        )
    return results


def proxy_grad(maximizer: Maximizer, count: int, steps: int) -> dict[str, dict[str, float]]:
    results = {}
    print(
        f"{'ProxyGrad':12}{'true':>8}{'proxy':>8}{'rise':>8}{'± over seeds':>14}{'awake':>8}"
        f"{'higher in':>11}{'dead':>9}{'dead':>7}"
    )
    for name, layer in LAYERS.items():
        channels = picked(count, maximizer.reach.layer_shape(layer)[0])
        objectives = [channel_mean(layer, channel) for channel in channels]
        rises, awake, true, proxy, wins, dead = [], [], [], [], 0, [0, 0]
        for seed in range(3):
            pair, verdicts = [], []
            for number, policy in enumerate((GradientPolicy(), GradientPolicy("proxy", SLOPE))):
                settings = replace(
                    Settings(), steps=steps, policy=policy, seed=seed, tolerance=None, regularization=None
                )
                found = sorted(maximizer.run(objectives, settings), key=lambda one: one.index)
                pair.append([one.activation for one in found])
                verdicts.append([one.verdict for one in found])
                dead[number] += verdicts[-1].count("dead")
            true += pair[0]
            proxy += pair[1]
            rises.append(statistics.fmean(pair[1]) - statistics.fmean(pair[0]))
            wins += sum(b > a for a, b in zip(*pair, strict=True))
            awake += [b - a for a, b, v in zip(*pair, verdicts[0], strict=True) if v != "dead"]
        total = 3 * len(channels)
        results[name] = {
            "true": round(statistics.fmean(true), 3),
            "proxy": round(statistics.fmean(proxy), 3),
            "rise": round(statistics.fmean(rises), 3),
            "spread": round(statistics.stdev(rises), 3),
            "rise_awake": round(statistics.fmean(awake or [0.0]), 3),
            "higher_share": round(wins / total, 3),
            "dead_true": round(dead[0] / total, 3),
            "dead_proxy": round(dead[1] / total, 3),
        }
        row = results[name]
        print(
            f"{name:12}{row['true']:8.3f}{row['proxy']:8.3f}{row['rise']:+8.3f}{row['spread']:14.3f}{row['rise_awake']:+8.3f}"
            f"{row['higher_share']:10.0%}{row['dead_true']:9.0%}{row['dead_proxy']:7.0%}",
            flush=True,
        )
    return results


def latency(maximizer: Maximizer) -> dict[str, float]:
    """Return the wall time to a first partial picture of conv1, and of the longest wait for a step: cancelling."""
    marks: list[float] = []

    def on_step(progress: object) -> bool:
        marks.append(time.perf_counter())
        return len(marks) < 5

    def wait(layer: str) -> tuple[float, float]:
        marks.clear()
        begin = time.perf_counter()
        channels = range(min(64, maximizer.reach.layer_shape(layer)[0]))
        list(maximizer.run([channel_mean(layer, channel) for channel in channels], Settings(), on_step=on_step))
        return marks[0] - begin, max(after - before for before, after in pairwise(marks))

    waits = {name: wait(layer) for name, layer in LAYERS.items()}
    first, longest = waits["conv1"][0], max(longest for _, longest in waits.values())
    print(f"first partial picture of conv1 {first:.2f} s, longest step (cancel) {longest:.2f} s; at most 1 s each")
    return {"first_partial_s": round(first, 3), "cancel_s": round(longest, 3)}


def crops(maximizer: Maximizer, steps: int = 20) -> dict[str, dict[str, float]]:
    """Centre units computed from the pixels they see, and from the whole picture: the same result."""
    results = {}
    print(f"{'centre unit':12}{'whole':>12}{'crop':>10}{'faster':>9}{'largest difference':>21}")
    for name, layer in (("conv1", "track_conv1"), ("block 1", "block1.track_sum"), ("block 2", "block2.track_sum")):
        objectives = [centre_unit(layer, channel) for channel in range(BATCH)]
        seconds, images = [], []
        for crop in (False, True):
            settings = Settings(steps=steps, regularization=None, tolerance=None, crop=crop, batch_size=BATCH)
            found: list[Visualization] = []
            seconds.append(cpu_seconds(lambda s=settings, o=objectives, f=found: f.extend(maximizer.run(o, s))))
            images.append(torch.stack([one.image for one in sorted(found, key=lambda one: one.index)]))
        whole, part = (1000 * total / (BATCH * steps) for total in seconds)
        difference = float((images[0] - images[1]).abs().max())
        results[name] = {"whole_ms": round(whole, 2), "crop_ms": round(part, 2), "faster": round(whole / part, 1)}
        print(f"{name:12}{whole:9.2f} ms{part:7.2f} ms{whole / part:8.1f}×{difference:21.1e}", flush=True)
    return results


def memory(maximizer: Maximizer) -> dict[str, float]:
    """100 visualizations in a row: what stays in memory, and what is left on the network."""
    sizes, threads = {}, {}
    for number in range(1, 101):
        settings = Settings(steps=3, final_steps=1, batch_size=2)
        list(maximizer.run([channel_mean("block2.track_sum", number % 64)], settings))
        if number in (20, 100):
            sizes[number] = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
            threads[number] = threading.active_count()
    hooks = sum(len(child._forward_hooks) + len(child._forward_pre_hooks) for child in maximizer.reach.module.modules())
    growth = sizes[100] / sizes[20] - 1
    print(
        f"resident after 20 {sizes[20]:.0f} MiB, after 100 {sizes[100]:.0f} MiB ({growth:+.1%}, at most +5 %); "
        f"threads {threads[20]} and {threads[100]}, hooks left {hooks}",
        flush=True,
    )
    return {"growth": round(growth, 4), "hooks": hooks}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="of equal steps (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=16, help="of equal steps per round (default: %(default)s)")
    parser.add_argument("--channels", type=int, default=8, help="per layer for the other parts (default: %(default)s)")
    parser.add_argument("--proxy-channels", type=int, default=32, help="of the policies (default: %(default)s)")
    parser.add_argument("--proxy-steps", type=int, default=20, help="of the policies (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch (default: %(default)s)")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    network = load_network("covidresnet").network
    module = network.module
    maximizer = Maximizer(module, SHAPE, mean=network.mean, std=network.std)
    results = {
        "equal_steps": equal_steps(module, maximizer, arguments.rounds, arguments.steps),
        "latency": latency(maximizer),
        "crops": crops(maximizer),
        "memory": memory(maximizer),
        "proxy_grad": proxy_grad(maximizer, arguments.proxy_channels, arguments.proxy_steps),
        "equal_activation": equal_activation(module, maximizer, arguments.channels),
    }
    print(json.dumps({"benchmark": "activation_maximization", "torch": torch.__version__, **results}))


if __name__ == "__main__":
    main()
