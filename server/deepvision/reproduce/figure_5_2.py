"""Figure 5.2: activation of class neurons against the slope, by gradient, regularisation and iterations."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from PIL import Image

from deepvision.catalog.networks import LoadedNetwork, load_network
from deepvision.reproduce.data import imagenet_weights
from deepvision.reproduce.drawing import BLACK, BLUE, RED, Line, chart, tiled
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.visualization.maximization import (
    GradientPolicy,
    Maximizer,
    Regularization,
    Settings,
    Visualization,
    class_logit,
)
from deepvision.visualization.maximization.policies import PolicyKind

BLUR_AND_ROTATION = Regularization(
    rotation=(0.0, 2.0),
    rotation_probability=1.0,
    scaling_probability=0.0,
    blur=(0.0, 0.5),
    roll_probability=0.0,
    distribution=0.0,
    both_directions=True,
)
"""The thesis's "weak image blur and small rotations after each iteration"; how weak and small is ours."""
STEP, PIXELS = 25.0, 224 * 224
"""The thesis's step, and for how many pixels."""
FEW, MANY = 10, 500
THESIS = {
    (FEW, False): (40, 50),
    (FEW, True): (30, 40),
    (MANY, False): (300, 330),
    (MANY, True): (100, 130),
}
"""By iterations and regularisation: activation by the true gradient and by ProxyGrad, read from its text."""
FIXED, HIGH = 0.1, 0.3
"""A slope fixed beforehand, since the best of several flatters; and one that the thesis calls far too high."""


@dataclass(frozen=True)
class Plan:
    """How much is computed for one network.

    Attributes:
        size: (H, W) of the pictures.
        few: iterations, classes and slopes of the short runs.
        many: those of the long ones; no classes: they are left out.
    """

    size: tuple[int, int]
    few: tuple[int, Sequence[int], Sequence[float]]
    many: tuple[int, Sequence[int], Sequence[float]]


Scores = dict[tuple[str, float], list[Visualization]]
"""By kind of gradient and slope."""


def run(request: Request) -> Reproduction:
    """Make the pictures of each network and measure them on the network with its own ReLUs."""
    rows: list[Row] = []
    charts: list[list[Image.Image]] = []
    values: dict[str, Any] = {}
    names = networks_here()
    plans = []
    for number, name in enumerate(names):
        network = load_network(name, device=request.device)
        plan = _plan(network, request)
        plans.append(f"{name}: {_told(plan)}")
        begin, share = number / len(names), 1 / len(names)
        for (iterations, classes, slopes), nominal in ((plan.few, FEW), (plan.many, MANY)):
            found = {}
            for regularised in (False, True):
                if not classes:
                    continue
                scores = measure(network, plan.size, iterations, classes, slopes, regularised, request, (begin, share))
                begin += share / 4
                found[regularised] = scores
                rows += _rows(name, nominal, iterations, regularised, scores, network)
            if found:
                charts.append([_chart(name, iterations, regularised, s) for regularised, s in found.items()])
                values |= {f"{name}, {iterations}": {str(r): _means(s) for r, s in found.items()}}
    return Reproduction(
        rows=rows,
        data=_data(names),
        picture=tiled(charts),
        notes=[
            *plans,
            f"The step of (5.1) is the thesis's {STEP:g} at 224 × 224, scaled so that a pixel moves as far; the start "
            "is Gaussian noise on grey; there is no limit of range, as in the thesis. Activations of different "
            "networks cannot be compared, their ratios can.",
            "The thesis names its regularisation (weak blur, small rotations) without figures; ours is a sigma of up "
            "to 0.5 and up to 2 degrees either way, and takes more away after many iterations than the thesis's. Its "
            "network was trained on 1000 classes of photographs, ours on 12 of drawings.",
        ],
        values=values,
    )


def networks_here() -> list[str]:
    """Return the networks with trained weights that are on this computer."""
    return ["covidresnet", *(["torchvision:resnet18"] if imagenet_weights().is_file() else [])]


def measure(
    network: LoadedNetwork,
    size: tuple[int, int],
    iterations: int,
    classes: Sequence[int],
    slopes: Sequence[float],
    regularised: bool,
    request: Request,
    share: tuple[float, float] = (0.0, 1.0),
) -> Scores:
    """Return the pictures of the classes by the true gradient (slope 0), ProxyGrad and the Leaky ReLU network."""
    shown = network.network
    maximizer = Maximizer(network.network.module, (3, *size), mean=shown.mean, std=shown.std)
    kinds: tuple[PolicyKind, ...] = ("proxy", "leaky")
    policies = [GradientPolicy("true"), *(GradientPolicy(kind, slope) for kind in kinds for slope in slopes)]
    scores: Scores = {}
    for number, policy in enumerate(policies):
        how = "with" if regularised else "without"
        at = share[0] + share[1] / 4 * number / len(policies)
        request.tell(at, f"{network.id}, {iterations} iterations, {how} reg.: {policy.kind} {policy.slope:g}")
        settings = settings_of(policy, size, iterations, regularised, len(classes), request.seed)
        made = list(maximizer.run([class_logit(index) for index in classes], settings))
        scores[policy.kind, policy.slope] = sorted(made, key=lambda one: one.index)
    return scores


def settings_of(
    policy: GradientPolicy, size: tuple[int, int], iterations: int, regularised: bool, batch: int, seed: int
) -> Settings:
    """Return the thesis's way of section 5.3: (5.1) on pixels without limits, to the last iteration."""
    return Settings(
        steps=iterations,
        step_size=STEP * (size[0] * size[1] / PIXELS) ** 0.5,
        policy=policy,
        regularization=BLUR_AND_ROTATION if regularised else None,
        final_steps=0,
        limit_range=False,
        tolerance=None,
        batch_size=min(batch, 12),
        seed=seed,
    )


