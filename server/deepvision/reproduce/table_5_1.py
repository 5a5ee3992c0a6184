"""Table 5.1: white-image problems that gradient ascent solves or does not, by the rectifier."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional

from deepvision.layers import ProxyGradLeakyReLU, ProxyGradReLU
from deepvision.reproduce.drawing import picture_table
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row

SLOPE, P, PROXY_SLOPE, LOW_PROXY_SLOPE = 0.1, 0.2, 0.3, 0.15
"""s and p are those of figure 5.1; the proxy's slope is the thesis's highest, and one below p."""
STEP = 0.05
FEW, MANY = 30, 1000
WHITE = 0.99
_SIDE, _BORDER = 48, 2

Rectifier = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class Problem:
    """A function of a grey picture (1, 1, H, W) whose best input is white.

    Attributes:
        name: in the thesis.
        short: the same in letters that pictures can show.
        function: given a rectifier and a picture.
    """

    name: str
    short: str
    function: Callable[[Rectifier, Tensor], Tensor]


def _convolved(rectifier: Rectifier, x: Tensor) -> Tensor:
    kernel = torch.zeros(1, 1, 3, 3, dtype=x.dtype)
    kernel[0, 0, 1] = torch.tensor([1, 0, -P])
    return rectifier(functional.conv2d(x, kernel, padding=1)).sum()


SUM = Problem("f1 = Σ φ(x)", "f1", lambda rectifier, x: rectifier(x).sum())
RACE = Problem("f2 = Σ φ(x)", "f2", SUM.function)
MAXIMA = Problem("f3 = Σ φ(x) + φ(−px)", "f3", lambda rectifier, x: (rectifier(x) + rectifier(-P * x)).sum())
CONVOLUTION = Problem("convolution", "convolution", _convolved)
PROBLEMS = (SUM, RACE, MAXIMA, CONVOLUTION)
ARMS = ("ReLU", "Leaky ReLU", "ProxyGrad")

_STUCK, _NOT_SHOWN = "no white image", "not shown"
_THESIS = {
    (SUM.name, "ReLU"): f"{_STUCK}: negative pixels get no gradient",
    (SUM.name, "Leaky ReLU"): "white image",
    (RACE.name, "Leaky ReLU"): "first the positive pixels; additional iterations give the white image",
    (MAXIMA.name, "Leaky ReLU"): f"{_STUCK}: local maximum",
    (CONVOLUTION.name, "Leaky ReLU"): f"{_STUCK}: local maximum",
}


@dataclass(frozen=True)
class Ascent:
    """How a picture fared: shares of white pixels after a few and after many steps, and the step it was all white."""

    few: float
    many: float
    white_after: int | None
    pictures: tuple[Tensor, Tensor]

    @property
    def is_white(self) -> bool:
        """Whether the problem was solved."""
        return self.white_after is not None


def run(request: Request) -> Reproduction:
    """Climb from one picture of both signs, for every problem and rectifier."""
    start = start_picture(request.seed)
    steps = MANY
    results: dict[tuple[str, str], Ascent] = {}
    rows = []
    for number, problem in enumerate(PROBLEMS):
        request.tell(number / len(PROBLEMS), problem.name)
        for arm in ARMS:
            found = results[problem.name, arm] = ascend(problem, rectifier_of(problem, arm, PROXY_SLOPE), start, steps)
            said = _THESIS.get((problem.name, arm), _NOT_SHOWN)
            rows.append(Row(f"{problem.name}, {arm}", said, _told(found), _agrees(said, found)))
    low = ascend(MAXIMA, rectifier_of(MAXIMA, "ProxyGrad", LOW_PROXY_SLOPE), start, steps)
    rows.append(Row(f"{MAXIMA.name}, ProxyGrad with a slope of {LOW_PROXY_SLOPE} < p", _NOT_SHOWN, _told(low)))
    return Reproduction(
        rows=rows,
        data="the thesis's initial picture is lost; ours is smooth noise from a seed, half of it negative",
        picture=_picture(start, results),
        notes=[
            f"x ← clip(x + {STEP} · gradient, −1, 1), s = {SLOPE} and p = {P} as in figure 5.1; ProxyGrad has the "
            f"slope {PROXY_SLOPE} behind the rectifier of the problem (ReLU in f1, Leaky ReLU elsewhere).",
            "The thesis shows no ProxyGrad here. It solves f3 and the convolution when its slope is above p, and not "
            "below: in f3 the gradient of a black pixel is slope − p. It is a partial solution, as section 5.2 says.",
            f"White: {WHITE} or more, without {_BORDER} pixels at the border; at the edge of the convolution one "
            "column turns black, the thesis's border effects.",
        ],
        values={
            f"{name}, {arm}": {"white_few": found.few, "white_many": found.many, "white_after": found.white_after}
            for (name, arm), found in results.items()
        },
    )


def start_picture(seed: int) -> Tensor:
    """Return smooth noise (1, 1, 48, 48), half of it negative, within [-1, 1]."""
    coarse = torch.randn(1, 1, 7, 7, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    smooth = functional.interpolate(coarse, (_SIDE, _SIDE), mode="bicubic", align_corners=True)
    centred = smooth - smooth.median()
    return 0.9 * centred / centred.abs().max()


def rectifier_of(problem: Problem, arm: str, proxy_slope: float) -> Rectifier:
    """Return the rectifier of an arm; ProxyGrad keeps the forward pass that the thesis gives the problem."""
    if arm == "ReLU":
        return nn.ReLU()
    if arm == "Leaky ReLU":
        return nn.LeakyReLU(SLOPE)
    return ProxyGradReLU(proxy_slope) if problem is SUM else ProxyGradLeakyReLU(SLOPE, proxy_slope)


def ascend(problem: Problem, rectifier: Rectifier, start: Tensor, steps: int) -> Ascent:
    """Climb ``steps`` steps, ``FEW`` at least."""
    x, few, white_after = start.clone(), start, None
    for step in range(1, max(steps, FEW) + 1):
        live = x.detach().requires_grad_()
        (gradient,) = torch.autograd.grad(problem.function(rectifier, live), live)
        x = (x + STEP * gradient).clamp(-1, 1)
        if white_after is None and _white_share(x) == 1:
            white_after = step
        if step == FEW:
            few = x
    return Ascent(_white_share(few), _white_share(x), white_after, (few, x))


def _white_share(x: Tensor) -> float:
    inner = x[:, :, _BORDER:-_BORDER, _BORDER:-_BORDER]
    return float((inner >= WHITE).double().mean())


def _told(found: Ascent) -> str:
    end = f"white after {found.white_after}" if found.is_white else f"never white ({found.many:.0%} after {MANY})"
    return f"{found.few:.0%} white after {FEW} steps, {end}"


def _agrees(said: str, found: Ascent) -> bool | None:
    if said == _NOT_SHOWN:
        return None
    if said.startswith(_STUCK):
        return not found.is_white
    return found.is_white and (not said.startswith("first") or 0 < found.few < 1)


def _picture(start: Tensor, results: dict[tuple[str, str], Ascent]) -> Image.Image:
    shown = [(arm, late) for arm in ARMS for late in (0, 1)]
    rows = [
        [_grey(start), *(_grey(results[problem.name, arm].pictures[late]) for arm, late in shown)]
        for problem in PROBLEMS
    ]
    columns = ["initial", *(f"{arm}, {(FEW, MANY)[late]}" for arm, late in shown)]
    return picture_table(rows, columns, [problem.short for problem in PROBLEMS], side=116)


def _grey(x: Tensor) -> Image.Image:
    values = ((x[0, 0] + 1) * 127.5).round().to(torch.uint8)
    return Image.fromarray(values.numpy(), "L")


EXPERIMENT = Experiment(
    "table-5.1", "White-image problems that gradient ascent solves, or does not", run, is_exact=True
)
