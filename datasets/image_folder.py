"""A folder of your own pictures: ``--images FOLDER``.

Each subfolder is a class and has its name; pictures that lie in the folder itself are of the class "pictures".
Files that are no pictures are passed over.
"""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from torch.utils.data import Dataset

FLAT_CLASS = "pictures"


class ImageFolder(Dataset[tuple[Image.Image, int]]):
    """Pictures below a folder, sorted by class and path, decoded when they are asked for.

    At construction only the files' first bytes are read. What cannot be a picture although its name says so stands in
    ``warnings``, one sentence per file.

    Args:
        folder: where to look.

    Raises:
        NotADirectoryError: there is no such folder.
        ValueError: it holds no picture.
    """

    def __init__(self, folder: str | Path) -> None:
        root = Path(folder).expanduser()
        if not root.is_dir():
            raise NotADirectoryError(
                f"Expected a folder of pictures, got {str(folder)!r}, which is none. Check its name."
            )
        self.warnings: list[str] = []
        self.classes: list[str] = []
        self.files: list[tuple[Path, int]] = []
        visible = sorted(path for path in root.iterdir() if not path.name.startswith("."))
        self._add(FLAT_CLASS, [path for path in visible if path.is_file()])
        for subfolder in visible:
            if subfolder.is_dir():
                self._add(subfolder.name, sorted(subfolder.rglob("*")))
        if not self.files:
            raise ValueError(
                f"Expected pictures (PNG, JPEG, …) in {str(root)!r} or its subfolders, found none that can be read. "
                + " ".join(self.warnings[:3])
            )

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> tuple[Image.Image, int]:
        """The picture (RGB, upright) and its class.

        Raises:
            IndexError: the index is outside 0 … len − 1.
            OSError: the file is gone or damaged.
        """
        if not 0 <= index < len(self.files):
            raise IndexError(f"Expected an index from 0 to {len(self.files) - 1}, got {index}.")
        file, label = self.files[index]
        with Image.open(file) as image:
            return rgb(ImageOps.exif_transpose(image)), label

    def _add(self, name: str, paths: list[Path]) -> None:
        """Adds a class with those of the paths that are pictures; none: no class."""
        found = [path for path in paths if self._is_picture(path)]
        if found:
            if name not in self.classes:
                self.classes.append(name)
            self.files += [(path, self.classes.index(name)) for path in found]

    def _is_picture(self, path: Path) -> bool:
        """Whether a file begins like a picture; notes those that do not although their name says so."""
        if path.name.startswith(".") or path.suffix.lower() not in Image.registered_extensions() or not path.is_file():
            return False
        try:
            with Image.open(path):
                return True
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            self.warnings.append(f"{path} was skipped: {error}.")
            return False


def rgb(image: Image.Image) -> Image.Image:
    """An RGB picture of 8 bits; 16-bit grey values are scaled down, where Pillow would cut them off at 255."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image).clip(0, 65535) // 256).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")


def dataset(folder: str | Path | None = None) -> ImageFolder:
    """The pictures of a folder.

    Raises:
        ValueError: no folder is given, or it holds no picture.
        NotADirectoryError: there is no such folder.
    """
    if folder is None:
        raise ValueError(
            "Expected a folder of pictures, got none. Start with --images FOLDER, or call dataset(folder)."
        )
    return ImageFolder(folder)
