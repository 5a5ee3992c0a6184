"""Caltech101: 101 categories of objects, 20 pictures of each to train on and 10 to test on (thesis, 2.2 and 7.2).

Folder: ``caltech101/101_ObjectCategories/CATEGORY/image_0001.jpg``, as for torchvision's class of this name. That class
counts files without looking at their names, so one stray file is a picture that cannot be read; here they are listed.
The category ``BACKGROUND_Google`` is left out. There is no official split: the thesis draws at random without naming a
seed; ours is 0. With the split of 4.2 it is ``caltech101_undersampled.py``.
"""

from pathlib import Path

from deepvision.catalog.partition import per_class
from deepvision.catalog.published import Files, Publication, Published, checked_split, class_files

BACKGROUND = "BACKGROUND_Google"
TRAIN, TEST = 20, 10
SOURCE = Publication(
    name="Caltech101",
    page="https://data.caltech.edu/records/mzrjq-6wc02",
    place="caltech101/101_ObjectCategories",
    advice="Unpack caltech-101.zip and the 101_ObjectCategories.tar.gz in it: this folder holds a folder per category.",
)


def dataset(split: str = "test", folder: str | Path | None = None, seed: int = 0) -> Published:
    """20 pictures of each category ("train"), or 10 others ("test").

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split.
    """
    checked_split(split)
    with SOURCE.reading(folder, ["."]) as root:
        place = root / SOURCE.place
        classes = sorted(path.name for path in place.iterdir() if path.is_dir() and path.name != BACKGROUND)
        files = Files(class_files(place, classes))
        train, test = per_class(files.labels, TRAIN, TEST, seed)
    return Published(files, classes, train if split == "train" else test)
