"""The Unity client without a server, with a wrong one, with two networks: nothing freezes, and there is a way out."""

import json
import os
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.running_server import RunningServer, free_port
from tests.unity_client import building
from tests.unity_client.driver import Unity
from tests.unity_client.render.frame import read_frame

NEWER = json.dumps({"name": "deepvision", "version": "9.0.0", "api": 2}).encode()
GOLDEN = Path(__file__).parents[1] / "golden"
OWN_NETWORK = """
import torch
from torch import nn
from deepvision import Network, TrackerModule


def network() -> Network:
    torch.manual_seed(0)
    module = nn.Sequential(
        nn.Conv2d(3, 16, 5, stride=2), nn.ReLU(), TrackerModule("edges"),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 2), TrackerModule("scores"),
    )
    return Network(module=module, input_size=(64, 64), mean=[0.5] * 3, std=[0.25] * 3, class_names=["cat", "dog"])
"""

MANY_LAYERS = """
from torch import nn
from deepvision import Network, TrackerModule


def network() -> Network:
    layers = [layer for number in range(520) for layer in (nn.ReLU(), TrackerModule(f"layer {number}"))]
    module = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())
    return Network(module=module, input_size=(8, 8), mean=[0.5] * 3, std=[0.25] * 3, class_names=["r", "g", "b"])
"""
"""More panels than one draw call can hold."""
MOST_INSTANCES = 511


@contextmanager
def answering(status: int, body: bytes, media: str):
    """A server that gives one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def project_with(recording: Path, folder: Path) -> Path:
    """A project that ships another recording: the rest is the real one's."""
    streaming = folder / "Assets" / "StreamingAssets" / "DeepVision"
    streaming.mkdir(parents=True)
    (streaming / "recording.zip").write_bytes(recording.read_bytes())
    os.symlink(building.PROJECT / "Packages", folder / "Packages")
    return folder


def nobody() -> str:
    return f"http://127.0.0.1:{free_port()}"


def test_without_a_server_the_recorded_network_can_be_walked(mono):
    with Unity(["--desktop", "--server", nobody()]) as unity:
        unity.until(connection="Unreachable")
        unity.frames(2)
        assert "ConnectionSheet" in unity.state()["sheets"]
        unity.click_on(button=["ConnectionSheet", "recorded"])
        shown = {"covidresnet": {"phase": "Shown"}}
        state = unity.until(connection="Connected", recorded=True, networks=shown)
        assert state["layers"] == 26
        assert state["networks"]["covidresnet"]["best"] == state["networks"]["covidresnet"]["true"]
        unity.frames(200, wait=2)
        unity.stand(-0.6, 1.6, 2.2, 0.4, 0)
        unity.click_on(picture=1)
        carried = unity.state()["carried"]
        assert carried != state["image"]
        unity.stand(0, 1.6, 2.2, 0, 0)
        unity.click_on(canvas=0)
        unity.until(image=carried, networks=shown)
        unity.stand(0, 1.6, -5.5, 0, 0)
        unity.click_on(tile=["covidresnet", "track_conv1", 0])
        unity.frames(20, wait=10)
        assert unity.state()["carried"] == "track_conv1:0"
        assert unity.errors() == []


def test_a_server_that_comes_later_is_found(mono):
    server = RunningServer(["--network", "covidresnet", "--dataset", "shapes"])
    with Unity(["--desktop", "--server", server.url]) as unity:
        unity.until(connection="Unreachable")
        with server:
            unity.until(connection="Connected", networks={"covidresnet": {"phase": "Shown"}}, seconds=60)
        assert unity.errors() == []


@pytest.mark.parametrize(
    ("status", "body", "media", "state"),
    [
        (200, NEWER, "application/json", "WrongVersion"),
        (200, b"<html>a router's page</html>", "text/html", "Broken"),
        (500, b"<html>boom</html>", "text/html", "Broken"),
        (503, b"<html>a proxy whose server is away</html>", "text/html", "Unreachable"),
    ],
)
def test_another_kind_of_server_is_named_and_can_be_left(mono, status, body, media, state):
    with answering(status, body, media) as address, Unity(["--desktop", "--server", address]) as unity:
        unity.until(connection=state)
        unity.frames(2)
        assert "ConnectionSheet" in unity.state()["sheets"]
        unity.click_on(button=["ConnectionSheet", "recorded"])
        unity.until(connection="Connected", recorded=True)
        assert unity.errors() == []


