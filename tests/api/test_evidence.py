"""What the data set does to channels, over HTTP, on the tests' tiny network and its six flat pictures."""

import time

import pytest

from deepvision.api import create_app

LAYERS = "/api/v1/networks/tiny/layers"


def evidence(client, layer, channel):
    answer = client.get(f"{LAYERS}/{layer}/channels/{channel}/evidence")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def test_the_most_a_picture_does_and_where(client):
    # Channel 0 picks red at every second pixel, as -1 to 1. Pictures 0 and 3 are red, the others have a white corner
    # of 2 + n by 3 pixels only.
    found = evidence(client, "track_conv", 0)
    assert (found["dataset"], found["maximum"], found["dead"]) == ("colours", 1.0, False)
    assert {patch["activation"] for patch in found["patches"]} == {1.0}
    assert sorted(patch["image"] for patch in found["patches"]) == [f"colours:{number}" for number in range(6)]
    for patch in found["patches"]:  # the layer's units see 3 × 3 pixels, those at the border moved inside
        assert (patch["width"], patch["height"]) == (3, 3)
        assert patch["left"] + 3 <= 24
        assert patch["top"] + 3 <= 16
    # The horizontal difference of red, white behind blue, is where the corner ends at an even column.
    edges = {patch["image"]: patch for patch in evidence(client, "track_conv", 3)["patches"]}
    assert edges["colours:1"]["activation"] == 2.0
    assert (edges["colours:1"]["left"], edges["colours:1"]["top"]) == (1, 0)


def test_a_vector_layer_shows_whole_pictures(client):
    found = evidence(client, "track_scores", 1)
    for patch in found["patches"]:
        assert (patch["left"], patch["top"], patch["width"], patch["height"]) == (0, 0, 24, 16)
    # In the two green pictures green is 1 everywhere, behind the sum 2, and the bias is 0.5; white is green, too.
    assert [patch["activation"] for patch in found["patches"][:2]] == [2.5, 2.5]
    assert {patch["image"] for patch in found["patches"][:2]} == {"colours:1", "colours:4"}
    assert found["maximum"] == 2.5


def test_what_was_gathered_is_kept_for_the_next_server(settings, client):
    first = evidence(client, "track_sum", 2)
    files = {path: path.stat().st_mtime_ns for path in (settings.cache / "evidence").iterdir()}
    again = evidence(create_app(settings).test_client(), "track_sum", 2)
    assert again == first
    assert {path: path.stat().st_mtime_ns for path in (settings.cache / "evidence").iterdir()} == files


def test_results_are_told_in_relation_to_it(client):
    evidence(client, "track_scores", 2)
    route = f"{LAYERS}/track_scores/feature-visualizations"
    job = client.post(route, json={"channels": [2]}).get_json()
    ends = time.monotonic() + 60
    while job["state"] in ("queued", "running"):
        assert time.monotonic() < ends
        time.sleep(0.02)
        job = client.get(f"/api/v1/jobs/{job['id']}").get_json()
    (item,) = job["items"]
    assert item["relative"] == pytest.approx(item["activation"] / evidence(client, "track_scores", 2)["maximum"])
    plan = client.get(route).get_json()
    assert item in plan["ready"]
    runs = [client.post("/api/v1/networks/tiny/runs", json={"image": f"colours:{number}"}) for number in range(6)]
    logits = [{one["index"]: one["logit"] for one in run.get_json()["predictions"]} for run in runs]
    strengths = [sum(abs(scores[channel]) for scores in logits) for channel in range(3)]
    assert plan["strongest"] == sorted(range(3), key=lambda channel: -strengths[channel])


def test_every_layer_is_made_in_the_background_the_strongest_channels_only(client):
    answer = client.post("/api/v1/networks/tiny/feature-visualizations", json={"per_layer": 2})
    assert answer.status_code == 202
    jobs = answer.get_json()["jobs"]
    assert [(job["layer"], job["total"]) for job in jobs] == [("track_conv", 2), ("track_sum", 2), ("track_scores", 2)]
    text = client.get("/api/v1/events", query_string={"jobs": ",".join(job["id"] for job in jobs)}).get_data(True)
    assert text.count('"state":"done"') >= 3
    for job in jobs:
        told = client.get(f"/api/v1/jobs/{job['id']}").get_json()
        route = f"{LAYERS}/{job['layer']}/feature-visualizations"
        assert [item["channel"] for item in told["items"]] or told["done"] == 2
        assert {item["channel"] for item in told["items"]} == set(client.get(route).get_json()["strongest"][:2])


@pytest.mark.parametrize(
    ("route", "kind"),
    [
        (f"{LAYERS}/track_conv/channels/4/evidence", "channel-unknown"),
        (f"{LAYERS}/track_nothing/channels/0/evidence", "layer-unknown"),
        (f"{LAYERS}/track_conv/channels/0/evidence".replace("tiny", "huge"), "network-unknown"),
    ],
)
def test_what_is_unknown_is_404(client, route, kind):
    answer = client.get(route)
    assert (answer.status_code, answer.get_json()["type"]) == (404, kind)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [({"per_layer": 0}, 422, "body-invalid"), ({"preset": "fancy"}, 422, "preset-unknown")],
)
def test_what_cannot_be_is_refused(client, body, status, kind):
    answer = client.post("/api/v1/networks/tiny/feature-visualizations", json=body)
    assert (answer.status_code, answer.get_json()["type"]) == (status, kind)
