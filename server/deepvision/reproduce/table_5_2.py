"""Table 5.2: forward and backward pass of ReLU, Leaky ReLU and ReLU with ProxyGrad, on the thesis's example."""

from collections.abc import Callable, Sequence

import torch
from PIL import Image, ImageDraw
from torch import Tensor, nn
from torch.nn import functional

from deepvision.layers import ProxyGradReLU
from deepvision.reproduce.drawing import INK, PAPER, text_font
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.visualization.maximization.passes import Backward

SLOPES = (0.01, 0.1, 0.2, 0.3)
VALUES = ((3, 2, -1), (-1, 1, 3), (-2, -3, 4))
INCOMING = ((1, -1, -2), (1, 2, 3), (2, -1, -3))
PRINTED = {
    "FP ReLU with ProxyGrad": "3 2 0 / 0 1 3 / 0 0 4",
    "FP Leaky ReLU": "3 2 -s / -s 1 3 / -2s -3s 4",
    "BP ReLU": "1 -1 0 / 0 2 3 / 0 0 -3",
    "BP ReLU with ProxyGrad": "1 -1 -2s / -s 2 3 / -2s -s -3",
}
"""As the thesis prints them."""
BY_FORMULA = {**PRINTED, "BP ReLU with ProxyGrad": "1 -1 -2s / s 2 3 / 2s -s -3"}
"""As its formulas give them for the gradient it prints."""
SIGNS_AS_PRINTED = ((1, -1, -2), (-1, 2, 3), (-2, -1, -3))
"""The gradient for which the printed result follows from the formula."""


def run(request: Request) -> Reproduction:
    """Compare every entry, exactly, at four slopes."""
    ways: dict[str, Callable[[float], Tensor]] = {
        "FP ReLU with ProxyGrad": lambda s: ProxyGradReLU(s)(_tensor(VALUES)),
        "FP Leaky ReLU": lambda s: functional.leaky_relu(_tensor(VALUES), s),
        "BP ReLU": lambda s: _backward(nn.ReLU(), INCOMING),
        "BP ReLU with ProxyGrad": lambda s: _backward(ProxyGradReLU(s), INCOMING),
    }
    found = {name: _symbols(way) for name, way in ways.items()}
    rows = [Row(name, PRINTED[name], found[name], found[name] == PRINTED[name]) for name in ways]
    by_formula = found["BP ReLU with ProxyGrad"] == BY_FORMULA["BP ReLU with ProxyGrad"]
    policy = _symbols(lambda s: _policy(nn.ReLU(), s))
    turned = _symbols(lambda s: _backward(ProxyGradReLU(s), SIGNS_AS_PRINTED))
    rows += [
        Row(
            "its formula, max((f > 0), s) · R, entry by entry",
            BY_FORMULA["BP ReLU with ProxyGrad"],
            found["BP ReLU with ProxyGrad"],
            by_formula,
        ),
        Row(
            "the same, as gradient policy on nn.ReLU",
            BY_FORMULA["BP ReLU with ProxyGrad"],
            policy,
            policy == BY_FORMULA["BP ReLU with ProxyGrad"],
        ),
        Row(
            "the same, for a gradient of -1 and -2 in the lower left",
            PRINTED["BP ReLU with ProxyGrad"],
            turned,
            turned == PRINTED["BP ReLU with ProxyGrad"],
        ),
        Row("the incoming gradient afterwards", "A.1's listing scales it in place", _incoming_afterwards()),
    ]
    return Reproduction(
        rows=rows,
        data="the thesis's own example; nothing is missing",
        picture=_picture(found),
        notes=[
            "Two entries of the printed backward pass with ProxyGrad, -s and -2s in the lower left, contradict the "
            "formula beside them: the gradient there is 1 and 2, so it gives s and 2s. With -1 and -2 in the gradient "
            "every entry is the printed one, so signs were lost in print (or in the text we have).",
            "For an input of exactly 0 the formula gives s and the listing in A.1 gives 1; we follow the formula. The "
            "example holds no 0.",
        ],
        values={"slopes": list(SLOPES), "found": found, "policy": policy},
    )  # fmt: skip


def _tensor(rows: Sequence[Sequence[float]]) -> Tensor:
    return torch.tensor(rows, dtype=torch.float64)


def _backward(module: nn.Module, incoming: Sequence[Sequence[float]]) -> Tensor:
    x = _tensor(VALUES).requires_grad_()
    (gradient,) = torch.autograd.grad(module(x), x, _tensor(incoming))
    return gradient


def _policy(module: nn.Module, slope: float) -> Tensor:
    """The backward pass of activation maximization's policy ``proxy``."""
    x = _tensor(VALUES).requires_grad_()
    return Backward(slope, None).gradient([module(x)], x, [_tensor(INCOMING)])


def _incoming_afterwards() -> str:
    x, incoming = _tensor(VALUES).requires_grad_(), _tensor(INCOMING)
    torch.autograd.grad(ProxyGradReLU(0.1)(x), x, incoming)
    return "unchanged" if torch.equal(incoming, _tensor(INCOMING)) else "written to"


def _symbols(way: Callable[[float], Tensor]) -> str:
    """Return the entries as numbers or multiples of s, the same at every slope; raise ArithmeticError otherwise."""
    results = {slope: way(slope).flatten().tolist() for slope in SLOPES}
    entries = []
    for place in range(9):
        entry = next((text for text, value in _CANDIDATES if all(results[s][place] == value(s) for s in SLOPES)), None)
        if entry is None:
            raise ArithmeticError(f"Entry {place} is neither a number of the example nor a multiple of s: {results}.")
        entries.append(entry)
    return " / ".join(" ".join(entries[row * 3 : row * 3 + 3]) for row in range(3))


def _candidate(factor: int, has_slope: bool) -> tuple[str, Callable[[float], float]]:
    if not has_slope:
        return str(factor), lambda _: float(factor)
    return {1: "s", -1: "-s"}.get(factor, f"{factor}s"), lambda s: factor * s


_CANDIDATES = tuple(_candidate(factor, slope) for slope in (False, True) for factor in range(-4, 5))


def _picture(found: dict[str, str]) -> Image.Image:
    canvas = Image.new("RGB", (560, 20 + 92 * len(found)), PAPER)
    brush = ImageDraw.Draw(canvas)
    before = {"F": VALUES, "B": INCOMING}
    for number, (name, after) in enumerate(found.items()):
        top = 12 + 92 * number
        brush.text((12, top + 39), name, INK, text_font(14), anchor="lm")
        left = [[str(value) for value in row] for row in before[name[0]]]
        right = [row.split() for row in after.split(" / ")]
        _draw_matrix(brush, (220, top), left)
        tip, end = (388, 364) if name[0] == "F" else (364, 388)
        brush.line((end, top + 39, tip, top + 39), INK, 2)
        brush.polygon([(tip, top + 39), *(((tip + end) / 2, top + 39 + side) for side in (-6, 6))], INK)
        _draw_matrix(brush, (408, top), right)
    return canvas


def _draw_matrix(brush: ImageDraw.ImageDraw, corner: tuple[int, int], entries: list[list[str]]) -> None:
    for down, row in enumerate(entries):
        for across, entry in enumerate(row):
            x, y = corner[0] + 44 * across, corner[1] + 26 * down
            brush.rectangle((x, y, x + 44, y + 26), None, INK)
            brush.text((x + 22, y + 13), entry, INK, text_font(14), anchor="mm")


EXPERIMENT = Experiment(
    "table-5.2", "Forward and backward pass of ReLU, Leaky ReLU and ReLU with ProxyGrad", run, is_exact=True
)
