"""Work on a Ray cluster of this machine: the same pictures, whoever dies meanwhile."""

import json
import os
import pickle
import re
import signal
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
import torch
from tests.running_server import RunningServer, free_port
from tools.ray_nodes import LocalCluster

from deepvision.api.services import cluster_of, maximizer_of
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import load_network
from deepvision.catalog.packing import pack
from deepvision.cli import main
from deepvision.jobs import Finished, LocalExecutor, RayExecutor, Start, Work
from deepvision.jobs.ray_crew import Member, Returned
from deepvision.jobs.ray_dispatcher import Dispatcher
from deepvision.jobs.ray_messages import Begin, Over
from deepvision.jobs.ray_run import MOST_TRIES, Run
from deepvision.jobs.ray_worker import PieceWorker, Trouble, versions
from deepvision.settings import Settings as ServerSettings
from deepvision.settings import check
from deepvision.visualization.maximization import Settings, thesis

TINY, COLOURS = (str(Path(__file__).parents[1] / "scripts" / name) for name in ("tiny.py", "colours.py"))
WIDE = """
import torch
from torch import nn
from deepvision import Network, TrackerModule


def network():
    torch.manual_seed(3)
    return Network(
        module=nn.Sequential(
            nn.Conv2d(3, 24, 3, padding=1), nn.BatchNorm2d(24), nn.ReLU(), nn.Conv2d(24, 16, 3), nn.ReLU(),
            TrackerModule("deep"), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 2),
        ),
        input_size=(20, 22), mean=(0.5,) * 3, std=(0.25,) * 3, class_names=["a", "b"],
        weights={"own": "wide_weights.pt"},
    )
"""
LAYER = "5"
LONG = Settings(steps=100_000, tolerance=None, batch_size=2)


@pytest.fixture(scope="module")
def cluster():
    made = LocalCluster(cpus=2)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in made.environment.items():  # who has not the token is not let in
            patch.setenv(name, value)
        try:
            made.head.wait()
            yield made
        finally:
            made.kill()
    assert not made.head.processes()


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """A script of a user's own, with weights of its own beside it; neither is found by a worker."""
    folder = tmp_path_factory.mktemp("own")
    script = folder / "wide.py"
    script.write_text(WIDE)
    scope = {}
    exec(WIDE, scope)
    module = scope["network"]().module
    with torch.no_grad():
        module[0].weight.mul_(1.5)
    torch.save(module.state_dict(), folder / "wide_weights.pt")
    return load_network(str(script))


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    script = tmp_path_factory.mktemp("changed") / "changing.py"
    script.write_text(WIDE.replace('weights={"own": "wide_weights.pt"},', ""))
    network = load_network(str(script))
    script.write_text(script.read_text() + "# changed\n")
    return network


@pytest.fixture(scope="module")
def executor(cluster, wide, changed):
    settings = ServerSettings(executor="ray", ray_address=cluster.address, device="cpu")
    made = cluster_of(settings, {network.id: network for network in (wide, changed)})
    yield made
    made.close()


def pictures(events):
    return {event.channel: event for event in events if isinstance(event, Finished)}


def made_here(network, work, channels):
    with ThreadPoolExecutor(1) as forward:
        return pictures(LocalExecutor(lambda _: maximizer_of(network), forward).begin(work, channels))


def assert_same(found, expected):
    assert found.keys() == expected.keys()
    for channel, one in expected.items():
        other = found[channel]
        assert torch.equal(other.image, one.image)
        assert torch.equal(other.visualization.image, one.visualization.image)
        assert replace(other.visualization, image=None) == replace(one.visualization, image=None)
        assert other.quality == one.quality


def until(condition, seconds=30):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("settings", "start"),
    [
        (Settings(steps=40, batch_size=3), None),  # most end early, so which pictures share a batch differs
        (replace(thesis(), steps=5, batch_size=4), Start(torch.linspace(-1, 1, 3 * 20 * 22).reshape(3, 20, 22))),
    ],
)
def test_the_same_pictures_to_the_last_bit(executor, wide, settings, start):
    work = Work.of(wide.id, wide.digest, LAYER, settings, start)
    channels = [*range(15, 3, -1), 0]
    assert_same(pictures(executor.begin(work, channels)), made_here(wide, work, channels))


