"""Appendix A.3: behind a rectifier linearly dependent filters give linearly independent outputs; ranks, computed."""

from collections.abc import Iterable

import torch
from PIL import Image
from torch import Tensor, nn

from deepvision.layers import PredefinedFilterModule, filter_bank, filter_set
from deepvision.reproduce.drawing import BLUE, ORANGE, RED, Line, chart, tiled
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row

FACTORS = (0.0, 0.5, 1.0, 3.0, -0.5, -1.0, -3.0)
"""a in w₂ = a · w₁."""
FILTER_SETS = (
    *("even-2", "even-4", "even-8", "uneven-2", "uneven-4", "uneven-8"),
    *("even-uneven-9", "even-uneven-13", "even-uneven-16", "even-uneven-18"),
    *("four-dimensional", "translating-9", "random-9", "random-18"),
)
PRINTED = {"even-uneven-9": (9, None), "even-uneven-18": (9, 18), "four-dimensional": (4, None)}
"""Ranks without and with rectifier that section 6.4 gives."""
SAMPLES, FEW_SAMPLES = 4096, 512
EXACT = 1e-12
ZERO, NOT_ZERO = 1e-9, 1e-6
"""Of singular values, as shares of the largest: what is 0 in theory comes out below 1e-15, the rest above 1e-3."""


def run(request: Request) -> Reproduction:
    """Compute the ranks of the module's outputs as functions of the picture, for pairs of filters and for sets."""
    x = random_patches(FEW_SAMPLES if request.quick else SAMPLES, request.seed)
    filters = filter_bank().double()
    pairs = {a: rank(features(torch.stack([filters[0], a * filters[0]]), x)) for a in FACTORS}
    sets = {name: filter_set(name, request.seed).double() for name in FILTER_SETS}
    ranks = {name: (rank(features(pool, x, rectified=False)), rank(features(pool, x))) for name, pool in sets.items()}
    follow = [name for name, pool in sets.items() if ranks[name][1] == rank_by_formula(pool)]
    dependent = torch.stack([filters[0], filters[2], filters[0] + filters[2]])
    dependent = torch.cat([dependent, -dependent])
    return Reproduction(
        rows=[
            _pair_row("w₂ = a · w₁, a ≥ 0", "linearly dependent", (pairs[a] for a in FACTORS if a >= 0), 1),
            _zero_row("c₁ f₁ − (c₁ / a) f₂, a > 0 (A.2)", "0 for every picture", _relation(filters[0], x)),
            _pair_row("w₂ = a · w₁, a < 0", "linearly independent", (pairs[a] for a in FACTORS if a < 0), 2),
            _zero_row(
                "PFM of the pair against the two cases of (6.4), a < 0",
                "q₁₁ w₁ * x or a q₁₂ w₁ * x, by the sign of w₁ * x",
                _switch(filters[0], x),
            ),
            *(_set_row(name, len(sets[name]), found) for name, found in ranks.items()),
            Row(
                "rank with ReLU = directions up to sign + rank of the filters that come with their negative",
                "not shown",
                f"holds for {len(follow)} of {len(sets)} sets",
            ),
            Row(
                "filters 1, 3, their sum, and the negatives of the three: rank with ReLU",
                "not shown (A.3 is about pairs)",
                f"{rank(features(dependent, x))} of {len(dependent)}",
            ),
        ],
        data="none needed: random numbers for pictures",
        picture=_picture(sets, x),
        notes=[
            "An output at one pixel is a function of the 3 × 3 pixels around it. Its values at many random ones make "
            "a column; the rank of the columns of a set is how many of its functions are linearly independent "
            "(singular values in float64). The columns come from PredefinedFilterModule without normalization.",
            "The proof for a ≥ 0 divides by a; at a = 0 the claim holds too, since f₂ is 0.",
            "The claim of 6.4, 18 independent outputs from nine independent filters and their negatives, follows from "
            "ReLU(w * x) = (|w * x| + w * x) / 2: the |w * x| of different directions are independent, and a filter "
            "and its negative give w * x besides. That is our formula; it also says when pairs alone are not enough: "
            "where the paired filters are linearly dependent, some of the outputs are too.",
            "The thesis calls the nine filters mean-free and of rank 9, which cannot both hold: mean-free 3 × 3 "
            "kernels have rank 8 at most. Filter 9 is a Gaussian here, so that the rank is 9; 1 to 8 have rank 8.",
        ],
        values={
            "pairs": {str(a): found for a, found in pairs.items()},
            "sets": {name: list(found) for name, found in ranks.items()},
            "formula": {name: rank_by_formula(pool) for name, pool in sets.items()},
        },
    )


