"""Figure 5.4: pictures at a slope far beyond the optimum, from the Leaky ReLU network and by ProxyGrad."""

import torch
from PIL import Image
from torch import Tensor

from deepvision.catalog.networks import LoadedNetwork, load_network
from deepvision.reproduce.drawing import picture_table
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.reproduce.figure_5_2 import HIGH, measure
from deepvision.visualization.maximization import Visualization
from deepvision.visualization.pictures import from_input

ITERATIONS, CLASSES = 500, (5, 7, 9, 11)
"""Heart, ring, star and triangle: outlines, which a texture cannot stand for."""
ARMS = {"ReLU": ("true", 0.0), f"Leaky ReLU, s = {HIGH}": ("leaky", HIGH), f"ProxyGrad, s = {HIGH}": ("proxy", HIGH)}


def run(request: Request) -> Reproduction:
    """Make pictures of a few classes in both ways, and with the true gradient beside them."""
    network = load_network("covidresnet", device=request.device)
    classes = CLASSES[:1] if request.quick else CLASSES
    size = (75, 88) if request.quick else network.network.input_size
    iterations = 5 if request.quick else ITERATIONS
    scores = measure(network, size, iterations, classes, (HIGH,), True, request, (0.0, 4.0))
    made = {arm: scores[key] for arm, key in ARMS.items()}
    activations = {arm: sum(one.activation for one in of) / len(of) for arm, of in made.items()}
    repetition = {arm: sum(_repetition(one.image) for one in of) / len(of) for arm, of in made.items()}
    true, leaky, proxy = ARMS
    return Reproduction(
        rows=[
            Row("activation, Leaky ReLU beside ProxyGrad", "lower (figure 5.2)",
                f"{activations[leaky]:.3g} beside {activations[proxy]:.3g} (ReLU: {activations[true]:.3g})",
                activations[leaky] < activations[proxy]),
            Row("repetition, Leaky ReLU beside ProxyGrad", "more: simple, repetitive textures, no objects",
                f"{repetition[leaky]:.2f} beside {repetition[proxy]:.2f} (ReLU: {repetition[true]:.2f})",
                repetition[leaky] > repetition[proxy]),
        ],
        data="covidresnet with its shipped weights stands in for ResNet18 on ImageNet; its class 'poncho' does not "
        f"exist here: {', '.join(network.network.class_names[index] for index in classes)}",
        picture=_picture(network, made),
        notes=[
            f"{iterations} iterations with weak blur and small rotations, as figure 5.2; each picture is drawn with "
            "its own mean and three deviations, since the thesis sets no limits of range.",
            "Repetition: the largest correlation of a picture's brightness with itself, 8 to 40 pixels aside. It is "
            "our measure; the thesis describes its pictures in words.",
            "Look at the picture: on this network neither way collapses into textures. Outlines of the class appear in "
            "both, smoother than by the true gradient, and both lose activation to it. Five blocks compound a slope "
            "less than ResNet18's eight; whether that is the reason was not tested. Animal faces cannot appear in a "
            "network that has seen none.",
        ],
        values={"activation": activations, "repetition": repetition},
    )  # fmt: skip


def _repetition(image: Tensor) -> float:
    """Return the largest autocorrelation of the mean over channels of (C, H, W), 8 to 40 pixels aside."""
    grey = image.mean(0).double()
    grey = grey - grey.mean()
    padded = torch.fft.rfft2(grey, s=(2 * grey.shape[0], 2 * grey.shape[1]))
    weights = torch.fft.rfft2(torch.ones_like(grey), s=(2 * grey.shape[0], 2 * grey.shape[1]))
    size = (2 * grey.shape[0], 2 * grey.shape[1])
    overlap = torch.fft.irfft2(weights.abs() ** 2, s=size).clamp(min=1)
    found = torch.fft.irfft2(padded.abs() ** 2, s=size) / overlap / grey.var(correction=0)
    down, across = (torch.fft.fftfreq(side, 1 / side) for side in size)
    distance = (down[:, None] ** 2 + across[None] ** 2).sqrt()
    return float(found[(distance >= 8) & (distance <= 40)].max())


def _picture(network: LoadedNetwork, made: dict[str, list[Visualization]]) -> Image.Image:
    rows = [[_drawn(one.image) for one in row] for row in zip(*made.values(), strict=True)]
    names = [network.network.class_names[one.objective.key[1]] for one in next(iter(made.values()))]
    return picture_table(rows, list(made), names, side=220)


def _drawn(image: Tensor) -> Image.Image:
    """Draw values without limits: mid-grey is the mean, black and white are three deviations away."""
    scaled = (image - image.mean((1, 2), keepdim=True)) / image.std((1, 2), keepdim=True)
    return from_input(scaled, [0.5] * 3, [1 / 6] * 3)


EXPERIMENT = Experiment("figure-5.4", "Pictures at a slope far beyond the optimum", run)
