"""Every picture by its id: of a data set, uploaded, noise, generated, or some frequencies of another one."""

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PIL import Image
from torch import Tensor

from deepvision.api.errors import ApiError
from deepvision.catalog.datasets import LoadedDataset
from deepvision.catalog.errors import CatalogError
from deepvision.catalog.network import Network
from deepvision.settings import MEBIBYTE
from deepvision.visualization import pictures
from deepvision.visualization.frequency_filter import FrequencyFilter, filtered_input, filtered_picture

_NOISE = re.compile(r"noise:(\d{1,19}):(\d{1,4})x(\d{1,4})")
_ITEM = re.compile(r"(?P<dataset>[^:]+):(?P<index>\d{1,9})")
_GENERATED = re.compile(r"generated:([0-9a-f]{32}(\.\d{1,6})?)")
_FILTERED = re.compile(r"(low|high):([0-9]{1,4}(?:\.[0-9]{1,3})?):(.+)")
_MOST_FILTERS = 4
_ITEM_BYTES = 64 * MEBIBYTE
"""For pictures of data sets, which can be made again."""
_OVERHEAD = 4096
"""Bytes that a picture of a single pixel takes."""


@dataclass(frozen=True)
class StoredPicture:
    """An RGB picture with the class it belongs to in its data set, if it is of one, and what is to be kept of it.

    The filters act on the size that is asked for, and on exact values: only what is for the eye is rounded to 8 bits.
    """

    picture: Image.Image
    true_class: str | None = None
    filters: tuple[FrequencyFilter, ...] = ()

    def as_input(self, network: Network) -> Tensor:
        """Return what a network sees, (1, C, H, W) in normalised units."""
        return filtered_input(self.picture, self.filters, network.input_size, network.mean, network.std)

    def shown(self, longer_side: int) -> Image.Image:
        """Return the picture for the eye, scaled down to ``longer_side`` pixels if it is larger."""
        return filtered_picture(pictures.scaled_down(self.picture, longer_side), self.filters)

    def seen_by(self, network: Network) -> Image.Image:
        """Return the part of the picture that a network sees, in its size, for the eye."""
        if not self.filters:
            return pictures.fit(self.picture, network.input_size)
        return pictures.from_input(self.as_input(network)[0], network.mean, network.std)


