"""The published data sets, read from tiny folders in their true formats."""

import runpy
from pathlib import Path

import numpy as np
import pytest
import torchvision
from PIL import Image
from tests.datasets import published_folders as folders
from tests.datasets.published_folders import number_of
from torch.utils.data import DataLoader

from deepvision.catalog.datasets import load_dataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.published import MissingDatasetError
from deepvision.catalog.splits import has_splits, load_split

ROOT = Path(__file__).parents[2] / "datasets"
MAKERS = {
    "caltech101": folders.caltech101,
    "caltech101_undersampled": folders.caltech101,
    "cifar10": folders.cifar10,
    "covid19_ct": lambda root: folders.scans(root / "COVID-CT" / "Images-processed", ("CT_COVID", "CT_NonCOVID")),
    "cub_200_2011": folders.cub_200_2011,
    "fgvc_aircraft": folders.fgvc_aircraft,
    "flowers102": folders.flowers102,
    "imagenet": folders.imagenet,
    "sars_cov_2_ct": lambda root: folders.scans(root / "sarscov2-ctscan-dataset", ("COVID", "non-COVID")),
    "stanford_cars": folders.stanford_cars,
}


@pytest.fixture(autouse=True)
def no_checksums(monkeypatch):
    """Tiny files cannot have the checksums of the published ones."""
    for module in ("cifar", "flowers102", "imagenet"):
        monkeypatch.setattr(
            f"torchvision.datasets.{module}.check_integrity", lambda path, md5=None: Path(path).is_file()
        )


def opened(name, *arguments, **options):
    """Calls the function ``dataset`` of a script."""
    return runpy.run_path(str(ROOT / f"{name}.py"))["dataset"](*arguments, **options)


def content(source):
    """(which picture, label) of every picture."""
    return [(number_of(picture), label) for picture, label in (source[i] for i in range(len(source)))]


@pytest.mark.parametrize("name", MAKERS)
def test_both_splits_of_every_data_set(name, tmp_path, monkeypatch):
    """In the hall it is the test split; pictures are RGB, labels plain numbers that name a class."""
    MAKERS[name](tmp_path)
    monkeypatch.setenv("DEEPVISION_DATA", str(tmp_path))
    shelf = load_dataset(name)
    train, test = (load_split(name, split) for split in ("train", "test"))
    assert (shelf.id, train.id, test.id) == (name, f"{name}-train", f"{name}-test")
    assert content(shelf.pictures) == content(test.pictures)
    assert shelf.class_names == train.class_names == test.class_names
    for dataset in (train, test):
        assert len(dataset.pictures) > 0
        for i in range(len(dataset.pictures)):
            picture, label = dataset.picture(i)
            assert (picture.mode, type(dataset.pictures[i][1])) == ("RGB", int)
            assert 0 <= label < len(dataset.class_names)


@pytest.mark.parametrize("name", MAKERS)
def test_a_missing_data_set_names_its_page_and_folder(name, tmp_path):
    with pytest.raises(MissingDatasetError, match=r"expected the published data set in .*, and there is no") as caught:
        opened(name, "test", tmp_path / "nowhere")
    assert "Get it from https://" in str(caught.value)
    assert str(tmp_path / "nowhere") in str(caught.value)
    assert "DEEPVISION_DATA" in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="'train' or 'test', got 'val'"):
        opened(name, "val", tmp_path)


def test_the_catalog_says_it_too(monkeypatch, tmp_path):
    monkeypatch.setenv("DEEPVISION_DATA", str(tmp_path))
    with pytest.raises(CatalogError, match=r"cifar10\.py, line \d+: dataset\(\) raised MissingDatasetError: CIFAR10"):
        load_dataset("cifar10")
    monkeypatch.delenv("DEEPVISION_DATA")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(CatalogError, match="deepvision-data/CUB_200_2011"):
        load_dataset("cub_200_2011")


def test_the_script_of_the_reference_trains_on_the_other_split(tmp_path, monkeypatch):
    folders.cifar10(tmp_path)
    monkeypatch.setenv("DEEPVISION_DATA", str(tmp_path))
    reference = (ROOT.parent / "docs" / "reference.md").read_text(encoding="utf-8")
    (tmp_path / "cifar10_train.py").write_text(reference.split("```python file=cifar10_train.py\n")[1].split("```")[0])
    train, test = load_dataset(str(tmp_path / "cifar10_train.py")), load_dataset("cifar10")
    assert (len(train.pictures), len(test.pictures)) == (10, 2)
    assert train.class_names == test.class_names


