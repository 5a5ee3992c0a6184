"""Caltech101 with 80 % of each category to train on, undersampled, and 20 % to test on (thesis, 4.2).

Files as in ``caltech101.py``. The thesis counteracts the imbalance of the classes (31 to 800 pictures) by undersampling
and leaves open how. Here it is drawn once, from the seed: of each category as many training pictures as the smallest
has, 25 in the published data set; the test pictures stay as they are, about 1735. Accuracy over them weighs the large
categories more.
"""

from pathlib import Path

from deepvision.catalog.partition import fold, undersampled
from deepvision.catalog.published import Files, Publication, Published, checked_split, class_files

BACKGROUND = "BACKGROUND_Google"
SOURCE = Publication(
    name="Caltech101",
    page="https://data.caltech.edu/records/mzrjq-6wc02",
    place="caltech101/101_ObjectCategories",
    advice="Unpack caltech-101.zip and the 101_ObjectCategories.tar.gz in it: this folder holds a folder per category.",
)


def dataset(split: str = "test", folder: str | Path | None = None, seed: int = 0) -> Published:
    """The same number of pictures of each category ("train"), or a fifth of each category ("test").

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split.
    """
    checked_split(split)
    with SOURCE.reading(folder, ["."]) as root:
        place = root / SOURCE.place
        classes = sorted(path.name for path in place.iterdir() if path.is_dir() and path.name != BACKGROUND)
        files = Files(class_files(place, classes))
        train, test = fold(files.labels, seed=seed)
        indices = undersampled(files.labels, train, seed) if split == "train" else test
    return Published(files, classes, indices)
