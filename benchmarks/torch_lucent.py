"""Activation maximization on a ResNet18: against torch-lucent, through its own API, one channel at a time.

Run ``python benchmarks/torch_lucent.py`` with torch-lucent in reach (without it, it says how to get it). Lucent runs as
it is delivered: ``render_vis`` with its transformations, its Fourier parametrization, its Adam. CPU time on one thread;
a channel of theirs and a batch of ours take turns, and the median over the turns of the ratio within each counts. The
network is torchvision's, its weights are random.

- **equal steps**: milliseconds per channel and step. *fourier* is our preset ``spectrum``, with Lucent's
  parametrization; *bfloat16* the default at that precision; *bound* a bare loop of a forward pass that ends at the
  layer and the gradient with respect to the input, at our batch. All steps are done, no picture ends early.
- **equal activation**: seconds per channel until ours have, on the same channels, the mean activation that Lucent has
  after ``--peer-steps``, for pictures of the same size within the same range, measured on the network as it is; for the
  ratio, 8 steps of it (as often as needed) and our whole run take turns.
"""

import argparse
import copy
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor, nn

from deepvision.visualization.maximization import PRESETS, Maximizer, Settings, channel_mean

import torchvision  # isort: skip  (deepvision goes first)

MISSING = """\
torch-lucent is missing, so there is nothing to compare with. It asks for old versions of packages that others need new,
so it gets a folder of its own:
    pip install --target DIR --no-deps torch-lucent "kornia<=0.4.1" && pip install --target DIR decorator ipython tqdm
    PYTHONPATH=DIR python benchmarks/torch_lucent.py"""

SIDE = 224
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""ImageNet's, which Lucent assumes."""
LAYERS = {
    "early": ("layer1.1.add", "layer1_1"),
    "middle": ("layer2.1.add", "layer2_1"),
    "late": ("layer4.1.add", "layer4_1"),
}
"""The output of the same block in our words and in Lucent's."""
BATCH = 8
TARGET = 5.0


def cpu_seconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def their_seconds(module: nn.Module, layer: str, channel: int, steps: int, images: list[Tensor]) -> float:
    """Return what one channel takes; its picture in our units is appended to ``images``."""
    from lucent.optvis import objectives, param, render

    fresh = copy.deepcopy(module)  # its hooks stay behind
    begin = time.process_time()
    (picture,) = render.render_vis(
        fresh,
        objectives.channel(layer, channel),
        param_f=lambda: param.image(SIDE),
        thresholds=(steps,),
        show_image=False,
        progress=False,
    )
    seconds = time.process_time() - begin
    pixels = torch.from_numpy(picture[0]).permute(2, 0, 1)
    images.append((pixels - torch.tensor(MEAN)[:, None, None]) / torch.tensor(STD)[:, None, None])
    return seconds


def ratio(of: list[float], to: list[float]) -> float:
    """Return the median of the ratios within each turn."""
    return statistics.median(a / b for a, b in zip(of, to, strict=True))


def bound(maximizer: Maximizer, layer: str, steps: int) -> None:
    shown = torch.randn(BATCH, 3, SIDE, SIDE).to(memory_format=torch.channels_last)
    for _ in range(steps):
        live = shown.detach().requires_grad_()
        maps = maximizer.reach.run(live, [layer])[layer]
        torch.autograd.grad(sum(maps[row, row].mean() for row in range(BATCH)), live)


def equal_steps(module: nn.Module, maximizer: Maximizer, rounds: int, steps: int) -> dict[str, dict[str, float]]:
    plain = Settings(steps=steps, final_steps=0, tolerance=None, batch_size=BATCH)
    spectrum = replace(PRESETS["spectrum"](), steps=steps, final_steps=0, tolerance=None, batch_size=BATCH)
    kinds = {"ours": plain, "fourier": spectrum, "bfloat16": replace(plain, precision="bfloat16"), "bound": None}
    print(f"{'equal steps':14}{'lucent':>10}" + "".join(f"{kind:>12}{'faster':>9}" for kind in kinds) + "   target")
    results = {}
    for name, (layer, theirs) in LAYERS.items():
        objectives = [channel_mean(layer, channel) for channel in range(BATCH)]
        lucent: list[float] = []
        ours: dict[str, list[float]] = {kind: [] for kind in kinds}
        for number in range(rounds):
            lucent.append(their_seconds(module, theirs, number, steps, []) / steps * 1000)
            for kind, settings in kinds.items():
                if settings is None:
                    seconds = cpu_seconds(lambda la=layer: bound(maximizer, la, steps))
                else:
                    seconds = cpu_seconds(lambda s=settings, o=objectives: list(maximizer.run(o, s)))
                ours[kind].append(seconds / (steps * BATCH) * 1000)
        results[name] = {"lucent_ms": round(statistics.median(lucent), 1)}
        line = f"{name:14}{statistics.median(lucent):7.1f} ms"
        for kind, found in ours.items():
            faster = ratio(lucent, found)
            results[name] |= {f"{kind}_ms": round(statistics.median(found), 1), f"{kind}_faster": round(faster, 2)}
            line += f"{statistics.median(found):9.1f} ms{faster:8.1f}×"
        print(f"{line}   ≥ {TARGET}×", flush=True)
    return results


