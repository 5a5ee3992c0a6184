"""What goes first: visitors, then what they wait for, then the background."""

import threading

import pytest
from tests.jobs.test_queue import STEPS, Bench, ended, queue_of, until, work_on

from deepvision.jobs import Chore, Work
from deepvision.visualization.maximization import Settings

CHANNEL = STEPS + 1
"""Events of one channel."""


def small(layer="layer"):
    """Work whose channels are begun four at a time."""
    return Work.of("network", "digest", layer, Settings(steps=STEPS, batch_size=1))


class Steps:
    """Steps of a chore that a test counts."""

    def __init__(self, count=10**9):
        self.done = 0
        self._count = count

    def __iter__(self):
        while self.done < self._count:
            self.done += 1
            yield


def test_a_channel_that_nobody_has_begun_is_made_for_whoever_asks_last(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    all_of_them = queue.start(small(), list(range(12)))
    executor.release(1)
    until(lambda: all_of_them.steps)
    one = queue.start(small(), [9])
    executor.release(1 + CHANNEL)
    ended(one)
    assert all_of_them.items[9].result is not None
    executor.release(20 * CHANNEL)
    ended(all_of_them)
    assert executor.begun == [("layer", [0, 1, 2, 3]), ("layer", [9]), ("layer", [4, 5, 6, 7]), ("layer", [8, 10, 11])]


def test_the_background_comes_last_in_the_order_asked_for(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    jobs = [queue.start(small(f"background {number}"), [0], background=True) for number in range(3)]
    executor.release(1)
    until(lambda: jobs[0].steps)
    visitor = queue.start(small("visitor"), [0])
    assert queue.active() == [visitor, *jobs]
    executor.release(10 * CHANNEL)
    for job in (visitor, *jobs):
        ended(job)
    assert [layer for layer, _ in executor.begun] == ["background 0", "visitor", "background 1", "background 2"]


def test_the_background_is_lifted_while_a_visitor_waits_for_what_it_has_in_work(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    first = queue.start(small(), list(range(8)), background=True)
    executor.release(1)
    until(lambda: first.steps)
    visitor = queue.start(small(), [1])
    other = queue.start(small("other"), [0])
    executor.release(1 + CHANNEL)  # the one asked for last goes first
    ended(other)
    executor.release(2 * CHANNEL)
    ended(visitor)
    assert not first.is_over
    executor.release(10 * CHANNEL)
    ended(first)
    assert not first.is_lifted
    assert executor.begun == [("layer", [0, 1, 2, 3]), ("other", [0]), ("layer", [4, 5, 6, 7])]


def test_an_executor_that_leaves_something_out_fails_the_job_instead_of_going_on_for_ever(tmp_path):
    class Forgetful(Bench):
        def begin(self, work, channels):
            return super().begin(work, channels[:1])

    job = ended(queue_of(Forgetful(), tmp_path).start(work_on(), [0, 1, 2]), "failed")
    assert "channel 1" in job.message
    assert list(job.items) == [0]


def test_a_chore_is_done_in_the_pauses(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    job = queue.start(work_on(), [0])
    steps = Steps(5)
    chore = Chore(iter(steps))
    queue.add(chore)
    executor.release(STEPS)
    until(lambda: job.steps.get(0) == STEPS)
    assert steps.done == 0
    executor.release(1)
    ended(job)
    assert chore.wait(20)
    assert (steps.done, chore.error) == (5, None)


def test_a_chore_that_somebody_waits_for_takes_turns_and_goes_before_the_background(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    job = queue.start(work_on(), [0])
    background = queue.start(work_on("background"), [0], background=True)
    steps = Steps(STEPS)
    chore = Chore(iter(steps))
    assert not chore.wait(0)
    queue.add(chore)
    executor.release(2)
    until(lambda: job.steps.get(0) == 2)
    assert 1 <= steps.done <= 3  # before the first event, between them, behind the second
    executor.release(CHANNEL - 2)
    ended(job)
    assert chore.wait(20)
    assert not background.steps
    queue.cancel(background.id)
    executor.release(1)


def test_a_chore_that_fails_is_over_and_says_why(tmp_path):
    def steps():
        yield
        raise ValueError("no such thing")

    queue = queue_of(Bench(), tmp_path)
    chore = Chore(steps())
    queue.add(chore)
    assert chore.wait(20)
    assert chore.error == "no such thing"
    ended(queue.start(work_on(), [0]))


@pytest.mark.parametrize("urgent", [False, True])
def test_the_thread_ends_when_nothing_is_left(tmp_path, urgent):
    queue = queue_of(Bench(), tmp_path)
    chore = Chore(iter(Steps(3)))
    chore.is_urgent = urgent
    queue.add(chore)
    ended(queue.start(work_on(), [0]))
    assert chore.wait(20)
    queue.join(20)
    assert queue._thread is None
    assert threading.active_count() < 50


def test_closing_ends_everything_within_a_step_and_begins_nothing_more(tmp_path):
    executor = Bench(free=False)
    queue = queue_of(executor, tmp_path)
    jobs = [queue.start(work_on(name), [0]) for name in ("one", "other")]
    chore = Chore(iter(Steps()))
    queue.add(chore)
    until(lambda: executor.begun)
    threading.Timer(0.05, executor.release, [1]).start()
    queue.close(20)
    assert [job.state for job in jobs] == ["cancelled", "cancelled"]
    assert queue._thread is None
    assert not chore.is_over
    late = queue.start(work_on("late"), [0])
    assert queue._thread is None
    assert late.state == "queued"
    assert len(executor.begun) == 1
