"""The queue, with work that takes as long as a test wants it to."""

import threading
import time
from types import SimpleNamespace

import pytest
import torch
from PIL import Image

from deepvision.jobs import Finished, JobQueue, ResultStore, Stepped, Work
from deepvision.visualization.maximization import Quality, Settings, Visualization, channel_mean

STEPS = 4


class Bench:
    """An executor whose every event a test releases; it finishes one channel after the other."""

    def __init__(self, free=True):
        self.begun, self.raises = [], {}
        self._turns = threading.Semaphore(0)
        self._free = free

    def release(self, events):
        for _ in range(events):
            self._turns.release()

    def begin(self, work, channels):
        self.begun.append((work.layer, list(channels)))
        return self._events(work, channels)

    def _events(self, work, channels):
        for channel in channels:
            if channel in self.raises:
                raise self.raises[channel]
            for step in range(STEPS):
                self._turn()
                yield Stepped({channel: step + 1}, lambda shown=channel: {shown: picture_of(shown)})
            self._turn()
            objective = channel_mean(work.layer, channel)
            made = Visualization(0, objective, picture_of(channel), float(channel), 0.0, STEPS, "alive", 1)
            yield Finished(channel, picture_of(channel), made, Quality(float(channel), None, 0.5, 1, 8))

    def _turn(self):
        if not self._free:
            assert self._turns.acquire(timeout=20)


def picture_of(channel):
    return torch.full((3, 4, 5), channel / 255)


def to_picture(network, image):
    return Image.new("RGB", (image.shape[2], image.shape[1]), (round(float(image[0, 0, 0]) * 255),) * 3)


def work_on(layer="layer", seed=0):
    return Work.of("network", "digest", layer, Settings(steps=STEPS, seed=seed))


def queue_of(executor, folder):
    return JobQueue(executor, ResultStore(folder, 1 << 20), to_picture)


def until(condition, seconds=20):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.002)


def ended(job, state="done"):
    until(lambda: job.is_over)
    assert job.state == state, job.message
    return job


def test_channels_come_in_the_order_they_were_asked_for_and_are_stored(tmp_path):
    executor = Bench()
    queue = queue_of(executor, tmp_path)
    job = ended(queue.start(work_on(), [3, 1, 2, 1]))
    assert executor.begun == [("layer", [3, 1, 2])]
    assert list(job.items) == [3, 1, 2]
    assert [item.result.activation for item in job.items.values()] == [3, 1, 2]
    assert [item.result.rank for item in job.items.values()] == [0, 0, 0]
    assert queue.picture(job.items[2].picture).getpixel((0, 0)) == (2, 2, 2)
    assert len(list(tmp_path.glob("*.png"))) == 3
    assert not list(tmp_path.glob("*.part"))


def test_nothing_is_computed_twice_also_by_another_server(tmp_path):
    ended(queue_of(Bench(), tmp_path).start(work_on(), [0, 1]))
    second = Bench()
    job = queue_of(second, tmp_path).start(work_on(), [0, 1])
    assert (job.state, job.done, second.begun) == ("done", 2, [])
    wider = ended(queue_of(second, tmp_path).start(work_on(), [0, 1, 2]))
    assert second.begun == [("layer", [2])]
    assert list(wider.items) == [0, 1, 2]


@pytest.mark.parametrize(
    "other",
    [
        Work.of("network", "trained again", "layer", Settings(steps=STEPS)),
        Work.of("network", "digest", "layer 2", Settings(steps=STEPS)),
        work_on(seed=1),
        Work.of("network", "digest", "layer", Settings(steps=STEPS + 1)),
    ],
    ids=["weights", "layer", "seed", "steps"],
)
def test_another_address_for_whatever_changes_the_picture(other):
    assert other.address(0) != work_on().address(0)
    assert work_on().address(0) != work_on().address(1)
    assert work_on().address(0) == work_on().address(0)


