"""Published data sets: where they lie, what is said when they are not there, and how their pictures are read.

All of them lie in one folder, ``folder`` of a script's ``dataset()``; without it the one that the environment variable
``DEEPVISION_DATA`` names, else ``deepvision-data`` in the home folder. Nothing is ever downloaded.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PIL import Image
from torch.utils.data import Dataset

VARIABLE = "DEEPVISION_DATA"
SPLITS = ("train", "test")
SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp")


class MissingDatasetError(FileNotFoundError):
    """A published data set that is not there, or not as it was published; the message names page and folder."""


class Indexed(Protocol):
    """Pictures with labels by number, as torchvision's data sets are."""

    def __len__(self) -> int:
        """Return the number of pictures."""
        ...

    def __getitem__(self, index: int, /) -> tuple[Image.Image, Any]:
        """Return a picture and its label."""
        ...


@dataclass(frozen=True)
class Publication:
    """A data set as it was published.

    Attributes:
        name: as the thesis calls it.
        page: where a person gets it.
        place: its folder within the folder of all data sets.
        advice: what to do with what the page offers; a sentence.
    """

    name: str
    page: str
    place: str
    advice: str

    def folder(self, folder: str | Path | None = None) -> Path:
        """Return the folder in which this data set lies, within ``folder`` or the default one."""
        return data_folder(folder) / self.place

    @contextmanager
    def reading(self, folder: str | Path | None, needed: Sequence[str]) -> Iterator[Path]:
        """Give the folder of all data sets to a block that reads this one.

        Args:
            folder: of all data sets; None takes the default.
            needed: files and folders that must lie in ``place``.

        Raises:
            MissingDatasetError: one of them is missing, or the block raises.
        """
        root = data_folder(folder)
        for part in needed:
            if not (root / self.place / part).exists():
                raise self._error(root, f"there is no {Path(self.place, part).as_posix()}")
        try:
            yield root
        except Exception as error:  # what damaged files make of torchvision, SciPy and pickle is documented nowhere
            reason = str(error).split("\n")[0].split(". ")[0].rstrip(".")  # torchvision's next sentence: download it
            raise self._error(root, f"reading it raised {type(error).__name__} ({reason})") from error

    def _error(self, root: Path, found: str) -> MissingDatasetError:
        return MissingDatasetError(
            f"{self.name}: expected the published data set in {root / self.place}, and {found}. "
            f"Get it from {self.page}. {self.advice} Another folder than {root} is named by the environment variable "
            f"{VARIABLE}."
        )


class Files:
    """Picture files with their labels, read when they are asked for.

    Args:
        files: (file, label).
    """

    def __init__(self, files: Sequence[tuple[Path, int]]) -> None:
        self.files = files
        self.labels = [label for _, label in files]

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """Return a picture (RGB) and its label. Raises OSError when the file cannot be read."""
        file, label = self.files[index]
        return open_picture(file), label


class Published(Dataset[tuple[Image.Image, int]]):
    """One split of a published data set: (RGB picture, label), and the names of its classes.

    A damaged file is found when it is asked for; all others stay as they are.

    Args:
        pictures: of all or more than this split.
        classes: names in the order of the labels.
        indices: the pictures of this split, in the order they get here; None takes all.
    """

    def __init__(self, pictures: Indexed, classes: Sequence[str], indices: Sequence[int] | None = None) -> None:
        self.classes = [str(name) for name in classes]
        self._pictures = pictures
        self._indices = range(len(pictures)) if indices is None else indices

    def __len__(self) -> int:
        return len(self._indices)

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """Return a picture and its label, an index into ``classes``.

        Raises:
            IndexError: the index is outside 0 … len − 1.
            OSError: the file is gone or damaged.
        """
        if not 0 <= index < len(self):
            raise IndexError(f"Expected an index from 0 to {len(self) - 1}, got {index}.")
        picture, label = self._pictures[self._indices[index]]
        return picture, int(label)


def data_folder(folder: str | Path | None = None) -> Path:
    """Return the folder in which the published data sets lie: the one given, else the default."""
    chosen = folder if folder is not None else os.environ.get(VARIABLE) or Path.home() / "deepvision-data"
    return Path(chosen).expanduser()


def checked_split(split: str) -> str:
    """Return ``split``.

    Raises:
        ValueError: it is neither "train" nor "test".
    """
    if split not in SPLITS:
        raise ValueError(f"Expected the split 'train' or 'test', got {split!r}.")
    return split


def open_picture(file: str | Path) -> Image.Image:
    """Return the picture of a file as RGB.

    Raises:
        OSError: the file is gone or damaged; the message names it.
    """
    try:
        with Image.open(file) as image:
            return image.convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        path = Path(file)
        reason = f"{error}".replace(f"{path}", path.name)
        raise OSError(
            f"Expected a picture in {path.parent.name}/{path.name}, and it cannot be read ({reason}). Get this file "
            "again from where the data set came from"
        ) from error


def class_files(folder: Path, classes: Sequence[str]) -> list[tuple[Path, int]]:
    """Return the picture files of class folders with their labels, sorted by class and name; hidden files are none.

    Raises:
        FileNotFoundError: a class has no folder, or no picture in it.
    """
    files: list[tuple[Path, int]] = []
    for label, name in enumerate(classes):
        listed = sorted((folder / name).iterdir())
        found = [file for file in listed if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")]
        if not found:
            raise FileNotFoundError(f"expected pictures in {name}, found none")
        files += [(file, label) for file in found]
    return files
