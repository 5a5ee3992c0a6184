"""docs/reproduction.md: what the thesis found and what we found, written by the experiments themselves."""

import re
from pathlib import Path

from deepvision.reproduce.experiment import Experiment, Reproduction
from deepvision.reproduce.experiments import EXPERIMENTS
from deepvision.reproduce.places import listed

HEAD = """# Reproduction of the thesis

Each part is computed again by one command; `deepvision reproduce` lists them. The figures are those of a full run on
two cores without a GPU. **=** means that ours say the same as the thesis, **≠** that they do not, and a dash that the
thesis gives nothing to compare with. Written by `deepvision reproduce all --write-docs docs/reproduction.md`.

## Where each table and figure is
"""
_PICTURES = "pictures"
_SIGNS = {True: "=", False: "≠", None: "–"}


def section(experiment: Experiment, found: Reproduction, seconds: float) -> str:
    """Return the Markdown of one experiment, between the marks by which it is found again.

    Args:
        experiment: what was run.
        found: what it gave.
        seconds: of processor time, all cores together; what else the computer does adds nothing to it.
    """
    lines = [
        _begin(experiment.name),
        f"## {experiment.name}: {experiment.title}",
        "",
        f"`deepvision reproduce {experiment.name}`, {_duration(seconds)}.",
        "",
        *table(found),
        "",
        f"Data: {found.data}.",
        "",
        *(f"- {note}" for note in found.notes),
        "",
        f"![{experiment.title}]({_PICTURES}/{_picture(experiment.name)})",
        _end(experiment.name),
    ]
    return "\n".join(lines) + "\n"


def table(found: Reproduction) -> list[str]:
    """Return the rows as a Markdown table."""
    cells = [(row.what, row.thesis, row.ours, _SIGNS[row.agrees]) for row in found.rows]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
    return ["| what | thesis | ours | |", "|---|---|---|---|", *lines]


def read_rows(text: str, name: str) -> list[tuple[str, str, str, str]]:
    """Return the rows (what, thesis, ours, sign) of an experiment in a document; none where it has no section."""
    match = re.search(re.escape(_begin(name)) + "(.*?)" + re.escape(_end(name)), text, re.DOTALL)
    lines = [] if match is None else [line for line in match[1].splitlines() if line.startswith("| ")][1:]
    split = (re.split(r" (?<!\\)\| ", line[2:-2]) for line in lines)
    return [(what, thesis, ours, sign) for what, thesis, ours, sign in split]


def write(path: Path, experiment: Experiment, found: Reproduction, seconds: float) -> None:
    """Put an experiment's section into the document, in the order of the thesis, and its picture beside it.

    Raises:
        OSError: the disk refuses.
    """
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    sections = {known.name: _found(text, known.name) for known in EXPERIMENTS}
    sections[experiment.name] = section(experiment, found, seconds)
    pictures = path.parent / _PICTURES
    pictures.mkdir(parents=True, exist_ok=True)
    found.picture.save(pictures / _picture(experiment.name), optimize=True)
    path.write_text("\n".join([HEAD, listed(), *filter(None, sections.values())]), encoding="utf-8")


def _found(text: str, name: str) -> str:
    match = re.search(re.escape(_begin(name)) + ".*?" + re.escape(_end(name)) + "\n", text, re.DOTALL)
    return match[0] if match else ""


def _begin(name: str) -> str:
    return f"<!-- {name}: begin -->"


def _end(name: str) -> str:
    return f"<!-- {name}: end -->"


def _picture(name: str) -> str:
    return f"reproduce-{name}.png"


def _duration(seconds: float) -> str:
    if seconds < 20:
        return "a few seconds"
    told = f"{round(seconds, -1):.0f} s" if seconds < 100 else f"{round(seconds / 60)} min"
    return f"about {told} of processor time"
