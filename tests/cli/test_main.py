import json
import subprocess
import sys
from pathlib import Path

import pytest

from deepvision.api.serve import address
from deepvision.cli import main
from deepvision.settings import Settings

TINY = str(Path(__file__).parents[1] / "scripts" / "tiny.py")


def test_networks(capsys):
    assert main(["networks", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert "covidresnet" in listed["networks"]
    assert "shapes" in listed["datasets"]
    assert "torchvision:resnet50" in listed["torchvision"]
    assert main(["networks"]) == 0
    assert "covidresnet" in capsys.readouterr().out


def test_graph(capsys):
    assert main(["graph", TINY, "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert [node["id"] for node in body["nodes"]] == ["input", "track_conv", "track_sum", "track_scores"]
    assert main(["graph", TINY]) == 0
    assert "track_conv" in capsys.readouterr().out


def test_doctor(capsys):
    main(["doctor", "--json"])
    findings = {finding["subject"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert findings["networks"]["well"]
    assert findings["Python"]["well"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grahp", TINY], "Did you mean graph"),
        (["serve", "--netwrok", "x"], "Did you mean --network"),
    ],
)
def test_near_names_for_a_wrong_word(capsys, arguments, message):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["graph", "covidresent"], "Did you mean covidresnet"),
        (["serve", "--host", "0.0.0.0"], "--token is needed"),
        (["serve", "--network", "a", "b", "--weights", "w.pt"], "--weights fits one network"),
        (["serve", "--port", "70000"], "--port: expected a number from 0 to 65535"),
        (["serve", "--token", ""], "--token: expected a secret"),
        (["serve", "--threads", "0"], "--threads: expected at least 1"),
    ],
)
def test_what_cannot_be_done_says_why(capsys, arguments, message):
    assert main(arguments) in (1, 2)
    assert message in capsys.readouterr().err


def test_a_port_in_use_is_told(capsys):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert "choose another port with --port" in capsys.readouterr().err


def test_what_a_script_prints_is_no_part_of_the_answer(tmp_path, capsys):
    path = tmp_path / "talkative.py"
    path.write_text("print('hello')\n" + Path(TINY).read_text())
    assert main(["graph", str(path), "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["id"] == "talkative"
    assert "hello" in printed.err


def test_a_reader_that_stops_reading():
    listing = subprocess.Popen(
        [sys.executable, "-m", "deepvision", "networks"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    listing.stdout.close()
    assert (listing.stderr.read(), listing.wait(timeout=60)) == ("", 1)
    listing.stderr.close()


def test_the_address_carries_any_token():
    assert address(Settings(token="a&b#c d")) == "http://127.0.0.1:5570/?token=a%26b%23c%20d"
    assert address(Settings(host="::1", port=80)) == "http://[::1]:80/"
