"""The recordings: they hold what the server answers, only that, and the ones in the repository are up to date."""

import io
import json
import runpy
import sys
import zipfile
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from deepvision.wire import read_container

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "record_network.py"
GOLDEN_TOOL = ROOT / "tools" / "make_golden_recording.py"
GOLDEN = ROOT / "tests" / "golden" / "recording.zip"
SHIPPED = ROOT / "unity_client" / "Assets" / "StreamingAssets" / "DeepVision" / "recording.zip"


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    return runpy.run_path(str(TOOL))


@pytest.fixture(scope="module")
def golden_tool() -> dict[str, Any]:
    return runpy.run_path(str(GOLDEN_TOOL))


def read(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def close(one: Any, other: Any) -> bool:
    """Whether two JSON values agree; numbers may differ by what another processor rounds otherwise."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(close(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(close, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-3, abs=1e-3)
    return bool(one == other)


def facts(files: dict[str, bytes]) -> dict[str, Any]:
    """Return the answers without what depends on rounding: distributions, activations and the rest of the ranking."""
    kept: dict[str, Any] = {}
    for name, content in files.items():
        if name.endswith(".json"):
            body = json.loads(content)
            kept[name] = sorted(body) if "histogram" in name else body
            if "predictions" in body:
                body["predictions"] = body["predictions"][:1]
        elif name.endswith(".dvx1"):
            kept[name] = read_container(content)[0]
        else:
            kept[name] = content[:24]  # a PNG's signature and size
    return kept


def assert_same_facts(recorded: dict[str, bytes], kept: dict[str, bytes]) -> None:
    there, expected = facts(recorded), facts(kept)
    assert sorted(there) == sorted(expected)
    different = [name for name in expected if not close(there[name], expected[name])]
    assert different == [], "run the tool again and look at what has changed"


def test_the_shipped_recording_is_what_the_server_answers(tool: dict[str, Any]) -> None:
    app = tool["create_app"](tool["Settings"](network=["covidresnet"], dataset=["shapes"], device="cpu"))
    assert_same_facts(tool["record"](tool["asking"](app), tool["IMAGES"]), read(SHIPPED))


def test_the_shipped_recording_is_small_and_holds_nothing_made_up() -> None:
    assert SHIPPED.stat().st_size < 5_000_000
    names = read(SHIPPED)
    assert not [name for name in names if "jobs" in name or "feature-visualizations" in name or "made-up" in name]
    page = json.loads(names["GET datasets/shapes/images.json"])
    assert page["total"] == len(page["images"]) == 3
    assert json.loads(names["GET datasets.json"])["datasets"][0]["count"] == 3


def test_the_golden_recording_is_up_to_date_and_calls_its_noise_so(golden_tool: dict[str, Any]) -> None:
    files = golden_tool["files"]()
    assert_same_facts(files, read(GOLDEN))
    job = json.loads(files["GET jobs/made-up-job/3.json"])
    assert [item["image"] for item in job["items"]] == ["made-up-noise:2", "made-up-noise:0", "made-up-noise:3"]


def test_the_same_answers_give_the_same_bytes(tool: dict[str, Any], tmp_path: Path) -> None:
    files = {"b.json": b"{}", "a.png": bytes(1000)}
    tool["write"](files, tmp_path / "one.zip")
    tool["write"](dict(reversed(files.items())), tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert read(tmp_path / "one.zip") == files


def answer(tool: dict[str, Any], status: int, body: dict[str, Any]) -> Any:
    kind = "application/json" if status < 400 else "application/problem+json"
    return tool["Answer"](status, kind, json.dumps(body).encode())


def test_a_server_that_fails_is_not_recorded(tool: dict[str, Any]) -> None:
    problem = {"type": "internal", "title": "Server error", "status": 500, "detail": "its log says more"}
    with pytest.raises(tool["RecordingError"], match="500"):
        tool["record"](lambda method, path, body=None: answer(tool, 500, problem), ["shapes:0"])


def test_a_picture_that_is_not_there_is_named(tool: dict[str, Any]) -> None:
    def ask(method: str, path: str, body: Any = None) -> Any:
        return answer(tool, 200, {"datasets": []})

    with pytest.raises(tool["RecordingError"], match="flowers:3"):
        tool["record"](ask, ["flowers:3"])


def test_a_server_is_recorded_over_http_and_one_that_is_away_is_said(
    tool: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = []

    class Response(io.BytesIO):
        status = 200
        headers = Message()

    def urlopen(request: Any, timeout: float) -> Response:
        asked.append((request.get_method(), request.full_url, request.data, request.get_header("Authorization")))
        response = Response(b"{}")
        response.headers.set_type("application/json")
        return response

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    ask = tool["asking_over_http"]("http://server:1/", "secret")
    assert ask("POST", "networks/n/runs", {"image": "a"}).json() == {}
    assert asked == [("POST", "http://server:1/api/v1/networks/n/runs", b'{"image": "a"}', "Bearer secret")]

    def refused(request: Any, timeout: float) -> Response:
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr("urllib.request.urlopen", refused)
    output = tmp_path / "no.zip"
    monkeypatch.setattr(sys, "argv", ["record_network.py", "--server", "http://server:1", "--output", str(output)])
    assert tool["main"]() == 1
    assert "Nobody answers at http://server:1" in capsys.readouterr().err
    assert not output.exists()
