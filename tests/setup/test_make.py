"""The README's first command, as it is typed."""

import os
import re
import shutil
import signal
import subprocess
import time

import pytest
import requests
from tests.running_server import ROOT, free_port


def test_make_run_ends_with_the_hall():
    if shutil.which("make") is None:
        pytest.skip("needs make")
    port = free_port()
    arguments = (
        f"ARGUMENTS=--network tests/scripts/tiny.py --dataset tests/scripts/colours.py --port {port} --no-browser"
    )
    running = subprocess.Popen(["make", "run", arguments], cwd=ROOT, start_new_session=True, stdout=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 300
        page = None
        while page is None and time.monotonic() < deadline and running.poll() is None:
            try:
                page = requests.get(f"http://127.0.0.1:{port}/", timeout=5)
            except requests.RequestException:
                time.sleep(0.2)
    finally:
        os.killpg(running.pid, signal.SIGINT)
        printed = running.communicate(timeout=60)[0].decode()
    assert page is not None, printed
    script = re.search(r'src="\./(assets/[^"]+\.js)"', page.text)
    assert script is not None
    assert f"Open http://127.0.0.1:{port}/" in printed


@pytest.mark.parametrize("target", ["run", "test", "check", "client", "bench", "wheel", "screenshots"])
def test_every_target_is_described(target):
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert f"make {target}" in makefile
