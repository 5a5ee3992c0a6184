"""Appendix A.2: mean and variance of a Leaky ReLU behind a Gaussian variable, and the integrals used for them."""

import itertools
import math

import numpy as np
import torch
from PIL import Image

from deepvision.reproduce.drawing import BLUE, RED, Line, chart, tiled
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row

SLOPES = (0.0, 0.01, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)
LIMITS = ((-1.0, 2.0), (0.0, 1.0), (-3.0, -0.5), (0.5, 4.0))
EXACT = 1e-12
SAMPLES, FEW_SAMPLES = 4_000_000, 40_000
_FAR = 12.0


def mean_formula(slope: float) -> float:
    """E(LReLU(X)) = (1 − s) / √2π."""
    return (1 - slope) / math.sqrt(2 * math.pi)


def variance_formula(slope: float) -> float:
    """V(LReLU(X)) = (s² + 1) / 2 − (1 − s)² / 2π."""
    return (slope**2 + 1) / 2 - (1 - slope) ** 2 / (2 * math.pi)


def run(request: Request) -> Reproduction:
    """Compare the formulas with quadrature (exact to 1e-12) and with random numbers."""
    samples = FEW_SAMPLES if request.quick else SAMPLES
    moments = {slope: _moments(slope) for slope in SLOPES}
    mean_error = max(abs(mean_formula(s) - mean) for s, (mean, _) in moments.items())
    variance_error = max(abs(variance_formula(s) - variance) for s, (_, variance) in moments.items())
    drawn = _drawn(samples, request.seed)
    deviation = max(abs(variance_formula(s) - v) for s, (_, v) in drawn.items())
    rises = all(variance_formula(b) > variance_formula(a) for a, b in itertools.pairwise(SLOPES))
    first = max(abs(_integral(1, a, b) - (math.exp(-(a**2) / 2) - math.exp(-(b**2) / 2))) for a, b in LIMITS)
    printed = max(abs(_integral(2, a, b) - _second_integral(a, b, a)) for a, b in LIMITS)
    corrected = max(abs(_integral(2, a, b) - _second_integral(a, b, b)) for a, b in LIMITS)
    return Reproduction(
        rows=[
            Row("mean", "(1 − s) / √(2π)", _told(mean_error), mean_error < EXACT),
            Row("variance", "(s² + 1) / 2 − (1 − s)² / (2π)", _told(variance_error), variance_error < EXACT),
            Row("variance of random numbers", "as above", _told(deviation), deviation < 6 / math.sqrt(samples)),
            Row("variance against slope", "increases", "increases" if rises else "does not", rises),
            Row("∫ x exp(−x²/2) dx", "exp(−a²/2) − exp(−b²/2)", _told(first), first < EXACT),
            Row("∫ x² exp(−x²/2) dx, as printed", "√(2π) (Φ(b) − Φ(a)) + a exp(−a²/2) − b exp(−a²/2)",
                _told(printed), printed < EXACT),
            Row("the same with exp(−b²/2) behind b", "√(2π) (Φ(b) − Φ(a)) + a exp(−a²/2) − b exp(−b²/2)",
                _told(corrected), corrected < EXACT),
        ],
        data="none needed",
        picture=_picture(drawn),
        notes=[
            "The second integral is misprinted: the last exponent has to hold b, not a. As printed it would diverge "
            "for the limits 0 and ∞; the thesis's mean and variance follow from the right one.",
        ],
        values={"quadrature": {str(s): moments[s] for s in SLOPES}, "drawn": {str(s): drawn[s] for s in SLOPES}},
    )  # fmt: skip


def _told(error: float) -> str:
    return "within 10⁻¹²" if error < EXACT else f"off by up to {error:.1g}"


def _integral(power: int, low: float, high: float) -> float:
    """Return ∫ x^power exp(−x²/2) dx by Gauss-Legendre quadrature."""
    nodes, weights = np.polynomial.legendre.leggauss(120)
    x = (high - low) / 2 * nodes + (high + low) / 2
    return float((high - low) / 2 * (weights * x**power * np.exp(-(x**2) / 2)).sum())


def _moments(slope: float) -> tuple[float, float]:
    """Return mean and variance by quadrature, each side of the kink by itself."""
    scale = 1 / math.sqrt(2 * math.pi)
    mean = scale * (slope * _integral(1, -_FAR, 0) + _integral(1, 0, _FAR))
    square = scale * (slope**2 * _integral(2, -_FAR, 0) + _integral(2, 0, _FAR))
    return mean, square - mean**2


def _drawn(samples: int, seed: int) -> dict[float, tuple[float, float]]:
    x = torch.randn(samples, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    found = {}
    for slope in SLOPES:
        y = torch.nn.functional.leaky_relu(x, slope)
        found[slope] = (float(y.mean()), float(y.var()))
    return found


def _second_integral(a: float, b: float, last: float) -> float:
    between = (math.erf(b / math.sqrt(2)) - math.erf(a / math.sqrt(2))) / 2
    return math.sqrt(2 * math.pi) * between + a * math.exp(-(a**2) / 2) - b * math.exp(-(last**2) / 2)


def _picture(drawn: dict[float, tuple[float, float]]) -> Image.Image:
    fine = [number / 50 for number in range(51)]
    made = []
    for place, (name, formula) in enumerate((("mean", mean_formula), ("variance", variance_formula))):
        lines = [
            Line("formula", fine, [formula(s) for s in fine], BLUE),
            Line("random numbers", SLOPES, [drawn[s][place] for s in SLOPES], RED, is_dashed=True),
        ]
        made.append(chart(lines, f"Leaky ReLU behind a Gaussian variable: {name}", "negative slope", name))
    return tiled([made])


EXPERIMENT = Experiment("appendix-a.2", "Mean and variance of a Leaky ReLU behind a Gaussian variable", run)
