"""The wheel works without the clone and without Node."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import requests
from tests.running_server import RunningServer

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "server" / "deepvision" / "api" / "static"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    if not (STATIC / "index.html").is_file():
        pytest.skip("the browser client is not built: make client")
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)]
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_client_scripts_and_weights(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "deepvision/api/static/index.html",
        "deepvision/_scripts/networks/covidresnet.py",
        "deepvision/_scripts/networks/weights/covidresnet.safetensors",
        "deepvision/_scripts/datasets/shapes.py",
        "deepvision/py.typed",
    ):
        assert needed in names
    assert any(name.startswith("deepvision/api/static/assets/") and name.endswith(".js") for name in names)


def test_the_installed_wheel_serves_the_hall(wheel, tmp_path):
    target = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    environment = {"PYTHONPATH": str(target), "PATH": os.environ["PATH"]}
    where = subprocess.run(
        [sys.executable, "-c", "import deepvision; print(deepvision.__file__)"],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(target))
    server = RunningServer(
        ["--network", "covidresnet"], [sys.executable, "-m", "deepvision", "serve"], environment
    ).start()
    try:
        page = requests.get(server.url, timeout=30)
        networks = requests.get(f"{server.url}/api/v1/networks", timeout=30).json()
        run = requests.post(
            f"{server.url}/api/v1/networks/covidresnet/runs", json={"image": "shapes:0"}, timeout=60
        ).json()
    finally:
        printed = server.stop()
    assert page.status_code == 200
    assert "<canvas" in page.text or "script" in page.text
    assert networks["networks"][0]["trained"] is True
    assert len(run["predictions"]) == 12
    assert f"Open {server.url}/" in printed


def test_a_package_without_the_client_is_not_built(tmp_path):
    copy = tmp_path / "project"
    copy.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        (copy / name).write_bytes((ROOT / name).read_bytes())
    (copy / "server" / "deepvision").mkdir(parents=True)
    (copy / "networks").mkdir()
    (copy / "datasets").mkdir()
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode != 0
    assert "Run: make client" in built.stdout + built.stderr
