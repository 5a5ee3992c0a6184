from dataclasses import replace

import pytest

from deepvision.api import create_app


def test_a_foreign_host_is_refused(client):
    answer = client.get("/api/v1/server", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.get_json()["type"]) == (403, "host-foreign")


@pytest.mark.parametrize("host", ["localhost:5570", "127.0.0.1", "[::1]:5570"])
def test_local_names_are_welcome(client, host):
    assert client.get("/api/v1/server", headers={"Host": host}).status_code == 200


def test_another_sites_page_is_refused(client):
    own = client.post("/api/v1/noise", json={"seed": 0}, headers={"Origin": "http://localhost"})
    foreign = client.post("/api/v1/noise", json={"seed": 0}, headers={"Origin": "http://evil.example"})
    assert own.status_code == 200
    assert (foreign.status_code, foreign.get_json()["type"]) == (403, "origin-foreign")


def test_a_name_behind_a_proxy_can_be_allowed(app, settings):
    services = app.extensions["deepvision"]
    client = create_app(replace(settings, allow_host=["hall.example"]), services).test_client()
    assert client.get("/api/v1/server", headers={"Host": "hall.example"}).status_code == 200


def test_the_token_is_needed_once(app, settings):
    services = app.extensions["deepvision"]
    guarded = create_app(replace(settings, token="secret", host="0.0.0.0"), services)
    client = guarded.test_client()
    refused = client.get("/api/v1/server")
    assert (refused.status_code, refused.get_json()["type"]) == (401, "token-missing")
    assert client.get("/api/v1/server?token=secret").status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    assert client.get("/api/v1/server", headers={"Authorization": "Bearer secret"}).status_code == 200
    opened = client.get("/?token=secret")
    assert (opened.status_code, opened.headers["Location"]) == (302, "./")
    assert "HttpOnly" in opened.headers["Set-Cookie"]
    assert client.get("/api/v1/server").status_code == 200
    known = {"Authorization": "Bearer secret"}
    assert client.get("/api/v1/server", headers={**known, "Host": "192.168.0.7:5570"}).status_code == 200
    assert client.get("/api/v1/server", headers={**known, "Host": "evil.example"}).status_code == 403


def test_an_error_of_the_servers_own_shows_no_trace(app, monkeypatch):
    services = app.extensions["deepvision"]
    monkeypatch.setattr(type(services.runs), "get", lambda self, identity: 1 / 0)
    answer = app.test_client().get("/api/v1/runs/x/activations")
    assert answer.status_code == 500
    assert answer.get_json()["type"] == "internal"
    assert b"ZeroDivision" not in answer.data


def test_every_error_has_the_one_shape(client):
    for answer in (
        client.get("/api/v1/nothing"),
        client.put("/api/v1/networks"),
        client.post("/api/v1/noise", data="x"),
    ):
        assert answer.content_type == "application/problem+json"
        assert set(answer.get_json()) == {"type", "title", "status", "detail"}
        assert answer.get_json()["status"] == answer.status_code


@pytest.mark.parametrize("path", ["/../settings.py", "/%2e%2e/settings.py", "/..%2fapp.py"])
def test_no_file_outside_the_client_is_served(client, path):
    assert client.get(path).status_code in (404, 308)


@pytest.mark.parametrize(("header", "value"), [("Host", "["), ("Host", "[::1"), ("Origin", "http://[")])
def test_a_malformed_host_or_origin_is_refused(client, header, value):
    assert client.get("/api/v1/server", headers={header: value}).status_code == 403


def test_host_names_have_no_case(app, settings):
    client = create_app(replace(settings, allow_host=["Hall.Example"]), app.extensions["deepvision"]).test_client()
    assert client.get("/api/v1/server", headers={"Host": "hall.EXAMPLE:80"}).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 100_000, 422),
        (b'{"image":' + b"1" * 5000 + b"}", 422),
        (b"\xff\xfe", 422),
        (b'{"image":"\\ud800"}', 422),
        (b"", 422),
        (b" " * (1 << 20) + b"{}", 413),
    ],
    ids=["deep", "huge-number", "not-utf-8", "half-a-character", "empty", "large"],
)
def test_a_body_that_is_no_json_is_refused(client, body, status):
    answer = client.post("/api/v1/networks/tiny/runs", data=body, content_type="application/json")
    assert answer.status_code == status
    assert answer.get_json()["detail"]


def test_the_head_of_an_answer_is_that_of_the_answer(client):
    for path in ("/api/v1/networks/tiny", "/api/v1/images/colours:0"):
        head, answer = client.head(path), client.get(path)
        assert (head.status_code, head.data) == (answer.status_code, b"")
        assert {**head.headers, "Date": ""} == {**answer.headers, "Date": ""}