def test_an_address_is_typed_and_kept_for_the_next_time(mono, tmp_path):
    server = RunningServer(["--network", "covidresnet", "--dataset", "shapes"])
    with server, Unity(["--desktop", "--server", nobody()], data=tmp_path) as unity:
        unity.until(connection="Unreachable")
        unity.frames(2)
        unity.click_on(button=["ConnectionSheet", "change-address"])
        assert "AddressSheet" in unity.state()["sheets"]
        eye = unity.state()["eye"]
        for _ in range(40):
            unity.press("<Keyboard>/backspace", frames=1)
        unity.type(f"127.0.0.1:{server.port}")
        unity.frames(5)
        assert unity.state()["eye"] == eye  # whoever types does not walk
        unity.press("<Keyboard>/enter", frames=1)
        unity.until(connection="Connected", networks={"covidresnet": {"phase": "Shown"}})
        unity.quit()
        with Unity(["--desktop"], data=tmp_path) as again:
            again.until(connection="Connected", networks={"covidresnet": {"phase": "Shown"}})
            assert again.errors() == []


def test_two_networks_stand_side_by_side_in_one_draw_call(mono, tmp_path):
    script = tmp_path / "my_network.py"
    script.write_text(OWN_NETWORK)
    server = RunningServer(["--network", "covidresnet", str(script), "--dataset", "shapes"])
    with server, Unity(["--desktop", "--server", server.url]) as unity:
        both = {"covidresnet": {"phase": "Shown"}, "my-network": {"phase": "Shown"}}
        state = unity.until(connection="Connected", networks=both)
        unity.frames(200)
        assert state["layers"] == 26 + 3
        first = state["panels"]["covidresnet input"]
        second = state["panels"]["my-network input"]
        assert second[0] > first[0] + 3
        assert unity.counters()["shaders"]["DeepVision/Panels"] == 1
        unity.stand(second[0] - 0.8, 1.6, 2.4, 0, 0)
        unity.click_on(canvas=1)  # with nothing in the hand: the shelf comes
        unity.frames(3)
        unity.click_on(picture=4)
        assert unity.state()["carried"] == "shapes:4"
        unity.stand(second[0], 1.6, 2.2, 0, 0)
        unity.press("<Keyboard>/tab")
        unity.click_on(button=["MenuSheet", "put-all-back"])
        unity.press("<Keyboard>/tab")
        unity.click_on(canvas=1)
        unity.until(image="shapes:4", networks=both)
        assert unity.errors() == []


def test_more_panels_than_a_draw_call_holds_are_a_second_call(mono, tmp_path):
    script = tmp_path / "many.py"
    script.write_text(MANY_LAYERS)
    server = RunningServer(["--network", str(script), "--dataset", "shapes"])
    with server, Unity(["--desktop", "--server", server.url]) as unity:
        unity.until(connection="Connected", networks={"many": {"phase": "Shown"}})
        unity.frames(30)
        frame = read_frame(unity.dump(tmp_path / "dump"))
        calls = [draw for draw in frame.draws if draw.shader == "DeepVision/Panels"]
        assert [len(call.matrices) for call in calls] == [MOST_INSTANCES, 521 - MOST_INSTANCES]
        assert [int(call.properties["_Panel"][0]) for call in calls] == [0, MOST_INSTANCES]
        assert unity.errors() == []


def test_generated_pictures_fade_into_the_tiles_and_can_be_put_into_the_network(mono, tmp_path):
    """Against a recorded server: its pictures are noise, made up for this test."""
    project = project_with(GOLDEN / "recording.zip", tmp_path)
    with Unity(["--desktop", "--server", nobody()], project=project) as unity:
        unity.until(connection="Unreachable")
        unity.frames(2)
        unity.click_on(button=["ConnectionSheet", "recorded"])
        shown = {"tiny": {"phase": "Shown"}}
        state = unity.until(connection="Connected", networks=shown)
        unity.frames(200, wait=2)
        x, _, z, _, _ = state["panels"]["tiny track_sum"]
        unity.stand(x, 1.6, z + 2.5, 0, -0.2)
        unity.click_on(plate=["tiny", "track_sum"])
        unity.frames(60, wait=5)
        unity.click_on(button=["LayerSheet", "visualize-all"])
        unity.until(pictures=3, seconds=20)
        unity.frames(60, wait=5)
        (panels,) = (
            draw for draw in read_frame(unity.dump(tmp_path / "dump")).draws if draw.shader == "DeepVision/Panels"
        )
        assert panels.properties["_Pictures"] is not None
        unity.click_on(button=["LayerSheet", "show-activations"])
        unity.frames(60)
        unity.click_on(button=["LayerSheet", "show-pictures"])
        unity.frames(60)
        unity.click_on(button=["LayerSheet", "close"])
        unity.stand(x, 1.6, z + 2.5, 0, 0)
        unity.click_on(tile=["tiny", "track_sum", 0])
        assert unity.state()["carried"].startswith("made-up-noise")
        assert unity.errors() == []
