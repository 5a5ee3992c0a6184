"""Feature visualization over HTTP, computed for real on the tests' tiny network."""

import io
import json
import time
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from deepvision.api import create_app
from deepvision.catalog.datasets import load_dataset
from deepvision.catalog.networks import load_network
from deepvision.catalog.seen_pictures import seen_pictures
from deepvision.visualization.maximization.parameterizations import mean_magnitudes, natural_colours
from deepvision.visualization.pictures import to_input

CONV = "/api/v1/networks/tiny/layers/track_conv/feature-visualizations"
SCORES = "/api/v1/networks/tiny/layers/track_scores/feature-visualizations"
SHORT = {"steps": 30}


def ended(client, job):
    ends = time.monotonic() + 60
    while job["state"] in ("queued", "running"):
        assert time.monotonic() < ends, job
        time.sleep(0.02)
        job = client.get(f"/api/v1/jobs/{job['id']}").get_json()
    return job


def start(client, route=CONV, **body):
    answer = client.post(route, json=body)
    assert answer.status_code == 202, answer.get_json()
    return answer.get_json()


def gather(client):
    """From now on results are told in relation to the data set."""
    assert client.get("/api/v1/networks/tiny/layers/track_conv/channels/0/evidence").status_code == 200


def picture(client, item):
    answer = client.get(f"/api/v1/images/{item['image']}")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    return np.asarray(Image.open(io.BytesIO(answer.data)))


def test_the_picture_of_a_channel_that_looks_for_red_is_red_where_it_looks(client):
    # Channels 0 to 2 of the tiny network are the colours at every second pixel; no picture gives more than 1 each.
    job = ended(client, start(client, channels=[0, 2]))
    assert (job["state"], job["done"], job["total"], job["network"], job["layer"]) == (
        "done", 2, 2, "tiny", "track_conv",
    )  # fmt: skip
    red, blue = job["items"]
    assert (red["channel"], blue["channel"]) == (0, 2)
    for item, colour in ((red, 0), (blue, 2)):
        assert item["activation"] == pytest.approx(1, abs=0.02)
        assert (item["verdict"], item["rank"], item["partial"]) == ("alive", 0, False)
        shown = picture(client, item)
        assert shown.shape == (16, 24, 3)
        assert shown[::2, ::2, colour].mean() > 250
        assert np.delete(shown[::2, ::2], colour, axis=2).mean() < 200


def test_the_unit_in_the_centre_is_red_there_and_nowhere_else(client):
    # Row 8 // 2 and column 12 // 2 of the map look at pixel (8, 12).
    gather(client)
    (item,) = ended(client, start(client, channels=[0], settings={"objective": "centre"}))["items"]
    assert item["objective"] == "centre"
    assert item["activation"] == pytest.approx(1, abs=0.02)
    assert item["relative"] == pytest.approx(item["activation"] / largest_unit(client), rel=1e-3)
    shown = picture(client, item)[::2, ::2, 0]
    assert shown[4, 6] > 250
    assert np.delete(shown.ravel(), 4 * 12 + 6).mean() < 200
    (mean,) = ended(client, start(client, channels=[0]))["items"]
    assert (mean["objective"], mean["image"] != item["image"]) == ("mean", True)


def largest_unit(client):
    """Return the most that any unit of channel 0 says to any picture of the data set."""
    evidence = client.get("/api/v1/networks/tiny/layers/track_conv/channels/0/evidence").get_json()
    return evidence["patches"][0]["activation"]


def test_what_was_made_is_in_the_answer_at_once_also_after_a_restart(client, settings):
    gather(client)
    first = ended(client, start(client, channels=[1], settings=SHORT))
    again = start(client, channels=[1], settings=SHORT)
    restarted = create_app(settings).test_client()
    gather(restarted)
    later = start(restarted, channels=[1], settings=SHORT)
    assert again["state"] == later["state"] == "done"
    assert first["items"] == again["items"] == later["items"]
    assert picture(restarted, later["items"][0]).shape == (16, 24, 3)
    other = start(restarted, channels=[1], settings={**SHORT, "seed": 7})
    assert other["state"] != "done"
    assert ended(restarted, other)["items"][0]["image"] != first["items"][0]["image"]


