"""A hundred visualizations leave the network, the threads and the open files as they were."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch
from tests.jobs.test_queue import ended
from torch import nn

from deepvision.jobs import JobQueue, LocalExecutor, ResultStore, Work
from deepvision.visualization.maximization import GradientPolicy, Maximizer, Settings
from deepvision.visualization.pictures import from_input


def hooks(module):
    return sum(len(getattr(part, name)) for part in module.modules() for name in vars(part) if name.endswith("_hooks"))


def open_files():
    return {str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted on Linux only")
def test_a_hundred_visualizations_leave_nothing_behind(tmp_path):
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 4, 3)).eval()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    forward = ThreadPoolExecutor(1)
    queue = JobQueue(
        LocalExecutor(lambda _: Maximizer(module, (3, 12, 12)), forward),
        ResultStore(tmp_path, 1 << 20),
        lambda _, image: from_input(image, (0, 0, 0), (1, 1, 1)),
    )
    known = hooks(module)
    threads, files = set(), set()
    for seed in range(100):
        kind = ("true", "proxy", "leaky")[seed % 3]
        settings = Settings(steps=2, seed=seed, batch_size=1, policy=GradientPolicy(kind, 0.1))
        job = queue.start(Work.of("network", "digest", "2", settings), [seed % 4])
        if seed % 10 == 9:
            queue.cancel(job.id)
        else:
            ended(job)
        queue.join(20)
        if seed == 19:
            threads, files = set(threading.enumerate()), open_files()
    assert hooks(module) == known
    # What other tests have left behind may go meanwhile.
    assert set(threading.enumerate()) <= threads
    assert open_files() <= files
    assert not queue._events
    assert not queue._owned
    assert not module.training
    assert all(torch.equal(before[name], value) for name, value in module.state_dict().items())
    assert all(parameter.grad is None and parameter.requires_grad for parameter in module.parameters())
    assert not list(tmp_path.glob("*.part"))
    forward.shutdown()
