"""The real server as a process: its messages, its failures, two starts."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import requests

from tests.running_server import ROOT, RunningServer

TINY = str(Path(__file__).parent / "scripts" / "tiny.py")
COLOURS = str(Path(__file__).parent / "scripts" / "colours.py")


def test_a_network_that_fails_is_told_and_the_others_go_on(tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("import torch\n\n\ndef network():\n    return torch.zeros(1) + torch.zeros(2, 3)[:, 5]\n")
    server = RunningServer(["--network", TINY, str(broken), "--dataset", COLOURS]).start()
    try:
        body = requests.get(f"{server.url}/api/v1/networks", timeout=30).json()
    finally:
        printed = server.stop()
    assert [network["id"] for network in body["networks"]] == ["tiny"]
    assert "broken.py, line 5" in body["failures"][0]["detail"]
    assert "broken.py, line 5" in printed
    assert "Traceback" not in printed


def test_two_networks_stand_side_by_side():
    server = RunningServer(["--network", TINY, TINY, "--dataset", COLOURS]).start()
    try:
        body = requests.get(f"{server.url}/api/v1/networks", timeout=30).json()
        assert [network["id"] for network in body["networks"]] == ["tiny", "tiny-2"]
    finally:
        server.stop()


def test_a_server_that_can_show_nothing_ends_with_the_reason(tmp_path):
    missing = str(tmp_path / "nothing.py")
    ended = subprocess.run(
        [sys.executable, ROOT / "server" / "app.py", "--network", missing, "--no-browser", "--port", "0"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode != 0
    assert "there is no such file" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_starts_again_after_it_was_killed():
    server = RunningServer(["--network", TINY, "--dataset", COLOURS]).start()
    try:
        first = requests.post(f"{server.url}/api/v1/networks/tiny/runs", json={"image": "colours:0"}, timeout=30).json()
        server.kill()
        server.start()
        unknown = requests.get(f"{server.url}/api/v1/runs/{first['run']}/activations", timeout=30)
        again = requests.post(f"{server.url}/api/v1/networks/tiny/runs", json={"image": "colours:0"}, timeout=30).json()
    finally:
        server.stop()
    assert unknown.json()["type"] == "run-unknown"
    assert again["run"] == first["run"]


def test_a_worker_that_vanishes_is_replaced():
    server = RunningServer(["--network", TINY, "--dataset", COLOURS]).start()
    try:
        first = server.workers()
        assert len(first) == 1
        os.kill(first[0], signal.SIGKILL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and (not server.workers() or server.workers() == first):
            time.sleep(0.1)
        answer = requests.post(f"{server.url}/api/v1/networks/tiny/runs", json={"image": "colours:0"}, timeout=60)
    finally:
        server.stop()
    assert answer.status_code == 200


def test_a_port_that_is_left_open_is_chosen_and_told():
    process = subprocess.Popen(
        [sys.executable, ROOT / "server" / "app.py", "--network", TINY, "--no-browser", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        line = next(line for line in process.stdout if line.startswith("Open "))
        url = line.split()[1]
        assert requests.get(f"{url}api/v1/server", timeout=30).status_code == 200
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=30)
    assert not url.endswith(":0/")


def test_uploads_that_are_too_large_and_clients_that_leave():
    server = RunningServer(["--network", TINY, "--dataset", COLOURS, "--max-upload-mb", "1"]).start()
    try:
        large = requests.post(f"{server.url}/api/v1/images", files={"file": bytes(40 << 20)}, timeout=60)
        run = requests.post(f"{server.url}/api/v1/networks/tiny/runs", json={"image": "colours:0"}, timeout=60).json()
        for _ in range(40):  # more than there are threads
            requests.get(f"{server.url}/api/v1/runs/{run['run']}/activations", stream=True, timeout=30).close()
        after = requests.get(f"{server.url}/api/v1/server", timeout=30)
    finally:
        printed = server.stop()
    assert (large.status_code, large.json()["type"]) == (413, "request-entity-too-large")
    assert after.status_code == 200
    assert "Traceback" not in printed


def test_an_interruption_while_a_network_is_loading_ends_it_quietly(tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time\n\nprint('loading', flush=True)\ntime.sleep(60)\n")
    process = subprocess.Popen(
        [sys.executable, ROOT / "server" / "app.py", "--network", slow, "--no-browser", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert any("loading" in line for line in iter(process.stdout.readline, "") if "DeepVisionVR" not in line)
    os.killpg(process.pid, signal.SIGINT)
    printed = process.communicate(timeout=20)[0]
    assert "Traceback" not in printed


def test_a_script_that_exits_ends_the_server_with_the_line(tmp_path):
    path = tmp_path / "leaving.py"
    path.write_text("import sys\n\nsys.exit(0)\n")
    ended = subprocess.run(
        [sys.executable, ROOT / "server" / "app.py", "--network", path, "--no-browser", "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert "leaving.py, line 3" in ended.stderr


def test_an_interruption_while_pictures_are_made_ends_it_quietly(tmp_path):
    server = RunningServer(["--network", TINY, "--dataset", COLOURS, "--cache", str(tmp_path)]).start()
    try:
        route = f"{server.url}/api/v1/networks/tiny/layers/track_conv/feature-visualizations"
        wanted = {"preset": "thesis", "settings": {"steps": 2000}}
        job = requests.post(route, json=wanted, timeout=30).json()
        deadline = time.monotonic() + 30
        while job["state"] != "running" and time.monotonic() < deadline:
            job = requests.get(f"{server.url}/api/v1/jobs/{job['id']}", timeout=30).json()
    finally:
        printed = server.stop()
    assert job["state"] == "running"
    assert "Traceback" not in printed
    assert "terminate called" not in printed