def test_every_channel_is_made_when_none_is_named(client):
    job = ended(client, start(client, SCORES, settings=SHORT))
    assert [item["channel"] for item in job["items"]] == [0, 1, 2]
    assert all(item["rank"] == 0 for item in job["items"][:1])


def test_a_generated_picture_is_put_into_the_network(client):
    item = ended(client, start(client, channels=[0], settings=SHORT))["items"][0]
    run = client.post("/api/v1/networks/tiny/runs", json={"image": item["image"]}).get_json()
    values = client.get(f"/api/v1/runs/{run['run']}/layers/track_conv/channels/0").get_json()["values"]
    assert np.mean(values) == pytest.approx(item["activation"], abs=0.01)  # 8 bits


def test_the_thesis_way_begins_with_the_picture_in_the_network(client, run):
    other = client.post("/api/v1/networks/tiny/runs", json={"image": "colours:1"}).get_json()
    body = {"channels": [0], "settings": {"steps": 1}}
    images = {
        (preset, of): ended(client, start(client, preset=preset, run=of, **body))["items"][0]["image"]
        for preset in ("thesis", "default")
        for of in (run["run"], other["run"])
    }
    assert images["thesis", run["run"]] != images["thesis", other["run"]]
    assert images["default", run["run"]] == images["default", other["run"]]


def test_maco_keeps_the_spectrum_of_the_data_set(client, settings):
    plan = client.get(CONV, query_string={"preset": "maco"}).get_json()
    assert plan["seconds_per_picture"] > 0
    (item,) = ended(client, start(client, channels=[3], preset="maco", settings=SHORT))["items"]
    network = load_network(settings.network[0]).network
    data = seen_pictures(load_dataset(settings.dataset[0]), network)
    kept = mean_magnitudes(data, natural_colours(network.std))
    made = to_input(Image.fromarray(picture(client, item)), network.input_size, network.mean, network.std)
    found = mean_magnitudes(made, natural_colours(network.std))
    # What is shown has 8 bits and is cut to the range of pictures, so it is near, not equal.
    assert torch.corrcoef(torch.stack([kept.flatten(), found.flatten()]))[0, 1] > 0.95


def test_maco_without_a_data_set_is_said(settings):
    client = create_app(replace(settings, dataset=[])).test_client()
    answer = client.post(CONV, json={"channels": [0], "preset": "maco"})
    assert (answer.status_code, answer.get_json()["type"]) == (503, "data-set-unreadable")
    assert "--dataset" in answer.get_json()["detail"]


def test_the_plan_says_what_it_takes_and_what_is_there(client, run):
    gather(client)
    made = ended(client, start(client, SCORES, channels=[2]))
    plan = client.get(SCORES, query_string={"run": run["run"]}).get_json()
    assert [preset["name"] for preset in plan["presets"]] == ["default", "thesis", "spectrum", "maco"]
    assert plan["seconds_per_picture"] > 0
    assert made["items"][0] in plan["ready"]
    other = client.post("/api/v1/networks/tiny/runs", json={"image": "colours:2"}).get_json()
    for one in (run, other):
        logits = {prediction["index"]: abs(prediction["logit"]) for prediction in one["predictions"]}
        strongest = client.get(SCORES, query_string={"run": one["run"]}).get_json()["strongest"]
        assert strongest == sorted(logits, key=lambda channel: -logits[channel])
    assert client.get(SCORES, query_string={"preset": "thesis"}).get_json()["ready"] == []


def test_a_job_is_cancelled_and_told_of(client):
    job = start(client, channels=[3, 2, 1, 0], preset="thesis", settings={"steps": 2000})
    assert [one["id"] for one in client.get("/api/v1/jobs").get_json()["jobs"]] == [job["id"]]
    answer = client.delete(f"/api/v1/jobs/{job['id']}").get_json()
    assert answer["state"] == "cancelled"
    assert not any(item["partial"] for item in answer["items"])
    assert client.get("/api/v1/jobs").get_json() == {"jobs": []}


