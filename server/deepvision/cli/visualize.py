"""``deepvision visualize NETWORK``: the picture that excites each channel of a layer most, as PNG files."""

import argparse
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deepvision import settings as user_settings
from deepvision.api.resources.visualizations import FROM_A_PICTURE, PRESET_HELP
from deepvision.api.services import maximizer_of
from deepvision.catalog.errors import CatalogError, near_names
from deepvision.catalog.networks import LoadedNetwork, load_network, pick_device
from deepvision.jobs import Item, Job, JobQueue, LocalExecutor, ResultStore, Start, Work
from deepvision.settings import MEBIBYTE, Settings, cache_folder, from_arguments
from deepvision.visualization.maximization import PRESETS
from deepvision.visualization.pictures import from_input, read_picture, to_input

NAME = "visualize"
HELP = "make the pictures that excite the channels of a layer most"
_LOOK_SECONDS = 0.2
_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the network, the layer, the channels, and how their pictures are made."""
    parser.add_argument("named", metavar="NETWORK", help="named as for serve --network")
    parser.add_argument("--layer", required=True, metavar="LAYER", help="as `deepvision graph NETWORK` names it")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="folder for the pictures; made if needed"
    )
    parser.add_argument("--channels", metavar="LIST", help="such as 0-15,20 (default: all)")
    presets = "; ".join(f"{name}: {text}" for name, text in PRESET_HELP.items())
    parser.add_argument("--preset", choices=list(PRESET_HELP), default=next(iter(PRESET_HELP)), help=presets)
    parser.add_argument("--image", type=Path, metavar="FILE", help="picture that the preset thesis begins with")
    parser.add_argument("--steps", type=int, metavar="N", help="of gradient ascent (default: the preset's)")
    parser.add_argument("--seed", type=int, metavar="N", help="of noise and movements (default: 0)")
    parser.add_argument("--json", action="store_true", help="print what was made: file, channel, activation, verdict …")
    user_settings.add_arguments(parser, ("weights", "device", "cache", "cache_mb"))


def run(arguments: argparse.Namespace) -> int:
    """Write a file per channel as it is finished; 130 when interrupted, with what was made."""
    settings = from_arguments(arguments)
    with redirect_stdout(sys.stderr):  # what the script prints is no part of the answer
        network = load_network(arguments.named, weights=settings.weights, device=pick_device(settings.device))
    work, channels = _work(network, arguments)
    arguments.out.mkdir(parents=True, exist_ok=True)
    queue = _queue(network, settings)
    job = queue.start(work, channels)
    written: dict[int, dict[str, object]] = {}
    try:
        _follow(queue, job, arguments.out, written)
    except BaseException:
        queue.cancel(job.id)
        raise
    finally:
        _report([written[channel] for channel in channels if channel in written], arguments.json)
    if job.state == "failed":
        raise ValueError(job.message)
    if job.message:
        print(f"deepvision: {job.message}", file=sys.stderr)
    return 0


def _report(made: list[dict[str, object]], as_json: bool) -> None:
    if as_json:
        print(json.dumps(made, indent=2))
        return
    for one in made:
        reached = f"activation {one['activation']:.4g}" if one["verdict"] == "alive" else one["verdict"]
        print(f"{one['file']}  {reached}")


def _work(network: LoadedNetwork, arguments: argparse.Namespace) -> tuple[Work, list[int]]:
    layers = {node.id: node.shape[0] for node in network.graph.nodes}
    if arguments.layer not in layers:
        raise CatalogError(f"--layer {arguments.layer}: there is no such layer. {near_names(arguments.layer, layers)}")
    count = layers[arguments.layer]
    channels = list(range(count)) if arguments.channels is None else _channels(arguments.channels, count)
    settings = PRESETS[arguments.preset]()
    for name in ("steps", "seed"):
        value = getattr(arguments, name)
        if value is not None and value < (name == "steps"):
            raise ValueError(f"--{name}: expected at least {int(name == 'steps')}, got {value}")
        settings = settings if value is None else replace(settings, **{name: value})
    return Work.of(network.id, network.digest, arguments.layer, settings, _start(network, arguments)), channels


def _start(network: LoadedNetwork, arguments: argparse.Namespace) -> Start:
    if arguments.image is None:
        return Start()
    if arguments.preset not in FROM_A_PICTURE:
        raise ValueError(f"--image: the preset {arguments.preset} begins with noise; choose --preset thesis")
    try:
        data = arguments.image.read_bytes()
    except OSError as error:
        raise ValueError(f"--image {arguments.image}: {error.strerror}") from error
    shown = network.network
    picture = read_picture(data, Settings().max_upload_pixels)
    return Start(to_input(picture, shown.input_size, shown.mean, shown.std)[0])


def _channels(text: str, count: int) -> list[int]:
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


def _queue(network: LoadedNetwork, settings: Settings) -> JobQueue:
    shown = network.network
    return JobQueue(
        LocalExecutor(lambda _: maximizer_of(network), ThreadPoolExecutor(1)),
        ResultStore(cache_folder(settings) / "pictures", settings.cache_mb * MEBIBYTE),
        lambda _, image: from_input(image, shown.mean, shown.std),
    )


def _follow(queue: JobQueue, job: Job, folder: Path, written: dict[int, dict[str, object]]) -> None:
    """Write the pictures as they come, and show how far the work is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[left]}"), console=Console(stderr=True)) as progress:
        bar = progress.add_task(job.work.layer, total=len(job.channels), left="")
        while True:
            version, over = job.version, job.is_over
            for item in queue.snapshot(job)[1]:
                if item.result is not None and item.channel not in written:
                    written[item.channel] = _write(queue, item, folder)
            left = job.eta()
            progress.update(bar, completed=len(written), left="" if left is None else f"about {left:.0f} s left")
            if over:
                return
            queue.wait({job.id: version}, _LOOK_SECONDS)


def _write(queue: JobQueue, item: Item, folder: Path) -> dict[str, object]:
    assert item.result is not None
    picture = queue.picture(item.picture)
    if picture is None:
        raise ValueError(f"The picture of channel {item.channel} is gone from the cache. Try a larger --cache-mb.")
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", item.result.layer).lstrip(".")
    path = folder / f"{name}-{item.channel:04}.png"
    part = path.with_suffix(".part")
    try:
        picture.save(part, "PNG")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise ValueError(f"{path} cannot be written: {error.strerror or error}") from error
    return {"file": str(path), **asdict(item.result)}
