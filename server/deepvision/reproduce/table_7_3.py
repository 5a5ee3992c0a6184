"""Table 7.3: what the reduced PFNet18 costs beside ResNet18: parameters, bytes, multiply-adds, time, memory."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

from PIL import Image, ImageDraw
from torch import nn

from deepvision.layers import BasicBlock, ResNet, pfnet18
from deepvision.reproduce.drawing import BLUE, INK, PAPER, RED, text_font
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.reproduce.network_costs import (
    PassTimes,
    bytes_kept,
    device_name,
    file_bytes,
    multiply_adds,
    time_passes,
    trainable_parameters,
)

CLASSES = 102  # of Flowers: with them both printed counts are right
REDUCED, RESNET18 = "PFNet18", "ResNet18"
BATCH, BATCH_WITHOUT_GPU = 64, 8
SHARE = 0.13
"""Of ResNet18's parameters that the reduced PFNet18 has (section 7.1)."""
ROUNDS = 9
_GIGA, _MEGA = 1e9, 1e6


@dataclass(frozen=True)
class Costs:
    """A row of the table.

    Attributes:
        parameters: trainable, millions.
        size: of the file, MB.
        forward, backward: milliseconds on the thesis's device.
        memory: of the forward pass, GB.
        multiply_adds: billions.
    """

    parameters: float
    size: float
    forward: float
    backward: float
    memory: float
    multiply_adds: float


PRINTED = {
    REDUCED: Costs(1.46, 6, 37, 70, 3.9, 0.26),
    RESNET18: Costs(11.23, 45, 27, 65, 3.0, 1.81),
}


def networks() -> dict[str, Callable[[], nn.Module]]:
    """Return what makes the two networks."""
    return {
        REDUCED: partial(pfnet18, CLASSES, "even-uneven-16", reduced=True),
        RESNET18: partial(ResNet, BasicBlock, [2, 2, 2, 2], CLASSES),
    }


def run(request: Request) -> Reproduction:
    """Count everything that can be counted, and measure both networks in turn."""
    batch = BATCH_WITHOUT_GPU if request.device.type == "cpu" else BATCH
    shape = (2, 3, 32, 32) if request.quick else (batch, 3, 224, 224)
    rounds = 1 if request.quick else ROUNDS
    makers = networks()
    modules = {name: make() for name, make in makers.items()}
    sizes = {name: file_bytes(module) for name, module in modules.items()}
    counted = {name: trainable_parameters(module) for name, module in modules.items()}
    adds = {name: multiply_adds(make) for name, make in makers.items()}
    kept = {name: bytes_kept(make, BATCH) for name, make in makers.items()}
    for module in modules.values():
        module.to(request.device)
    times = time_passes(modules, RESNET18, shape, rounds, request.tell)
    return Reproduction(
        rows=[
            *(_counted_row(name, counted[name]) for name in makers),
            _share_row(counted),
            *(_size_row(name, sizes[name]) for name in makers),
            *(_adds_row(name, adds[name]) for name in makers),
            *_time_rows(times[REDUCED]),
            _memory_row(kept),
        ],
        data="none needed: counts come from the networks, times do not depend on what the pictures show",
        picture=_picture(counted, sizes, adds, kept, times[REDUCED]),
        notes=[
            f"Times on {device_name(request.device)}, input {' × '.join(map(str, shape))}, median of {rounds} rounds "
            f"in which both networks take turns; the thesis: {BATCH} × 3 × 224 × 224 on an NVIDIA GTX 1080 Ti. A GPU "
            "pays for many small operations, which the thesis blames for its times; other devices pay less or more, so "
            "the ratios are shown beside each other and not judged.",
            f"Counted with {CLASSES} classes (Flowers), which give both printed counts. The file holds weights and "
            "buffers (running statistics, filters) as float32; MB is 10⁶ bytes, with which both sizes are right.",
            "Multiply-adds are half of the FLOPs, as the thesis defines, of convolutions and matrix products, at "
            "224 × 224. They are those of one picture, though the table's caption names 64.",
            "GPU memory was not measured: ours is what PyTorch keeps of a forward pass of 64 pictures for the backward "
            "pass, counted without parameters. The thesis does not say how it measured; its figures are about 1.5 GB "
            "larger for both networks, so they probably hold libraries and workspace. The difference is comparable.",
        ],
        values={
            "parameters": counted,
            "file_bytes": sizes,
            "multiply_adds": adds,
            "bytes_kept": kept,
            "times": {name: asdict(found) for name, found in times.items()},
            "device": device_name(request.device),
            "shape": list(shape),
        },
    )


