"""COVID19-CT: slices of chest CT scans from publications, 349 with COVID-19 and 397 without (thesis, 2.2 and 3.1).

Folder: ``COVID-CT/Images-processed/`` with ``CT_COVID/`` and ``CT_NonCOVID/``, PNG and JPEG files: a clone of its
repository in which the two archives are unpacked. The thesis takes it as a data set without an official split and
validates with five folds; the lists in ``Data-split/`` are not used. It names no seed; ours is 0.
"""

from pathlib import Path

from deepvision.catalog.partition import fold as fold_of
from deepvision.catalog.published import Files, Publication, Published, checked_split, class_files

FOLDERS = ("CT_COVID", "CT_NonCOVID")
CLASSES = ("COVID", "non-COVID")
SOURCE = Publication(
    name="COVID19-CT",
    page="https://github.com/UCSD-AI4H/COVID-CT",
    place="COVID-CT/Images-processed",
    advice="Clone it, and unpack CT_COVID.zip and CT_NonCOVID.zip, so that this folder holds CT_COVID and CT_NonCOVID.",
)


def dataset(split: str = "test", folder: str | Path | None = None, fold: int = 0, seed: int = 0) -> Published:
    """Four fifths of each class ("train") or the fifth that is left ("test"), of fold 0 … 4.

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split or fold.
    """
    checked_split(split)
    with SOURCE.reading(folder, FOLDERS) as root:
        files = Files(class_files(root / SOURCE.place, FOLDERS))
    train, test = fold_of(files.labels, fold, seed=seed)
    return Published(files, CLASSES, train if split == "train" else test)
