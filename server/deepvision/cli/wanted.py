"""What ``deepvision visualize`` is asked for: settings, the picture to begin with, channels."""

import argparse
import re
from dataclasses import replace
from pathlib import Path

from torch import Tensor

from deepvision.api.resources.visualizations import FROM_A_PICTURE
from deepvision.api.services import magnitudes_of
from deepvision.catalog.datasets import LoadedDataset
from deepvision.catalog.errors import CatalogError, near_names
from deepvision.catalog.networks import LoadedNetwork
from deepvision.cli.shown_pictures import strongest
from deepvision.jobs import Start, Work
from deepvision.settings import Settings
from deepvision.visualization.maximization import PRESETS, GradientPolicy, Maximizer
from deepvision.visualization.pictures import read_picture, to_input

_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


def work_of(network: LoadedNetwork, arguments: argparse.Namespace, dataset: LoadedDataset) -> Work:
    """Return what is to be done; its addresses are those of the server for the same choices.

    Raises:
        CatalogError: no such layer.
        ValueError: a setting or a list of channels that cannot be.
    """
    layers = [node.id for node in network.graph.nodes]
    if arguments.layer not in layers:
        raise CatalogError(f"--layer {arguments.layer}: there is no such layer. {near_names(arguments.layer, layers)}")
    named_channels(network, arguments)  # what is wrong is said before anything is computed
    settings = PRESETS[arguments.preset]()
    for name in ("steps", "seed"):
        value = getattr(arguments, name)
        if value is not None and value < (name == "steps"):
            raise ValueError(f"--{name}: expected at least {int(name == 'steps')}, got {value}")
        settings = settings if value is None else replace(settings, **{name: value})
    if arguments.policy is not None:
        settings = replace(settings, policy=GradientPolicy(arguments.policy, settings.policy.slope))
    if arguments.slope is not None:
        settings = replace(settings, policy=replace(settings.policy, slope=arguments.slope, final_slope=None))
    start = _start(network, arguments)
    magnitudes = magnitudes_of(network, dataset) if settings.parameterization == "maco" else None
    return Work.of(network.id, network.digest, arguments.layer, settings, start, arguments.objective, magnitudes)


def channels_of(
    network: LoadedNetwork, maximizer: Maximizer, arguments: argparse.Namespace, pictures: Tensor
) -> list[int]:
    """Return the channels in the order in which they are made; ``pictures`` rank them where no other is named."""
    if arguments.strongest is None:
        return named_channels(network, arguments)
    ranking = pictures if arguments.image is None else _picture(network, arguments.image)
    return strongest(maximizer, arguments.layer, ranking)[: arguments.strongest]


def named_channels(network: LoadedNetwork, arguments: argparse.Namespace) -> list[int]:
    """Return the channels of ``--channels``, or all; raise ValueError where there are none such, or too few."""
    count = next(node.shape[0] for node in network.graph.nodes if node.id == arguments.layer)
    if arguments.strongest is not None and not 1 <= arguments.strongest <= count:
        raise ValueError(f"--strongest: expected 1 to {count} channels, got {arguments.strongest}")
    return list(range(count)) if arguments.channels is None else _listed(arguments.channels, count)


def _start(network: LoadedNetwork, arguments: argparse.Namespace) -> Start:
    if arguments.image is None:
        return Start()
    if arguments.preset not in FROM_A_PICTURE:
        if arguments.strongest is not None:
            return Start()
        raise ValueError(
            f"--image: the preset {arguments.preset} begins with noise; choose --preset thesis, or let the picture "
            "rank the channels with --strongest N"
        )
    return Start(_picture(network, arguments.image)[0])


def _picture(network: LoadedNetwork, file: Path) -> Tensor:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ValueError(f"--image {file}: {error.strerror}") from error
    shown = network.network
    return to_input(read_picture(data, Settings().max_upload_pixels), shown.input_size, shown.mean, shown.std)


def _listed(text: str, count: int) -> list[int]:
    """Return the channels of a list such as ``0-15,20``, each once, in its order."""
    found: dict[int, None] = {}
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"--channels: expected numbers and ranges such as 0-15,20, got {text!r}")
        first, last = int(match[1]), int(match[2] or match[1])
        if last >= count or first > last:
            raise ValueError(f"--channels: expected channels from 0 to {count - 1}, got {part.strip()!r}")
        found |= dict.fromkeys(range(first, last + 1))
    return list(found)
