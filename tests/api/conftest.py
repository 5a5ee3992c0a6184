from pathlib import Path

import pytest

from deepvision.api import create_app
from deepvision.settings import Settings

SCRIPTS = Path(__file__).parents[1] / "scripts"


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    return Settings(
        network=[str(SCRIPTS / "tiny.py")],
        dataset=[str(SCRIPTS / "colours.py")],
        device="cpu",
        max_upload_mb=1,
        max_upload_pixels=1_000_000,
        cache=tmp_path_factory.mktemp("cache"),
    )


@pytest.fixture
def app(settings):
    return create_app(settings)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def run(client):
    return client.post("/api/v1/networks/tiny/runs", json={"image": "colours:0"}).get_json()
