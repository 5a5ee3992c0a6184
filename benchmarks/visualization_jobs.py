"""Feature visualization as a visitor has it, over HTTP: first picture, cancelling, and what a hundred leave behind.

The server is the real one, in processes of its own, with an empty cache; every picture has a seed of its own, so none
is served from it. Wall time and memory of the whole server; read from ``/proc``, so on Linux only.

- **first partial picture** of a channel of conv1, and **cancel** of a layer that is being made, until the job says so
  and the network has answered somebody else: the worst over all layers.
- **100 visualizations** in turn over four layers, few steps each: resident memory of the process that computes, threads
  and open files of the whole server after 100 against those after 20. What the server gathers of the data set in the
  background goes on meanwhile.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import requests
from server import free_port, started  # benchmarks/server.py

LAYERS = ("track_conv1", "block2.track_sum", "block5.track_sum", "track_scores")
MOST_SECONDS = 1.0
MOST_GROWTH = 0.05


class Visitor:
    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}/api/v1"
        self._session = requests.Session()

    def ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        answer = self._session.request(method, f"{self._base}/{path}", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def begin(self, layer: str, channels: list[int], **settings: object) -> str:
        body = {"channels": channels, "settings": settings}
        return str(self.ask("POST", f"networks/covidresnet/layers/{layer}/feature-visualizations", body)["id"])

    def until(self, job: str, *states: str, pictures: int = 0) -> float:
        """Return after how many seconds a job is in one of the states, or shows as many pictures, partial or not."""
        begin = time.perf_counter()
        while time.perf_counter() < begin + 120:
            now = self.ask("GET", f"jobs/{job}")
            if now["state"] in states or (pictures and len(now["items"]) >= pictures):
                return time.perf_counter() - begin
            time.sleep(0.01)
        raise TimeoutError(f"job {job} is {now['state']} after two minutes")


def processes(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    return [root, *(found for child in children for found in processes(int(child)))]


def state(root: int) -> dict[str, float]:
    """Return resident MiB of the largest process of the server; threads and open files of all together."""
    found = processes(root)
    pages = max(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in found)
    return {
        "MiB": round(pages * os.sysconf("SC_PAGESIZE") / 2**20, 1),
        "threads": sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in found),
        "files": sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in found),
    }


def waits(visitor: Visitor, rounds: int) -> tuple[float, float]:
    """Return the median wait for a first partial picture of conv1, and the worst for a cancelled job."""
    firsts, cancels = [], []
    for number in range(rounds):
        for layer in LAYERS:
            begin = time.perf_counter()
            job = visitor.begin(layer, [number], seed=1000 + number, steps=2000)
            visitor.until(job, "done", "failed", pictures=1)
            if layer == LAYERS[0]:
                firsts.append(time.perf_counter() - begin)
            image = visitor.ask("POST", "noise", {"seed": len(cancels)})["image"]
            begin = time.perf_counter()
            visitor.ask("DELETE", f"jobs/{job}")
            visitor.until(job, "cancelled")
            visitor.ask("POST", "networks/covidresnet/runs", {"image": image})
            cancels.append(time.perf_counter() - begin)
    return sorted(firsts)[len(firsts) // 2], max(cancels)


def hundred(visitor: Visitor, root: int, steps: int) -> dict[int, dict[str, float]]:
    states = {}
    for number in range(1, 101):
        layer = LAYERS[number % len(LAYERS)]
        job = visitor.begin(layer, [number % 12], seed=number, steps=steps)
        visitor.until(job, "done")
        if number % 20 == 0:
            time.sleep(1)  # what ends with the job has ended
            states[number] = state(root)
    return states


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="of the waits (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=5, help="of each of the hundred (default: %(default)s)")
    arguments = parser.parse_args()
    if not Path("/proc/self/task").is_dir():
        print("this benchmark reads /proc, which this system does not have: run it on Linux")
        return 1
    port = free_port()
    with tempfile.TemporaryDirectory() as cache:
        server: subprocess.Popen[bytes] = started(port, "--cache", cache)
        try:
            visitor = Visitor(port)
            first, cancel = waits(visitor, arguments.rounds)
            visitor.ask(
                "GET", "networks/covidresnet/layers/track_conv1/channels/0/evidence"
            )  # the pass over the data set
            states = hundred(visitor, server.pid, arguments.steps)
        finally:
            server.terminate()
            server.wait(30)
    growth = states[100]["MiB"] / states[20]["MiB"] - 1
    print(f"{'first partial picture of conv1':34}{first:8.2f} s   at most {MOST_SECONDS:.0f} s")
    print(f"{'cancel, worst of all layers':34}{cancel:8.2f} s   at most {MOST_SECONDS:.0f} s")
    print(f"{'':34}{'after 20':>10}{'after 100':>11}")
    print(
        f"{'resident memory where it computes':34}{states[20]['MiB']:6.0f} MiB{states[100]['MiB']:7.0f} MiB"
        f"   {growth:+.1%}, at most {MOST_GROWTH:+.0%}"
    )
    for name in ("threads", "files"):
        print(f"{'open files' if name == 'files' else name:34}{states[20][name]:10}{states[100][name]:11}   equal")
    result = {"first_partial_s": round(first, 3), "cancel_s": round(cancel, 3), "growth": round(growth, 4)}
    print(json.dumps({"benchmark": "visualization_jobs", **result, "states": states}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
