"""What the server is made of, in one object that is handed to every blueprint."""

import functools
import logging
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from deepvision.api.live_training import LiveTraining
from deepvision.api.picture_store import PictureStore
from deepvision.api.run_store import RunStore
from deepvision.api.schemas import NetworkFailure
from deepvision.api.stream import Encoder
from deepvision.catalog import scripts
from deepvision.catalog.datasets import LoadedDataset, load_dataset, load_image_folder
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import LoadedNetwork, load_network, pick_device
from deepvision.catalog.packing import PackedNetwork, pack
from deepvision.catalog.seen_pictures import seen_pictures
from deepvision.jobs import EvidenceKeeper, JobQueue, LocalExecutor, RayExecutor, ResultStore, Shelf, Shown, Work
from deepvision.settings import MEBIBYTE, Settings, cache_folder
from deepvision.visualization.maximization import Maximizer
from deepvision.visualization.maximization.parameterizations import mean_magnitudes, natural_colours
from deepvision.visualization.maximization.reaching import Reach
from deepvision.visualization.pictures import from_input, to_input

log = logging.getLogger(__name__)
_MOST_SHOWN = 512
"""Pictures of a data set that say what it does to a network; of a larger one as many, spread over it."""


@dataclass(frozen=True)
class Services:
    """Networks, data sets, pictures and runs of one server."""

    settings: Settings
    networks: dict[str, LoadedNetwork]
    failures: list[NetworkFailure]
    datasets: dict[str, LoadedDataset]
    pictures: PictureStore
    runs: RunStore
    encoder: Encoder
    jobs: JobQueue
    evidence: EvidenceKeeper
    evidence_dataset: LoadedDataset | None
    """Whose pictures evidence is of: the first."""
    magnitudes: Callable[[str], Tensor]
    """Returns the mean spectrum of its pictures as the network with this id sees them; raises CatalogError."""
    forward: ThreadPoolExecutor
    """Whose one thread the networks run in."""
    cluster: RayExecutor | None = None
    """What makes pictures elsewhere."""
    training: LiveTraining | None = None
    """The training that is shown, whose network gets other weights after each epoch."""

    def replace_network(self, network: LoadedNetwork) -> None:
        """Show a network with other weights: from now on all that is asked for is computed with those."""
        self.networks[network.id] = network
        self.runs.forget_others(network)
        self.evidence.forget(network.id)

    def close(self, timeout: float) -> None:
        """Stop the work within a step, and wait for that at most ``timeout`` seconds; leave the cluster."""
        self.jobs.close(timeout)
        if self.cluster is not None:
            self.cluster.close()


@dataclass(frozen=True)
class Given:
    """What a server shows instead of what its settings name: a network that is being trained.

    Attributes:
        networks: by id.
        datasets: the first ones on the shelf.
        forward: whose one thread the networks were made in, and will run in.
        training: of one of the networks.
    """

    networks: dict[str, LoadedNetwork]
    datasets: Sequence[LoadedDataset]
    forward: ThreadPoolExecutor
    training: LiveTraining


def build_services(settings: Settings, given: Given | None = None) -> Services:
    """Load everything the settings name. A network that fails is reported, and the others go on.

    Args:
        settings: what the user set.
        given: networks to show instead of those that the settings name.

    Raises:
        CatalogError: no network could be loaded, or a data set, the device or the cluster cannot be used.
    """
    # OpenMP makes a team of helpers for every thread that computes, and when there are more of them than cores, all go
    # to sleep between two layers: a forward pass took half as long again. So one thread computes with all cores, from
    # loading on.
    forward = ThreadPoolExecutor(1, "forward") if given is None else given.forward
    networks, failures = forward.submit(_load_networks, settings).result() if given is None else (given.networks, [])
    datasets = {} if given is None else {dataset.id: dataset for dataset in given.datasets}
    for number, folder in enumerate(settings.images):
        dataset = load_image_folder(folder, number)
        datasets[dataset.id] = dataset
    for name in settings.dataset:
        dataset = load_dataset(name, datasets)
        datasets[dataset.id] = dataset
    store = ResultStore(cache_folder(settings) / "pictures", settings.cache_mb * MEBIBYTE)
    maximizer = _Maximizers(networks)
    local, cluster = LocalExecutor(maximizer.of, forward), cluster_of(settings, networks)
    jobs = JobQueue(
        cluster or local,
        store,
        lambda network, image: from_input(image, networks[network].network.mean, networks[network].network.std),
        Shelf(shelf_folder()),
        batches_at_once=None if cluster is None else cluster.batches_at_once,
        timed=local,
    )
    first = next(iter(datasets.values()), None)
    evidence = EvidenceKeeper(
        cache_folder(settings) / "evidence",
        forward,
        jobs.add,
        lambda network: shown_to(networks[network], first, lambda: maximizer.latest(network).reach),
    )
    return Services(
        settings=settings,
        networks=networks,
        failures=failures,
        datasets=datasets,
        pictures=PictureStore(datasets, settings.upload_memory_mb * MEBIBYTE, settings.max_upload_pixels, jobs.picture),
        runs=RunStore(settings.run_memory_mb * MEBIBYTE, forward),
        encoder=Encoder(),
        jobs=jobs,
        evidence=evidence,
        evidence_dataset=first,
        magnitudes=functools.cache(lambda network: magnitudes_of(networks[network], first)),
        forward=forward,
        cluster=cluster,
        training=None if given is None else given.training,
    )


