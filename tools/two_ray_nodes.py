"""Two Ray nodes on this machine, as two machines would be; one is killed in mid-work, and the pictures are the same.

python tools/two_ray_nodes.py [NETWORK] [--layer LAYER] [--channels N] [--steps N] prints what it saw; 0: all is well.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import torch
from ray_nodes import LocalCluster

from deepvision.api.services import cluster_of, maximizer_of
from deepvision.catalog.networks import LoadedNetwork, load_network
from deepvision.jobs import Finished, LocalExecutor, Stepped, Work
from deepvision.settings import Settings as ServerSettings
from deepvision.visualization.maximization import Settings

BATCH = 4


def main() -> int:
    """Return 0 when the pictures are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", nargs="?", default="covidresnet")
    parser.add_argument("--layer", default="track_conv1")
    parser.add_argument("--channels", type=int, default=24)
    parser.add_argument("--steps", type=int, default=60)
    asked = parser.parse_args()
    network = load_network(asked.network)
    work = Work.of(network.id, network.digest, asked.layer, Settings(steps=asked.steps, batch_size=BATCH))
    cluster = LocalCluster(cpus=1)
    os.environ.update(cluster.environment)
    try:
        cluster.head.wait()
        second = cluster.add(cpus=1).wait()
        print(
            f"two nodes at {cluster.address}: {len(cluster.head.processes())} and {len(second.processes())} processes"
        )
        found = spread(cluster, network, work, asked.channels)
    finally:
        cluster.kill()
    left = sum(len(node.processes()) for node in cluster.nodes)
    began = time.monotonic()
    with ThreadPoolExecutor(1) as forward:
        here = LocalExecutor(lambda _: maximizer_of(network), forward)
        expected = [event for event in here.begin(work, range(asked.channels)) if isinstance(event, Finished)]
    print(f"in this process, {torch.get_num_threads()} threads: {time.monotonic() - began:.1f} s")
    return compare(found, expected, left)


def spread(cluster: LocalCluster, network: LoadedNetwork, work: Work, channels: int) -> dict[int, Finished]:
    """Return the pictures made on both nodes, the second of which is killed once both have work."""
    settings = ServerSettings(executor="ray", ray_address=cluster.address, device="cpu")
    began = time.monotonic()
    executor = cluster_of(settings, {network.id: network})
    assert executor is not None
    print(f"connected in {time.monotonic() - began:.1f} s; {executor.batches_at_once()} batches at once")
    began = time.monotonic()
    found: dict[int, Finished] = {}
    try:
        events = executor.begin(work, range(channels))
        for event in until_both_work(events, cluster, found):
            print(f"after {time.monotonic() - began:.1f} s both nodes work: steps {dict(sorted(event.steps.items()))}")
        cluster.nodes[1].kill()
        print("killed the second node")
        for event in events:
            if isinstance(event, Finished):
                found[event.channel] = event
        print(f"{len(found)} of {channels} channels after {time.monotonic() - began:.1f} s")
    finally:
        executor.close()
    return found


def until_both_work(
    events: Iterator[Finished | Stepped], cluster: LocalCluster, found: dict[int, Finished]
) -> Iterator[Stepped]:
    """Go on until each node has a worker, and pictures of two batches are in work; yield that moment."""
    for event in events:
        if isinstance(event, Finished):
            found[event.channel] = event
        elif len(event.steps) > BATCH and all(node.workers() for node in cluster.nodes):
            yield event
            return
    raise RuntimeError("The work was done before both nodes had a part of it. Ask for more channels or steps.")


def compare(found: dict[int, Finished], expected: list[Finished], left: int) -> int:
    """Print how far the pictures are apart; return the exit status."""
    images = [float((found[one.channel].image - one.image).abs().max()) for one in expected]
    reached = [abs(found[one.channel].visualization.activation - one.visualization.activation) for one in expected]
    equal = sum(torch.equal(found[one.channel].image, one.image) for one in expected)
    print(f"{equal} of {len(expected)} pictures equal to the last bit; largest difference {max(images):.2g} in")
    print(f"normalised units, of an activation {max(reached):.2g}; processes left behind: {left}")
    return 0 if equal == len(expected) and not left else 1


if __name__ == "__main__":
    sys.exit(main())
