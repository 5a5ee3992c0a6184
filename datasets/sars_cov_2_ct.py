"""SARS-CoV-2 CT: slices of chest CT scans, 1252 with COVID-19 and 1230 with other findings (thesis, 2.2, 3.1 and 4.2).

Folder: ``sarscov2-ctscan-dataset/`` with ``COVID/`` and ``non-COVID/``, PNG files. There is no official split.
Chapter 3 validates with five folds, 4.2 trains on 80 % and tests on 20 %; here that is one of the five, the first
unless another is asked for. The thesis names no seed; ours is 0. Slices of one person can be in both parts: the files
name nobody.
"""

from pathlib import Path

from deepvision.catalog.partition import fold as fold_of
from deepvision.catalog.published import Files, Publication, Published, checked_split, class_files

CLASSES = ("COVID", "non-COVID")
SOURCE = Publication(
    name="SARS-CoV-2 CT",
    page="https://www.kaggle.com/datasets/plameneduardo/sarscov2-ctscan-dataset",
    place="sarscov2-ctscan-dataset",
    advice="Unpack the archive into this folder, so that it holds COVID and non-COVID.",
)


def dataset(split: str = "test", folder: str | Path | None = None, fold: int = 0, seed: int = 0) -> Published:
    """Four fifths of each class ("train") or the fifth that is left ("test"), of fold 0 … 4.

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split or fold.
    """
    checked_split(split)
    with SOURCE.reading(folder, CLASSES) as root:
        files = Files(class_files(root / SOURCE.place, CLASSES))
    train, test = fold_of(files.labels, fold, seed=seed)
    return Published(files, CLASSES, train if split == "train" else test)
