"""``deepvision graph NETWORK``: the layers of a network and how they are connected."""

import argparse
import json
import sys
from contextlib import redirect_stdout

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deepvision.api import presenter
from deepvision.catalog.networks import LoadedNetwork, load_network

NAME = "graph"
HELP = "print the layers of a network and how they are connected"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the network and ``--json``."""
    parser.add_argument("network", help="named as for serve --network")
    parser.add_argument("--json", action="store_true", help="print what the server answers to networks/NETWORK")


def run(arguments: argparse.Namespace) -> int:
    """Print a table, or JSON."""
    with redirect_stdout(sys.stderr):  # what the script prints is no part of the answer
        network = load_network(arguments.network)
    if arguments.json:
        print(json.dumps(presenter.full(network, network.graph).model_dump(), indent=2))
        return 0
    Console().print(_table(network))
    return 0


def _table(network: LoadedNetwork) -> Table:
    table = Table(title=f"{network.name}: {network.parameters:,} parameters", title_justify="left")
    for heading in ("layer", "name", "shape (C, H, W)", "from", "through"):
        table.add_column(heading, overflow="fold")
    incoming = {node.id: [e for e in network.graph.edges if e.target == node.id] for node in network.graph.nodes}
    for node in network.graph.nodes:
        edges = incoming[node.id]
        shape = " × ".join(map(str, node.shape))
        sources, labels = "\n".join(e.source for e in edges), "\n".join(e.label for e in edges)
        table.add_row(escape(node.id), escape(node.name), shape, escape(sources), escape(labels))
    return table
