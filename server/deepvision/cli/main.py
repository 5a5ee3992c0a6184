"""Commands, and errors that say which names are near."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import deepvision
from deepvision.catalog.errors import CatalogError, near_names
from deepvision.cli import doctor, graph, networks, reproduce, serve, train, visualize

COMMANDS = (serve, networks, graph, visualize, train, reproduce, doctor)


class _Parser(argparse.ArgumentParser):
    """Names the nearest command or options when one is misspelt."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        parsed, unknown = super().parse_known_args(args, namespace)
        if unknown:
            options = [option for action in self._actions for option in action.option_strings]
            self.error(f"unrecognized arguments: {' '.join(unknown)}. {near_names(unknown[0], options)}")
        return parsed, unknown

    def error(self, message: str) -> NoReturn:
        if "argument COMMAND: invalid choice" in message:
            message = f"{message}. {near_names(message.split(chr(39))[1], [module.NAME for module in COMMANDS])}"
        super().error(message)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    root = _Parser(prog="deepvision", description="Walk through a neural network.")
    root.add_argument("--version", action="version", version=f"deepvision {deepvision.__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for module in COMMANDS:
        command = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP, allow_abbrev=False)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status: 0, 1 when something cannot be used, 2 for a wrong call."""
    parsed = parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except (CatalogError, ValueError) as error:
        print(f"deepvision: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # as in: deepvision networks | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return status
