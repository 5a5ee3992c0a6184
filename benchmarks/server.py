"""Picture → last byte of every layer of CovidResNet over loopback, against the plain forward pass in the same run.

Target: at most 2 × the forward pass + 20 ms. Both are measured alternately, in this one process's threads; the median
counts. The server is the real one, gunicorn in a process of its own.
"""

import io
import json
import socket
import statistics
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import requests
import torch
from PIL import Image

from deepvision.catalog.networks import load_network
from deepvision.wire import read_container

ROOT = Path(__file__).parents[1]
ROUNDS = 15


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(port: int, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, ROOT / "server/app.py", "--network", "covidresnet", "--port", str(port), "--no-browser"]
    process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            requests.get(f"http://127.0.0.1:{port}/api/v1/server", timeout=5)
        except requests.RequestException:  # nobody listens yet, or the network is still being loaded
            time.sleep(0.2)
        else:
            return process
    process.terminate()
    raise TimeoutError("the server did not answer within two minutes")


def picture(seed: int) -> bytes:
    generator = torch.Generator().manual_seed(seed)
    pixels = torch.randint(0, 256, (150, 175, 3), dtype=torch.uint8, generator=generator)
    buffer = io.BytesIO()
    Image.fromarray(pixels.numpy()).save(buffer, "PNG")
    return buffer.getvalue()


def ask(connection: HTTPConnection, data: bytes) -> bytes:
    """Upload, run, read everything; the standard library's client, so that little but the server is measured."""

    def answer(method: str, path: str, body: bytes | None = None, media: str = "application/json") -> bytes:
        connection.request(method, f"/api/v1/{path}", body, {"Content-Type": media, "Accept-Encoding": "identity"})
        return connection.getresponse().read()

    form = (
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="picture"\r\n\r\n'
        + data
        + b"\r\n--edge--\r\n"
    )
    image = json.loads(answer("POST", "images", form, "multipart/form-data; boundary=edge"))["image"]
    run = json.loads(answer("POST", "networks/covidresnet/runs", json.dumps({"image": image}).encode()))["run"]
    return answer("GET", f"runs/{run}/activations")


def main() -> None:
    port = free_port()
    server = started(port)
    module = load_network("covidresnet").network.module
    connection = HTTPConnection("127.0.0.1", port)
    whole, plain, size = [], [], 0
    try:
        for round_number in range(-3, ROUNDS):  # the first three warm both up
            pixels, sent = torch.randn(1, 3, 150, 175), picture(round_number + 3)
            begin = time.perf_counter()
            with torch.no_grad():
                module(pixels)
            middle = time.perf_counter()
            data = ask(connection, sent)
            end = time.perf_counter()
            size = len(data)
            read_container(data)
            if round_number >= 0:
                plain.append(middle - begin)
                whole.append(end - middle)
    finally:
        connection.close()
        server.terminate()
        server.wait(30)
    forward, answer = statistics.median(plain), statistics.median(whole)
    bound = 2 * forward + 0.020
    print(f"{'plain forward pass':40} {forward * 1000:8.1f} ms")
    print(f"{'picture to last byte, ' + format(size, ',') + ' bytes':40} {answer * 1000:8.1f} ms")
    print(f"{'bound: 2 × forward + 20 ms':40} {bound * 1000:8.1f} ms")
    print(json.dumps({"benchmark": "server", "to_bound": round(answer / bound, 3), "met": answer <= bound}))


if __name__ == "__main__":
    main()
