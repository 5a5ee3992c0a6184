from dataclasses import replace

import torch

from deepvision.api import services
from deepvision.wire import FrameKind, read_container


def test_the_server_tells_its_contract_and_limits(client):
    body = client.get("/api/v1/server").get_json()
    assert body["api"] == 1
    assert body["max_upload_bytes"] == 1 << 20
    assert body["image_formats"] == ["PNG", "JPEG", "WEBP", "BMP", "GIF"]


def test_the_list_of_networks(client):
    body = client.get("/api/v1/networks").get_json()
    (tiny,) = body["networks"]
    assert tiny["id"] == "tiny"
    assert tiny["parameters"] == 4 * 27 + 12 + 3
    assert tiny["trained"] is True
    assert body["failures"] == []


def test_a_network_comes_with_its_graph_and_hall(client):
    body = client.get("/api/v1/networks/tiny").get_json()
    nodes = {node["id"]: node for node in body["nodes"]}
    assert list(nodes) == ["input", "track_conv", "track_sum", "track_scores"]
    assert nodes["input"]["shape"] == [3, 16, 24]
    assert nodes["track_conv"]["shape"] == [4, 8, 12]
    assert nodes["track_scores"]["shape"] == [3, 1, 1]
    assert nodes["track_conv"]["parameters"] == 108
    assert [(e["source"], e["target"]) for e in body["edges"]] == [
        ("input", "track_conv"),
        ("track_conv", "track_sum"),
        ("track_sum", "track_scores"),
    ]
    assert body["edges"][0]["label"] == "conv 3×3 /2, 3 → 4"
    assert [section["name"] for section in body["sections"]] == ["Block", "Head"]
    depths = [nodes[name]["panel"]["position"][2] for name in nodes]
    assert depths == sorted(depths, reverse=True)
    assert body["class_names"] == ["red", "green", "blue"]


def test_folding_a_section_leaves_its_last_layer(client):
    body = client.get("/api/v1/networks/tiny?folded=block").get_json()
    assert [node["id"] for node in body["nodes"] if node["panel"] is None] == ["track_conv"]
    assert [s["folded"] for s in body["sections"]] == [True, False]
    wrong = client.get("/api/v1/networks/tiny?folded=cellar")
    assert (wrong.status_code, wrong.get_json()["type"]) == (422, "section-unknown")


def test_weights_are_exact(client):
    answer = client.get("/api/v1/networks/tiny/layers/track_conv/weights")
    head, frames = read_container(answer.data)
    assert head["layers"] == [{"id": "conv.weight", "shape": [12, 3, 3]}]
    assert frames[0].kind is FrameKind.EXACT
    kernels = torch.frombuffer(bytearray(frames[0].payload), dtype=torch.float32).view(4, 3, 3, 3)
    assert kernels[3, 0].tolist() == [[0, 0, 0], [0, 1, -1], [0, 0, 0]]


def test_the_distribution_of_weights(client):
    body = client.get("/api/v1/networks/tiny/layers/track_conv/weights/histogram").get_json()
    assert (body["min"], body["max"], body["zeros"], sum(body["counts"])) == (-1, 1, 103, 108)


def test_a_layer_without_weights_says_so(client):
    answer = client.get("/api/v1/networks/tiny/layers/track_sum/weights")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "no-weights")
    unknown = client.get("/api/v1/networks/tiny/layers/nowhere/weights/histogram")
    assert (unknown.status_code, unknown.get_json()["type"]) == (404, "layer-unknown")
    assert "track_conv" in unknown.get_json()["detail"]


def test_what_may_change_is_revalidated(client):
    first = client.get("/api/v1/networks/tiny")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/api/v1/networks/tiny", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_an_error_of_our_own_stops_no_other_network(settings, monkeypatch, caplog):
    load = services.load_network

    def sometimes(name, **options):
        if name == "broken":
            raise AttributeError("unforeseen")
        return load(name, **options)

    monkeypatch.setattr(services, "load_network", sometimes)
    made = services.build_services(replace(settings, network=["broken", *settings.network]))
    assert list(made.networks) == ["tiny"]
    assert [failure.detail for failure in made.failures] == ["unforeseen"]
    assert "AttributeError" in caplog.text