def test_data_sets_without_splits_say_so():
    assert has_splits("cifar10")
    assert not has_splits("oriented_dashes")
    with pytest.raises(CatalogError, match=r"oriented_dashes\.py: expected dataset\(split=…\) to choose 'train'"):
        load_split("oriented_dashes", "train")


# ------------------------------------------------------------------------------------------------ splits and labels


def test_caltech101_draws_20_and_10_of_each_category(tmp_path):
    folders.caltech101(tmp_path)
    train, test = (opened("caltech101", split, tmp_path) for split in ("train", "test"))
    assert train.classes == ["Faces", "accordion", "yin_yang"]
    assert np.bincount([label for _, label in content(train)]).tolist() == [20, 20, 20]
    assert np.bincount([label for _, label in content(test)]).tolist() == [10, 10, 10]
    assert not set(content(train)) & set(content(test))
    assert content(opened("caltech101", "train", tmp_path)) == content(train)
    assert content(opened("caltech101", "train", tmp_path, seed=1)) != content(train)


def test_caltech101_is_that_of_torchvision(tmp_path):
    """The same categories, and for every file the same pixels and label."""
    place = folders.caltech101(tmp_path)
    theirs = torchvision.datasets.Caltech101(tmp_path)
    expected = {(number_of(picture.convert("RGB")), label) for picture, label in (theirs[i] for i in range(104))}
    (place / "Faces" / ".DS_Store").write_bytes(b"of a file browser")
    (place / "README.txt").write_text("of somebody")
    train, test = (opened("caltech101_undersampled", split, tmp_path) for split in ("train", "test"))
    assert train.classes == theirs.categories
    assert set(content(train)) | set(content(test)) <= expected
    assert len(expected) == 104


def test_caltech101_is_undersampled_to_train_on_only(tmp_path):
    folders.caltech101(tmp_path)
    train, test = (opened("caltech101_undersampled", split, tmp_path) for split in ("train", "test"))
    assert np.bincount([label for _, label in content(test)]).tolist() == [8, 6, 7]
    assert np.bincount([label for _, label in content(train)]).tolist() == [25, 25, 25]
    assert not set(content(train)) & set(content(test))


def test_too_few_pictures_of_a_category(tmp_path):
    folders.caltech101(tmp_path, [("Faces", 30), ("accordion", 29)])
    with pytest.raises(MissingDatasetError, match="expected at least 30 pictures of class 1, got 29"):
        opened("caltech101", "train", tmp_path)


def test_cifar10_has_its_planes_in_order(tmp_path):
    folders.cifar10(tmp_path)
    train, test = (opened("cifar10", split, tmp_path) for split in ("train", "test"))
    assert [train[i][1] for i in range(10)] == [0, 9, 1, 8, 2, 7, 3, 6, 4, 5]
    assert [test[i][1] for i in range(2)] == [5, 4]
    assert train.classes[:2] == ["airplane", "automobile"]
    picture = np.asarray(train[2][0])
    assert picture.shape == (32, 32, 3)
    assert picture[0, 5].tolist() == [2, 100, 0]  # row 0 is green
    assert picture[5, 0].tolist() == [2, 0, 200]  # column 0 is blue


def test_cub_takes_the_official_split(tmp_path):
    folders.cub_200_2011(tmp_path)
    assert content(opened("cub_200_2011", "train", tmp_path)) == [(1, 0), (3, 1), (4, 1)]
    test = opened("cub_200_2011", "test", tmp_path)
    assert content(test) == [(2, 0), (5, 1)]
    assert test.classes == ["Black footed Albatross", "Laysan Albatross"]


def test_aircraft_are_trained_on_with_the_validation_set(tmp_path):
    folders.fgvc_aircraft(tmp_path)
    assert content(opened("fgvc_aircraft", "train", tmp_path)) == [(1, 0), (2, 1)]
    assert content(opened("fgvc_aircraft", "test", tmp_path)) == [(3, 1), (4, 0)]
    assert opened("fgvc_aircraft", "test", tmp_path).classes == ["707-320", "Boeing 717"]


def test_flowers_are_trained_on_with_the_validation_set(tmp_path):
    folders.flowers102(tmp_path)
    train = opened("flowers102", "train", tmp_path)
    assert content(train) == [(1, 76), (3, 0), (2, 76), (6, 101)]
    assert content(opened("flowers102", "test", tmp_path)) == [(4, 0), (5, 101), (8, 4)]
    assert (len(train.classes), train.classes[76]) == (102, "passion flower")


