"""A data set by name: pictures with labels that one can pick from."""

import itertools
import re
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PIL import Image

from deepvision.catalog import scripts
from deepvision.catalog.errors import RAISED, CatalogError


class LabelledPictures(Protocol):
    """What a data set script returns: a map-style data set of (picture, label) with class names."""

    classes: Sequence[str]

    def __len__(self) -> int:
        """Return the number of pictures."""
        ...

    def __getitem__(self, index: int, /) -> tuple[Image.Image, int]:
        """Return a picture and its label, an index into ``classes``."""
        ...


@dataclass(frozen=True)
class LoadedDataset:
    """A data set with its id, as it stands on the shelf. Its script is called by one thread at a time."""

    id: str
    name: str
    pictures: LabelledPictures
    lock: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)

    @property
    def class_names(self) -> list[str]:
        """The names of its classes, in the order of the labels."""
        return [str(name) for name in self.pictures.classes]

    def class_name(self, label: int) -> str | None:
        """Return the name of a class, or None for a label that has none, such as -1 for "unlabelled"."""
        names = self.pictures.classes
        return str(names[label]) if 0 <= label < len(names) else None

    def picture(self, index: int) -> tuple[Image.Image, int]:
        """Return picture number ``index`` and its label.

        Raises:
            CatalogError: there is no such picture, or the script cannot make it.
        """
        count = len(self.pictures)
        if not 0 <= index < count:
            raise CatalogError(
                f"data set {self.id} has the pictures 0 to {count - 1}, and number {index} was asked for."
            )
        try:
            with self.lock:
                picture, label = self.pictures[index]
                if isinstance(picture, Image.Image):
                    picture.load()  # a picture that was only opened shows its damage now
            number = int(label)
        except RAISED as error:
            raise CatalogError(
                f"data set {self.id}: picture {index} raised {type(error).__name__}: {error}."
            ) from error
        if not isinstance(picture, Image.Image) or 0 in picture.size:
            shown = f"one of {picture.size} pixels" if isinstance(picture, Image.Image) else type(picture).__name__
            raise CatalogError(f"data set {self.id}: expected picture {index} as a PIL.Image, got {shown}.")
        return picture, number


def load_dataset(name: str, taken: Collection[str] = ()) -> LoadedDataset:
    """Load a data set named by its script in ``datasets/``, or by a path; its id is none of ``taken``.

    Raises:
        CatalogError: it cannot be used; the message says why.
    """
    script = scripts.load("dataset", scripts.find("dataset", name))
    stem = re.sub(r"[^\w.-]+", "-", script.path.stem)  # a colon would end the id within a picture's id
    numbered = (f"{stem}-{number}" for number in itertools.count(2))
    identity = stem if stem not in taken else next(name for name in numbered if name not in taken)
    return checked(identity, script.path.stem.replace("_", " "), scripts.call(script), script.path.name)


def load_image_folder(folder: Path, number: int = 0) -> LoadedDataset:
    """Load a folder of pictures; a subfolder is a class.

    Raises:
        CatalogError: no such folder, or no pictures in it.
    """
    script = scripts.load("dataset", scripts.find("dataset", "image_folder"))
    identity = "images" if number == 0 else f"images-{number + 1}"
    return checked(identity, folder.resolve().name, scripts.call(script, folder), str(folder))


def checked(identity: str, name: str, pictures: object, origin: str) -> LoadedDataset:
    """Return what a script gave as a data set; ``origin`` is what an error calls it.

    Raises:
        CatalogError: it is none.
    """
    has_all = all(hasattr(pictures, attribute) for attribute in ("__len__", "__getitem__", "classes"))
    if not has_all or not isinstance(pictures.classes, Sequence):  # type: ignore[attr-defined]
        raise CatalogError(
            f"{origin}: dataset() returned {type(pictures).__name__}, expected a torch.utils.data.Dataset with "
            "__len__, __getitem__ and classes, a list of names."
        )
    dataset = LoadedDataset(identity, name, pictures)  # type: ignore[arg-type]
    try:
        count = len(dataset.pictures)
    except RAISED as error:
        raise CatalogError(f"{origin}: len() of the data set raised {type(error).__name__}: {error}.") from error
    if count == 0:
        raise CatalogError(f"{origin}: the data set holds no pictures.")
    return dataset