def _counted_row(name: str, count: int) -> Row:
    wanted = PRINTED[name].parameters
    found = round(count / _MEGA, 2)
    return Row(f"{name}: parameters, millions", f"{wanted}", f"{found} ({count:,})", found == wanted)


def _share_row(counted: dict[str, int]) -> Row:
    share = counted[REDUCED] / counted[RESNET18]
    return Row(f"{REDUCED} / {RESNET18}: parameters", f"{SHARE:.0%}", f"{share:.1%}", round(share, 2) == SHARE)


def _size_row(name: str, found: int) -> Row:
    wanted = PRINTED[name].size
    return Row(f"{name}: size, MB", f"{wanted:.0f}", f"{found / _MEGA:.2f}", round(found / _MEGA) == wanted)


def _adds_row(name: str, found: int) -> Row:
    wanted = PRINTED[name].multiply_adds
    ours = round(found / _GIGA, 2)
    return Row(f"{name}: multiply-adds, billions", f"{wanted}", f"{ours} ({found:,})", ours == wanted)


def _time_rows(found: PassTimes) -> list[Row]:
    theirs, base = PRINTED[REDUCED], PRINTED[RESNET18]
    return [
        Row(f"{what}, {RESNET18}'s = 1", f"{printed:.2f}", f"{ours:.2f}")
        for what, printed, ours in (
            (f"{REDUCED}: time of the forward pass", theirs.forward / base.forward, found.forward_ratio),
            (f"{REDUCED}: time of the backward pass", theirs.backward / base.backward, found.backward_ratio),
        )
    ]


def _memory_row(kept: dict[str, int]) -> Row:
    theirs, base = PRINTED[REDUCED].memory, PRINTED[RESNET18].memory
    ours, ours_base = kept[REDUCED] / _GIGA, kept[RESNET18] / _GIGA
    return Row(
        f"{REDUCED} − {RESNET18}: memory of a forward pass, GB",
        f"{theirs} − {base} = {theirs - base:.1f}",
        f"{ours:.2f} − {ours_base:.2f} = {ours - ours_base:.2f} (kept for the backward pass)",
    )


def _picture(
    counted: dict[str, int], sizes: dict[str, int], adds: dict[str, int], kept: dict[str, int], found: PassTimes
) -> Image.Image:
    """Return bars: each cost of the reduced PFNet18 as a share of ResNet18's, the thesis's and ours."""
    theirs, base = PRINTED[REDUCED], PRINTED[RESNET18]
    bars = [
        ("parameters", theirs.parameters / base.parameters, counted[REDUCED] / counted[RESNET18]),
        ("file size", theirs.size / base.size, sizes[REDUCED] / sizes[RESNET18]),
        ("multiply-adds", theirs.multiply_adds / base.multiply_adds, adds[REDUCED] / adds[RESNET18]),
        ("forward pass, time", theirs.forward / base.forward, found.forward_ratio),
        ("backward pass, time", theirs.backward / base.backward, found.backward_ratio),
        ("memory", theirs.memory / base.memory, kept[REDUCED] / kept[RESNET18]),
    ]
    left, row = 170, 52
    unit = 480 / max(1.0, *(value for _, *pair in bars for value in pair))
    canvas = Image.new("RGB", (left + 560, 60 + row * len(bars)), PAPER)
    brush = ImageDraw.Draw(canvas)
    brush.text((12, 8), "Reduced PFNet18, ResNet18's = 1", INK, text_font(15))
    for name, colour, x in (("thesis", RED, 400), ("ours", BLUE, 500)):
        brush.rectangle((x, 12, x + 24, 22), colour)
        brush.text((x + 32, 17), name, INK, text_font(13), anchor="lm")
    for number, (name, printed, ours) in enumerate(bars):
        top = 44 + row * number
        brush.text((left - 10, top + 18), name, INK, text_font(13), anchor="rm")
        for value, colour, y in ((printed, RED, top), (ours, BLUE, top + 19)):
            brush.rectangle((left, y, left + value * unit, y + 16), colour)
            brush.text((left + value * unit + 8, y + 8), f"{value:.2f}", INK, text_font(12), anchor="lm")
    brush.line((left + unit, 38, left + unit, canvas.height - 12), INK)
    return canvas


EXPERIMENT = Experiment("table-7.3", "Parameters, size, multiply-adds, time and memory of the reduced PFNet18", run)
