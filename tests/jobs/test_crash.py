"""``kill -9`` between two channels: what was finished is not computed again."""

import subprocess
import sys
import time

SCRIPT = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import deepvision
import torch
from torch import nn
from deepvision.jobs import JobQueue, LocalExecutor, ResultStore, Work
from deepvision.visualization.maximization import Maximizer, Settings
from deepvision.visualization.pictures import from_input

folder = Path(sys.argv[1])
torch.manual_seed(0)
module = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU()).eval()
begun = []

class Told(LocalExecutor):
    def begin(self, work, channels):
        begun.extend(channels)
        return super().begin(work, channels)

executor = Told(lambda _: Maximizer(module, (3, 12, 12)), ThreadPoolExecutor(1))
to_picture = lambda _, image: from_input(image, (0, 0, 0), (1, 1, 1))
queue = JobQueue(executor, ResultStore(folder, 1 << 30), to_picture)
job = queue.start(Work.of("network", "digest", "0", Settings(steps=40, batch_size=1, tolerance=None)), range(8))
while not job.is_over:
    time.sleep(0.01)
print(job.state, job.done, sorted(begun), flush=True)
queue.join(10)
"""


def test_what_was_finished_survives(tmp_path):
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    killed = subprocess.Popen(command)
    ends = time.monotonic() + 60
    while len(list(tmp_path.glob("*.png"))) < 2:
        assert time.monotonic() < ends
        assert killed.poll() is None
        time.sleep(0.005)
    killed.kill()
    killed.wait(10)
    kept = {path.name: path.read_bytes() for path in tmp_path.glob("*.png")}
    assert 2 <= len(kept) < 8
    again = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert again.stdout.strip() == f"done 8 {list(range(len(kept), 8))}"
    assert {name: (tmp_path / name).read_bytes() for name in kept} == kept
