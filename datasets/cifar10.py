"""CIFAR10: 50,000 pictures of 32×32 pixels to train on, 10,000 to test on, 10 classes (thesis, 2.2 and 7.2).

Folder: ``cifar-10-batches-py/`` with ``data_batch_1`` to ``data_batch_5``, ``test_batch`` and ``batches.meta``, the
version for Python. The files are pickles; torchvision reads them only if they are the published ones, bit by bit.
"""

from pathlib import Path

from torchvision.datasets import CIFAR10

from deepvision.catalog.published import Publication, Published, checked_split

SOURCE = Publication(
    name="CIFAR10",
    page="https://www.cs.toronto.edu/~kriz/cifar.html",
    place="cifar-10-batches-py",
    advice="Unpack cifar-10-python.tar.gz, the version for Python, so that this folder holds data_batch_1. "
    "Files that differ from the published ones are refused.",
)


def dataset(split: str = "test", folder: str | Path | None = None) -> Published:
    """The official split "train" or "test".

    Raises:
        MissingDatasetError: the data set is not there; the message says where to get it.
        ValueError: another split.
    """
    checked_split(split)
    with SOURCE.reading(folder, [*(f"data_batch_{i}" for i in range(1, 6)), "test_batch", "batches.meta"]) as root:
        pictures = CIFAR10(root, train=split == "train")
    return Published(pictures, pictures.classes)
