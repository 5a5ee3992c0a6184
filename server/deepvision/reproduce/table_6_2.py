"""Table 6.2: parameters of PFNet18 by its number of filters, and time of its passes beside ResNet18's."""

import itertools
from collections.abc import Callable
from functools import partial

import torch
from PIL import Image
from torch import nn

from deepvision.layers import BasicBlock, DenseNet, ResNet, pfdensenet121, pfnet18
from deepvision.reproduce.drawing import BLACK, BLUE, RED, Line, chart, tiled
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.reproduce.network_costs import PassTimes, device_name, time_passes, trainable_parameters

CLASSES = 200  # of CUB: with them every printed count is right
RESNET18 = "ResNet18"
FILTER_SETS = {
    2: "even-2",
    4: "even-4",
    8: "even-8",
    9: "even-uneven-9",
    13: "even-uneven-13",
    18: "even-uneven-18",
}
"""Of table 6.7, by the number of filters; which filters they are changes neither counts nor times."""
PRINTED: dict[str, tuple[float, int, int]] = {
    "2 filters": (2.7, 7, 14),
    "4 filters": (5.2, 11, 21),
    "8 filters": (10.1, 21, 36),
    "9 filters": (11.3, 24, 40),
    "13 filters": (16.2, 33, 54),
    "18 filters": (22.4, 46, 73),
    RESNET18: (11.3, 6, 14),
}
"""Millions of parameters, milliseconds of the forward and of the backward pass."""
BATCH, BATCH_WITHOUT_GPU = 48, 4
ROUNDS = 5


def run(request: Request) -> Reproduction:
    """Count the parameters, and measure all networks in turn."""
    rounds = 1 if request.quick else ROUNDS
    shape = _shape(request)
    modules = {name: make() for name, make in networks().items()}
    counted = {name: trainable_parameters(module) for name, module in modules.items()}
    for module in modules.values():
        module.to(request.device)
    times = time_passes(modules, RESNET18, shape, rounds, request.tell)
    rows = [
        Row(
            f"{name}: parameters, millions",
            f"{PRINTED[name][0]}",
            f"{count / 1e6:.1f} ({count:,})",
            round(count / 1e6, 1) == PRINTED[name][0],
        )
        for name, count in counted.items()
    ]
    rows += [_dense_row(), *(_time_row(name, times[name]) for name in counted if name != RESNET18), *_findings(times)]
    return Reproduction(
        rows=rows,
        data="none needed: counts come from the networks, times do not depend on what the pictures show",
        picture=_picture(counted, times),
        notes=[
            f"Times on {device_name(request.device)}, input {' × '.join(map(str, shape))}, medians of {rounds} rounds "
            f"in which all networks take turns; a ratio is that of one round. The thesis: {BATCH} × 3 × 224 × 224 on "
            "an NVIDIA GeForce RTX 4090. Devices differ in what a convolution of few multiply-adds costs them, so "
            "ratios are shown beside each other and only their order is judged.",
            "Counted with 200 classes (CUB) in the last layer, batch normalization included; p · c_in · c_out alone "
            "is the 1×1 weights. The forward pass keeps what the backward pass needs (training mode).",
            "Section 6.2 beside the table gives DenseNet121 12.7 million parameters and section 2.3.1 about 7. It has "
            "7.06 with 102 classes; 12.7 is DenseNet169.",
        ],
        values={
            "parameters": counted,
            "times": {name: vars(found) for name, found in times.items()},
            "device": device_name(request.device),
            "shape": list(shape),
        },
    )


def networks() -> dict[str, Callable[[], nn.Module]]:
    """Return what makes the table's networks, in its order."""
    makers: dict[str, Callable[[], nn.Module]] = {
        f"{count} filters": partial(pfnet18, CLASSES, filters) for count, filters in FILTER_SETS.items()
    }
    return {**makers, RESNET18: partial(ResNet, BasicBlock, [2, 2, 2, 2], CLASSES)}


def densenets() -> dict[str, int]:
    """Return the parameters of DenseNets with 102 classes (Flowers)."""
    with torch.device("meta"):  # shapes are enough
        made = {
            "DenseNet121": DenseNet([6, 12, 24, 16], 102),
            "DenseNet169": DenseNet([6, 12, 32, 32], 102),
            "PFDenseNet121": pfdensenet121(102),
        }
    return {name: trainable_parameters(module) for name, module in made.items()}


def _shape(request: Request) -> tuple[int, int, int, int]:
    if request.quick:
        return (2, 3, 32, 32)
    return (BATCH_WITHOUT_GPU if request.device.type == "cpu" else BATCH, 3, 224, 224)


def _dense_row() -> Row:
    counted = densenets()
    told = ", ".join(f"{name}: {count / 1e6:.1f}" for name, count in counted.items())
    return Row(
        "DenseNet121: parameters, millions (section 6.2)",
        "12.7 (2.3.1: about 7)",
        told,
        round(counted["DenseNet121"] / 1e6, 1) == 12.7,
    )


def _time_row(name: str, found: PassTimes) -> Row:
    (_, forward, backward), (_, base_forward, base_backward) = PRINTED[name], PRINTED[RESNET18]
    return Row(
        f"{name}: time of FP / BP, ResNet18's = 1",
        f"{forward / base_forward:.2f} / {backward / base_backward:.2f}",
        f"{found.forward_ratio:.2f} / {found.backward_ratio:.2f}",
    )


def _findings(times: dict[str, PassTimes]) -> list[Row]:
    ours = [found for name, found in times.items() if name != RESNET18]
    rises = all(
        b.forward_ratio > a.forward_ratio and b.backward_ratio > a.backward_ratio for a, b in itertools.pairwise(ours)
    )
    nine = times["9 filters"]
    slower = nine.forward_ratio > 1 and nine.backward_ratio > 1
    return [
        Row("time against the number of filters", "rises", "rises" if rises else "does not at every step", rises),
        Row("9 filters, as many parameters as ResNet18", "slower", "slower" if slower else "not slower", slower),
    ]


def _picture(counted: dict[str, int], times: dict[str, PassTimes]) -> Image.Image:
    filters = list(FILTER_SETS)
    names = [f"{count} filters" for count in filters]

    def ratio(name: str, place: int) -> float:
        return PRINTED[name][place] / PRINTED[RESNET18][place]

    charts = [
        [
            Line("thesis", filters, [PRINTED[name][0] for name in names], RED, is_dashed=True),
            Line("ours", filters, [counted[name] / 1e6 for name in names], BLUE),
            Line("ResNet18", filters, [counted[RESNET18] / 1e6] * len(filters), BLACK),
        ],
        [
            Line("thesis", filters, [ratio(name, 1) for name in names], RED, is_dashed=True),
            Line("ours", filters, [times[name].forward_ratio for name in names], BLUE),
        ],
        [
            Line("thesis", filters, [ratio(name, 2) for name in names], RED, is_dashed=True),
            Line("ours", filters, [times[name].backward_ratio for name in names], BLUE),
        ],
    ]
    titles = ("parameters, millions", "forward pass, ResNet18's = 1", "backward pass, ResNet18's = 1")
    return tiled(
        [
            [
                chart(lines, f"PFNet18: {title}", "filters", "", size=(480, 340))
                for lines, title in zip(charts, titles, strict=True)
            ]
        ]
    )


EXPERIMENT = Experiment("table-6.2", "Parameters of PFNet18 by its number of filters, and time of its passes", run)
