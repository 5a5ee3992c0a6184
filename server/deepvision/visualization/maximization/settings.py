"""How pictures are optimised: every choice of a run, and named presets of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from deepvision.visualization.maximization.ascent import OptimizerName
from deepvision.visualization.maximization.policies import GradientPolicy
from deepvision.visualization.maximization.regularization import Regularization

Precision = Literal["full", "bfloat16"]
ParameterizationName = Literal["pixels", "fourier", "maco"]

ROBUST = Regularization(
    rotation=(1.0, 5.0),
    scaling_probability=0.1,
    roll=(1, 4),
    roll_probability=0.5,
    distribution=0.0,
    both_directions=True,
)
"""The default between steps: small movements in all directions; limits of range take the place of (7)."""

PROXY = GradientPolicy("proxy", 0.1, 0.0)
"""The default gradient: ProxyGrad wakes channels that are silent at first, and the last steps follow the truth."""


@dataclass(frozen=True)
class Settings:
    """The choices of a run. Two runs with the same ones, and the same weights, give the same pictures.

    The defaults reach more than the thesis's way, in fewer steps and within the range of pictures
    (``benchmarks/activation_maximization.py`` has the figures); that one is :func:`thesis`.

    Attributes:
        steps: of gradient ascent, the final ones included.
        step_size: μ of (5.1), the L2 norm of a step of one picture in normalised units (for ``maco`` in radians).
        optimizer: ``normalised`` is (5.1); ``adam`` is for spectra, see :class:`~.ascent.Ascent`.
        momentum: share of the step before that a step goes on with; 0 is (5.1).
        parameterization: ``pixels``, ``fourier`` with decorrelated colours, or ``maco``: fixed magnitudes.
        policy: what rectifiers do to the gradient.
        regularization: between steps, or None.
        final_steps: how many of the last steps go without regularization.
        limit_range: keep every value within what a picture can have, 0 to 1 before normalisation.
        tolerance: a picture is finished when its objective has risen within the last ``patience`` steps by no more than
            this share of all it has risen; None: all steps are done.
        patience: see ``tolerance``.
        precision: ``full`` is the network's own; with ``bfloat16`` the passes of ascent multiply in that type, twice as
            fast on processors that have it (AVX-512 BF16, AMX, recent GPUs) and slower on others. Activations that are
            reported are measured in full precision in both.
        crop: optimise only the pixels that a centre unit sees, where that gives the same result.
        batch_size: pictures at a time; smaller numbers are filled up. It moves the last digits. None: as many as are
            fast and fit into memory.
        seed: of noise and transformations, together with layer and channel.
    """

    steps: int = 100
    step_size: float = 60.0
    optimizer: OptimizerName = "normalised"
    momentum: float = 0.0
    parameterization: ParameterizationName = "pixels"
    policy: GradientPolicy = PROXY
    regularization: Regularization | None = ROBUST
    final_steps: int = 10
    limit_range: bool = True
    tolerance: float | None = 0.01
    patience: int = 20
    precision: Precision = "full"
    crop: bool = True
    batch_size: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if self.steps < 1 or self.patience < 1 or self.final_steps < 0:
            raise ValueError(
                f"Expected at least 1 step and a patience of at least 1, got {self.steps}, {self.patience} "
                f"and {self.final_steps} final steps."
            )
        if not 0 < self.step_size < float("inf") or not 0 <= self.momentum < 1:
            raise ValueError(
                f"Expected a positive step size and a momentum from 0 to below 1, got {self.step_size} "
                f"and {self.momentum}."
            )
        if self.batch_size is not None and self.batch_size < 1:
            raise ValueError(f"Expected a batch size of at least 1, got {self.batch_size}.")


def thesis() -> Settings:
    """The original tool's way, step by step (thesis, 4.1.5): it starts from the picture in the network.

    200 steps of length 20 along the true gradient of a channel's mean, the seven transformations between them, none in
    the last 10; pixels without limits, no picture ends early.
    """
    return Settings(
        steps=200,
        step_size=20.0,
        policy=GradientPolicy("true"),
        regularization=Regularization(),
        final_steps=10,
        limit_range=False,
        tolerance=None,
    )


def spectrum() -> Settings:
    """Fourier coefficients of decorrelated colours with Adam: larger forms, for layers that see much of the picture.

    On CovidResNet it reaches more than the default from the last block on, and less before.
    """
    return Settings(parameterization="fourier", optimizer="adam", step_size=8.0)


def magnitude_constrained() -> Settings:
    """MACO: phases with the magnitudes of the data, which the caller gives."""
    return Settings(parameterization="maco", optimizer="adam", step_size=30.0, limit_range=False, regularization=None)


PRESETS: Mapping[str, Callable[[], Settings]] = {
    "default": Settings,
    "thesis": thesis,
    "spectrum": spectrum,
    "maco": magnitude_constrained,
}
"""Named settings, made anew for every caller."""