def test_a_run_that_somebody_waits_for_goes_first_and_the_other_goes_on(executor, wide):
    slow = Work.of(wide.id, wide.digest, LAYER, LONG)
    quick = Work.of(wide.id, wide.digest, LAYER, Settings(steps=3, batch_size=1))
    first = executor.begin(slow, range(8))
    shown = {}
    for event in first:
        shown.update(event.images())
        if len(event.steps) == 4 and len(shown) >= 2:  # both workers have a batch of it
            break
    assert next(iter(shown.values())).shape == (3, 20, 22)
    assert_same(pictures(executor.begin(quick, [1, 2, 3])), made_here(wide, quick, [1, 2, 3]))
    before = dict(event.steps)
    while not all(event.steps.get(channel, 0) > before[channel] for channel in before):
        event = next(first)
    first.close()


def both_work(executor, wide):
    """Return once both workers have started, and have had something to do."""
    events = executor.begin(Work.of(wide.id, wide.digest, LAYER, LONG), range(4))
    while len(next(events).steps) < 4:
        pass
    events.close()


def busy_seconds(numbers):
    """Return the processor time that processes have used."""
    fields = [Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split() for number in numbers]
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def test_who_has_not_the_token_is_told_so(cluster, wide, monkeypatch):
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    settings = ServerSettings(executor="ray", ray_address=cluster.address, device="cpu")
    with pytest.raises(CatalogError, match="RAY_AUTH_TOKEN"):
        cluster_of(settings, {wide.id: wide})


def test_not_iterating_any_further_stops_the_workers(cluster, executor, wide):
    both_work(executor, wide)
    workers = cluster.workers()
    assert len(workers) == 2

    def rest():
        before = busy_seconds(workers)
        time.sleep(0.5)
        return busy_seconds(workers) - before < 0.1

    until(rest, 10)


def test_what_a_killed_worker_had_is_done_again(cluster, executor, wide):
    both_work(executor, wide)
    work = Work.of(wide.id, wide.digest, LAYER, Settings(steps=600, tolerance=None, batch_size=2))
    events = executor.begin(work, range(8))
    found = {}
    for event in events:
        if isinstance(event, Finished):
            found[event.channel] = event
        elif len(event.steps) == 4:
            break
    killed = cluster.workers()[0]
    os.kill(killed, signal.SIGKILL)
    assert not found
    found.update(pictures(events))
    after = cluster.workers()
    assert after
    assert killed not in after
    assert_same(found, made_here(wide, work, range(8)))


def test_a_piece_is_given_up_when_it_kills_every_worker(wide):
    run = Run(0, Work.of(wide.id, wide.digest, LAYER, Settings(batch_size=2)), range(5))
    problem = None
    for number in range(MOST_TRIES):
        assert problem is None
        piece = run.take(number, workers=4)
        assert piece.left == [0, 1]
        problem = run.lose(piece, "node-7: out of memory")
    assert "Channels 0 to 1" in problem
    assert "node-7: out of memory" in problem
    assert "batch of 2" in problem


def test_pieces_are_whole_batches_large_at_first(wide):
    run = Run(0, Work.of(wide.id, wide.digest, LAYER, Settings(batch_size=4)), range(50))
    sizes = []
    while (piece := run.take(len(sizes), workers=2)) is not None:
        sizes.append(len(piece.left))
    assert sizes == [12, 8, 8, 4, 4, 4, 4, 4, 2]


def test_another_layer_than_there_is_is_said(executor, wide):
    with pytest.raises(ValueError, match=r"On the worker .*no_such_layer"):
        list(executor.begin(Work.of(wide.id, wide.digest, "no_such_layer", Settings(batch_size=2)), [0]))


