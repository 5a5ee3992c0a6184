import numpy as np
import pytest
import torch
from PIL import Image

from deepvision.layers.frequencies import with_high_frequencies
from deepvision.training.augmentation import BLUR_PROBABILITY, augmented
from deepvision.training.batches import Examples, Order, Shape, loader
from deepvision.training.settings import AUGMENTATIONS

SHAPE = Shape((20, 30), (0.5, 0.4, 0.3), (0.2, 0.25, 0.5))


class Noise:
    classes = ("one", "two")

    def __init__(self, wrong=None):
        self.wrong = wrong

    def __len__(self):
        return 10

    def __getitem__(self, index):
        values = np.random.default_rng(index).integers(0, 256, (20, 30, 3), dtype=np.uint8)
        return Image.fromarray(values), index % 2 if self.wrong is None else self.wrong


def test_without_augmentation_it_is_the_normalised_picture():
    x, label = Examples(Noise(), SHAPE)[0, 3]
    expected = (np.asarray(Noise()[3][0]) / 255 - SHAPE.mean) / SHAPE.std
    np.testing.assert_allclose(x.permute(1, 2, 0).numpy(), expected, atol=1e-6)
    assert (x.dtype, label) == (torch.float32, 1)


def test_grey_where_one_channel_is_wanted():
    assert Examples(Noise(), Shape((8, 9), (0.5,), (0.5,)))[0, 0][0].shape == (1, 8, 9)


def test_augmentation_is_fixed_per_seed_epoch_and_picture():
    made = Examples(Noise(), SHAPE, AUGMENTATIONS, 1)
    assert torch.equal(made[2, 3][0], Examples(Noise(), SHAPE, AUGMENTATIONS, 1)[2, 3][0])
    assert not torch.equal(made[2, 3][0], made[3, 3][0])
    assert not torch.equal(made[2, 3][0], Examples(Noise(), SHAPE, AUGMENTATIONS, 2)[2, 3][0])


@pytest.mark.parametrize("name", AUGMENTATIONS)
def test_each_augmentation_changes_pictures_and_keeps_their_size(name):
    plain, made = Examples(Noise(), SHAPE), Examples(Noise(), SHAPE, [name])
    changed = [not torch.equal(plain[0, 0][0], made[epoch, 0][0]) for epoch in range(40)]
    assert made[0, 0][0].shape == (3, 20, 30)
    expected = {"flip": range(10, 31), "blur": range(3, 19)}.get(name, range(37, 41))
    assert sum(changed) in expected
    assert BLUR_PROBABILITY == 0.25


def test_a_flip_mirrors_and_a_shift_moves():
    picture = Noise()[0][0]
    flips = {augmented(picture, (20, 30), ["flip"], np.random.default_rng(seed)).tobytes() for seed in range(10)}
    assert flips == {picture.tobytes(), picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes()}
    shifted = np.asarray(augmented(picture, (20, 30), ["shift"], np.random.default_rng(1)))
    original = np.asarray(picture)
    places = [
        (down, right)
        for down in range(-2, 3)
        for right in range(-3, 4)
        if np.array_equal(np.roll(original, (down, right), (0, 1))[3:-3, 4:-4], shifted[3:-3, 4:-4])
    ]
    assert len(places) == 1


def test_mixing_adds_the_high_frequencies_of_one_other_picture_and_keeps_the_low_ones():
    plain = [Examples(Noise(), SHAPE)[0, index][0] for index in range(10)]
    made = Examples(Noise(), SHAPE, ["mix"], 1, 3.0)
    met = set()
    for epoch in range(20):
        mixed, label = made[epoch, 4]
        fits = [
            index
            for index, other in enumerate(plain)
            if torch.allclose(mixed, with_high_frequencies(plain[4][None], other[None], 3.0)[0], atol=1e-4)
        ]
        assert len(fits) == 1
        assert label == Examples(Noise(), SHAPE)[0, 4][1]
        met |= set(fits)
    assert 4 not in met
    assert len(met) > 5


def test_a_single_picture_has_none_to_mix_with():
    class One(Noise):
        def __len__(self):
            return 1

    assert torch.equal(Examples(One(), SHAPE, ["mix"])[0, 0][0], Examples(One(), SHAPE)[0, 0][0])


def test_a_label_that_is_no_class():
    with pytest.raises(ValueError, match="from 0 to 1, got -1"):
        Examples(Noise(-1), SHAPE)[0, 0]


def test_an_epoch_sees_every_picture_once_in_an_order_of_its_own():
    order = Order(12, 4, 5)
    epochs = []
    for order.epoch in (0, 1, 0):
        epochs.append([index for batch in order for _, index in batch])
    assert all(sorted(epoch) == list(range(12)) for epoch in epochs)
    assert epochs[0] == epochs[2]
    assert epochs[0] != epochs[1]


def test_processes_share_each_batch():
    whole, first, second = (list(Order(11, 5, 0, *place)) for place in ((0, 1), (0, 2), (1, 2)))
    assert len(whole) == 2
    for batch, a, b in zip(whole, first, second, strict=True):
        assert sorted(batch) == sorted(a + b)
        assert (len(a), len(b)) == (3, 2)


def test_a_test_sees_the_last_incomplete_batch_too():
    assert [index for batch in Order(9, 4, None) for _, index in batch] == list(range(9))
    assert [index for rank in (0, 1) for batch in Order(9, 4, None, rank, 2) for _, index in batch] == [
        *(0, 2, 4, 6, 8),
        *(1, 3, 5, 7),
    ]


def test_batches_that_cannot_be():
    with pytest.raises(ValueError, match="at most the 3 training pictures"):
        Order(3, 4, 0)
    with pytest.raises(ValueError, match="each of the 3 processes"):
        Order(9, 2, 0, 0, 3)


def test_workers_change_nothing():
    made = []
    for workers in (0, 2):
        examples = Examples(Noise(), SHAPE, AUGMENTATIONS, 1)
        made.append(list(loader(examples, Order(10, 5, 0), workers, False)))
    for (x, labels), (y, others) in zip(*made, strict=True):
        assert torch.equal(x, y)
        assert torch.equal(labels, others)
