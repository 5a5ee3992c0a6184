"""``deepvision train CONFIG``: train a network as chapters 2 and 4 of the thesis do; go on where it stopped."""

import argparse
import json
import sys
import tomllib
from contextlib import redirect_stdout
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from deepvision import settings as user_settings
from deepvision.api.serve import port_problem, with_port
from deepvision.catalog.networks import pick_device
from deepvision.cli.live_hall import LiveHall
from deepvision.cli.live_messages import End
from deepvision.cli.train_parts import parts_of
from deepvision.cli.train_report import PLOT, Report
from deepvision.settings import from_arguments
from deepvision.training import files
from deepvision.training.events import is_available
from deepvision.training.processes import Processes, joined
from deepvision.training.settings import PROCEDURES, TrainingSettings, settings_from
from deepvision.training.trainer import Trainer

NAME = "train"
HELP = "train a network; the same call goes on where it was stopped; without CONFIG: list settings and procedures"
_INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the configuration, and where results go."""
    parser.add_argument(
        "config", metavar="CONFIG", nargs="?", help=f"a TOML file, or a procedure: {', '.join(PROCEDURES)}"
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="another value of a setting; may be repeated"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder for results (default: training/CONFIG)")
    parser.add_argument("--json", action="store_true", help="print one JSON document at the end instead of lines")
    parser.add_argument(
        "--serve", action="store_true", help="show the network in the hall while it is trained, and afterwards"
    )
    user_settings.add_arguments(parser, ("device", "host", "port", "token", "allow_host", "browser"))


def run(arguments: argparse.Namespace) -> int:
    """Train until all epochs are done; 130 when interrupted, with the last finished epoch kept."""
    if arguments.config is None:
        _list(arguments.json)
        return 0
    settings = read_settings(arguments.config, arguments.set)
    folder: Path = arguments.out or Path("training") / Path(arguments.config).stem
    user = from_arguments(arguments)
    with joined(pick_device(user.device)) as processes:
        hall = None
        try:
            if arguments.serve and processes.is_first:
                problem = port_problem(user)
                if problem is not None:
                    raise ValueError(problem.removeprefix("deepvision: "))
                user = with_port(user)
                hall = LiveHall(user, settings)
            return _trained(settings, folder, processes, arguments.json, hall)
        except OSError as error:
            if error.strerror is None:  # a data set's own words
                raise ValueError(str(error)) from error
            raise ValueError(f"{error.filename or folder} cannot be used: {error.strerror}") from error
        finally:
            if hall is not None:
                hall.close()


def read_settings(config: str, overrides: list[str]) -> TrainingSettings:
    """Return the settings of a TOML file or a procedure, with those of ``--set`` instead of its own.

    Raises:
        ValueError: no such file or procedure, no TOML, or settings that cannot be.
    """
    path = Path(config)
    if path.suffix == ".toml":
        try:
            given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise ValueError(f"{path}: {error.strerror}. Expected a TOML file of settings.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ValueError(f"{path}: expected TOML, such as `epochs = 10`: {error}") from error
    else:
        given = {"procedure": config}
    return settings_from({**given, **dict(_override(text) for text in overrides)})


def _override(text: str) -> tuple[str, Any]:
    """Return name and value of ``NAME=VALUE``; what is no TOML value is a text, which saves its quotes."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"--set {text}: expected NAME=VALUE, such as --set epochs=10")
    try:
        return name.strip(), tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return name.strip(), value.strip()


def _trained(
    settings: TrainingSettings, folder: Path, processes: Processes, as_json: bool, hall: LiveHall | None
) -> int:
    with redirect_stdout(sys.stderr):  # what scripts print is no part of the answer
        parts = parts_of(settings)
    layers = None if hall is None else hall.layers()
    trainer = Trainer(parts.network.module, parts.train, parts.test, parts.shape, settings, processes, layers)
    trainer.load(folder)
    first = processes.is_first
    if first:
        _write_settings(settings, folder)
        if settings.tensorboard and not is_available():
            print("deepvision: no event files; for them: pip install 'deepvision[train]'", file=sys.stderr)
    if hall is not None:
        hall.begin(trainer)
    report = Report(settings.epochs, trainer.steps, folder, as_json)
    report.start(len(trainer.history))
    report.bar.disable = not first
    try:
        with report.bar:
            history = _run(trainer, folder, report, hall)
    except KeyboardInterrupt:
        if first:
            done = len(trainer.history)
            print(
                f"deepvision: stopped after {done} of {settings.epochs} epochs; the same call goes on.",
                file=sys.stderr,
            )
        return _INTERRUPTED
    if first:
        _tell(settings, folder, history, as_json)
    if hall is not None:
        _stay(hall)
    return 0


def _run(trainer: Trainer, folder: Path, report: Report, hall: LiveHall | None) -> list[files.Row]:
    """Train, and tell the visitors of the hall."""
    if hall is None:
        return trainer.run(folder, report.step, report.epoch)

    def step(epoch: int, step: int, steps: int) -> None:
        report.step(epoch, step, steps)
        hall.step(step)

    def epoch(history: list[files.Row]) -> None:
        report.epoch(history)
        hall.epoch(trainer)

    try:
        history = trainer.run(folder, step, epoch)
    except KeyboardInterrupt:
        hall.end(End("interrupted"))
        raise
    except Exception as error:
        hall.end(End("failed", str(error) or type(error).__name__))
        raise
    hall.end(End("done"))
    return history


def _stay(hall: LiveHall) -> None:
    """Wait until nobody wants to see the trained network any more."""
    print(f"The training is done; its network stays at {hall.address} until Ctrl-C.", file=sys.stderr, flush=True)
    try:
        hall.wait()
    except KeyboardInterrupt:
        return


def _tell(settings: TrainingSettings, folder: Path, history: list[files.Row], as_json: bool) -> None:
    made = {"weights": folder / files.WEIGHTS, "metrics": folder / files.METRICS, "plot": folder / PLOT}
    if as_json:
        named = {name: str(path) for name, path in made.items()}
        print(json.dumps({"settings": asdict(settings), "epochs": history, **named}, indent=2))
        return
    for path in made.values():
        print(path)


def _write_settings(settings: TrainingSettings, folder: Path) -> None:
    text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in asdict(settings).items())
    files.replace(folder / "settings.toml", lambda path: path.write_text(text, encoding="utf-8"))


def _list(as_json: bool) -> None:
    known = {
        setting.name: {"default": getattr(TrainingSettings(), setting.name), "help": setting.metadata["help"]}
        for setting in fields(TrainingSettings)
    }
    if as_json:
        print(json.dumps({"settings": known, "procedures": {k: dict(v) for k, v in PROCEDURES.items()}}, indent=2))
        return
    for name, about in known.items():
        print(f"{name:22}{json.dumps(about['default']):20}{about['help']}")
    for name, differing in PROCEDURES.items():
        print(f'\nprocedure = "{name}"')
        for key, value in differing.items():
            print(f"    {key} = {json.dumps(value)}")
