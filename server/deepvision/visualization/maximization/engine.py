"""The pictures that excite parts of a network most: what others call."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import torch
from torch import Tensor, nn

from deepvision.visualization.maximization.job import Job
from deepvision.visualization.maximization.objectives import Objective, check
from deepvision.visualization.maximization.parameterizations import (
    Fourier,
    Maco,
    Parameterization,
    Pixels,
    natural_colours,
)
from deepvision.visualization.maximization.reaching import Reach
from deepvision.visualization.maximization.results import OnStep, Progress, Visualization
from deepvision.visualization.maximization.settings import Settings
from deepvision.visualization.maximization.starts import Starts


class Maximizer:
    """Finds the pictures that excite parts of a network most.

    The network is never changed: no module is edited or switched, no gradient is left, and others may use it at the
    same time. Its weights' gradients are not computed, and it runs no further than the layer asked for.

    Args:
        module: the network, in inference mode, on the device to compute on.
        shape: (C, H, W) of its input.
        mean, std: of the normalisation, per channel; 0 and 1 if left out. Ranges are limited in these terms.
        colours: matrix (C, C) from decorrelated to normalised channels for ``fourier`` and ``maco``; by default that
            of natural pictures for RGB.
    """

    def __init__(
        self,
        module: nn.Module,
        shape: tuple[int, int, int],
        *,
        mean: Sequence[float] | None = None,
        std: Sequence[float] | None = None,
        colours: Tensor | None = None,
    ) -> None:
        self.reach = Reach(module, shape)
        self.shape = shape
        means, deviations = list(mean or [0.0] * shape[0]), list(std or [1.0] * shape[0])
        if len(means) != shape[0] or len(deviations) != shape[0] or min(deviations) <= 0:
            raise ValueError(
                f"Expected a mean and a positive std for each of {shape[0]} channels, got {mean} and {std}."
            )
        self.low = ((0 - torch.tensor(means)) / torch.tensor(deviations))[:, None, None]
        self.high = ((1 - torch.tensor(means)) / torch.tensor(deviations))[:, None, None]
        # Measured on CPUs: convolutions take 10 to 60 % less time so; on other devices it has not been measured.
        self.channels_last = self.reach.device.type == "cpu" and self.reach.takes_channels_last()
        self._colours = natural_colours(deviations) if colours is None else colours

    def run(
        self,
        objectives: Sequence[Objective],
        settings: Settings,
        *,
        start: Tensor | None = None,
        magnitudes: Tensor | None = None,
        on_step: OnStep | None = None,
    ) -> Iterator[Visualization]:
        """Yield each picture as it is finished, in the order they get ready.

        Objectives of the same layers that follow each other share batches.

        Args:
            objectives: one per picture.
            settings: of the run.
            start: (C, H, W) for all, or (N, C, H, W), in normalised units; None: noise from the seed.
            magnitudes: what ``maco`` keeps, see :func:`~.parameterizations.mean_magnitudes`.
            on_step: told of every step; returns whether to go on.

        Raises:
            ValueError: an unknown layer, a channel out of range, a start of another shape, a network that gives
                nothing but NaN, ``maco`` without magnitudes. Raised by this call, not by the iteration.
        """
        return self._told(self.events(objectives, settings, start=start, magnitudes=magnitudes), on_step)

    def events(
        self,
        objectives: Sequence[Objective],
        settings: Settings,
        *,
        start: Tensor | None = None,
        magnitudes: Tensor | None = None,
    ) -> Iterator[Visualization | Progress]:
        """Yield what :meth:`run` yields, and after every step where it stands; whoever iterates may stop at any time.

        Each call of ``next`` does one step at most, so that other work can take turns with it. Raises as :meth:`run`.
        """
        if not objectives:
            return iter(())
        shapes = {layer: self.reach.layer_shape(layer) for objective in objectives for layer in objective.layers}
        for objective in objectives:
            check(objective, shapes)
        for layer in shapes:
            self.reach.check_finite(layer)
        self._parameterization(settings, self.shape[1:], magnitudes)
        keys = [objective.key for objective in objectives]
        limit = self.limited if settings.limit_range else _unchanged
        starts = Starts(self.shape, keys, settings.seed, start, limit)
        return self._events(list(objectives), settings, starts, magnitudes)

    def limited(self, images: Tensor) -> Tensor:
        """Return pictures (…, C, H, W) in normalised units with all values within what a picture can have."""
        return images.clamp(self.low.to(images), self.high.to(images))

    def _told(self, events: Iterator[Visualization | Progress], on_step: OnStep | None) -> Iterator[Visualization]:
        for event in events:
            if isinstance(event, Visualization):
                yield event
            elif on_step is not None and not on_step(event):
                return

    def _events(
        self, objectives: list[Objective], settings: Settings, starts: Starts, magnitudes: Tensor | None
    ) -> Iterator[Visualization | Progress]:
        done = 0
        for _, group in groupby(range(len(objectives)), key=lambda index: objectives[index].layers):
            job = Job(
                self.reach,
                objectives,
                list(group),
                settings,
                starts,
                limit=self.limited,
                parameterize=lambda size: self._parameterization(settings, size, magnitudes),
                channels_last=self.channels_last,
            )
            while job.is_going:
                finished = job.step()
                done += len(finished)
                yield from finished
                yield Progress(done, len(objectives), job.steps(), job.images)

    def _parameterization(
        self, settings: Settings, size: tuple[int, int], magnitudes: Tensor | None
    ) -> Parameterization:
        if settings.parameterization == "pixels":
            return Pixels()
        if settings.parameterization == "fourier":
            return Fourier(size, self._colours)
        if magnitudes is None:
            raise ValueError(
                "maco keeps the magnitudes of the data's spectrum, and none were given. "
                "Make them with mean_magnitudes(images) from a few hundred pictures."
            )
        return Maco(magnitudes, size, self._colours)


def _unchanged(images: Tensor) -> Tensor:
    return images
