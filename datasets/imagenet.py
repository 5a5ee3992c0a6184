"""ImageNet (ILSVRC 2012): 1000 classes, 1,281,167 pictures to train on, 50,000 to test on (thesis, 2.2 and 6.3).

Folder: ``imagenet/`` with ``ILSVRC2012_devkit_t12.tar.gz``, ``train/n01440764/*.JPEG`` and ``val/n01440764/*.JPEG``,
as torchvision unpacks them. As in the thesis, tests are made on the official validation set. The first use writes
``meta.bin``, the names of the classes, beside the archive.
"""

from pathlib import Path

from torchvision.datasets import ImageNet
from torchvision.datasets.imagenet import load_meta_file

from deepvision.catalog.published import Publication, Published, checked_split, open_picture

DEVKIT = "ILSVRC2012_devkit_t12.tar.gz"
SOURCE = Publication(
    name="ImageNet (ILSVRC 2012)",
    page="https://image-net.org/challenges/LSVRC/2012/2012-downloads.php",
    place="imagenet",
    advice=f"Lay {DEVKIT}, ILSVRC2012_img_train.tar and ILSVRC2012_img_val.tar into this folder and unpack each split "
    "once: python -c \"from torchvision.datasets import ImageNet; ImageNet('FOLDER', split='val')\", and the same with "
    "split='train'.",
)


def dataset(split: str = "test", folder: str | Path | None = None) -> Published:
    """The official training set ("train") or validation set ("test").

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it and how to unpack it.
        ValueError: another split.
    """
    official = {"train": "train", "test": "val"}[checked_split(split)]
    meta = "meta.bin" if (SOURCE.folder(folder) / "meta.bin").is_file() else DEVKIT
    with SOURCE.reading(folder, [official, meta]) as root:
        pictures = ImageNet(root / SOURCE.place, split=official, loader=open_picture)
        known = load_meta_file(root / SOURCE.place)[0]
        if set(pictures.wnids) != set(known):
            raise ValueError(f"expected the folders of {len(known)} classes in {official}, found {len(pictures.wnids)}")
    return Published(pictures, [", ".join(names) for names in pictures.classes])
