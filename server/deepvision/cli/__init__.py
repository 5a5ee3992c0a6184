"""The command line: ``deepvision COMMAND``."""

from deepvision.cli.main import main

__all__ = ["main"]
