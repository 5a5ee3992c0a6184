"""Every picture by its id: of a data set, uploaded, or noise."""

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image

from deepvision.api.errors import ApiError
from deepvision.catalog.datasets import LoadedDataset
from deepvision.catalog.errors import CatalogError
from deepvision.visualization import pictures

_NOISE = re.compile(r"noise:(\d{1,19}):(\d{1,4})x(\d{1,4})")
_ITEM = re.compile(r"(?P<dataset>[^:]+):(?P<index>\d{1,9})")
_RECENT_ITEMS = 256


@dataclass(frozen=True)
class StoredPicture:
    """An RGB picture with the class it belongs to in its data set, if it is of one."""

    picture: Image.Image
    true_class: str | None = None


class PictureStore:
    """Pictures by id. Data-set items and noise are made again from their ids; uploads stay in memory.

    An upload's id is random and stands in no list, so that nobody but its owner can see it.
    """

    def __init__(self, datasets: Mapping[str, LoadedDataset], upload_bytes: int, max_pixels: int) -> None:
        self._datasets = datasets
        self._upload_bytes = upload_bytes
        self._max_pixels = max_pixels
        self._uploads: OrderedDict[str, Image.Image] = OrderedDict()
        self._items: OrderedDict[str, StoredPicture] = OrderedDict()
        self._lock = threading.Lock()

    def add_upload(self, data: bytes) -> tuple[str, Image.Image]:
        """Decode and keep an uploaded picture; return its new id and the picture.

        Raises:
            ApiError: 413 for too many pixels, 415 for what is no picture, 422 for a damaged one.
        """
        try:
            picture = pictures.read_picture(data, self._max_pixels)
        except pictures.PictureTooLargeError as error:
            raise ApiError(413, "picture-too-large", "The picture is too large", str(error)) from error
        except pictures.PictureError as error:
            raise ApiError(415, "picture-unreadable", "The file is no picture we can read", str(error)) from error
        identity = f"upload:{secrets.token_hex(16)}"
        with self._lock:
            self._uploads[identity] = picture
            while sum(map(_size, self._uploads.values())) > self._upload_bytes and len(self._uploads) > 1:
                self._uploads.popitem(last=False)
        return identity, picture

    def get(self, identity: str) -> StoredPicture:
        """Return a picture.

        Raises:
            ApiError: 404, it is unknown or no longer in memory.
        """
        with self._lock:
            if identity in self._uploads:
                self._uploads.move_to_end(identity)
                return StoredPicture(self._uploads[identity])
            if identity in self._items:
                self._items.move_to_end(identity)
                return self._items[identity]
        noise = _NOISE.fullmatch(identity)
        if noise:
            seed, width, height = map(int, noise.groups())
            if 1 <= width <= pictures.MAX_SIDE and 1 <= height <= pictures.MAX_SIDE:
                return StoredPicture(pictures.noise(seed, width, height))
        item = _ITEM.fullmatch(identity)
        if item and item["dataset"] in self._datasets:
            return self._item(identity, self._datasets[item["dataset"]], int(item["index"]))
        raise ApiError(
            404,
            "image-unknown",
            "Unknown picture",
            f"There is no picture {identity!r}: uploads are forgotten when the server ends or its memory for them is "
            "full. Upload it again.",
        )

    def _item(self, identity: str, dataset: LoadedDataset, index: int) -> StoredPicture:
        try:
            picture, label = dataset.picture(index)
        except CatalogError as error:
            raise ApiError(404, "image-unknown", "Unknown picture", str(error)) from error
        names = dataset.class_names
        stored = StoredPicture(picture.convert("RGB"), names[label] if 0 <= label < len(names) else None)
        with self._lock:
            self._items[identity] = stored
            while len(self._items) > _RECENT_ITEMS:
                self._items.popitem(last=False)
        return stored


def noise_id(seed: int, width: int, height: int) -> str:
    """Return the id under which :meth:`PictureStore.get` makes this noise."""
    return f"noise:{seed}:{width}x{height}"


def _size(picture: Image.Image) -> int:
    return picture.width * picture.height * 3
