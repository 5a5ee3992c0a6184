"""Pictures of which only the frequencies below or above a cut-off are left, by their ids."""

import io

import numpy as np
import pytest
import torch
from PIL import Image
from tests.api.test_images import encoded, upload

from deepvision.visualization.pictures import to_input

GREY = (0.5, 0.5, 0.5)


def run_of(client, image):
    return client.post("/api/v1/networks/tiny/runs", json={"image": image})


def channels(client, run, layer, count):
    shown = [client.get(f"/api/v1/runs/{run}/layers/{layer}/channels/{c}").get_json() for c in range(count)]
    return torch.tensor([one["values"] for one in shown]).view(count, *shown[0]["shape"])


def picture(client, path):
    answer = client.get(f"/api/v1/images/{path}")
    assert answer.status_code == 200, answer.get_json()
    return np.asarray(Image.open(io.BytesIO(answer.data)).convert("RGB")).astype(int)


@pytest.mark.parametrize("source", ["colours:2", "noise:3:48x20"])
@pytest.mark.parametrize("cutoff", ["0", "2.5", "7"])
def test_the_two_inputs_add_up_to_the_whole_one_exactly(client, source, cutoff):
    inputs = [
        channels(client, run_of(client, image).get_json()["run"], "input", 3)
        for image in (source, f"low:{cutoff}:{source}", f"high:{cutoff}:{source}")
    ]
    whole, low, high = inputs
    assert (low + high - whole).abs().max() <= 3e-7
    assert high.mean((1, 2)).abs().max() < 1e-6
    assert not torch.equal(low, whole)
    assert not torch.equal(high, whole)


def test_a_network_gets_it_unrounded_and_a_run_is_a_run(client):
    answer = run_of(client, "high:3:colours:1").get_json()
    assert answer["image"] == "high:3:colours:1"
    assert answer["true_class"] == "green"
    assert answer["run"] == run_of(client, "high:3.0:colours:1").get_json()["run"]
    assert answer["run"] != run_of(client, "high:4:colours:1").get_json()["run"]
    pixels = (channels(client, answer["run"], "input", 3) / 2 + 0.5) * 255
    assert (pixels - pixels.round()).abs().max() > 0.1


def test_the_whole_picture_for_the_eye(client):
    whole, low, high = (picture(client, f"{prefix}noise:1:40x30") for prefix in ("", "low:6:", "high:6:"))
    assert low.shape == high.shape == (30, 40, 3)
    cut_off = (high == 0) | (high == 255)
    assert np.abs((low + high - 127.5 - whole)[~cut_off]).max() <= 1.5
    assert abs(high.mean() - 127.5) < 1
    assert picture(client, "low:6:noise:1:40x30?size=20").shape == (15, 20, 3)
    assert np.ptp(picture(client, "high:9999:colours:0")) == 0
    assert (picture(client, "low:9999:colours:0") == picture(client, "colours:0")).all()


def test_as_a_network_sees_it(client, app):
    seen = picture(client, "high:2:noise:1:90x30?network=tiny")
    assert seen.shape == (16, 24, 3)
    network = app.extensions["deepvision"].networks["tiny"].network
    run = run_of(client, "high:2:noise:1:90x30").get_json()["run"]
    exact = (channels(client, run, "input", 3) * network.std[0] + network.mean[0]).clamp(0, 1) * 255
    assert np.abs(seen - exact.permute(1, 2, 0).numpy()).max() <= 0.5 + 1e-3


def test_filters_follow_one_another(client):
    band = channels(client, run_of(client, "low:6:high:2:noise:1:24x16").get_json()["run"], "input", 3)
    other = channels(client, run_of(client, "high:2:low:6:noise:1:24x16").get_json()["run"], "input", 3)
    torch.testing.assert_close(band, other, atol=1e-5, rtol=0)
    services_noise = Image.fromarray(picture(client, "noise:1:24x16").astype(np.uint8))
    spectrum = torch.fft.fft2(band).abs().amax(0)
    frequency = (torch.fft.fftfreq(16, 1 / 16)[:, None] ** 2 + torch.fft.fftfreq(24, 1 / 24) ** 2).sqrt()
    kept = (frequency > 2) & (frequency <= 6)
    assert spectrum[~kept].max() < 1e-3
    expected = torch.fft.fft2(to_input(services_noise, (16, 24), GREY, GREY)[0])
    torch.testing.assert_close(torch.fft.fft2(band)[:, kept], expected[:, kept], atol=1e-3, rtol=1e-4)


def test_an_upload_and_its_filter(client):
    image = upload(client, encoded(Image.effect_noise((30, 20), 60).convert("RGB"), "PNG")).get_json()["image"]
    assert run_of(client, f"low:3:{image}").status_code == 200
    assert picture(client, f"low:3:{image}").std() < picture(client, image).std()


@pytest.mark.parametrize(
    ("image", "says"),
    [
        ("low:x:colours:0", "Expected low:CUTOFF:ID"),
        ("low:-1:colours:0", "Expected low:CUTOFF:ID"),
        ("high:nan:colours:0", "Expected low:CUTOFF:ID"),
        ("high:12345:colours:0", "from 0 to 9999.999"),
        ("low:1.0000:colours:0", "from 0 to 9999.999"),
        ("low:٣:colours:0", "Expected low:CUTOFF:ID"),
        ("low:1:" * 5 + "colours:0", "at most 4 filters"),
        ("low:1:high:x:colours:0", "Expected low:CUTOFF:ID"),
        ("low:3:", "Expected low:CUTOFF:ID"),
        ("low:3:colours:6", "number 6"),
        ("low:3:nothing", "no picture 'nothing'"),
        ("high:3:upload:abc", "no picture 'upload:abc'"),
    ],
)
def test_bad_filters(client, image, says):
    for answer in (run_of(client, image), client.get(f"/api/v1/images/{image}")):
        assert (answer.status_code, answer.get_json()["type"]) == (404, "image-unknown")
        assert says in answer.get_json()["detail"]
