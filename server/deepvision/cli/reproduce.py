"""``deepvision reproduce NAME``: a table or figure of the thesis, computed again."""

import argparse
import json
import sys
import time
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from deepvision import settings as user_settings
from deepvision.catalog.networks import pick_device
from deepvision.reproduce import EXPERIMENTS, Experiment, Reproduction, Request, document, find
from deepvision.settings import from_arguments

NAME = "reproduce"
HELP = "compute tables and figures of the thesis again; without a name: list them"
ALL = "all"
_SAYS = {True: "yes", False: "no", None: "–"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the names, and how they are run."""
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"such as table-5.2, or {ALL}")
    parser.add_argument(
        "--quick", action="store_true", help="a small run that shows that it works; its figures mean little"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("reproduction"),
        metavar="DIR",
        help="folder for pictures (default: reproduction)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of everything that is random (default: 0)")
    parser.add_argument("--json", action="store_true", help="print JSON, with all figures behind the rows")
    parser.add_argument("--write-docs", type=Path, metavar="FILE", help="put the findings into docs/reproduction.md")
    user_settings.add_arguments(parser, ("device",))


def run(arguments: argparse.Namespace) -> int:
    """Run the experiments one after another; what is finished is printed at once, or at the end as JSON."""
    if not arguments.names:
        _list(arguments.json)
        return 0
    chosen = list(EXPERIMENTS) if ALL in arguments.names else [find(name) for name in arguments.names]
    if arguments.write_docs is not None and arguments.quick:
        raise ValueError("--write-docs: the document holds figures of full runs. Leave --quick out.")
    if arguments.seed < 0:
        raise ValueError(f"--seed: expected at least 0, got {arguments.seed}")
    device = pick_device(from_arguments(arguments).device)
    finished = []
    try:
        for experiment in chosen:
            begin, processor = time.monotonic(), time.process_time()
            found = _followed(experiment, Request(arguments.quick, device, arguments.seed))
            seconds = time.monotonic() - begin
            file = _saved(experiment, found, arguments.out)
            if arguments.write_docs is not None:
                document.write(arguments.write_docs, experiment, found, time.process_time() - processor)
            finished.append(_as_json(experiment, found, file, seconds, arguments.quick))
            if not arguments.json:
                _print(experiment, found, file, seconds, arguments.quick)
    except OSError as error:
        raise ValueError(f"{error.filename or arguments.out} cannot be written: {error.strerror or error}") from error
    finally:
        if arguments.json:
            print(json.dumps(finished, indent=2))
    return 0


def _list(as_json: bool) -> None:
    if as_json:
        print(json.dumps([{"name": one.name, "title": one.title} for one in EXPERIMENTS], indent=2))
        return
    for one in EXPERIMENTS:
        print(f"{one.name:14}{one.title}")


def _followed(experiment: Experiment, request: Request) -> Reproduction:
    """Run an experiment under a bar on stderr."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[now]}"), console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(experiment.name, total=1.0, now="")

        def tell(share: float, what: str) -> None:
            progress.update(bar, completed=share, now=escape(what))

        with redirect_stdout(sys.stderr):  # what scripts print is no part of the answer
            return experiment.run(Request(request.quick, request.device, request.seed, tell))


def _saved(experiment: Experiment, found: Reproduction, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{experiment.name}.png"
    found.picture.save(file)
    return file


def _as_json(experiment: Experiment, found: Reproduction, file: Path, seconds: float, quick: bool) -> dict[str, object]:
    return {
        "name": experiment.name,
        "title": experiment.title,
        "rows": [asdict(row) for row in found.rows],
        "data": found.data,
        "notes": list(found.notes),
        "values": found.values,
        "file": str(file),
        "quick": quick,
        "seconds": round(seconds, 2),
    }


def _print(experiment: Experiment, found: Reproduction, file: Path, seconds: float, quick: bool) -> None:
    console = Console()
    table = Table(title=f"{experiment.name}: {experiment.title}", title_justify="left", show_lines=True)
    for heading in ("what", "thesis", "ours", "same"):
        table.add_column(heading, overflow="fold")
    for row in found.rows:
        table.add_row(escape(row.what), escape(row.thesis), escape(row.ours), _SAYS[row.agrees])
    console.print(table)
    console.print(f"Data: {found.data}.", markup=False, highlight=False)
    for note in found.notes:
        console.print(f"- {note}", markup=False, highlight=False)
    if quick:
        console.print("A quick run: these figures show only that it works.", markup=False, highlight=False)
    console.print(f"{file}  {seconds:.0f} s", markup=False, highlight=False, soft_wrap=True)
