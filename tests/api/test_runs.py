import gzip
import io
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
import zstandard

from deepvision.api import run_store
from deepvision.api.run_store import Recipe, RunStore
from deepvision.wire import FrameKind, dequantize, read_container


def test_predictions_by_hand(run):
    # A red picture of value 1 after normalisation, else -1; a white corner of 2×3 pixels covers the sampled pixels
    # (0, 0) and (2, 0) of 96. The sum doubles what is positive.
    red, green = 2.0, (2 * 2.0 - 94) / 96
    logits = {p["name"]: p["logit"] for p in run["predictions"]}
    assert logits == pytest.approx({"red": red, "green": green + 0.5, "blue": green + 1.0}, abs=1e-5)
    assert [p["name"] for p in run["predictions"]] == ["red", "blue", "green"]
    assert sum(p["probability"] for p in run["predictions"]) == pytest.approx(1)
    assert run["true_class"] == "red"
    assert run["graph"] is None


def test_a_run_is_addressed_by_what_it_depends_on(client, run):
    again = client.post("/api/v1/networks/tiny/runs", json={"image": "colours:0"}).get_json()
    other = client.post("/api/v1/networks/tiny/runs", json={"image": "colours:1"}).get_json()
    changed = client.post(
        "/api/v1/networks/tiny/runs",
        json={"image": "colours:0", "interventions": [{"layer": "track_conv", "channel": 0}]},
    ).get_json()
    assert run["run"] == again["run"]
    assert len({run["run"], other["run"], changed["run"]}) == 3
    assert len(run["run"]) == 32


def test_a_channel_that_is_switched_off_changes_what_follows(client):
    body = {"image": "colours:0", "interventions": [{"layer": "track_sum", "channel": 0, "value": 0}]}
    answer = client.post("/api/v1/networks/tiny/runs", json=body).get_json()
    assert {p["name"]: p["logit"] for p in answer["predictions"]}["red"] == pytest.approx(0)
    shown = client.get(f"/api/v1/runs/{answer['run']}/layers/track_sum/channels/0").get_json()
    assert set(shown["values"]) == {0}


@pytest.mark.parametrize(
    "change", [{"layer": "nowhere", "channel": 0}, {"layer": "track_sum", "channel": 4}, {"layer": "track_sum"}]
)
def test_impossible_interventions_are_refused(client, change):
    answer = client.post("/api/v1/networks/tiny/runs", json={"image": "colours:0", "interventions": [change]})
    assert answer.status_code == 422


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e39", "-1e999"])
def test_a_value_that_a_channel_cannot_hold_is_refused(client, value):
    body = f'{{"image": "colours:0", "interventions": [{{"layer": "track_sum", "channel": 0, "value": {value}}}]}}'
    answer = client.post("/api/v1/networks/tiny/runs", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["type"]) == (422, "body-invalid")


def test_of_several_values_for_one_channel_the_last_holds(client):
    runs = {}
    for values in ((1, 2), (2, 1), (1,)):
        changes = [{"layer": "track_sum", "channel": 1, "value": value} for value in values]
        body = {"image": "colours:0", "interventions": changes}
        answer = client.post("/api/v1/networks/tiny/runs", json=body).get_json()
        shown = client.get(f"/api/v1/runs/{answer['run']}/layers/track_sum/channels/1").get_json()
        runs[values] = (answer["run"], set(shown["values"]))
    assert runs[2, 1] == runs[1,]
    assert runs[2, 1][1] == {1}
    assert runs[1, 2][1] == {2}


