"""FGVC Aircraft: 100 variants of aircraft, 6667 pictures to train on, 3333 to test on (thesis, 2.2 and 7.2).

Folder: ``fgvc-aircraft-2013b/data/`` with ``images/``, ``variants.txt``, ``images_variant_trainval.txt`` and
``images_variant_test.txt``. The 6667 pictures are the official training and validation sets together. The lowest 20
rows of every picture name its photographer; the thesis does not mention cutting them off, and they stay.
"""

from pathlib import Path

from torchvision.datasets import FGVCAircraft

from deepvision.catalog.published import Publication, Published, checked_split, open_picture

SOURCE = Publication(
    name="FGVC Aircraft",
    page="https://www.robots.ox.ac.uk/~vgg/data/fgvc-aircraft/",
    place="fgvc-aircraft-2013b",
    advice="Unpack fgvc-aircraft-2013b.tar.gz, so that this folder holds data/variants.txt.",
)


def dataset(split: str = "test", folder: str | Path | None = None) -> Published:
    """The official split "train" (with the validation set) or "test".

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split.
    """
    official = {"train": "trainval", "test": "test"}[checked_split(split)]
    needed = ["data/images", "data/variants.txt", f"data/images_variant_{official}.txt"]
    with SOURCE.reading(folder, needed) as root:
        pictures = FGVCAircraft(root, split=official, loader=open_picture)
    return Published(pictures, pictures.classes)