def _plan(network: LoadedNetwork, request: Request) -> Plan:
    classes = range(len(network.network.class_names))
    height, width = network.network.input_size
    if request.quick:
        return Plan((height // 3, width // 3), (3, [0, 1], (0.1, HIGH)), (6, [0, 1], (0.1, HIGH)))
    if network.id == "covidresnet":
        slopes = (0.01, 0.02, 0.05, 0.075, 0.1, 0.15, 0.2, HIGH)
        return Plan((height * 3 // 5, width * 3 // 5), (FEW, classes, slopes), (MANY, classes[::3], (0.05, 0.1, HIGH)))
    if request.device.type == "cpu":
        return Plan((height, width), (FEW, classes[::250], (0.02, 0.075, 0.15, HIGH)), (MANY, (), ()))
    slopes = (0.01, 0.02, 0.05, 0.075, 0.1, 0.15, 0.2, HIGH)
    return Plan((height, width), (FEW, classes[::10], slopes), (MANY, classes[::25], slopes))


def _told(plan: Plan) -> str:
    parts = [
        f"{len(classes)} classes after {iterations} iterations at slopes {', '.join(f'{s:g}' for s in slopes)}"
        for iterations, classes, slopes in (plan.few, plan.many)
        if classes
    ]
    left = "" if plan.many[1] else f"; {MANY} iterations would take too long without a GPU"
    return f"pictures of {plan.size[0]} × {plan.size[1]}, {'; '.join(parts)}{left}."


def _data(names: Sequence[str]) -> str:
    text = "covidresnet with its shipped weights (12 classes of drawn shapes) stands in for ResNet18 on ImageNet"
    if len(names) > 1:
        return f"{text}, and torchvision's ResNet18 with ImageNet weights"
    return f"{text}: those weights are not here ({imagenet_weights().name}; put there, they are used too)"


def _rows(
    name: str, nominal: int, iterations: int, regularised: bool, scores: Scores, network: LoadedNetwork
) -> list[Row]:
    means = {key: statistics.fmean(one.activation for one in made) for key, made in scores.items()}
    true = means["true", 0.0]
    slope, best = max(((s, mean) for (kind, s), mean in means.items() if kind == "proxy"), key=lambda pair: pair[1])
    made, plain = scores["proxy", slope], scores["true", 0.0]
    better = sum(ours.activation > other.activation for ours, other in zip(made, plain, strict=True))
    leaky = [mean / true for (kind, _), mean in means.items() if kind == "leaky"]
    at_high, at_fixed = means["proxy", HIGH], means["proxy", FIXED]
    known = _recognised(network, made)
    their_plain, theirs = THESIS[nominal, regularised]
    begin = f"{name}, {'few' if nominal == FEW else 'many'} iterations, {'with' if regularised else 'without'} reg."
    compared = [
        (
            "ProxyGrad / ReLU",
            f"{theirs} / {their_plain} = {theirs / their_plain:.2f} ×",
            f"{best:.3g} / {true:.3g} = {best / true:.2f} × at its best slope {slope:g} (more in {better} of "
            f"{len(made)} classes); {at_fixed / true:.2f} × at {FIXED}",
            best > true,
        ),
        (
            "Leaky ReLU / ReLU",
            "below 1 × mostly, no optimum",
            f"{min(leaky):.2f} to {max(leaky):.2f} ×, below 1 × at {sum(r < 1 for r in leaky)} of {len(leaky)} slopes",
            2 * sum(ratio < 1 for ratio in leaky) > len(leaky),
        ),
        (
            "ProxyGrad falls again at high slopes",
            "yes, an optimum exists",
            f"{at_high / best:.2f} × of its best at {HIGH}",
            at_high < best,
        ),
        (
            "ProxyGrad's pictures classified as wanted",
            "almost all",
            f"{known} of {len(made)} at {slope:g}",
            known >= 0.9 * len(made),
        ),
    ]
    return [
        Row(f"{begin}: {what}", f"{nominal}: {thesis}", f"{iterations}: {ours}", agrees)
        for what, thesis, ours, agrees in compared
    ]


def _recognised(network: LoadedNetwork, made: Sequence[Visualization]) -> int:
    """Return how many pictures the network puts into the class they were made for."""
    with torch.no_grad():
        logits = network.network.module(torch.stack([one.image for one in made]).to(network.device))
    wanted = torch.tensor([one.objective.key[1] for one in made])
    return int((logits.argmax(1).cpu() == wanted).sum())


def _means(scores: Scores) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (kind, slope), made in scores.items():
        found.setdefault(kind, {})[f"{slope:g}"] = statistics.fmean(one.activation for one in made)
    return found


def _chart(name: str, iterations: int, regularised: bool, scores: Scores) -> Image.Image:
    means = _means(scores)
    lines = []
    for kind, colour, label in (("proxy", BLUE, "proxygrad"), ("leaky", RED, "leaky")):
        points = {0.0: means["true"]["0"], **{float(slope): mean for slope, mean in means[kind].items()}}
        lines.append(Line(label, list(points), list(points.values()), colour))
    title = f"{name}, {iterations} iterations, {'with' if regularised else 'without'} reg."
    return chart([*lines, Line("relu", [0.0], [means["true"]["0"]], BLACK)], title, "negative slope", "mean activation")


EXPERIMENT = Experiment("figure-5.2", "Activation of class neurons against the slope", run)