def test_a_script_that_has_changed_is_another_network(executor, changed):
    work = Work.of(changed.id, changed.digest, LAYER, Settings(batch_size=2))
    with pytest.raises(ValueError, match=rf"expected the network {changed.digest[:12]}, got .*changed.*Start again"):
        list(executor.begin(work, [0]))


def test_what_cannot_be_sent_along_is_said(tmp_path, wide):
    script = tmp_path / "reading.py"
    script.write_text(WIDE.replace("def network():", "def network():\n    open(__file__ + '.txt').close()"))
    (tmp_path / "reading.py.txt").write_text("")
    (tmp_path / "wide_weights.pt").write_bytes((wide.script.parent / "wide_weights.pt").read_bytes())
    packed = pack(load_network(str(script)))
    with pytest.raises(CatalogError, match=r"FileNotFoundError.*files that a script opens itself are not"):
        packed.unpack(torch.device("cpu"))


@pytest.mark.parametrize("name", ["torchvision:squeezenet1_1@none", "timm:test_resnet@none"])
def test_networks_of_libraries_are_made_again_from_their_weights(name, tmp_path):
    state = load_network(name).network.module.state_dict()
    torch.save({key: value + 1 for key, value in state.items()}, tmp_path / "other.pt")
    loaded = load_network(name, weights=tmp_path / "other.pt")
    packed = pickle.loads(pickle.dumps(pack(loaded)))
    assert packed.unpack(torch.device("cpu")).digest == loaded.digest
    other = replace(packed, library=(packed.library[0], "0.0.1"))
    with pytest.raises(CatalogError, match=r"expected \w+ 0\.0\.1, got .*pip install"):
        other.unpack(torch.device("cpu"))


class Crew:
    """Has members, and no cluster."""

    def __init__(self, *members):
        self.members, self.capacity = list(members), len(members)

    def look(self):
        return False

    def hire(self, count):
        pass

    def dismiss(self, member):
        self.members.remove(member)


def answered(member, told, wide):
    """Return what is said about a run when a member greets with a value, or fails with an error."""
    answers, future = [], Future()
    dispatcher = Dispatcher("cpu", answers.append)
    dispatcher.crew = Crew(member)
    dispatcher._begin(Begin(7, Work.of(wide.id, wide.digest, LAYER, Settings(batch_size=2)), [0, 1, 2], None))
    (future.set_exception if isinstance(told, Exception) else future.set_result)(told)
    dispatcher._returned(Returned(member, "greet", None, future))
    return answers


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            ({**versions(), "torch": "2.0.1"}, "node-7"),
            r"node-7 has other software: expected torch .*, got 2\.0\.1\. Inst",
        ),
        (({"deepvision": versions()["deepvision"]}, "node-7"), "expected torch .*, got none"),
        (Trouble("PyTorch finds none.", "node-7"), "On the worker node-7: PyTorch finds none"),
        (
            RuntimeError("a page\nModuleNotFoundError: No module named 'deepvision'\nmore"),
            r"pip install 'deepvision\[ray",
        ),
    ],
)
def test_a_worker_with_other_software_is_said(wide, told, words):
    (answer,) = answered(Member(None), told, wide)
    assert isinstance(answer, Over)
    assert answer.run == 7
    assert re.search(words, answer.problem)


def test_a_worker_with_the_same_software_is_taken(wide):
    member = Member(None)
    assert answered(member, (versions(), "node-7"), wide) == []
    assert member.is_ready
    assert not member.is_busy


def test_work_that_no_worker_takes_is_given_up(wide, monkeypatch):
    answers, now = [], [0.0]
    monkeypatch.setattr("deepvision.jobs.ray_dispatcher.time", SimpleNamespace(monotonic=lambda: now[0]))
    dispatcher = Dispatcher("cpu", answers.append)
    dispatcher.crew = Crew()
    dispatcher._begin(Begin(7, Work.of(wide.id, wide.digest, LAYER, Settings(batch_size=2)), [0, 1, 2], None))
    dispatcher._look_around()
    assert not answers
    now[0] = 121.0
    dispatcher._look_around()
    assert "No worker of the cluster was free for 120 s" in answers[0].problem


