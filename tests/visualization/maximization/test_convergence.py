import math

import torch

from deepvision.visualization.maximization.convergence import Convergence, Slot


def slots(*steps):
    return [None if step is None else Slot(0, torch.zeros(0), 90, 100, step) for step in steps]


def feed(convergence, rows, values):
    for value in values:
        for slot in rows:
            if slot is not None:
                slot.step += 1
        convergence.look(rows, torch.tensor(value))


def test_a_picture_that_stops_rising_has_its_last_steps_left():
    rows = slots(0, 0, None)
    convergence = Convergence(torch.zeros(3), 2, 0.1, 5)
    # Means of two steps, for both 100 higher than where they began: 0, 10, 10.5 (a twenty-first of all), and 0, 10, 15.
    feed(convergence, rows, [(100.0, 100.0, 0.0)] * 2 + [(110.0, 110.0, 0.0)] * 2 + [(110.5, 115.0, 0.0)] * 2)
    assert [slot.end for slot in rows[:2]] == [100, 100]  # it is read a step later
    feed(convergence, rows, [(110.0, 115.0, 0.0)])
    assert (rows[0].final_from, rows[0].end) == (7, 12)
    assert (rows[1].final_from, rows[1].end) == (90, 100)


def test_windows_are_counted_by_the_pictures_own_steps():
    rows = slots(1, 0)  # the first one began a step earlier
    convergence = Convergence(torch.zeros(2), 2, 0.0, 0)
    ends = []
    for _ in range(5):
        feed(convergence, rows, [(0.0, 0.0)])
        ends.append([slot.end for slot in rows])
    # Judged after its fourth step, read after its fifth: the first one at the fourth call, the other at the fifth.
    assert ends == [[100, 100], [100, 100], [100, 100], [5, 100], [5, 5]]


def test_pictures_that_are_not_finite_end_at_once_and_without_tolerance_others_never():
    rows = slots(0, 0)
    convergence = Convergence(torch.zeros(2), 1, None, 3)
    feed(convergence, rows, [(math.nan, 1.0), (math.nan, 1.0), (math.nan, 1.0)])
    assert rows[0].end <= 3
    assert rows[1].end == 100
    rows[0] = Slot(1, torch.zeros(0), 90, 100)
    convergence.begin([0])
    feed(convergence, rows, [(1.0, 1.0), (1.0, 1.0)])
    assert rows[0].end == 100
