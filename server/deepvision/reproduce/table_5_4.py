"""Table 5.4: derivatives of the loss after the first convolution of the first block, by rectifier and slope."""

import itertools
import statistics
from collections.abc import Callable, Sequence

import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional

from deepvision.reproduce.data import CLASSES, SHAPES, shapes_batch
from deepvision.reproduce.drawing import BLACK, BLUE, GREEN, ORANGE, RED, Line, chart, tiled
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.reproduce.resnet18 import leaky, proxy, random_resnet18, set_rectifiers

PLACE = "layer1.0.conv1"
SLOPES = (0.0, 0.05, 0.1, 0.2, 0.3)
ARMS: dict[str, Callable[[float], nn.Module]] = {"Leaky ReLU": leaky, "ProxyGrad": proxy}
EXPECTED = {
    (False, "Leaky ReLU"): "increase with the slope",
    (False, "ProxyGrad"): "increase with the slope",
    (True, "Leaky ReLU"): "decrease with the slope",
    (True, "ProxyGrad"): "increase with the slope",
}
"""By whether there is batch normalization, and by rectifier."""
REPETITIONS, BATCH = 20, 8
_POINTS = 64

Means = dict[tuple[bool, str], dict[float, list[float]]]
"""By normalization and rectifier, then by slope: the mean absolute derivative of each random initialisation."""


def run(request: Request) -> Reproduction:
    """Take the derivatives for random weights and pictures, with and without batch normalization."""
    repetitions, batch = (2, 2) if request.quick else (REPETITIONS, BATCH)
    means, curves = measure(repetitions, batch, request)
    rows = []
    for (has_norm, arm), said in EXPECTED.items():
        ratios = [follows(means, has_norm, arm, number) for number in range(repetitions)]
        low, high = (statistics.fmean(means[has_norm, arm][slope]) for slope in (SLOPES[0], SLOPES[-1]))
        ours = (
            f"{low:.2g} at s = 0, {high:.2g} at s = {SLOPES[-1]} ({high / low:.2f} ×); "
            f"at every step in {sum(ratios)} of {repetitions} initialisations"
        )
        averages = [statistics.fmean(means[has_norm, arm][slope]) for slope in SLOPES]
        rows.append(Row(f"{_norm(has_norm)}, {arm}", said, ours, _goes(averages, said)))
    return Reproduction(
        rows=rows,
        data=SHAPES,
        picture=_picture(curves),
        notes=[
            "The thesis gives the curves as pictures only, which are lost: what can be compared is their direction. "
            f"{repetitions} random initialisations (the thesis: 50), {batch} pictures each; torchvision's ResNet18 "
            "with its own random weights, in training mode.",
            "Figures are means of absolute derivatives; the picture has all of them, sorted, as the thesis.",
        ],
        values={
            f"{_norm(has_norm)}, {arm}": {str(slope): values for slope, values in by_slope.items()}
            for (has_norm, arm), by_slope in means.items()
        },
    )


def measure(
    repetitions: int, batch: int, request: Request
) -> tuple[Means, dict[tuple[bool, str], dict[float, list[float]]]]:
    """Return the means of all initialisations, and sorted derivatives averaged over them, thinned to 64 points."""
    means: Means = {key: {slope: [] for slope in SLOPES} for key in EXPECTED}
    curves = {key: {slope: [0.0] * _POINTS for slope in SLOPES} for key in EXPECTED}
    for number in range(repetitions):
        seed = request.seed + number
        images, labels = (tensor.to(request.device) for tensor in shapes_batch(batch, seed))
        for has_norm in (False, True):
            request.tell((2 * number + has_norm) / (2 * repetitions), f"initialisation {number + 1}")
            module = random_resnet18(CLASSES, seed, batch_norm=has_norm).to(request.device)
            plain = derivatives(module, images, labels, leaky, 0.0)
            for arm, make in ARMS.items():
                for slope in SLOPES:
                    found = derivatives(module, images, labels, make, slope) if slope else plain
                    means[has_norm, arm][slope].append(float(found.mean()))
                    places = torch.linspace(0, 1, _POINTS + 1)[1:].mul(len(found) - 1).long()  # not the very least
                    thinned = found.sort().values.cpu()[places].tolist()
                    curve = curves[has_norm, arm][slope]
                    curves[has_norm, arm][slope] = [a + b / repetitions for a, b in zip(curve, thinned, strict=True)]
    return means, curves


def derivatives(
    module: nn.Module, images: Tensor, labels: Tensor, make: Callable[[float], nn.Module], slope: float
) -> Tensor:
    """Return the absolute derivatives of the cross-entropy after the first convolution of the first block, flat."""
    set_rectifiers(module, make, slope)
    kept: list[Tensor] = []

    def keep(_: nn.Module, given: object, output: Tensor) -> None:
        kept.append(output)

    handle = module.get_submodule(PLACE).register_forward_hook(keep)
    try:
        loss = functional.cross_entropy(module(images), labels)
    finally:
        handle.remove()
    (gradient,) = torch.autograd.grad(loss, kept[0])
    return gradient.abs().flatten()


def follows(means: Means, has_norm: bool, arm: str, number: int) -> bool:
    """Return whether one initialisation goes the thesis's way from every slope to the next."""
    values = [means[has_norm, arm][slope][number] for slope in SLOPES]
    return _goes(values, EXPECTED[has_norm, arm])


def _goes(values: Sequence[float], said: str) -> bool:
    sign = 1 if said.startswith("increase") else -1
    return all(sign * (later - earlier) > 0 for earlier, later in itertools.pairwise(values))


def _norm(has_norm: bool) -> str:
    return "with batch normalization" if has_norm else "without batch normalization"


def _picture(curves: dict[tuple[bool, str], dict[float, list[float]]]) -> Image.Image:
    share = [(number + 1) / _POINTS for number in range(_POINTS)]
    colours = dict(zip(SLOPES, (BLACK, BLUE, GREEN, ORANGE, RED), strict=True))
    charts = [
        [
            chart(
                [Line(f"s = {slope}", share, curves[has_norm, arm][slope], colours[slope]) for slope in SLOPES],
                f"{arm}, {_norm(has_norm)}",
                "elements, sorted",
                "absolute derivative",
                log=True,
            )
            for arm in ARMS
        ]
        for has_norm in (False, True)
    ]
    return tiled(charts)


EXPERIMENT = Experiment("table-5.4", "Derivatives of the loss in a random ResNet18 against the slope", run)
