"""A data set by name: pictures with labels that one can pick from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PIL import Image

from deepvision.catalog import scripts
from deepvision.catalog.errors import CatalogError


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
    """A data set with its id, as it stands on the shelf."""

    id: str
    name: str
    pictures: LabelledPictures

    @property
    def class_names(self) -> list[str]:
        """The names of its classes, in the order of the labels."""
        return list(self.pictures.classes)

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
            picture, label = self.pictures[index]
        except Exception as error:  # a user's script can raise anything
            raise CatalogError(
                f"data set {self.id}: picture {index} raised {type(error).__name__}: {error}."
            ) from error
        return picture, int(label)


def load_dataset(name: str) -> LoadedDataset:
    """Load a data set named by its script in ``datasets/``, or by a path.

    Raises:
        CatalogError: it cannot be used; the message says why.
    """
    script = scripts.load("dataset", scripts.find("dataset", name))
    return _checked(script.path.stem, script.path.stem.replace("_", " "), scripts.call(script), script.path.name)


def load_image_folder(folder: Path, number: int = 0) -> LoadedDataset:
    """Load a folder of pictures; a subfolder is a class.

    Raises:
        CatalogError: no such folder, or no pictures in it.
    """
    script = scripts.load("dataset", scripts.find("dataset", "image_folder"))
    identity = "images" if number == 0 else f"images-{number + 1}"
    return _checked(identity, folder.resolve().name, scripts.call(script, folder), str(folder))


def _checked(identity: str, name: str, pictures: object, origin: str) -> LoadedDataset:
    has_all = all(hasattr(pictures, attribute) for attribute in ("__len__", "__getitem__", "classes"))
    if not has_all:
        raise CatalogError(
            f"{origin}: dataset() returned {type(pictures).__name__}, expected a torch.utils.data.Dataset with "
            "__len__, __getitem__ and classes, a list of names."
        )
    dataset = LoadedDataset(identity, name, pictures)  # type: ignore[arg-type]
    if len(dataset.pictures) == 0:
        raise CatalogError(f"{origin}: the data set holds no pictures.")
    return dataset