def test_the_latest_job_goes_first_and_the_others_go_on_where_they_were(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    early = queue.start(work_on("early"), [0])
    executor.release(2)
    until(lambda: early.steps == {0: 2})
    late = queue.start(work_on("late"), [0])
    assert queue.active() == [late, early]
    assert queue.place(late) == 0
    executor.release(1 + STEPS + 1)  # one event may have been under way
    ended(late)
    assert not early.is_over
    executor.release(STEPS)
    ended(early)
    assert executor.begun == [("early", [0]), ("late", [0])]
    assert queue.active() == []


def test_two_jobs_that_want_the_same_share_it(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    first = queue.start(work_on(), [0, 1])
    executor.release(1)
    until(lambda: first.steps)
    second = queue.start(work_on(), [1, 0])
    executor.release(3 * (STEPS + 1))
    assert ended(first).done == ended(second).done == 2
    assert executor.begun == [("layer", [0, 1])]
    assert first.items[1].picture == second.items[1].picture


def test_a_cancelled_job_keeps_what_it_has_made_and_ends_within_a_step(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    job = queue.start(work_on(), [5, 6])
    executor.release(STEPS + 1 + 1)
    until(lambda: job.done == 1 and job.steps)
    assert queue.cancel(job.id)
    assert job.state == "cancelled"
    assert list(job.items) == [5]
    executor.release(1)
    other = queue.start(work_on("other"), [0])
    executor.release(STEPS + 1)
    ended(other)
    assert queue.cancel(job.id)
    assert job.state == "cancelled"
    assert not queue.cancel("unknown")
    again = queue.start(work_on(), [5, 6])
    assert list(again.items) == [5]
    queue.cancel(again.id)


def test_a_job_that_is_cancelled_while_it_begins_leaves_nothing_behind(tmp_path):
    class Slow(Bench):
        def begin(self, work, channels):
            self.begun.append(work.layer)
            self._turn()
            return self._events(work, channels)

    executor = Slow(free=False)
    queue = queue_of(executor, tmp_path)
    job = queue.start(work_on(), [0])
    until(lambda: executor.begun)
    queue.cancel(job.id)
    executor.release(1)
    until(lambda: queue._thread is None)
    assert job.state == "cancelled"
    assert not queue._events
    assert not queue._owned


def test_what_a_job_had_in_work_is_taken_up_by_another_when_it_is_cancelled(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    first = queue.start(work_on(), [0])
    executor.release(1)
    until(lambda: first.steps)
    second = queue.start(work_on(), [0])
    queue.cancel(first.id)
    executor.release(STEPS + 2)
    assert ended(second).done == 1


def test_pictures_in_work_are_shown_and_replaced(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    job = queue.start(work_on(), [9])
    executor.release(1)
    until(lambda: 9 in job.items)
    partial = job.items[9]
    assert partial.result is None
    assert partial.picture.endswith(".1")
    assert queue.picture(partial.picture).getpixel((0, 0)) == (9, 9, 9)
    assert job.done == 0
    seen = job.version
    executor.release(STEPS)
    ended(job)
    assert job.items[9].result is not None
    assert job.version > seen


@pytest.mark.parametrize(
    ("error", "message"), [(ValueError("not this one"), "not this one"), (MemoryError(), "MemoryError")]
)
def test_a_failure_is_told_and_the_others_go_on(tmp_path, error, message):
    executor = Bench()
    executor.raises = {1: error}
    queue = queue_of(executor, tmp_path)
    job = ended(queue.start(work_on(), [0, 1, 2]), "failed")
    assert job.message == message
    assert list(job.items) == [0]
    ended(queue.start(work_on("other"), [0]))


def test_a_full_disk_is_told_and_pictures_stay_in_memory(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    queue = queue_of(Bench(), tmp_path / "file" / "folder")
    job = ended(queue.start(work_on(), [7]))
    assert "stay in memory only" in job.message
    assert "--cache" in job.message
    assert queue.picture(job.items[7].picture).getpixel((0, 0)) == (7, 7, 7)


def test_the_time_left_is_estimated_from_the_time_that_was_needed(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    job = queue.start(work_on(), [0, 1])
    assert job.eta() is None
    executor.release(1)
    until(lambda: job.steps)
    job.active_seconds = 1.0  # a quarter of a picture took a second: 7 quarters are left
    assert job.eta() == pytest.approx(7)
    queue.cancel(job.id)
    assert job.eta() is None


def test_waiting_ends_with_news_and_otherwise_with_time(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    job = queue.start(work_on(), [0])
    began = time.monotonic()
    queue.wait({job.id: job.version}, 0.05)
    assert time.monotonic() - began >= 0.05
    seen = job.version
    threading.Timer(0.05, queue.cancel, [job.id]).start()
    queue.wait({job.id: seen}, 20)
    assert job.version != seen


def test_joining_waits_for_the_step_in_work(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    queue.join(0)  # there is nothing to wait for
    others = set(threading.enumerate())
    job = queue.start(work_on(), [0])
    until(lambda: executor.begun)
    (thread,) = [one for one in set(threading.enumerate()) - others if one.name == "jobs"]
    queue.cancel(job.id)
    queue.join(0.01)
    assert thread.is_alive()
    executor.release(1)
    queue.join(20)
    assert not thread.is_alive()


def test_only_so_many_jobs_are_remembered(tmp_path):
    queue = queue_of(Bench(), tmp_path)
    first = ended(queue.start(work_on(), [0]))
    assert queue.get(first.id) is first
    for _ in range(256):
        queue.start(work_on(), [0])
    assert queue.get(first.id) is None


class TimedBench(Bench):
    """Its steps take what a list says, on a clock of its own; where the list ends a second each."""

    def __init__(self, *seconds):
        super().__init__()
        self.now, self._seconds = 0.0, list(seconds)

    def _turn(self):
        self.now += self._seconds.pop(0) if self._seconds else 1.0


def test_how_long_it_takes_is_told_by_the_shortest_step_and_then_by_what_it_took(tmp_path, monkeypatch):
    executor = TimedBench(9, 0.6, 0.2, 0.4)  # the first prepares, and after 1 s of timing none is begun
    monkeypatch.setattr("deepvision.jobs.queue.time", SimpleNamespace(monotonic=lambda: executor.now))
    queue = queue_of(executor, tmp_path)
    assert queue.seconds_per_picture(work_on()) == pytest.approx(0.2 * STEPS / 8)
    assert queue.seconds_per_picture(work_on()) == pytest.approx(0.2 * STEPS / 8)
    ended(queue.start(work_on(), [0]))  # less than a batch says little
    assert queue.seconds_per_picture(work_on()) == pytest.approx(0.2 * STEPS / 8)
    ended(queue.start(work_on(), range(1, 9)))
    assert queue.seconds_per_picture(work_on()) == pytest.approx(STEPS + 1)  # a second for each step, one to finish
