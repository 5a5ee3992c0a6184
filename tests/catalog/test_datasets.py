from pathlib import Path

import pytest
from PIL import Image

from deepvision.catalog.datasets import load_dataset, load_image_folder
from deepvision.catalog.errors import CatalogError

COLOURS = str(Path(__file__).parents[1] / "scripts" / "colours.py")


def test_a_data_set_by_path():
    dataset = load_dataset(COLOURS)
    picture, label = dataset.picture(4)
    assert (dataset.id, dataset.class_names, label) == ("colours", ["red", "green", "blue"], 1)
    assert picture.getpixel((20, 10)) == (0, 255, 0)
    with pytest.raises(CatalogError, match="pictures 0 to 5, and number 6"):
        dataset.picture(6)


def test_every_data_set_of_ours_by_name():
    for name in ("shapes", "photographs", "oriented_dashes"):
        dataset = load_dataset(name)
        picture, label = dataset.picture(0)
        assert isinstance(picture, Image.Image)
        assert 0 <= label < len(dataset.class_names)


def test_a_folder_of_pictures(tmp_path):
    for name in ("cats", "dogs"):
        (tmp_path / name).mkdir()
        Image.new("RGB", (4, 4), "grey").save(tmp_path / name / "one.png")
    dataset = load_image_folder(tmp_path)
    assert (dataset.id, dataset.class_names, len(dataset.pictures)) == ("images", ["cats", "dogs"], 2)


def test_a_folder_without_pictures_says_so(tmp_path):
    with pytest.raises(CatalogError):
        load_image_folder(tmp_path)
    with pytest.raises(CatalogError):
        load_image_folder(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("body", "message"), [("return 5", "returned int, expected a torch.utils.data.Dataset"), ("1 / 0", "line 2")]
)
def test_wrong_scripts_are_refused(tmp_path, body, message):
    path = tmp_path / "mine.py"
    path.write_text(f"def dataset():\n    {body}\n")
    with pytest.raises(CatalogError, match=message):
        load_dataset(str(path))


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ("torch.zeros(3, 2, 2), 0", "expected picture 0 as a PIL.Image, got Tensor"),
        ("Image.new('RGB', (0, 2)), 0", "got one of \\(0, 2\\) pixels"),
        ("Image.new('RGB', (2, 2)), 'cat'", "picture 0 raised ValueError: invalid literal"),
        ("Image.new('RGB', (2, 2)), 0, 1", "picture 0 raised ValueError: too many values"),
        ("exit()", "picture 0 raised SystemExit"),
    ],
)
def test_wrong_pictures_are_told(tmp_path, made, message):
    path = tmp_path / "my data:set.py"
    path.write_text(
        "import torch\nfrom PIL import Image\n\n\nclass Mine:\n    classes = [1, 2]\n\n    def __len__(self):\n"
        f"        return 3\n\n    def __getitem__(self, index):\n        return {made}\n\n\n"
        "def dataset():\n    return Mine()\n"
    )
    dataset = load_dataset(str(path), ["my-data-set"])
    assert (dataset.id, dataset.class_names) == ("my-data-set-2", ["1", "2"])
    with pytest.raises(CatalogError, match=message):
        dataset.picture(0)
    path.write_text(path.read_text().replace("return 3", "1 / 0"))
    with pytest.raises(CatalogError, match=r"len\(\) of the data set raised ZeroDivisionError"):
        load_dataset(str(path))
