"""Activations that stay what they were: a recorded tensor is copied just before something writes over it."""

from dataclasses import dataclass

from torch import Tensor

from deepvision.tracking.regions import Region, storage_key


@dataclass(eq=False, slots=True)
class Recording:
    """An activation as it was when it was recorded.

    Attributes:
        tensor: detached; shares memory with the network's tensor until that is about to be overwritten.
        geometry: shape, strides and offset of the network's tensor, to know it again.
        touched: the network wrote to the same storage later; where that would have changed it, ``tensor`` is a copy.
    """

    tensor: Tensor
    geometry: tuple[tuple[int, ...], tuple[int, ...], int]
    touched: bool = False


def geometry(tensor: Tensor) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Return shape, strides and offset: two tensors of one storage with the same show the same values."""
    return tuple(tensor.shape), tuple(tensor.stride()), int(tensor.storage_offset())


class Recordings:
    """The recordings of one pass, found by the storage they share."""

    def __init__(self) -> None:
        self._by_storage: dict[int, list[Recording]] = {}

    def record(self, tensor: Tensor) -> Recording | None:
        """Record what the tensor holds now; None if it is of a kind that cannot be shown (sparse, a wrapper)."""
        key = storage_key(tensor)
        if key is None:
            return None
        recording = Recording(tensor.detach(), geometry(tensor))
        self._by_storage.setdefault(key, []).append(recording)
        return recording

    def before_write(self, tensor: Tensor) -> None:
        """Copy every recording that shares memory with ``tensor``, which is about to be written to."""
        key = storage_key(tensor) if self._by_storage else None
        if key is None or key not in self._by_storage:
            return
        region = Region.of(tensor)
        safe = []
        for recording in self._by_storage.pop(key):
            recording.touched = True
            if region.overlaps(Region.of(recording.tensor)):
                recording.tensor = recording.tensor.clone()
            else:
                safe.append(recording)
        if safe:
            self._by_storage[key] = safe
