"""Splits that are drawn: what they hold, and that they are drawn by the seed alone."""

import pytest

from deepvision.catalog.partition import fold, per_class, undersampled

LABELS = [0, 1, 2] * 10 + [1] * 20 + [2] * 7  # 10, 30 and 17 pictures


def counts(indices):
    return [sum(LABELS[i] == label for i in indices) for label in range(3)]


def test_so_many_of_each_class():
    train, test = per_class(LABELS, 6, 4)
    assert (counts(train), counts(test)) == ([6, 6, 6], [4, 4, 4])
    assert not set(train) & set(test)
    assert (train, test) == (sorted(train), sorted(test))
    assert per_class(LABELS, 6, 4) == (train, test)
    assert per_class(LABELS, 6, 4, seed=1) != (train, test)
    assert per_class(LABELS, 6, 4)[0] != list(range(18))
    with pytest.raises(ValueError, match="at least 11 pictures of class 0, got 10"):
        per_class(LABELS, 6, 5)


def test_what_is_drawn_for_a_class_does_not_depend_on_the_others():
    with_more = [*LABELS, *[2] * 40]
    drawn = [[i for i in per_class(labels, 5, 5)[0] if labels[i] == 1] for labels in (LABELS, with_more)]
    assert drawn[0] == drawn[1]


def test_every_picture_is_tested_on_once_in_five_folds():
    tested = []
    for number in range(5):
        train, test = fold(LABELS, number)
        assert sorted(train + test) == list(range(len(LABELS)))
        assert counts(test)[:2] == [2, 6]
        assert counts(test)[2] in (3, 4)  # a fifth of 17
        tested += test
    assert sorted(tested) == list(range(len(LABELS)))
    assert fold(LABELS) == fold(LABELS, 0)
    assert fold(LABELS, seed=1) != fold(LABELS)
    for number in (-1, 5):
        with pytest.raises(ValueError, match=f"a fold from 0 to 4, got {number}"):
            fold(LABELS, number)


def test_undersampling_leaves_what_the_smallest_class_has():
    train = fold(LABELS)[0]
    kept = undersampled(LABELS, train)
    assert counts(kept) == [8, 8, 8]
    assert set(kept) < set(train)
    assert kept == sorted(kept)
    assert undersampled(LABELS, train) == kept
    assert undersampled(LABELS, train, seed=1) != kept
    assert undersampled(LABELS, []) == []
