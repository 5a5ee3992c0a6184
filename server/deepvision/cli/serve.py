"""``deepvision serve``: show networks in the hall."""

import argparse

from deepvision import settings
from deepvision.api.serve import serve

NAME = "serve"
HELP = "show networks in the hall"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add every setting."""
    settings.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    return serve(settings.from_arguments(arguments))
