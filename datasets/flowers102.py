"""102 Category Flower: 2040 pictures to train on, 6149 to test on (thesis, 2.2 and 7.2).

Folder: ``flowers-102/`` with ``jpg/image_00001.jpg`` and so on, ``imagelabels.mat`` and ``setid.mat``. The official
training and validation sets, ten pictures of each class in both, are merged into one to train on, as in the thesis.
"""

from pathlib import Path

from torch.utils.data import ConcatDataset
from torchvision.datasets import Flowers102

from deepvision.catalog.published import Publication, Published, checked_split, open_picture

SOURCE = Publication(
    name="Flowers-102",
    page="https://www.robots.ox.ac.uk/~vgg/data/flowers/102/",
    place="flowers-102",
    advice="Unpack 102flowers.tgz, so that this folder holds jpg, and lay imagelabels.mat and setid.mat beside jpg. "
    "Label files that differ from the published ones are refused.",
)


def dataset(split: str = "test", folder: str | Path | None = None) -> Published:
    """The official split "train" (with the validation set) or "test".

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split.
    """
    official = {"train": ["train", "val"], "test": ["test"]}[checked_split(split)]
    with SOURCE.reading(folder, ["jpg", "imagelabels.mat", "setid.mat"]) as root:
        parts = [Flowers102(root, split=name, loader=open_picture) for name in official]
    return Published(ConcatDataset(parts), Flowers102.classes)
