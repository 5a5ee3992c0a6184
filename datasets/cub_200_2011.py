"""Caltech-UCSD Birds-200-2011: 200 species, 5994 pictures to train on, 5794 to test on (thesis, 2.2 and 7.2).

Folder: ``CUB_200_2011/`` with ``images/`` and the lists ``classes.txt``, ``images.txt``, ``image_class_labels.txt`` and
``train_test_split.txt``: in every line a number and what belongs to it. The split is the official one.
"""

from pathlib import Path

from deepvision.catalog.published import Files, Publication, Published, checked_split

SOURCE = Publication(
    name="CUB-200-2011",
    page="https://data.caltech.edu/records/65de6-vp158",
    place="CUB_200_2011",
    advice="Unpack CUB_200_2011.tgz, so that this folder holds images.txt.",
)


def dataset(split: str = "test", folder: str | Path | None = None) -> Published:
    """The official split "train" or "test".

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split.
    """
    checked_split(split)
    needed = ["images", "classes.txt", "images.txt", "image_class_labels.txt", "train_test_split.txt"]
    with SOURCE.reading(folder, needed) as root:
        place = root / SOURCE.place
        classes = listed(place / "classes.txt")
        paths = listed(place / "images.txt")
        labels = listed(place / "image_class_labels.txt")
        in_train = listed(place / "train_test_split.txt")
        order = {number: label for label, number in enumerate(classes)}
        wanted = "1" if split == "train" else "0"
        files = [(place / "images" / paths[i], order[labels[i]]) for i in paths if in_train[i] == wanted]
    return Published(Files(files), [name.split(".", 1)[-1].replace("_", " ") for name in classes.values()])


def listed(file: Path) -> dict[str, str]:
    """The lines "NUMBER VALUE" of a file, in their order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.strip().split(" ", 1) for line in lines if line.strip())