class PictureStore:
    """Pictures by id. Data-set items and noise are made again from their ids; uploads stay in memory.

    ``low:CUTOFF:ID`` and ``high:CUTOFF:ID`` are the frequencies of another picture at and below, or above, a cut-off in
    periods per picture; of several the outermost comes last.

    An upload's id is random and stands in no list, so that nobody but its owner can see it.

    Args:
        datasets: by id.
        upload_bytes: memory for uploads.
        max_pixels: of an upload.
        generated: returns a generated picture by its name; None where there is none.
    """

    def __init__(
        self,
        datasets: Mapping[str, LoadedDataset],
        upload_bytes: int,
        max_pixels: int,
        generated: Callable[[str], Image.Image | None],
    ) -> None:
        self._datasets = datasets
        self._generated = generated
        self._max_pixels = max_pixels
        self._uploads = _Recent(upload_bytes)
        self._items = _Recent(_ITEM_BYTES)
        self._decoding = threading.Lock()

    def add_upload(self, data: bytes) -> tuple[str, Image.Image]:
        """Decode and keep an uploaded picture; return its new id and the picture.

        Raises:
            ApiError: 413 for too many pixels, 415 for what is no picture or damaged.
        """
        try:
            with self._decoding:  # a large one takes much memory until it is scaled down: one at a time
                picture = pictures.read_picture(data, self._max_pixels)
        except pictures.PictureTooLargeError as error:
            raise ApiError(413, "picture-too-large", "The picture is too large", str(error)) from error
        except pictures.PictureError as error:
            raise ApiError(415, "picture-unreadable", "The file is no picture we can read", str(error)) from error
        identity = f"upload:{secrets.token_hex(16)}"
        self._uploads.add(identity, StoredPicture(picture))
        return identity, picture

    def get(self, identity: str) -> StoredPicture:
        """Return a picture.

        Raises:
            ApiError: 404, it is unknown or no longer in memory.
        """
        source, filters = _filters_of(identity)
        return replace(self._source(source), filters=filters) if filters else self._source(source)

    def _source(self, identity: str) -> StoredPicture:
        known = self._uploads.get(identity) or self._items.get(identity)
        if known is not None:
            return known
        noise = _NOISE.fullmatch(identity)
        if noise:
            seed, width, height = map(int, noise.groups())
            if 1 <= width <= pictures.MAX_SIDE and 1 <= height <= pictures.MAX_SIDE:
                return StoredPicture(pictures.noise(seed, width, height))
        generated = _GENERATED.fullmatch(identity)
        if generated:
            made = self._generated(generated[1])
            if made is not None:
                return StoredPicture(made)
        item = _ITEM.fullmatch(identity)
        if item and item["dataset"] in self._datasets:
            return self._item(identity, self._datasets[item["dataset"]], int(item["index"]))
        raise ApiError(
            404,
            "image-unknown",
            "Unknown picture",
            f"There is no picture {identity!r}: uploads are forgotten when the server ends or its memory for them is "
            "full, generated pictures when their folder is. Upload or generate it again.",
        )

    def _item(self, identity: str, dataset: LoadedDataset, index: int) -> StoredPicture:
        try:
            picture, label = dataset.picture(index)
        except CatalogError as error:
            raise ApiError(404, "image-unknown", "Unknown picture", str(error)) from error
        stored = StoredPicture(pictures.bounded(picture.convert("RGB")), dataset.class_name(label))
        self._items.add(identity, stored)
        return stored


class _Recent:
    """The pictures used last, within some memory; the latest one always stays."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._pictures: OrderedDict[str, StoredPicture] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, identity: str, stored: StoredPicture) -> None:
        with self._lock:
            if identity not in self._pictures:  # two may have asked for one at the same time
                self._bytes += _size(stored.picture)
            self._pictures[identity] = stored
            while self._bytes > self._most_bytes and len(self._pictures) > 1:
                self._bytes -= _size(self._pictures.popitem(last=False)[1].picture)

    def get(self, identity: str) -> StoredPicture | None:
        with self._lock:
            if identity in self._pictures:
                self._pictures.move_to_end(identity)
            return self._pictures.get(identity)


def noise_id(seed: int, width: int, height: int) -> str:
    """Return the id under which :meth:`PictureStore.get` makes this noise."""
    return f"noise:{seed}:{width}x{height}"


def _filters_of(identity: str) -> tuple[str, tuple[FrequencyFilter, ...]]:
    """Return the id of the picture that is filtered, and the filters in the order in which they are applied."""
    source, filters = identity, list[FrequencyFilter]()
    while found := _FILTERED.fullmatch(source):
        source = found[3]
        filters.insert(0, FrequencyFilter("low" if found[1] == "low" else "high", float(found[2])))
        if len(filters) > _MOST_FILTERS:
            raise _unknown_filter(identity)
    if source.count(":") > 1 and source.startswith(("low:", "high:")):  # a data set may be called so
        raise _unknown_filter(identity)
    return source, tuple(filters)


def _unknown_filter(identity: str) -> ApiError:
    return ApiError(
        404,
        "image-unknown",
        "Unknown filter",
        f"Expected low:CUTOFF:ID or high:CUTOFF:ID, with a cut-off from 0 to 9999.999 periods per picture and at most "
        f"{_MOST_FILTERS} filters one after the other, got {identity!r}.",
    )


def _size(picture: Image.Image) -> int:
    return _OVERHEAD + picture.width * picture.height * 3


def generated_id(name: str) -> str:
    """Return the id of a generated picture of a job."""
    return f"generated:{name}"
