"""Tables whose networks have to be trained on published data: the thesis's figures, commands, what is waited for.

Nothing is trained here: that takes days of a GPU. The commands are told; where one has been run, what it reached on the
test pictures stands beside the thesis's figure.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw

from deepvision.catalog import scripts
from deepvision.catalog.published import Publication
from deepvision.reproduce.drawing import BLUE, INK, PAPER, RED, text_font
from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row

TRAININGS = Path("training")
"""Folder of finished trainings, where a command is run."""
MISSING = "–"
_LABEL, _BAR, _ROW, _TOP = 430, 300, 20, 44


@dataclass(frozen=True)
class Variant:
    """A network of a table.

    Attributes:
        label: as the table calls it.
        network: the script in ``networks/`` that makes it, or is to be copied for it.
        printed: the thesis's accuracy in per cent by data set script, as printed.
        change: what is to be changed in a copy of the script; empty: nothing.
        by_dataset: another script for single data sets.
    """

    label: str
    network: str
    printed: Mapping[str, str]
    change: str = ""
    by_dataset: Mapping[str, str] | None = None

    def script(self, dataset: str) -> str:
        """Return what ``--set network=`` has to name."""
        name = (self.by_dataset or {}).get(dataset, self.network)
        return f"./{_slug(self.label)}.py" if self.change else name


@dataclass(frozen=True)
class WaitingTable:
    """A table of accuracies.

    Attributes:
        name: as on the command line.
        title: what it shows.
        variants: its networks.
        procedure: of ``deepvision train``.
        settings: what differs from the procedure.
        note: what else is to be known.
    """

    name: str
    title: str
    variants: Sequence[Variant]
    procedure: str = "default"
    settings: Sequence[str] = ()
    note: str = ""

    def experiment(self) -> Experiment:
        """Return the table as an experiment."""
        return Experiment(self.name, self.title, partial(_run, self))

    def folder(self, variant: Variant, dataset: str) -> Path:
        """Return where a training of the table leaves its results."""
        return TRAININGS / self.name / f"{_slug(variant.label)}-{dataset}"

    def command(self, variant: Variant, dataset: str) -> str:
        """Return the command that trains one network on one data set."""
        values = [f"network={variant.script(dataset)}", f"dataset={dataset}", *self.settings]
        chosen = " ".join(f"--set {value}" for value in values)
        return f"deepvision train {self.procedure} {chosen} --out {self.folder(variant, dataset).as_posix()}"


def publication(dataset: str) -> Publication:
    """Return where a published data set is to be got, and where it has to lie."""
    source = scripts.load("dataset", scripts.find("dataset", dataset)).function.__globals__["SOURCE"]
    assert isinstance(source, Publication)
    return source


def _run(table: WaitingTable, request: Request) -> Reproduction:
    datasets = list(dict.fromkeys(dataset for variant in table.variants for dataset in variant.printed))
    sources = {dataset: publication(dataset) for dataset in datasets}
    missing = [source for source in sources.values() if not source.folder().is_dir()]
    reached = {
        (variant.label, dataset): best_of(table.folder(variant, dataset))
        for variant in table.variants
        for dataset in variant.printed
    }
    rows = [
        Row(
            f"{variant.label}: {sources[dataset].name}",
            f"{printed} %",
            _ours(reached[variant.label, dataset], sources[dataset]),
        )
        for variant in table.variants
        for dataset, printed in variant.printed.items()
    ]
    places = [f"{source.name}: {source.page}, into the folder {source.place}" for source in missing]
    example = next((variant for variant in table.variants if not variant.change), table.variants[0])
    changed = [
        f"{variant.label}: {variant.network}.py with {variant.change}" for variant in table.variants if variant.change
    ]
    notes = [
        "Nothing is trained by this command. Each figure is that of one training, such as "
        f"`{table.command(example, next(iter(example.printed)))}`; run where it was run, "
        f"`deepvision reproduce {table.name}` reads what it reached. The thesis's are means of five seeds "
        "(`--set seed=1` …).",
        *([f"Copies of scripts in networks/ with one line changed: {'; '.join(changed)}."] if changed else []),
        *([table.note] if table.note else []),
    ]
    return Reproduction(
        rows=rows,
        data="waits for " + "; ".join(places) if places else "the published data sets",
        picture=_picture(table, reached),
        notes=notes,
        values={
            "commands": {f"{v.label}: {d}": table.command(v, d) for v in table.variants for d in v.printed},
            "reached": {f"{label}: {dataset}": value for (label, dataset), value in reached.items()},
        },
    )


def best_of(folder: Path) -> float | None:
    """Return the accuracy on the test pictures after the last epoch of a training, in per cent; None without one."""
    file = folder / "metrics.csv"
    if not (folder / "weights.safetensors").is_file() or not file.is_file():
        return None  # not finished
    with file.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    accuracy = rows[-1].get("test_accuracy") if rows else None
    return 100 * float(accuracy) if accuracy else None


def _ours(reached: float | None, source: Publication) -> str:
    if reached is not None:
        return f"{reached:.2f} %"
    return "not trained" if source.folder().is_dir() else f"waits for {source.name}"


def _slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")


def _picture(table: WaitingTable, reached: Mapping[tuple[str, str], float | None]) -> Image.Image:
    """Return bars: the thesis's accuracies, and ours where there are some."""
    bars = [
        (f"{variant.label}: {publication(dataset).name}", float(printed.split("±")[0]), reached[variant.label, dataset])
        for variant in table.variants
        for dataset, printed in variant.printed.items()
    ]
    canvas = Image.new("RGB", (_LABEL + _BAR + 70, _TOP + _ROW * len(bars) + 12), PAPER)
    brush = ImageDraw.Draw(canvas)
    brush.text((12, 8), f"{table.name}: accuracy in %", INK, text_font(15))
    legend = [("thesis", RED, _LABEL), ("ours", BLUE, _LABEL + 90)]
    for name, colour, x in legend if any(ours is not None for *_, ours in bars) else legend[:1]:
        brush.rectangle((x, 14, x + 22, 24), colour)
        brush.text((x + 30, 19), name, INK, text_font(12), anchor="lm")
    for number, (label, printed, ours) in enumerate(bars):
        top = _TOP + _ROW * number
        brush.text((_LABEL - 8, top + 8), label, INK, text_font(12), anchor="rm")
        length = _BAR / 100
        brush.rectangle((_LABEL, top, _LABEL + printed * length, top + (7 if ours is not None else 14)), RED)
        if ours is not None:
            brush.rectangle((_LABEL, top + 8, _LABEL + ours * length, top + 15), BLUE)
        brush.text((_LABEL + printed * length + 6, top + 7), f"{printed:.2f}", INK, text_font(11), anchor="lm")
    return canvas