def equal_activation(module: nn.Module, maximizer: Maximizer, count: int, steps: int) -> dict[str, dict[str, float]]:
    print(
        f"{'equal activ.':14}{'lucent':>10}{'steps':>7}{'s':>8}{'ours':>10}{'steps':>7}{'s':>8}{'faster':>9}   target"
    )
    results = {}
    for name, (layer, theirs) in LAYERS.items():
        width = maximizer.reach.layer_shape(layer)[0]
        channels = [number * width // BATCH for number in range(BATCH)]
        compared = channels[:: BATCH // count][:count]
        images: list[Tensor] = []
        slow = [their_seconds(module, theirs, channel, steps, images) for channel in compared]
        target = statistics.fmean(reached(maximizer, layer, compared, torch.stack(images)))
        objectives = [channel_mean(layer, channel) for channel in channels]
        found, fast, needed = 0.0, float("nan"), 0
        for needed in (3, 6, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200):
            settings = Settings(steps=needed, final_steps=min(10, needed // 3), batch_size=BATCH)
            made = {}
            fast = cpu_seconds(
                lambda s=settings, o=objectives, m=made: m.update({v.index: v for v in maximizer.run(o, s)})
            )
            found = statistics.fmean(made[channels.index(channel)].activation for channel in compared)
            if found >= target:
                break
        faster = 0.0
        if found >= target:
            turns = [
                (
                    their_seconds(module, theirs, channels[number], 8, []) * steps / 8,
                    cpu_seconds(lambda s=settings, o=objectives: list(maximizer.run(o, s))) / BATCH,
                )
                for number in range(3)
            ]
            faster = ratio(*map(list, zip(*turns, strict=True)))
        theirs_s, ours_s = statistics.median(slow), fast / BATCH
        results[name] = {
            "target": round(target, 4),
            "lucent_s": round(theirs_s, 2),
            "reached": round(found, 4),
            "steps": needed,
            "ours_s": round(ours_s, 3),
            "faster": round(faster, 1),
        }
        print(
            f"{name:14}{target:10.3f}{steps:7}{theirs_s:8.1f}{found:10.3f}{needed:7}{ours_s:8.2f}{faster:8.1f}×"
            f"   ≥ {TARGET}×",
            flush=True,
        )
    return results


def reached(maximizer: Maximizer, layer: str, channels: list[int], images: Tensor) -> list[float]:
    with torch.no_grad():
        maps = maximizer.reach.run(images, [layer])[layer]
    return [float(maps[row, channel].mean()) for row, channel in enumerate(channels)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="of equal steps (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=6, help="of equal steps per round (default: %(default)s)")
    parser.add_argument("--channels", type=int, default=2, help="of Lucent's, to 200 steps (default: %(default)s)")
    parser.add_argument(
        "--peer-steps", type=int, default=64, help="of Lucent, whose default is 512 (default: %(default)s)"
    )
    arguments = parser.parse_args()
    try:
        import lucent.optvis.render  # noqa: F401
    except ModuleNotFoundError as error:
        print(f"{MISSING}\n({error})")
        print(json.dumps({"benchmark": "torch_lucent", "missing": "torch-lucent"}))
        return 1
    torch.set_num_threads(1)
    torch.manual_seed(0)
    module = torchvision.models.resnet18(weights=None).eval()
    maximizer = Maximizer(module, (3, SIDE, SIDE), mean=MEAN, std=STD)
    results = {
        "equal_steps": equal_steps(module, maximizer, arguments.rounds, arguments.steps),
        "equal_activation": equal_activation(module, maximizer, arguments.channels, arguments.peer_steps),
    }
    print(json.dumps({"benchmark": "torch_lucent", "torch": torch.__version__, **results}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
