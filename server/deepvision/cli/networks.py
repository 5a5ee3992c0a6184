"""``deepvision networks``: what can be named."""

import argparse
import json

import torchvision

from deepvision.catalog import scripts

NAME = "networks"
HELP = "list the networks and data sets that can be named"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the names."""
    zoo = [f"torchvision:{name}" for name in torchvision.models.list_models(module=torchvision.models)]
    listed = {"networks": scripts.names("network"), "datasets": scripts.names("dataset"), "torchvision": zoo}
    if arguments.json:
        print(json.dumps(listed, indent=2))
        return 0
    print(f"networks of this project ({scripts.folder('network')}):")
    for name in listed["networks"]:
        print(f"  {name}")
    print(f"data sets ({scripts.folder('dataset')}):")
    for name in listed["datasets"]:
        print(f"  {name}")
    print(f"torchvision's, {len(zoo)}:")
    for name in zoo:
        print(f"  {name}")
    print("and timm:NAME for each of timm's, and the path of a script of your own.")
    return 0
