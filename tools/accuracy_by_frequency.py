"""Measure which frequencies networks live on: their accuracy on pictures of which only a band is left.

    python tools/accuracy_by_frequency.py covidresnet@standard covidresnet@noisy --dataset shapes

Every picture is split at a cut-off, in periods per picture, as the server's low:CUTOFF:ID and high:CUTOFF:ID do.
Prints a Markdown table and writes a chart of it. Compare with "chance", the share of the most frequent class.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from deepvision.catalog.accuracy_by_frequency import FrequencyAccuracy, accuracy_by_frequency
from deepvision.catalog.datasets import load_dataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import LoadedNetwork, load_network, pick_device
from deepvision.reproduce.drawing import BLACK, BLUE, GREEN, ORANGE, RED, Line, chart

CUTOFFS = (1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 60)
COLOURS = (BLUE, RED, GREEN, ORANGE, BLACK, "#7a4fb0")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line; measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", help="as for deepvision serve: NAME, NAME@WEIGHTS, a path")
    parser.add_argument("--dataset", default="shapes", help="with the classes of the networks; default: shapes")
    parser.add_argument("--cutoffs", nargs="+", type=float, default=CUTOFFS, help="in periods per picture")
    parser.add_argument("--count", type=int, help="pictures, spread over the data set; default: every one")
    parser.add_argument("--chart", type=Path, default=Path("accuracy_by_frequency.png"), help="where the chart goes")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    options = parser.parse_args(arguments)
    try:
        dataset, device = load_dataset(options.dataset), pick_device(options.device)
        networks: list[LoadedNetwork] = []
        for name in options.networks:
            networks.append(load_network(name, device=device, taken=[known.id for known in networks]))
        measured = [
            accuracy_by_frequency(network, dataset, options.cutoffs, options.count, _progress(network.name))
            for network in networks
        ]
    except (CatalogError, ValueError) as error:
        parser.exit(1, f"{error}\n")
    print(table(measured))
    options.chart.parent.mkdir(parents=True, exist_ok=True)
    drawn(measured).save(options.chart)
    print(f"chart: {options.chart}", file=sys.stderr)


def table(measured: Sequence[FrequencyAccuracy]) -> str:
    """Return accuracies in per cent as Markdown: a row per cut-off, a column per network, first below, then above."""
    names = [one.network for one in measured]
    head = ["cut-off", *(f"{name} ≤" for name in names), *(f"{name} >" for name in names)]
    rows = [head, ["---:"] * len(head)]
    for number, cutoff in enumerate(measured[0].cutoffs):
        values = [*(one.low[number] for one in measured), *(one.high[number] for one in measured)]
        rows.append([f"{cutoff:g}", *(f"{100 * value:.1f}" for value in values)])
    rows.append(["whole", *(f"{100 * one.whole:.1f}" for one in measured), *("" for _ in measured)])
    first = measured[0]
    note = (
        f"Accuracy in per cent on {first.pictures} pictures of which only the frequencies at and below (≤) or above "
        f"(>) the cut-off are left, in periods per picture; chance: {100 * first.chance:.1f}."
    )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + f"\n\n{note}"


def drawn(measured: Sequence[FrequencyAccuracy]) -> Image.Image:
    """Return a chart: a colour per network, below the cut-off drawn through, above it dashed."""
    lines = []
    for number, one in enumerate(measured):
        colour = COLOURS[number % len(COLOURS)]
        for share, label, dashed in ((one.low, "below", False), (one.high, "above", True)):
            text = f"{one.network} {label}"
            lines.append(Line(text, one.cutoffs, [100 * value for value in share], colour, dashed))
    title = f"Accuracy when only a band of frequencies is left ({measured[0].pictures} pictures)"
    return chart(lines, title, "cut-off in periods per picture", "accuracy in %", size=(900, 460))


def _progress(name: str) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{name}: {done} of {total} pictures", end=end, file=sys.stderr, flush=True)

    return tell


if __name__ == "__main__":
    main()