def test_events_tell_every_item_once_and_end_with_the_jobs(client):
    job = start(client, channels=[0, 1], settings={"steps": 40, "seed": 5})
    answer = client.get("/api/v1/events", query_string={"jobs": job["id"]})
    assert answer.mimetype == "text/event-stream"
    blocks = [block for block in answer.get_data(as_text=True).split("\n\n") if block.startswith("event: job")]
    told = [json.loads(block.split("data: ")[1]) for block in blocks]
    finished = [item["channel"] for one in told for item in one["items"] if not item["partial"]]
    assert sorted(finished) == [0, 1]
    assert told[-1]["state"] == "done"
    assert told[-1]["done"] == 2


def test_events_of_jobs_that_are_over_end_at_once(client):
    job = ended(client, start(client, channels=[0], settings=SHORT))
    text = client.get("/api/v1/events", query_string={"jobs": job["id"]}).get_data(as_text=True)
    assert text.count("event: job") == 1
    assert client.get("/api/v1/events").get_data(as_text=True).count("event: job") == 0


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ({"channels": [4]}, "channel-unknown", "0 to 3"),
        ({"channels": [-1]}, "body-invalid", "channels"),
        ({"channels": []}, "body-invalid", "channels"),
        ({"preset": "fancy"}, "preset-unknown", "default, thesis, spectrum, maco"),
        ({"settings": {"steps": 0}}, "body-invalid", "settings.steps"),
        ({"settings": {"step_size": "much"}}, "body-invalid", "settings.step_size"),
        ({"settings": {"policy": "none"}}, "body-invalid", "settings.policy"),
        ({"settings": {"objective": "edge"}}, "body-invalid", "settings.objective"),
        ({"settings": {"colour": "red"}}, "body-invalid", "settings.colour"),
    ],
)
def test_what_cannot_be_is_refused_with_what_could_be(client, body, kind, words):
    answer = client.post(CONV, json=body)
    assert (answer.status_code, answer.get_json()["type"]) == (422, kind)
    assert words in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("method", "route", "kind"),
    [
        ("post", CONV.replace("tiny", "huge"), "network-unknown"),
        ("post", CONV.replace("track_conv", "track_nothing"), "layer-unknown"),
        ("get", CONV.replace("track_conv", "track_nothing"), "layer-unknown"),
        ("get", "/api/v1/jobs/nothing", "job-unknown"),
        ("delete", "/api/v1/jobs/nothing", "job-unknown"),
        ("get", "/api/v1/events?jobs=nothing", "job-unknown"),
        ("get", "/api/v1/images/generated:" + 32 * "0", "image-unknown"),
        ("get", "/api/v1/images/generated:..%2F..%2Fsecret", "image-unknown"),
    ],
)
def test_what_is_unknown_is_404(client, method, route, kind):
    answer = getattr(client, method)(route, **({"json": {}} if method == "post" else {}))
    assert answer.status_code == 404
    assert answer.get_json()["type"] in (kind, "not-found")


def test_an_unknown_run_is_404(client):
    answer = client.post(CONV, json={"preset": "thesis", "run": 32 * "0"})
    assert (answer.status_code, answer.get_json()["type"]) == (404, "run-unknown")


def test_a_policy_is_taken_over(client):
    proxy = ended(client, start(client, channels=[0], settings={**SHORT, "policy": "proxy", "slope": 0.5}))
    true = ended(client, start(client, channels=[0], settings={**SHORT, "policy": "true"}))
    assert proxy["state"] == true["state"] == "done"
    assert proxy["items"][0]["image"] != true["items"][0]["image"]


def test_visitors_are_served_while_a_job_runs(client):
    job = start(client, channels=[0, 1, 2, 3], preset="thesis", settings={"steps": 2000, "seed": 1})
    run = client.post("/api/v1/networks/tiny/runs", json={"image": "colours:2"})
    state = client.get(f"/api/v1/jobs/{job['id']}").get_json()["state"]
    client.delete(f"/api/v1/jobs/{job['id']}")
    assert run.status_code == 200
    assert state == "running"