def test_all_layers_in_one_stream(client, run):
    answer = client.get(f"/api/v1/runs/{run['run']}/activations")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    head, frames = read_container(answer.data)
    assert head["run"] == run["run"]
    assert [layer["shape"] for layer in head["layers"]] == [[3, 16, 24], [4, 8, 12], [4, 8, 12], [3, 1, 1]]
    assert [(f.kind.name, f.mip, f.layer) for f in frames] == [
        *[(kind, mip, layer) for layer in range(4) for kind, mip in (("STATISTICS", 0), ("PYRAMID", 2))],
        *[("VALUES", 0, layer) for layer in range(4)],
    ]
    statistics = torch.frombuffer(bytearray(frames[2].payload), dtype=torch.float32).view(4, 4)
    assert statistics[0].tolist() == [1, 1, 1, 1]
    (values,) = (f for f in frames if f.kind is FrameKind.VALUES and f.layer == 1)
    decoded = dequantize(
        torch.frombuffer(bytearray(values.payload), dtype=torch.uint8).view(4, 8, 12), statistics[:, 0]
    )
    assert decoded[1, 0, 0] == 1  # the white corner
    assert decoded[1, 5, 5] == -1
    assert not decoded[3].any()  # red is the same everywhere, so it has no differences


def test_the_nearest_layers_come_first_and_only_those_asked_for(client, run):
    path = f"/api/v1/runs/{run['run']}/activations?mips=0"
    _, near = read_container(client.get(path + "&order=near:track_scores").data)
    assert [f.layer for f in near if f.kind is FrameKind.VALUES] == [3, 2, 1, 0]
    _, some = read_container(client.get(path + "&layers=track_sum,input").data)
    assert [f.layer for f in some if f.kind is FrameKind.VALUES] == [0, 2]
    _, one = read_container(client.get(f"/api/v1/runs/{run['run']}/layers/track_sum/activation?mips=1").data)
    assert [(f.kind, f.mip, f.layer, f.width) for f in one[1:]] == [(FrameKind.PYRAMID, 1, 2, 6)]


@pytest.mark.parametrize(
    ("query", "status", "slug"),
    [
        ("mips=7", 422, "mips-invalid"),
        ("mips=0,0", 422, "mips-invalid"),
        ("mips=", 422, "mips-invalid"),
        ("order=far:input", 422, "order-unknown"),
        ("order=near:cellar", 404, "layer-unknown"),
        ("layers=input,cellar", 404, "layer-unknown"),
    ],
)
def test_wrong_questions_about_activations(client, run, query, status, slug):
    answer = client.get(f"/api/v1/runs/{run['run']}/activations?{query}")
    assert (answer.status_code, answer.get_json()["type"]) == (status, slug)
    assert answer.content_type == "application/problem+json"


def test_streams_are_compressed_as_the_client_wants(client, run):
    path = f"/api/v1/runs/{run['run']}/activations"
    plain = client.get(path).data
    zstd = client.get(path, headers={"Accept-Encoding": "gzip, zstd"})
    assert zstd.headers["Content-Encoding"] == "zstd"
    assert zstandard.ZstdDecompressor().decompressobj().decompress(zstd.data) == plain
    near = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in near.headers
    far = client.get(path, headers={"Accept-Encoding": "gzip"}, environ_overrides={"REMOTE_ADDR": "10.0.0.7"})
    assert gzip.decompress(far.data) == plain


def test_a_channel_exactly_in_json_and_npy(client, run):
    path = f"/api/v1/runs/{run['run']}/layers/track_sum/channels/1"
    body = client.get(path).get_json()
    assert body["shape"] == [8, 12]
    assert body["values"][0] == 2
    assert body["values"][-1] == -1
    array = np.load(io.BytesIO(client.get(path, headers={"Accept": "application/x-npy"}).data), allow_pickle=False)
    assert array.flatten().tolist() == body["values"]


def test_the_distribution_of_activations(client, run):
    body = client.get(f"/api/v1/runs/{run['run']}/layers/track_sum/histogram").get_json()
    assert len(body["edges"]) == len(body["counts"]) + 1
    assert sum(body["counts"]) == 4 * 96
    assert (body["min"], body["max"], body["not_finite"]) == (-1, 2, 0)


@pytest.mark.parametrize(
    "tail", ["activations", "layers/input/histogram", "layers/input/channels/0", "layers/input/activation"]
)
def test_an_unknown_run_asks_for_the_picture_again(client, tail):
    answer = client.get(f"/api/v1/runs/{'0' * 32}/{tail}")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "run-unknown")


