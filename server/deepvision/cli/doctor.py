"""``deepvision doctor``: whether everything the server needs is there."""

import argparse
import importlib.util
import json
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

import torch
import torchvision

import deepvision
from deepvision.api.resources.client import STATIC
from deepvision.api.serve import port_problem
from deepvision.catalog import scripts
from deepvision.catalog.networks import load_network, pick_device
from deepvision.settings import Settings

NAME = "doctor"
HELP = "check that everything the server needs is there"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``remedy`` says what to do when it is not well."""

    subject: str
    well: bool
    detail: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; return 1 if one is not well."""
    findings = [check() for check in CHECKS]
    if arguments.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            print(f"{'ok ' if finding.well else '!! '} {finding.subject}: {finding.detail}")
            if not finding.well:
                print(f"     {finding.remedy}")
    return 0 if all(finding.well for finding in findings) else 1


def _python() -> Finding:
    version = platform.python_version()
    return Finding("Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")


def _torch() -> Finding:
    versions = f"torch {torch.__version__}, torchvision {torchvision.__version__}, deepvision {deepvision.__version__}"
    return Finding("packages", True, versions)


def _device() -> Finding:
    return Finding("device", True, f"networks run on {pick_device('auto')}")


def _timm() -> Finding:
    there = importlib.util.find_spec("timm") is not None
    return Finding(
        "timm", True, "installed" if there else "not installed; timm:NAME needs pip install 'deepvision[timm]'"
    )


def _ray() -> Finding:
    there = importlib.util.find_spec("ray") is not None
    return Finding(
        "ray", True, "installed" if there else "not installed; --executor ray needs pip install 'deepvision[ray]'"
    )


def _client() -> Finding:
    built = (STATIC / "index.html").is_file()
    return Finding("browser client", built, "built" if built else "not built", "Run: make client")


def _network() -> Finding:
    names = scripts.names("network")
    if not names:
        return Finding("networks", False, "none found", "Install the package again: its scripts are missing.")
    network = load_network("covidresnet" if "covidresnet" in names else names[0])  # the one with trained weights
    layers = len(network.graph.nodes)
    return Finding("networks", True, f"{', '.join(names)}; {network.name} runs, {layers} layers")


def _port() -> Finding:
    problem = port_problem(Settings())
    return Finding("port", problem is None, problem or "free", "End the other server, or use --port.")


CHECKS: tuple[Callable[[], Finding], ...] = (_python, _torch, _device, _timm, _ray, _client, _network, _port)