class _Maximizers:
    """The maximizer of each network, with the weights it has now; asked for in the thread of networks only."""

    def __init__(self, networks: Mapping[str, LoadedNetwork]) -> None:
        self._networks = networks
        self._made: dict[str, tuple[str, Maximizer]] = {}

    def latest(self, network: str) -> Maximizer:
        """Return the maximizer of a network by its id."""
        loaded = self._networks[network]
        digest, maximizer = self._made.get(network, ("", None))
        if maximizer is None or digest != loaded.digest:
            maximizer = maximizer_of(loaded)
            self._made[network] = (loaded.digest, maximizer)
        return maximizer

    def of(self, work: Work) -> Maximizer:
        """Return the maximizer for a work.

        Raises:
            ValueError: the network has other weights by now, so the pictures would not be those asked for.
        """
        if self._networks[work.network].digest != work.digest:
            raise ValueError("The network has been trained further since: ask again for pictures of its new weights.")
        return self.latest(work.network)


def shelf_folder() -> Path:
    """Return the folder of the pictures that come with the project."""
    return scripts.folder("network") / "visualizations"


def shown_to(loaded: LoadedNetwork, dataset: LoadedDataset | None, reach: Callable[[], Reach]) -> Shown:
    """Return a data set as a network sees it; no pictures without one."""
    network = loaded.network

    def picture(number: int) -> Tensor:
        assert dataset is not None
        return to_input(dataset.picture(number)[0], network.input_size, network.mean, network.std)[0]

    total = 0 if dataset is None else len(dataset.pictures)
    count = min(total, _MOST_SHOWN)
    return Shown(loaded.digest, [number * total // count for number in range(count)], picture, reach)


def magnitudes_of(loaded: LoadedNetwork, dataset: LoadedDataset | None) -> Tensor:
    """Return what the preset ``maco`` keeps: the mean spectrum (C, H, W // 2 + 1) of a data set's pictures.

    Raises:
        CatalogError: there is no data set, or none of its pictures can be read.
    """
    if dataset is None:
        raise CatalogError("The preset maco takes its spectrum from a data set. Start the server with --dataset.")
    return mean_magnitudes(seen_pictures(dataset, loaded.network), natural_colours(loaded.network.std))


def maximizer_of(loaded: LoadedNetwork) -> Maximizer:
    """Return what makes pictures of a network, in the range of pictures it expects."""
    network = loaded.network
    shape = (len(network.mean), *network.input_size)
    return Maximizer(network.module, shape, mean=network.mean, std=network.std)


def cluster_of(settings: Settings, networks: Mapping[str, LoadedNetwork]) -> RayExecutor | None:
    """Return what makes pictures of the networks on a cluster, if the settings name one.

    Raises:
        CatalogError: Ray is not installed, or nobody answers there.
    """
    if settings.executor != "ray" or settings.ray_address is None:
        return None

    def parcel(network: str) -> bytes:
        try:
            return pickle.dumps(functools.partial(_unpacked, pack(networks[network])))
        except CatalogError as error:
            raise ValueError(str(error)) from error

    try:
        return RayExecutor(settings.ray_address, parcel, settings.device)
    except ValueError as error:
        raise CatalogError(str(error)) from error


def _unpacked(packed: PackedNetwork, device: torch.device) -> Maximizer:
    return maximizer_of(packed.unpack(device))


def _load_networks(settings: Settings) -> tuple[dict[str, LoadedNetwork], list[NetworkFailure]]:
    device = pick_device(settings.device)
    networks: dict[str, LoadedNetwork] = {}
    failures: list[NetworkFailure] = []
    for name in settings.network:
        try:
            loaded = load_network(name, weights=settings.weights, device=device, taken=networks)
        except Exception as error:  # whatever it is, the other networks go on
            if not isinstance(error, CatalogError):
                log.exception("an error of the server's own while it loaded %s", name)
            failures.append(NetworkFailure(name=name, detail=str(error)))
            print(f"{name} cannot be shown: {error}", file=sys.stderr)
        else:
            networks[loaded.id] = loaded
    if not networks:
        raise CatalogError("No network could be loaded: " + " ".join(failure.detail for failure in failures))
    return networks, failures
