"""How far a generated picture can be trusted: figures that stand beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from deepvision.visualization.maximization.engine import Maximizer
from deepvision.visualization.maximization.objectives import Objective, ObjectiveBatch, Term
from deepvision.visualization.maximization.randomness import generator
from deepvision.visualization.maximization.reaching import Reach
from deepvision.visualization.maximization.results import Visualization

_SHIFTS = ((0, 3), (0, -3), (3, 0), (-3, 0))


@dataclass(frozen=True)
class Quality:
    """Figures of one picture, all measured on the network as it is, with values limited to the range of pictures.

    Attributes:
        activation: the objective.
        relative: ``activation`` divided by the largest of the data set; None if that is unknown or not positive. Below
            1 a picture of the data excites the channel more.
        robustness: mean of the objective under small shifts and under noise, divided by ``activation``; patterns that
            only work pixel by pixel come out low. None if the activation is not positive.
        rank: place of the channel among the channels of its layer in this picture, 1 is the largest; None for
            objectives of several channels or layers.
        channels: of the layer.
    """

    activation: float
    relative: float | None
    robustness: float | None
    rank: int | None
    channels: int


def measure(
    maximizer: Maximizer,
    visualizations: Sequence[Visualization],
    *,
    data_maxima: Sequence[float] | None = None,
    noise: float = 0.2,
    batch_size: int = 8,
) -> list[Quality]:
    """Return the figures of pictures, in their order.

    Args:
        maximizer: what made them.
        visualizations: the pictures.
        data_maxima: largest value of each picture's objective over a data set, see :func:`data_maxima_of`.
        noise: standard deviation of the noise in normalised units.
        batch_size: pictures per pass.

    Raises:
        ValueError: another number of maxima than of pictures.
    """
    if data_maxima is not None and len(data_maxima) != len(visualizations):
        raise ValueError(
            f"Expected one data-set maximum for each of {len(visualizations)} pictures, got {len(data_maxima)}."
        )
    measured = []
    for number, visualization in enumerate(visualizations):
        image = maximizer.limited(visualization.image)
        variants = torch.stack([image, *(image.roll(shift, (1, 2)) for shift in _SHIFTS), _noisy(image, noise)])
        values, rank, channels = _values(maximizer.reach, visualization.objective, variants, batch_size)
        clean = float(values[0])
        largest = None if data_maxima is None else data_maxima[number]
        measured.append(
            Quality(
                activation=clean,
                relative=clean / largest if largest is not None and largest > 0 else None,
                robustness=float(values[1:].mean()) / clean if clean > 0 else None,
                rank=rank,
                channels=channels,
            )
        )
    return measured


def data_maxima_of(
    maximizer: Maximizer, objectives: Sequence[Objective], images: Tensor, batch_size: int = 8
) -> list[float]:
    """Return the largest value of each objective over pictures (N, C, H, W) in normalised units.

    Objectives of one channel of one layer share the passes of that layer.
    """
    largest: list[float] = []
    cache: dict[tuple[str, str], Tensor] = {}
    for objective in objectives:
        term = _only(objective)
        if term is None or term.channel is None:
            largest.append(float(_values(maximizer.reach, objective, images, batch_size)[0].max()))
            continue
        key = (term.layer, term.where)
        if key not in cache:
            cache[key] = _layer_values(maximizer.reach, term.layer, term.where, images, batch_size)
        largest.append(float((cache[key][:, term.channel] * term.weight).max()))
    return largest


def _values(reach: Reach, objective: Objective, images: Tensor, batch_size: int) -> tuple[Tensor, int | None, int]:
    """Return the objective per picture, and in the first picture the rank of its channel and how many there are."""
    term = _only(objective)
    layer = objective.terms[0].layer
    channels = reach.layer_shape(layer)[0]
    if term is not None and term.channel is not None:
        of_layer = _layer_values(reach, layer, term.where, images, batch_size)
        ordered = of_layer[0] * (1 if term.weight >= 0 else -1)
        rank = 1 + int((ordered > ordered[term.channel]).sum())
        return of_layer[:, term.channel] * term.weight, rank, channels
    shapes = {name: reach.layer_shape(name) for name in objective.layers}
    found = []
    for chunk in torch.split(images, batch_size):
        batch = ObjectiveBatch([objective] * len(chunk), shapes, reach.device, reach.dtype)
        with torch.no_grad():
            activations = reach.run(chunk.to(reach.device, reach.dtype), objective.layers)
            found.append(batch.values(activations).cpu())
    return torch.cat(found), None, channels


def _layer_values(reach: Reach, layer: str, where: str, images: Tensor, batch_size: int) -> Tensor:
    """Return (N, C): mean or centre value of every channel of a layer for every picture."""
    found = []
    for chunk in torch.split(images, batch_size):
        with torch.no_grad():
            maps = reach.run(chunk.to(reach.device, reach.dtype), [layer])[layer]
        height, width = maps.shape[2:]
        found.append((maps.mean((2, 3)) if where == "mean" else maps[:, :, height // 2, width // 2]).cpu())
    return torch.cat(found)


def _only(objective: Objective) -> Term | None:
    return objective.terms[0] if len(objective.terms) == 1 else None


def _noisy(image: Tensor, deviation: float) -> Tensor:
    return image + deviation * torch.randn(image.shape, generator=generator(0, "quality", 0, "noise")).to(image)
