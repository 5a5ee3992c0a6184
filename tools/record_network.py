"""Records what a server answers about some pictures, so that a client can show a network without a server.

    python tools/record_network.py

writes the recording that the Unity client ships: covidresnet, trained on the drawn shapes, with three of them. With
``--server URL`` a server that is running is recorded instead. The archive holds one file per answer, named by method
and path: ``GET networks/covidresnet.json``. Nothing in it is made up, and nothing of it says more than was recorded:
the data sets are cut down to the pictures that are in it.
"""

import argparse
import json
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask

from deepvision.api import create_app
from deepvision.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "unity_client" / "Assets" / "StreamingAssets" / "DeepVision" / "recording.zip"
IMAGES = ("shapes:2", "shapes:4", "shapes:8")
THUMBNAIL = 96
LARGEST = 2048
FORMAT = 1
MANIFEST = "recording.json"
_SUFFIXES = {
    "application/json": "json",
    "application/problem+json": "problem.json",
    "application/vnd.deepvision.dvx1": "dvx1",
    "image/png": "png",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file, so that the same answers give the same archive."""


class RecordingError(Exception):
    """The server cannot be recorded; the message says why and what to do."""


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    media_type: str
    content: bytes

    def json(self) -> Any:
        """Return the content as JSON."""
        return json.loads(self.content)


Ask = Callable[[str, str, Any], Answer]
"""Asks by method, path below the interface's version, and JSON body (None: no body)."""


def asking(app: Flask) -> Ask:
    """Return how to ask an application in this process."""
    client = app.test_client()

    def ask(method: str, path: str, body: Any = None) -> Answer:
        response = client.open(f"/api/v1/{path}", method=method, json=body)
        return Answer(response.status_code, response.mimetype or "", response.data)

    return ask


def asking_over_http(server: str, token: str | None) -> Ask:
    """Return how to ask the server at an address such as ``http://127.0.0.1:5570``."""

    def ask(method: str, path: str, body: Any = None) -> Answer:
        request = urllib.request.Request(f"{server.rstrip('/')}/api/v1/{path}", method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=300) as response:
                return Answer(response.status, response.headers.get_content_type(), response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers.get_content_type(), error.read())
        except OSError as error:
            raise RecordingError(f"Nobody answers at {server}: {error}. Start it with: make run") from error

    return ask


class Recorder:
    """Asks, and keeps what was answered by the name of the question."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.files: dict[str, bytes] = {}

    def record(self, method: str, path: str, name: str | None = None, body: Any = None) -> Answer:
        """Keep an answer under ``METHOD name.suffix`` and return it. The name is the path, where it is not given.

        Raises:
            RecordingError: the server answered with an error that is not the network's nature.
        """
        answer = self.asked(method, path, body)
        self.keep(f"{method} {name or path}", answer)
        return answer

    def asked(self, method: str, path: str, body: Any = None) -> Answer:
        """Return an answer without keeping it; raises as :meth:`record`."""
        answer = self._ask(method, quote(path, safe="/:?=&,"), body)
        by_nature = answer.media_type == "application/problem+json" and answer.json()["type"] == "no-weights"
        if answer.status >= 400 and not by_nature:
            raise RecordingError(f"{method} {path}: the server answered {answer.status}: {answer.content[:500]!r}")
        return answer

    def keep(self, question: str, answer: Answer) -> None:
        """Keep an answer to a question."""
        self.files[f"{question}.{_SUFFIXES[answer.media_type]}"] = answer.content


def record(ask: Ask, images: Sequence[str]) -> dict[str, bytes]:
    """Return the files of a recording: every network of a server with some pictures of its data sets.

    Raises:
        RecordingError: the server cannot be asked, or has no such picture.
    """
    recorder = Recorder(ask)
    recorder.record("GET", "server")
    _record_pictures(recorder, images)
    for summary in recorder.record("GET", "networks").json()["networks"]:
        network = recorder.record("GET", f"networks/{summary['id']}").json()
        layers = [node["id"] for node in network["nodes"]]
        for layer in layers:
            recorder.record("GET", f"networks/{network['id']}/layers/{layer}/weights/histogram")
        for image in images:
            _record_run(recorder, network["id"], layers, image)
    manifest = {"format": FORMAT, "images": list(images)}
    recorder.files[MANIFEST] = json.dumps(manifest).encode()
    return recorder.files


def write(files: dict[str, bytes], output: Path) -> None:
    """Write an archive; the same files give the same bytes."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(output, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as on Linux, wherever it is written
            archive.writestr(entry, files[name], compresslevel=9)


def _record_run(recorder: Recorder, network: str, layers: Sequence[str], image: str) -> None:
    body = {"image": image, "interventions": [], "keep": True}
    run = recorder.record("POST", f"networks/{network}/runs", f"networks/{network}/runs/{image}", body).json()["run"]
    recorder.record("GET", f"runs/{run}/activations?mips=2,0", f"runs/{run}/activations")
    for layer in layers:
        recorder.record("GET", f"runs/{run}/layers/{layer}/histogram")


def _record_pictures(recorder: Recorder, images: Sequence[str]) -> None:
    """Record the pictures, and lists that know of no others."""
    kept = []
    for dataset in recorder.asked("GET", "datasets").json()["datasets"]:
        wanted = [image for image in images if image.rpartition(":")[0] == dataset["id"]]
        if not wanted:
            continue
        entries = [_listed(recorder, dataset["id"], image) for image in wanted]
        page = {"total": len(entries), "offset": 0, "images": entries}
        recorder.keep(f"GET datasets/{dataset['id']}/images", _json(page))
        kept.append({**dataset, "count": len(entries)})
        for image in wanted:
            recorder.record("GET", f"images/{image}?size={LARGEST}", f"images/{image}")
            recorder.record("GET", f"images/{image}?size={THUMBNAIL}")
    missing = [image for image in images if image.rpartition(":")[0] not in {dataset["id"] for dataset in kept}]
    if missing:
        raise RecordingError(f"The server has no data set with {', '.join(missing)}. Name pictures such as shapes:2.")
    recorder.keep("GET datasets", _json({"datasets": kept}))


def _listed(recorder: Recorder, dataset: str, image: str) -> Any:
    index = image.rpartition(":")[2]
    entries = recorder.asked("GET", f"datasets/{dataset}/images?offset={index}&limit=1").json()["images"]
    if not entries:
        raise RecordingError(f"The data set {dataset} has no picture {image}.")
    return entries[0]


def _json(body: Any) -> Answer:
    return Answer(200, "application/json", json.dumps(body, separators=(",", ":")).encode())


def main() -> int:
    """Record, and say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--output", type=Path, default=OUTPUT, metavar="FILE", help="the archive (default: %(default)s)"
    )
    parser.add_argument(
        "--image", nargs="+", default=list(IMAGES), metavar="ID", help="pictures (default: %(default)s)"
    )
    parser.add_argument("--server", metavar="URL", help="record this running server instead of starting one")
    parser.add_argument("--token", metavar="TOKEN", help="the secret of that server")
    parser.add_argument("--network", nargs="+", default=["covidresnet"], metavar="NETWORK", help="as in serve")
    parser.add_argument("--dataset", nargs="+", default=["shapes"], metavar="DATASET", help="as in serve")
    arguments = parser.parse_args()
    try:
        if arguments.server:
            ask = asking_over_http(arguments.server, arguments.token)
        else:
            settings = Settings(network=arguments.network, dataset=arguments.dataset, device="cpu")
            ask = asking(create_app(settings))
        files = record(ask, arguments.image)
    except RecordingError as error:
        print(error, file=sys.stderr)
        return 1
    write(files, arguments.output)
    print(f"{arguments.output}: {len(files)} answers, {arguments.output.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