def test_cars_have_196_models(tmp_path):
    folders.stanford_cars(tmp_path)
    train = opened("stanford_cars", "train", tmp_path)
    assert content(train) == [(1, 1), (2, 0), (3, 195)]
    assert content(opened("stanford_cars", "test", tmp_path)) == [(1, 195), (2, 0)]
    assert (len(train.classes), train.classes[195]) == (196, "Maker Model 196")


@pytest.mark.parametrize("name", ["sars_cov_2_ct", "covid19_ct"])
def test_scans_are_cut_into_five_folds(name, tmp_path):
    MAKERS[name](tmp_path)
    tested = []
    for fold in range(5):
        train, test = (content(opened(name, split, tmp_path, fold=fold)) for split in ("train", "test"))
        assert np.bincount([label for _, label in train]).tolist() == [8, 12]
        assert sorted(train + test) == sorted([(i, 0) for i in range(10)] + [(i, 1) for i in range(15)])
        tested += test
    assert len(set(tested)) == len(tested) == 25
    assert opened(name, "test", tmp_path).classes == ["COVID", "non-COVID"]
    with pytest.raises(ValueError, match="a fold from 0 to 4, got 5"):
        opened(name, "test", tmp_path, fold=5)


def test_imagenet_is_tested_on_its_validation_set(tmp_path):
    place = folders.imagenet(tmp_path)
    train, test = (opened("imagenet", split, tmp_path) for split in ("train", "test"))
    assert content(train) == [(10, 0), (11, 0), (20, 1), (21, 1)]
    assert content(test) == [(1, 0), (2, 1)]
    assert test.classes == ["tench, Tinca tinca", "kit fox, Vulpes macrotis"]
    (place / "ILSVRC2012_devkit_t12.tar.gz").unlink()  # the names are in meta.bin now
    assert content(opened("imagenet", "test", tmp_path)) == content(test)


def test_imagenet_without_a_class_would_shift_all_labels(tmp_path):
    place = folders.imagenet(tmp_path)
    for file in (place / "val" / "n01440764").iterdir():
        file.unlink()
    (place / "val" / "n01440764").rmdir()
    with pytest.raises(MissingDatasetError, match="expected the folders of 2 classes in val, found 1"):
        opened("imagenet", "test", tmp_path)


# -------------------------------------------------------------------------------------------------- what is damaged


def test_a_damaged_picture_leaves_the_others_alone(tmp_path):
    place = folders.cub_200_2011(tmp_path)
    damaged, gone = sorted((place / "images").rglob("*.jpg"))[2:4]
    damaged.write_bytes(damaged.read_bytes()[:200])
    gone.unlink()
    train = opened("cub_200_2011", "train", tmp_path)
    assert number_of(train[0][0]) == 1
    for index, file in ((1, damaged), (2, gone)):
        with pytest.raises(OSError, match=f"{file.parent.name}/{file.name}, and it cannot be read") as caught:
            train[index]
        assert str(tmp_path) not in str(caught.value)
    with pytest.raises(IndexError, match="from 0 to 2, got -1"):
        train[-1]


@pytest.mark.parametrize(
    ("name", "file", "text"),
    [
        ("cub_200_2011", "image_class_labels.txt", "1 1\n2 9\n3 2\n4 2\n5 2\n"),
        ("fgvc_aircraft", "images_variant_test.txt", "0062765 Zeppelin\n"),
        ("flowers102", "setid.mat", "no MATLAB file"),
        ("stanford_cars", "devkit/cars_meta.mat", ""),
        ("cifar10", "test_batch", "no pickle"),
    ],
)
def test_damaged_labels_are_one_kind_of_error(name, file, text, tmp_path):
    (MAKERS[name](tmp_path) / file).write_text(text)
    with pytest.raises(MissingDatasetError, match=r"and reading it raised \w+ \(.*Get it from https://"):
        opened(name, "test", tmp_path)


def test_files_with_other_checksums_are_refused(tmp_path, monkeypatch):
    folders.cifar10(tmp_path)
    monkeypatch.undo()
    with pytest.raises(MissingDatasetError, match=r"\(Dataset not found or corrupted\).*refused") as caught:
        opened("cifar10", "test", tmp_path)
    assert "download=True" not in str(caught.value)


def test_worker_processes_read_the_same(tmp_path):
    folders.stanford_cars(tmp_path)
    source = opened("stanford_cars", "train", tmp_path)
    loaded = list(DataLoader(source, batch_size=None, num_workers=1))
    assert [(number_of(picture), label) for picture, label in loaded] == content(source)
    assert all(isinstance(picture, Image.Image) for picture, _ in loaded)
