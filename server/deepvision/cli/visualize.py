"""``deepvision visualize NETWORK``: the picture that excites each channel of a layer most, as PNG files."""

import argparse
import json
import re
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deepvision import settings as user_settings
from deepvision.api.resources.visualizations import PRESET_HELP
from deepvision.api.services import cluster_of, maximizer_of
from deepvision.catalog.datasets import LoadedDataset, load_dataset
from deepvision.catalog.networks import LoadedNetwork, load_network, pick_device
from deepvision.catalog.seen_pictures import seen_pictures
from deepvision.cli.shown_pictures import largest_values
from deepvision.cli.wanted import channels_of, work_of
from deepvision.jobs import Item, Job, JobQueue, LocalExecutor, RayExecutor, ResultStore, Work
from deepvision.settings import MEBIBYTE, Settings, cache_folder, from_arguments
from deepvision.visualization.maximization.objectives import Where
from deepvision.visualization.maximization.policies import PolicyKind
from deepvision.visualization.pictures import from_input

NAME = "visualize"
HELP = "make the pictures that excite the channels of a layer most"
_LOOK_SECONDS = 0.2
_END_SECONDS = 30.0
"""For the step in work, on the largest networks."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the network, the layer, the channels, and how their pictures are made."""
    parser.add_argument("named", metavar="NETWORK", help="named as for serve --network")
    parser.add_argument("--layer", required=True, metavar="LAYER", help="as `deepvision graph NETWORK` names it")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="folder for the pictures; made if needed"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--channels", metavar="LIST", help="such as 0-15,20 (default: all)")
    which.add_argument("--strongest", type=int, metavar="N", help="the N that --image, or the data set, excites most")
    presets = "; ".join(f"{name}: {text}" for name, text in PRESET_HELP.items())
    parser.add_argument("--preset", choices=list(PRESET_HELP), default=next(iter(PRESET_HELP)), help=presets)
    parser.add_argument(
        "--image",
        type=Path,
        metavar="FILE",
        help="picture that the preset thesis begins with; with --strongest also the one that ranks",
    )
    parser.add_argument("--steps", type=int, metavar="N", help="of gradient ascent (default: the preset's)")
    parser.add_argument("--seed", type=int, metavar="N", help="of noise and movements (default: 0)")
    parser.add_argument("--policy", choices=get_args(PolicyKind), help="what rectifiers do to the gradient")
    parser.add_argument(
        "--objective", choices=get_args(Where), default="mean", help="of a channel's map: its mean, or its centre unit"
    )
    parser.add_argument("--slope", type=float, metavar="S", help="of the policy, from 0 to 1")
    parser.add_argument(
        "--dataset", default=Settings().dataset[0], metavar="DATASET", help="whose pictures results are compared with"
    )
    parser.add_argument("--json", action="store_true", help="print what was made: file, channel, activation, verdict …")
    user_settings.add_arguments(parser, ("weights", "device", "executor", "ray_address", "cache", "cache_mb"))


def run(arguments: argparse.Namespace) -> int:
    """Write a file per channel as it is finished; 130 when interrupted, with what was made."""
    settings = from_arguments(arguments)
    with redirect_stdout(sys.stderr):  # what the script prints is no part of the answer
        network = load_network(arguments.named, weights=settings.weights, device=pick_device(settings.device))
    begin = time.monotonic()
    with redirect_stdout(sys.stderr):
        dataset = load_dataset(arguments.dataset)
    work = work_of(network, arguments, dataset)
    cluster = cluster_of(settings, {network.id: network})
    try:
        return _made(network, work, dataset, arguments, settings, cluster, begin)
    finally:
        if cluster is not None:
            cluster.close()


def _made(
    network: LoadedNetwork,
    work: Work,
    dataset: LoadedDataset,
    arguments: argparse.Namespace,
    settings: Settings,
    cluster: RayExecutor | None,
    begin: float,
) -> int:
    pictures = seen_pictures(dataset, network.network)
    forward = ThreadPoolExecutor(1)  # computes all that the network does, as in the server
    maximizer = forward.submit(maximizer_of, network).result()
    channels = forward.submit(channels_of, network, maximizer, arguments, pictures).result()
    maxima = forward.submit(largest_values, maximizer, work, channels, pictures).result()
    arguments.out.mkdir(parents=True, exist_ok=True)
    queue = _queue(network, settings, cluster, LocalExecutor(lambda _: maximizer, forward))
    job = queue.start(work, channels)
    written: dict[int, dict[str, object]] = {}
    try:
        _follow(queue, job, arguments.out, maxima, written)
    except BaseException:
        queue.cancel(job.id)
        queue.join(_END_SECONDS)
        raise
    finally:
        made = [written[channel] for channel in channels if channel in written]
        _report(work, arguments, made, time.monotonic() - begin)
    if job.state == "failed":
        raise ValueError(job.message)
    if job.message:
        print(f"deepvision: {job.message}", file=sys.stderr)
    return 0


def _report(work: Work, arguments: argparse.Namespace, made: list[dict[str, object]], seconds: float) -> None:
    if arguments.json:
        about = {"network": arguments.named, "layer": work.layer, "preset": arguments.preset}
        how = {"settings": asdict(work.settings), "dataset": arguments.dataset, "seconds": round(seconds, 3)}
        print(json.dumps({**about, **how, "pictures": made}, indent=2))
        return
    for one in made:
        reached = f"activation {one['activation']:.4g}" if one["verdict"] == "alive" else one["verdict"]
        relative = f", {one['relative']:.2f} × the most of {arguments.dataset}" if one["relative"] is not None else ""
        print(f"{one['file']}  {reached}{relative}")


def _queue(network: LoadedNetwork, settings: Settings, cluster: RayExecutor | None, local: LocalExecutor) -> JobQueue:
    shown = network.network
    return JobQueue(
        cluster or local,
        ResultStore(cache_folder(settings) / "pictures", settings.cache_mb * MEBIBYTE),
        lambda _, image: from_input(image, shown.mean, shown.std),
        batches_at_once=None if cluster is None else cluster.batches_at_once,
    )


def _follow(
    queue: JobQueue, job: Job, folder: Path, maxima: Mapping[int, float], written: dict[int, dict[str, object]]
) -> None:
    """Write the pictures as they come, and show how far the work is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[left]}"), console=Console(stderr=True)) as progress:
        bar = progress.add_task(job.work.layer, total=len(job.channels), left="")
        while True:
            version, over = job.version, job.is_over
            for item in queue.snapshot(job)[1]:
                if item.result is not None and item.channel not in written:
                    written[item.channel] = _write(queue, item, folder, maxima[item.channel])
            left = job.eta()
            progress.update(bar, completed=len(written), left="" if left is None else f"about {left:.0f} s left")
            if over:
                return
            queue.wait({job.id: version}, _LOOK_SECONDS)


def _write(queue: JobQueue, item: Item, folder: Path, largest: float) -> dict[str, object]:
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
    reached = item.result.activation
    relative = reached / largest if reached is not None and largest > 0 else None
    return {"file": str(path), **asdict(item.result), "relative": relative}
