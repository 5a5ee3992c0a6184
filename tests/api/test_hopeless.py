"""Networks with which visualization cannot succeed: said plainly, and the server goes on."""

import time

import pytest

from deepvision.api import create_app
from deepvision.settings import Settings

SCRIPT = """
import torch
from torch import nn
from deepvision import Network, TrackerModule


class Hopeless(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 1)
        self.track_conv = TrackerModule("conv")
        self.track_scores = TrackerModule("scores")
        with torch.no_grad():
            self.conv.weight.zero_()
            self.conv.bias.copy_(torch.tensor([-1.0, 0.0, 0.0]))  # channel 0 is silent, whatever comes
            self.conv.weight[1, 1] = 1.0
            self.conv.weight[2, 2] = 1.0

    def forward(self, x):
        x = self.track_conv(self.conv(x).relu())
        return self.track_scores(x.mean((2, 3)) * float(FACTOR))


def network():
    return Network(module=Hopeless(), input_size=(8, 10), mean=(0.5,) * 3, std=(0.5,) * 3, class_names=["a", "b", "c"])
"""


@pytest.fixture
def hopeless(tmp_path, settings):
    script = tmp_path / "hopeless.py"
    script.write_text(SCRIPT.replace("FACTOR", "'nan'"))
    made = Settings(network=[str(script)], dataset=settings.dataset, device="cpu", cache=tmp_path / "cache")
    return create_app(made).test_client()


def ended(client, layer, channels):
    route = f"/api/v1/networks/hopeless/layers/{layer}/feature-visualizations"
    job = client.post(route, json={"channels": channels, "settings": {"steps": 5}}).get_json()
    ends = time.monotonic() + 60
    while job["state"] in ("queued", "running"):
        assert time.monotonic() < ends
        job = client.get(f"/api/v1/jobs/{job['id']}").get_json()
    return job


def evidence(client, layer, channel):
    return client.get(f"/api/v1/networks/hopeless/layers/{layer}/channels/{channel}/evidence").get_json()


def test_a_dead_channel_is_said_to_be_dead_by_its_picture_and_by_the_data_set(hopeless):
    job = ended(hopeless, "track_conv", [0, 1])
    assert [item["verdict"] for item in job["items"]] == ["dead", "alive"]
    found = evidence(hopeless, "track_conv", 0)
    assert (found["dead"], found["maximum"]) == (True, 0)
    assert evidence(hopeless, "track_conv", 1)["dead"] is False
    again = ended(hopeless, "track_conv", [0, 1])
    assert again["items"][0]["relative"] is None
    assert again["items"][1]["relative"] > 0


def test_nothing_but_nan_fails_in_words_and_the_next_job_goes_on(hopeless):
    job = ended(hopeless, "track_scores", [1])
    assert job["state"] == "failed"
    assert "NaN" in job["message"]
    found = evidence(hopeless, "track_scores", 1)
    assert (found["maximum"], found["patches"]) == (None, [])
    assert ended(hopeless, "track_conv", [2])["state"] == "done"
