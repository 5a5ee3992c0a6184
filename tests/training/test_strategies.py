from collections import Counter

import numpy as np
import pytest
from PIL import Image

from deepvision.training.strategies import Kept, NoisyCopies, Part, ShuffledLabels, split


class Grey:
    """Picture i is grey of value 100 + i, its class i mod 3."""

    classes = ("a", "b", "c")

    def __len__(self):
        return 30

    def __getitem__(self, index):
        return Image.new("RGB", (40, 50), (100 + index,) * 3), index % 3


def labels(pictures):
    return [pictures[index][1] for index in range(len(pictures))]


def test_shuffled_labels_are_a_fixed_permutation():
    made = ShuffledLabels(Grey(), 7)
    assert labels(made) == labels(made) == labels(ShuffledLabels(Grey(), 7))
    assert labels(made) != labels(Grey())
    assert Counter(labels(made)) == Counter(labels(Grey()))
    assert labels(made) != labels(ShuffledLabels(Grey(), 8))
    assert made[4][0].tobytes() == Grey()[4][0].tobytes()


def test_noisy_copies_keep_the_originals_first():
    made = NoisyCopies(Grey(), 3, 0.1, 0)
    assert len(made) == 120
    for index in range(30):
        assert made[index][0].tobytes() == Grey()[index][0].tobytes()
        assert made[index][1] == Grey()[index][1]


def test_noise_and_labels_of_copies_are_random_and_fixed():
    made, again = (NoisyCopies(Grey(), 3, 0.1, 0) for _ in range(2))
    assert labels(made) == labels(again)
    assert made[75][0].tobytes() == again[75][0].tobytes()
    noise = np.asarray(made[75][0], float) - np.asarray(Grey()[15][0], float)
    other = np.asarray(made[45][0], float) - np.asarray(Grey()[15][0], float)
    assert noise.std() == pytest.approx(25.5, rel=0.03)
    assert abs(noise.mean()) < 1.5
    assert abs(np.corrcoef(noise.ravel(), other.ravel())[0, 1]) < 0.05
    assert abs(np.corrcoef(noise[:, 1:].ravel(), noise[:, :-1].ravel())[0, 1]) < 0.05
    assert set(Counter(labels(made)[30:])) == {0, 1, 2}
    assert sum(a == b for a, b in zip(labels(made)[30:], labels(Grey()) * 3, strict=True)) < 60


def test_wrong_numbers():
    with pytest.raises(ValueError, match="at least 1 copy"):
        NoisyCopies(Grey(), 0, 0.1, 0)
    with pytest.raises(IndexError):
        NoisyCopies(Grey(), 1, 0.1, 0)[60]


def test_a_split_is_fixed_and_whole():
    train, test = split(101, 0.2, 0)
    assert (len(train), len(test)) == (81, 20)
    assert sorted(train + test) == list(range(101))
    assert (train, test) == split(101, 0.2, 0)
    assert test != split(101, 0.2, 1)[1]
    assert labels(Part(Grey(), [4, 2])) == [1, 2]


def test_pictures_are_kept_while_there_is_memory():
    made = []

    class Counted(Grey):
        def __getitem__(self, index):
            made.append(index)
            return super().__getitem__(index)

    kept = Kept(Counted(), 2 * 40 * 50 * 3 + 5)
    for index in (0, 1, 2, 0, 1, 2):
        assert kept[index][0].tobytes() == Grey()[index][0].tobytes()
        assert kept[index][1] == index
    assert made[:3] == [0, 1, 2]
    assert set(made[3:]) == {2}
