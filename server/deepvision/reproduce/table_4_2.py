"""Table 4.2: what networks know of other pictures that were trained with the three strategies."""

import torch
from PIL import Image, ImageDraw

from deepvision.catalog.datasets import LoadedDataset, load_dataset
from deepvision.catalog.networks import LoadedNetwork, load_network
from deepvision.reproduce.drawing import BLUE, INK, PAPER, RED, text_font
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.reproduce.waiting import publication
from deepvision.visualization.pictures import to_input

PRINTED = {"standard": 0.78, "shuffled": 0.01, "noisy": 0.42}
"""Of CovidResNet on Caltech101: share of the test pictures."""
SARS_COV_2 = {
    "CovidResNet": {"standard": 0.96, "shuffled": 0.49, "noisy": 0.97},
    "CovidDenseNet": {"standard": 0.97, "shuffled": 0.50, "noisy": 0.99},
}
BATCH, QUICK = 24, 24
_SHARE_OF_CHANCE = 2.0
"""Up to so many times chance counts as chance, on 240 pictures."""


def run(request: Request) -> Reproduction:
    """Measure the three networks that come with the project on pictures that none of them has seen."""
    dataset = load_dataset("shapes")
    count = QUICK if request.quick else len(dataset.pictures)
    reached = {}
    for number, strategy in enumerate(PRINTED):
        request.tell(number / len(PRINTED), strategy)
        reached[strategy] = accuracy(load_network(f"covidresnet@{strategy}", device=request.device), dataset, count)
    waits = publication("sars_cov_2_ct")
    return Reproduction(
        rows=[
            *(Row(f"CovidResNet, {name}", f"{PRINTED[name]:.2f}", f"{reached[name]:.2f}") for name in PRINTED),
            *_directions(reached, 1 / len(dataset.pictures.classes)),
            *(
                Row(f"{network}, SARS-CoV-2, {name}", f"{printed:.2f}", f"waits for {waits.name}")
                for network, strategies in SARS_COV_2.items()
                for name, printed in strategies.items()
            ),
        ],
        data=f"drawn shapes (datasets/shapes.py, 12 classes), {count} that no network has seen, stand in for "
        f"Caltech101; SARS-CoV-2 waits for {waits.name}: {waits.page}, into the folder {waits.place}",
        picture=_picture(reached),
        notes=[
            "One seed, other pictures than the thesis's, and not equally many to train on: `standard` saw 10,000 "
            "shapes (tools/train_shapes.py, SGD), the other two 400 of them (tools/train_strategies.py, LAMB). Only "
            "the directions are compared, and no claim is made beyond them.",
            "`shuffled` and `noisy` are right about every picture they were trained on; the files beside their weights "
            "say so.",
            "With Caltech101: `deepvision train standard --set network=covidresnet "
            "--set dataset=caltech101_undersampled`, and the same with `shuffled` and `noisy`. CovidDenseNet's three "
            "networks are not trained yet.",
        ],
        values={"reached": reached},
    )


@torch.inference_mode()
def accuracy(loaded: LoadedNetwork, dataset: LoadedDataset, count: int) -> float:
    """Return the share of a data set's first pictures that get the largest logit at their label."""
    network, right = loaded.network, 0
    for start in range(0, count, BATCH):
        shown = [dataset.picture(number) for number in range(start, min(start + BATCH, count))]
        x = torch.cat([to_input(picture, network.input_size, network.mean, network.std) for picture, _ in shown])
        labels = torch.tensor([label for _, label in shown])
        right += int((network.module(x.to(loaded.device)).argmax(1).cpu() == labels).sum())
    return right / count


def _directions(reached: dict[str, float], chance: float) -> list[Row]:
    standard, shuffled, noisy = (reached[name] for name in ("standard", "shuffled", "noisy"))
    ordered = standard > noisy > shuffled
    at_chance = shuffled <= _SHARE_OF_CHANCE * chance
    return [
        Row("order", "standard, noisy copies, shuffled", "the same" if ordered else "another", ordered),
        Row("shuffled beside chance", "0.01, chance 0.01", f"{shuffled:.2f}, chance {chance:.2f}", at_chance),
    ]


def _picture(reached: dict[str, float]) -> Image.Image:
    """Return bars: the thesis's accuracies on Caltech101, ours on shapes."""
    left, width = 100, 400
    canvas = Image.new("RGB", (left + width + 70, 50 + 52 * len(reached)), PAPER)
    brush = ImageDraw.Draw(canvas)
    brush.text((12, 8), "CovidResNet: accuracy on other pictures", INK, text_font(15))
    for name, colour, x in (("thesis, Caltech101", RED, left), ("ours, shapes", BLUE, left + 160)):
        brush.rectangle((x, 34, x + 22, 42), colour)
        brush.text((x + 30, 38), name, INK, text_font(12), anchor="lm")
    for number, (name, ours) in enumerate(reached.items()):
        top = 54 + 50 * number
        brush.text((left - 10, top + 18), name, INK, text_font(13), anchor="rm")
        for value, colour, y in ((PRINTED[name], RED, top), (ours, BLUE, top + 19)):
            brush.rectangle((left, y, left + value * width, y + 16), colour)
            brush.text((left + value * width + 6, y + 8), f"{value:.2f}", INK, text_font(12), anchor="lm")
    return canvas


EXPERIMENT = Experiment("table-4.2", "Accuracy with the three strategies", run)