def random_patches(count: int, seed: int) -> Tensor:
    """Return normally distributed pictures (N, 1, 3, 3) of float64."""
    return torch.randn(count, 1, 3, 3, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@torch.no_grad()
def features(filters: Tensor, x: Tensor, *, rectified: bool = True) -> Tensor:
    """Return what a module's 1×1 convolution sees at the central pixel: (N, k) for filters (k, 3, 3)."""
    module = _module(filters, rectified)
    seen: list[Tensor] = []
    module.combine.register_forward_pre_hook(lambda _, given: seen.append(given[0]))
    module(x)
    return seen[0][:, :, 1, 1]


def rank(columns: Tensor) -> int:
    """Return the rank of columns (N, k).

    Raises:
        ArithmeticError: a singular value is neither zero nor clearly above.
    """
    shares = singular_values(columns)
    unclear = [value for value in shares.tolist() if ZERO < value < NOT_ZERO]
    if unclear:
        raise ArithmeticError(f"Singular values {unclear}, shares of the largest, are neither zero nor clearly above.")
    return int((shares >= NOT_ZERO).sum())


def singular_values(columns: Tensor) -> Tensor:
    """Return the singular values of columns (N, k), the largest first, as shares of the largest: (min(N, k),)."""
    values: Tensor = torch.linalg.svdvals(columns)
    largest = float(values[0])
    return values / largest if largest > 0 else values


def rank_by_formula(filters: Tensor) -> int:
    """Return the directions of filters (k, 3, 3) up to sign, plus the rank of those that come with their negative."""
    flat = filters.flatten(1)
    flat = nn.functional.normalize(flat[flat.norm(dim=1) > 0], dim=1)
    cosines = flat @ flat.T
    parallel = cosines.abs() > 1 - ZERO
    is_first = ~parallel.tril(-1).any(1)  # of its direction up to sign
    is_paired = (cosines < ZERO - 1).any(1)
    paired = flat[is_paired]
    return int(is_first.sum()) + (rank(paired.T) if len(paired) else 0)


def _module(filters: Tensor, rectified: bool = True) -> PredefinedFilterModule:
    activation = nn.ReLU if rectified else None
    return PredefinedFilterModule(1, 1, filters=filters, activation=activation, normalise=False).double()


def _relation(kernel: Tensor, x: Tensor) -> float:
    """Return the largest value of c₁ f₁ − (c₁ / a) f₂ at c₁ = 1 for the positive factors; (A.2) says 0."""
    found = {a: features(torch.stack([kernel, a * kernel]), x) for a in FACTORS if a > 0}
    return max(float((columns[:, 0] - columns[:, 1] / a).abs().max()) for a, columns in found.items())


@torch.no_grad()
def _switch(kernel: Tensor, x: Tensor) -> float:
    """Return the largest difference between the module of a pair and equation (6.4), for the negative factors."""
    q = torch.tensor([0.7, -1.3], dtype=torch.float64)  # any weights of the 1×1 convolution
    response = features(kernel[None], x, rectified=False)[:, 0]
    errors = []
    for a in (a for a in FACTORS if a < 0):
        module = _module(torch.stack([kernel, a * kernel]))
        module.combine.weight.copy_(q.view(1, 2, 1, 1))
        cases = torch.where(response >= 0, q[0] * response, a * q[1] * response)
        errors.append(float((module(x)[:, 0, 1, 1] - cases).abs().max()))
    return max(errors)


def _pair_row(what: str, thesis: str, ranks: Iterable[int], expected: int) -> Row:
    found = sorted(set(ranks))
    return Row(what, thesis, f"rank {' and '.join(map(str, found))} of 2", found == [expected])


def _zero_row(what: str, thesis: str, error: float) -> Row:
    return Row(what, thesis, "within 10⁻¹²" if error < EXACT else f"off by up to {error:.1g}", error < EXACT)


def _set_row(name: str, count: int, found: tuple[int, int]) -> Row:
    printed = PRINTED.get(name, (None, None))
    thesis = " / ".join("not shown" if number is None else str(number) for number in printed)
    said = [(ours, theirs) for ours, theirs in zip(found, printed, strict=True) if theirs is not None]
    return Row(
        f"{name}: rank without / with ReLU",
        "not shown" if not said else thesis,
        f"{found[0]} / {found[1]} of {count}",
        all(ours == theirs for ours, theirs in said) if said else None,
    )


def _picture(sets: dict[str, Tensor], x: Tensor) -> Image.Image:
    charts = []
    for name in ("even-uneven-18", "four-dimensional"):
        lines = []
        for label, rectified, colour in (("with ReLU", True, BLUE), ("without ReLU", False, RED)):
            values = singular_values(features(sets[name], x, rectified=rectified)).tolist()
            lines.append(Line(label, range(1, len(values) + 1), values, colour))
        ends = [1, len(sets[name])]
        lines.append(Line("counts as 0 below", ends, [ZERO, ZERO], ORANGE, is_dashed=True))
        charts.append(
            chart(lines, f"Singular values of the outputs: {name}", "number", "share of the largest", log=True)
        )
    return tiled([charts])


EXPERIMENT = Experiment(
    "appendix-a.3", "Rank of the rectified outputs of linearly dependent filters", run, is_exact=True
)
