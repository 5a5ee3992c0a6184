"""Which pictures are for training and which for testing, where a data set was published without a split.

Each class draws from a random stream of its own: what is drawn for it depends on the seed and on its own pictures only.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def per_class(labels: Sequence[int], train: int, test: int, seed: int = 0) -> tuple[list[int], list[int]]:
    """Draw so many pictures of each class (thesis, 7.2: 20 and 10 of Caltech101).

    Args:
        labels: of all pictures.
        train: pictures of each class to train on.
        test: pictures of each class to test on.
        seed: draws them.

    Returns:
        Sorted indices for training and for testing; no picture is in both.

    Raises:
        ValueError: a class has fewer pictures.
    """
    parts: tuple[list[int], list[int]] = ([], [])
    for label, indices in _classes(labels):
        if len(indices) < train + test:
            raise ValueError(f"expected at least {train + test} pictures of class {label}, got {len(indices)}")
        drawn = _shuffled(indices, seed, label)
        parts[0].extend(drawn[:train])
        parts[1].extend(drawn[train : train + test])
    return sorted(parts[0]), sorted(parts[1])


def fold(labels: Sequence[int], number: int = 0, folds: int = 5, seed: int = 0) -> tuple[list[int], list[int]]:
    """Return one fold of a cross-validation, the classes divided alike; of five, 80 % to train on and 20 % to test on.

    Every picture is tested on in exactly one fold. Thesis: chapter 3 (five folds), 4.2 (80 % and 20 %: one fold).

    Args:
        labels: of all pictures.
        number: of the fold, from 0.
        folds: how many there are.
        seed: draws them.

    Returns:
        Sorted indices for training and for testing.

    Raises:
        ValueError: there is no such fold.
    """
    if not 0 <= number < folds:
        raise ValueError(f"Expected a fold from 0 to {folds - 1}, got {number}.")
    parts: tuple[list[int], list[int]] = ([], [])
    for label, indices in _classes(labels):
        drawn = _shuffled(indices, seed, label)
        start, end = (round(len(drawn) * k / folds) for k in (number, number + 1))
        parts[0].extend(drawn[:start] + drawn[end:])
        parts[1].extend(drawn[start:end])
    return sorted(parts[0]), sorted(parts[1])


def undersampled(labels: Sequence[int], indices: Sequence[int], seed: int = 0) -> list[int]:
    """Keep as many pictures of each class as the smallest class among them has (thesis, 4.2).

    Args:
        labels: of all pictures.
        indices: the pictures to draw from.
        seed: draws them.

    Returns:
        Sorted indices, the same number of each class.
    """
    classes = [(label, [indices[i] for i in own]) for label, own in _classes([labels[i] for i in indices])]
    smallest = min((len(own) for _, own in classes), default=0)
    return sorted(index for label, own in classes for index in _shuffled(own, seed, label)[:smallest])


def _classes(labels: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Return each label with the indices at which it stands, ascending."""
    values: NDArray[Any] = np.asarray(labels, dtype=np.int64)
    return [(int(label), np.flatnonzero(values == label).tolist()) for label in np.unique(values)]


def _shuffled(indices: Sequence[int], seed: int, label: int) -> list[int]:
    order = np.random.default_rng([seed, label]).permutation(len(indices))
    return [indices[i] for i in order]
