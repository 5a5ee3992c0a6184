"""Figure A.1: what batch normalization divides by, against the slope of the Leaky ReLUs before it."""

import itertools
import statistics
from collections.abc import Sequence

import torch
from PIL import Image
from torch import Tensor, nn

from deepvision.reproduce.data import CLASSES, SHAPES, shapes_batch
from deepvision.reproduce.drawing import BLUE, GREEN, ORANGE, RED, Line, chart
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.reproduce.resnet18 import leaky, random_resnet18, set_rectifiers

PLACES = ("layer1.0.bn2", "layer2.0.bn2", "layer3.0.bn2", "layer4.0.bn2")
SLOPES = (0.0, 0.05, 0.1, 0.2, 0.3)
REPETITIONS, BATCH = 20, 8

Deviations = dict[str, dict[float, list[float]]]
"""By place and slope, one figure per random initialisation."""


def run(request: Request) -> Reproduction:
    """Measure the deviations in training mode for random weights and pictures."""
    repetitions, batch = (2, 4) if request.quick else (REPETITIONS, BATCH)
    measured = measure(repetitions, batch, request)
    rows = []
    for place in PLACES:
        means = [statistics.fmean(measured[place][slope]) for slope in SLOPES]
        each = sum(rises(measured, place, number) for number in range(repetitions))
        ours = (
            f"{means[0]:.3f} at s = 0, {means[-1]:.3f} at s = {SLOPES[-1]} ({means[-1] / means[0]:.2f} ×); "
            f"at every step in {each} of {repetitions} initialisations"
        )
        rows.append(Row(f"input of {place}", "increases with the slope", ours, _increases(means)))
    return Reproduction(
        rows=rows,
        data=SHAPES,
        picture=_picture(measured),
        notes=[
            "The thesis gives the curves as a picture only, which is lost: what can be compared is their direction. "
            f"{repetitions} random initialisations, {batch} pictures each; torchvision's ResNet18 in training mode.",
            "Deviation: root of the channels' mean variance over batch and pixels, what the normalization divides by.",
        ],
        values={place: {str(slope): measured[place][slope] for slope in SLOPES} for place in PLACES},
    )


def measure(repetitions: int, batch: int, request: Request) -> Deviations:
    """Return the deviations; within one initialisation weights and pictures are the same for every slope."""
    measured: Deviations = {place: {slope: [] for slope in SLOPES} for place in PLACES}
    for number in range(repetitions):
        request.tell(number / repetitions, f"initialisation {number + 1}")
        seed = request.seed + number
        module = random_resnet18(CLASSES, seed).to(request.device)
        images = shapes_batch(batch, seed)[0].to(request.device)
        for slope in SLOPES:
            set_rectifiers(module, leaky, slope)
            for place, deviation in _deviations(module, images).items():
                measured[place][slope].append(deviation)
    return measured


def rises(measured: Deviations, place: str, number: int) -> bool:
    """Return whether in one initialisation the deviation rises from every slope to the next."""
    return _increases([measured[place][slope][number] for slope in SLOPES])


def _deviations(module: nn.Module, images: Tensor) -> dict[str, float]:
    found: dict[str, float] = {}

    def watch(place: str) -> torch.utils.hooks.RemovableHandle:
        def look(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            found[place] = float(given[0].var((0, 2, 3)).mean().sqrt())

        return module.get_submodule(place).register_forward_pre_hook(look)

    handles = [watch(place) for place in PLACES]
    with torch.no_grad():
        module(images)
    for handle in handles:
        handle.remove()
    return found


def _increases(values: Sequence[float]) -> bool:
    return all(later > earlier for earlier, later in itertools.pairwise(values))


def _picture(measured: Deviations) -> Image.Image:
    lines = [
        Line(
            place,
            SLOPES,
            [statistics.fmean(measured[place][slope]) for slope in SLOPES],
            colour,
            spread=[statistics.pstdev(measured[place][slope]) for slope in SLOPES],
        )
        for place, colour in zip(PLACES, (BLUE, GREEN, ORANGE, RED), strict=True)
    ]
    return chart(lines, "Input of batch normalization, Leaky ReLU", "negative slope", "standard deviation")


EXPERIMENT = Experiment("figure-a.1", "Deviation of the input to batch normalization against the slope", run)
