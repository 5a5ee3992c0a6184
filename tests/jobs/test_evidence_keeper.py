"""A pass over a data set: once, kept, never stale, whatever the pictures and the disk do."""

import concurrent.futures
import math

import pytest
import torch
from torch import nn

from deepvision.jobs import EvidenceKeeper, EvidenceStore, JobQueue, NetworkEvidence, ResultStore, Shown
from deepvision.visualization.evidence import Gatherer
from deepvision.visualization.maximization.reaching import Reach
from deepvision.visualization.seen_pixels import Seen

SHAPE = (3, 8, 10)


class Bench:
    """A keeper with a small network and pictures that count how often they are looked at."""

    def __init__(self, folder, pictures=10, module=None):
        self.pictures = torch.rand(pictures, *SHAPE, generator=torch.Generator().manual_seed(0))
        self.broken, self.passes, self.digest = set(), 0, "digest"
        torch.manual_seed(0)
        layers = nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.Conv2d(4, 2, 3, padding=1)
        self.module = module or nn.Sequential(*layers).eval()
        self.forward = concurrent.futures.ThreadPoolExecutor(1)
        self.queue = JobQueue(None, ResultStore(folder, 1), None)
        self.keeper = EvidenceKeeper(folder, self.forward, self.queue.add, self.shown)

    def shown(self, network):
        return Shown(self.digest, range(len(self.pictures)), self.picture, self.reach)

    def picture(self, number):
        if number in self.broken:
            raise OSError("cut")
        return self.pictures[number]

    def reach(self):
        self.passes += 1
        return Reach(self.module, SHAPE)

    def gathered(self):
        found, error = self.keeper.wait("network", 30)
        assert error is None
        return found


def equal(one, other):
    return all(
        torch.equal(getattr(one.layers[layer], name), getattr(other.layers[layer], name))
        for layer in one.layers
        for name in vars(one.layers[layer])
    ) and all(torch.equal(one.seen[layer].rows, other.seen[layer].rows) for layer in one.seen)


def test_all_layers_in_one_pass_as_a_plain_look_gives_them(tmp_path):
    bench = Bench(tmp_path)
    found = bench.gathered()
    with torch.no_grad():
        first, last = bench.module[:2](bench.pictures), bench.module(bench.pictures)
    assert set(found.layers) == {"input", "0", "2"}
    torch.testing.assert_close(found.layers["0"].means, first.mean((2, 3)).amax(0))
    torch.testing.assert_close(found.layers["2"].strengths, last.abs().flatten(2).amax(2).mean(0))
    assert found.seen["0"].columns[5].tolist() == [4, 7]
    assert bench.passes == 1


def test_it_is_known_only_when_it_was_gathered_and_asking_begins_it(tmp_path):
    bench = Bench(tmp_path)
    assert bench.keeper.known("network") is None
    bench.queue.join(30)
    assert bench.keeper.known("network") is bench.gathered()
    assert bench.passes == 1


def test_another_server_finds_it(tmp_path):
    first = Bench(tmp_path).gathered()
    second = Bench(tmp_path)
    assert equal(first, second.gathered())
    assert second.passes == 0


@pytest.mark.parametrize("what", ["picture", "count", "weights"])
def test_it_is_never_stale(tmp_path, what):
    Bench(tmp_path).gathered()
    other = Bench(tmp_path, pictures=9 if what == "count" else 10)
    if what == "picture":
        other.pictures[7, 2, 5, 5] += 0.01
    elif what == "weights":
        other.digest = "trained again"
    other.gathered()
    assert other.passes == 1


def test_a_damaged_file_is_made_again(tmp_path):
    first = Bench(tmp_path).gathered()
    (file,) = tmp_path.glob("*.npz")
    file.write_bytes(file.read_bytes()[:1000])
    second = Bench(tmp_path)
    assert equal(first, second.gathered())
    assert second.passes == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_picture_is_left_out(tmp_path):
    bench = Bench(tmp_path)
    bench.broken = {0, 4}
    found = bench.gathered()
    assert set(found.layers["0"].pictures.flatten().tolist()) == {1, 2, 3, 5, 6, 7, 8, 9, -1}


def test_a_disk_that_refuses_costs_nothing_but_the_file(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert Bench(tmp_path / "file" / "folder").gathered().layers


def test_a_network_that_raises_is_told(tmp_path):
    class Broken(nn.Conv2d):
        def forward(self, x):
            if x.shape[0] > 2:
                raise RuntimeError("one or two at a time")
            return super().forward(x)

    bench = Bench(tmp_path, module=Broken(3, 4, 3).eval())
    found, error = bench.keeper.wait("network", 30)
    assert (found, error) == (None, "one or two at a time")


def test_a_network_that_refuses_nan_has_evidence_all_the_same(tmp_path):
    class Careful(nn.Conv2d):
        def forward(self, x):
            if not torch.isfinite(x).all():
                raise ValueError("not finite")
            return super().forward(x)

    found = Bench(tmp_path, module=nn.Sequential(Careful(3, 4, 3)).eval()).gathered()
    assert found.seen == {}
    assert math.isfinite(found.layers["0"].means[0])


def test_what_is_stored_comes_back(tmp_path):
    gatherer = Gatherer()
    gatherer.add({"a:1": torch.rand(3, 2, 4, 5), "b": torch.rand(3, 2, 1, 1)}, [0, 1, 2])
    evidence = NetworkEvidence(gatherer.result(), {"b": Seen(torch.tensor([[0, 8]]), torch.tensor([[0, 10]]))})
    store = EvidenceStore(tmp_path / "new")
    assert store.get("address") is None
    store.put("address", evidence)
    found = store.get("address")
    assert equal(evidence, found)
    assert set(found.seen) == {"b"}
