import math

import pytest
import torch
import torchvision.transforms.functional as tv

from deepvision.visualization.maximization.regularization import DRAWS, Regularization, regularize

IMAGES = torch.randn(3, 3, 31, 40, generator=torch.Generator().manual_seed(0))
NOTHING = {
    "rotation_probability": 0,
    "scaling_probability": 0,
    "blur": (0, 0),
    "roll_probability": 0,
    "distribution": 0,
}


def only(**parameters):
    return Regularization(**(NOTHING | parameters))


def numbers(**columns):
    """Return draws that are 0.5 but for some columns; probabilities are column 0, 2, 8."""
    random = torch.full((3, DRAWS), 0.5)
    for column, value in columns.items():
        random[:, int(column[1:])] = value
    return random


def test_the_defaults_are_the_thesiss():
    how = Regularization()
    assert (how.padding, how.rotation, how.rotation_probability) == (10, (1, 10), 0.3)
    assert (how.scaling, how.scaling_probability, how.blur) == ((1, 1.05), 0.05, (0, 0.5))
    assert (how.roll, how.roll_probability, how.distribution) == ((1, 5), 0.3, 0.05)


def test_nothing_does_nothing():
    assert regularize(IMAGES, only(), numbers()) is IMAGES
    assert only().keeps_pixels_apart
    assert not Regularization().keeps_pixels_apart


def test_rotation_equals_torchvisions():
    found = regularize(IMAGES, only(rotation=(8, 8), rotation_probability=1), numbers())
    expected = tv.rotate(IMAGES, 8, tv.InterpolationMode.BILINEAR)
    assert torch.allclose(found, expected, atol=1e-4)


def test_scaling_equals_torchvisions():
    found = regularize(IMAGES, only(scaling=(1.25, 1.25), scaling_probability=1), numbers())
    expected = tv.affine(IMAGES, 0.0, [0, 0], 1.25, [0.0, 0.0], tv.InterpolationMode.BILINEAR)
    assert torch.allclose(found, expected, atol=1e-4)


def test_padding_rotation_blur_and_crop_in_that_order_equal_torchvisions():
    how = only(rotation=(8, 8), rotation_probability=1, blur=(0.5, 0.5))
    found = regularize(IMAGES, how, numbers())
    expected = tv.rotate(tv.pad(IMAGES, [10]), 8, tv.InterpolationMode.BILINEAR)
    expected = tv.center_crop(tv.gaussian_blur(expected, [5, 5], [0.5, 0.5]), [31, 40])
    assert torch.allclose(found, expected, atol=1e-4)


def test_what_comes_from_outside_has_the_value_of_the_padding():
    how = only(rotation=(10, 10), rotation_probability=1)
    assert torch.allclose(
        regularize(IMAGES * 0 + 2, Regularization(**{**vars(how), "fill": 2.0}), numbers()), IMAGES * 0 + 2
    )
    assert regularize(IMAGES * 0 + 2, how, numbers())[0, 0, 0, 0] == 0


def test_rolling_by_hand():
    how = only(roll=(1, 5), roll_probability=0.3)
    found = regularize(IMAGES, how, numbers(c8=0.1, c5=0.0, c6=0.99))
    assert torch.equal(found, IMAGES.roll((1, 5), (2, 3)))
    assert torch.equal(regularize(IMAGES, how, numbers(c8=0.31)), IMAGES)


def test_both_directions_come_equally_often():
    how = only(roll=(2, 2), roll_probability=0.5, both_directions=True)
    image = torch.zeros(4000, 1, 7, 7)
    image[:, :, 3, 3] = 1
    found = regularize(image, how, torch.rand(4000, DRAWS, generator=torch.Generator().manual_seed(0)))
    places = found.flatten(1).argmax(1)
    counts = [int((places == row * 7 + column).sum()) for row in (1, 5) for column in (1, 5)]
    assert int((places == 24).sum()) == pytest.approx(2000, abs=150)
    assert counts == pytest.approx([500] * 4, abs=80)


def test_distribution_by_hand():
    found = regularize(IMAGES * 3 + 5, only(distribution=0.05), numbers())
    x = (IMAGES * 3 + 5).double()
    deviation, mean = torch.std_mean(x, (2, 3), correction=0, keepdim=True)
    expected = 0.95 * x + 0.05 * (x - mean) / deviation
    assert torch.allclose(found.double(), expected, atol=1e-4)
    for _ in range(300):
        found = regularize(found, only(distribution=0.05), numbers())
    assert torch.allclose(found.mean((2, 3)), torch.zeros(3, 3), atol=1e-3)
    assert torch.allclose(found.std((2, 3)), torch.ones(3, 3), atol=1e-2)
    assert torch.isfinite(regularize(IMAGES * 0, only(distribution=0.05), numbers())).all()


def test_a_pictures_changes_do_not_depend_on_its_neighbours_and_nothing_is_written_to():
    random = torch.rand(3, DRAWS, generator=torch.Generator().manual_seed(3))
    random[1, 0] = random[2, 8] = 0
    before = IMAGES.clone()
    together = regularize(IMAGES, Regularization(), random)
    for row in range(3):
        alone = regularize(IMAGES[row : row + 1], Regularization(), random[row : row + 1])
        assert torch.allclose(alone[0], together[row], atol=1e-5)
    assert torch.equal(IMAGES, before)


def test_probabilities_and_ranges_hold():
    random = torch.rand(20_000, DRAWS, generator=torch.Generator().manual_seed(0))
    image = torch.zeros(20_000, 1, 3, 3)
    image[:, 0, 1, 1] = 1
    moved = regularize(image, only(rotation=(90, 90), rotation_probability=0.3), random)
    tilted = torch.zeros(20_000, 1, 3, 3)
    tilted[:, 0, 0, 1] = 1
    moved = regularize(tilted, only(rotation=(90, 90), rotation_probability=0.3), random)
    assert float((moved[:, 0, 0, 1] < 0.5).float().mean()) == pytest.approx(0.3, abs=0.02)


@pytest.mark.parametrize(
    "wrong",
    [{"rotation_probability": 1.5}, {"roll": (5, 1)}, {"padding": -1}, {"blur": (-1, 0)}, {"distribution": math.nan}],
)
def test_wrong_parameters(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Regularization(**wrong)
