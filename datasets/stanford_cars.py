"""Stanford Cars: 196 models of cars, 8144 pictures to train on, 8041 to test on (thesis, 2.2 and 7.2).

Folder: ``stanford_cars/`` with ``cars_train/00001.jpg``, ``cars_test/00001.jpg``, ``cars_test_annos_withlabels.mat``
and, in ``devkit/``, ``cars_meta.mat`` and ``cars_train_annos.mat``. Its own page is gone; the page named here collects
copies.
"""

from pathlib import Path

from torchvision.datasets import StanfordCars

from deepvision.catalog.published import Publication, Published, checked_split, open_picture

SOURCE = Publication(
    name="Stanford Cars",
    page="https://github.com/pytorch/vision/issues/7545",
    place="stanford_cars",
    advice="This folder must hold cars_train, cars_test (with the pictures, not with a folder of the same name), "
    "cars_test_annos_withlabels.mat and devkit.",
)


def dataset(split: str = "test", folder: str | Path | None = None) -> Published:
    """The official split "train" or "test".

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split.
    """
    labels = {"train": "devkit/cars_train_annos.mat", "test": "cars_test_annos_withlabels.mat"}[checked_split(split)]
    with SOURCE.reading(folder, [f"cars_{split}", "devkit/cars_meta.mat", labels]) as root:
        pictures = StanfordCars(root, split=split, loader=open_picture)
    return Published(pictures, pictures.classes)