@pytest.fixture
def threads():
    """What a worker changes in its process."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_a_worker_says_what_is_wrong_and_where(threads):
    worker = PieceWorker("cpu")
    problem = worker.open(0, Work.of("n", "d", LAYER, Settings()), [0], pickle.dumps(int))
    assert isinstance(problem, Trouble)
    assert problem.message.startswith("TypeError: int()")
    assert problem.machine
    if not torch.cuda.is_available():
        assert "PyTorch finds none" in PieceWorker("cuda").greet().message


def test_without_ray_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("deepvision.jobs.ray_executor.importlib.util.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"pip install 'deepvision\[ray\]'"):
        RayExecutor("127.0.0.1:6379", lambda network: b"")


@pytest.mark.parametrize(
    ("address", "words"), [(f"127.0.0.1:{free_port()}", "nobody answers"), ("cluster", "expected HOST:PORT")]
)
def test_an_address_where_nobody_answers_is_said_at_the_start(address, words, tmp_path, capsys):
    began = time.monotonic()
    call = ["visualize", TINY, "--layer", "track_conv", "--out", str(tmp_path), "--device", "cpu"]
    assert main([*call, "--executor", "ray", "--ray-address", address]) == 1
    assert time.monotonic() - began < 20
    assert f"--ray-address {address}" in (told := capsys.readouterr().err)
    assert words in told


@pytest.mark.parametrize("settings", [{"executor": "ray"}, {"ray_address": "127.0.0.1:6379"}])
def test_executor_and_address_belong_together(settings):
    with pytest.raises(ValueError, match="belong together"):
        check(ServerSettings(**settings))


def test_the_command_line(cluster, executor, tmp_path, capsys):
    executor.close()  # its workers have the two places there are
    call = ["visualize", TINY, "--layer", "track_conv", "--steps", "5", "--device", "cpu", "--json"]

    def visualized(name, *more):
        assert main([*call, "--out", str(tmp_path / name), "--cache", str(tmp_path / name / "c"), *more]) == 0
        told = capsys.readouterr()
        assert "ray" not in told.err.lower()
        return [{**one, "file": Path(one["file"]).read_bytes()} for one in json.loads(told.out)["pictures"]]

    spread = visualized("ray", "--executor", "ray", "--ray-address", cluster.address)
    assert spread == visualized("local")


def test_a_cluster_that_is_lost_fails_the_job_and_the_server_goes_on(cluster, tmp_path):
    """The last one: it kills the cluster."""
    more = ["--cache", str(tmp_path), "--executor", "ray", "--ray-address", cluster.address]
    shown = ["--network", TINY, "--dataset", COLOURS, "--device", "cpu"]
    soon = {"RAY_gcs_rpc_server_reconnect_timeout_s": "5"}
    with RunningServer([*shown, *more], environment=soon) as server:
        layer = f"{server.url}/api/v1/networks/tiny/layers/track_conv/feature-visualizations"

        def asked(steps):
            wanted = {"channels": [0, 1, 2, 3], "preset": "thesis", "settings": {"steps": steps}}
            answer = requests.post(layer, json=wanted, timeout=30)
            return f"{server.url}/api/v1/jobs/{answer.json()['id']}"

        def job(url):
            return requests.get(url, timeout=30).json()

        done = asked(3)
        until(lambda: job(done)["state"] == "done")
        assert len(job(done)["items"]) == 4
        lost = asked(2000)
        until(lambda: job(lost)["items"])  # pictures in work
        assert job(lost)["state"] == "running"
        cluster.kill()
        until(lambda: job(lost)["state"] == "failed")
        assert f"The Ray cluster at {cluster.address} is lost" in job(lost)["message"]
        again = asked(4)
        until(lambda: job(again)["state"] == "failed")
        assert "nobody answers there" in job(again)["message"]
        assert requests.get(f"{server.url}/api/v1/networks/tiny", timeout=30).ok
        printed = server.stop()
    assert "Traceback" not in printed
    assert "rpc_client" not in printed