def test_unknown_layers_and_channels(client, run):
    layer = client.get(f"/api/v1/runs/{run['run']}/layers/cellar/histogram")
    channel = client.get(f"/api/v1/runs/{run['run']}/layers/input/channels/3")
    assert (layer.status_code, layer.get_json()["type"]) == (404, "layer-unknown")
    assert (channel.status_code, channel.get_json()["type"]) == (404, "channel-unknown")


@pytest.mark.parametrize(
    ("body", "status"),
    [({"image": "nothing:0"}, 404), ({}, 422), ({"image": "colours:0", "picture": 1}, 422), ([], 422)],
)
def test_wrong_runs_are_refused(client, body, status):
    answer = client.post("/api/v1/networks/tiny/runs", json=body)
    assert answer.status_code == status
    assert answer.get_json()["detail"]


def test_a_run_for_an_unknown_network(client):
    answer = client.post("/api/v1/networks/huge/runs", json={"image": "colours:0"})
    assert (answer.status_code, answer.get_json()["type"]) == (404, "network-unknown")


def recipes(app, count):
    services = app.extensions["deepvision"]
    network = services.networks["tiny"]
    generator = torch.Generator().manual_seed(0)
    return [Recipe(network, "x", torch.randn(1, 3, 16, 24, generator=generator), ()) for _ in range(count)]


def test_the_memory_of_past_runs_is_bounded_and_they_are_computed_again(app, monkeypatch):
    monkeypatch.setattr(run_store, "_SHARE", 0.25)  # beside the few layers of this network its input is large
    one_run = 4 * (3 * 16 * 24 + 2 * 4 * 8 * 12 + 3)
    store = RunStore(3 * one_run, ThreadPoolExecutor(1))
    made = [store.run(recipe, keep=True) for recipe in recipes(app, 10)]
    assert store.memory_used() == 3 * one_run
    again = store.get(made[0].id)
    assert torch.equal(again.trace.activations["track_sum"], made[0].trace.activations["track_sum"])
    assert store.memory_used() == 3 * one_run


def test_runs_that_are_not_kept_evict_nothing(app):
    store = RunStore(1 << 20, ThreadPoolExecutor(1))
    first, *others = recipes(app, 12)
    kept = store.run(first, keep=True)
    before = store.memory_used()
    brush = [store.run(recipe, keep=False) for recipe in others]
    assert store.memory_used() == before
    assert store.get(kept.id).trace is kept.trace
    assert store.get(brush[-1].id).id == brush[-1].id
    with pytest.raises(Exception, match="knows no run"):
        store.get(brush[0].id)


def test_runs_that_are_not_kept_and_recipes_are_bounded_too(app):
    one_run = 4 * (3 * 16 * 24 + 2 * 4 * 8 * 12 + 3)
    one_recipe = 4 * 3 * 16 * 24
    store = RunStore(4 * 2 * one_run, ThreadPoolExecutor(1))
    brush = [store.run(recipe, keep=False) for recipe in recipes(app, 6)]
    assert list(store._transient) == [run.id for run in brush[-2:]]
    kept = [store.run(recipe, keep=True) for recipe in recipes(app, 6)]
    assert list(store._recipes) == [run.id for run in kept[-(2 * one_run // one_recipe) :]]


def test_what_cannot_be_run_takes_no_place(app, client):
    body = {"image": "colours:0", "interventions": [{"layer": "cellar", "channel": 0}]}
    assert client.post("/api/v1/networks/tiny/runs", json=body).status_code == 422
    assert not app.extensions["deepvision"].runs._recipes


def test_clients_at_once_get_their_own_picture(app):
    answers = {}

    def visit(index):
        client = app.test_client()
        body = client.post("/api/v1/networks/tiny/runs", json={"image": f"colours:{index}"}).get_json()
        values = [
            client.get(f"/api/v1/runs/{body['run']}/layers/input/channels/{c}").get_json()["values"][-1]
            for c in range(3)
        ]
        answers[index] = values

    threads = [threading.Thread(target=visit, args=(index,)) for index in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = {0: [1, -1, -1], 1: [-1, 1, -1], 2: [-1, -1, 1]}
    assert answers == {index: pytest.approx(expected[index % 3]) for index in range(6)}
