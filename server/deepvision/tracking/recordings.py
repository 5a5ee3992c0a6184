"""Activations that stay what they were: a recorded tensor is copied just before something writes over it."""

from dataclasses import dataclass

from torch import Tensor
from torch.multiprocessing.reductions import StorageWeakRef

from deepvision.tracking.regions import Region, storage_key

Geometry = tuple[tuple[int, ...], tuple[int, ...], int]
"""Shape, strides and offset: two tensors of one storage with the same show the same values."""


@dataclass(eq=False, slots=True)
class Recording:
    """An activation as it was when it was recorded.

    Attributes:
        tensor: detached; shares memory with the network's tensor until that is about to be overwritten. None once
            the recording is released: nobody is expected to ask for it.
        geometry: of the network's tensor, to know it again.
        touched: the network wrote to the same storage later; where that would have changed it, ``tensor`` is a copy.
    """

    tensor: Tensor | None
    geometry: Geometry
    touched: bool = False

    @property
    def shown(self) -> Tensor:
        """The recorded tensor.

        Raises:
            LookupError: the recording was released.
        """
        if self.tensor is None:
            raise LookupError(f"Expected a recording of shape {self.geometry[0]}, but it was released.")
        return self.tensor


def geometry(tensor: Tensor) -> Geometry:
    """Return the geometry of a tensor of strided layout."""
    return tuple(tensor.shape), tuple(tensor.stride()), int(tensor.storage_offset())


class Recordings:
    """The recordings of one pass, found by the storage they share."""

    def __init__(self) -> None:
        self._by_storage: dict[int, list[Recording]] = {}
        self._released: dict[int, tuple[StorageWeakRef, list[Recording]]] = {}

    def record(self, tensor: Tensor) -> Recording | None:
        """Record what the tensor holds now; None if it is of a kind that cannot be shown (sparse, a wrapper)."""
        key = storage_key(tensor)
        if key is None:
            return None
        recording = Recording(tensor.detach(), geometry(tensor))
        self._by_storage.setdefault(key, []).append(recording)
        return recording

    def release(self, recording: Recording, *, for_good: bool) -> None:
        """Let go of the memory of a recording that is probably not needed.

        Args:
            recording: one that holds its tensor.
            for_good: its values are about to be overwritten and certainly not needed; else they can be restored as
                long as the network itself keeps them.
        """
        key = storage_key(recording.shown)
        if key is None or recording not in self._by_storage.get(key, ()):
            return
        self._by_storage[key].remove(recording)
        if not for_good:
            reference = StorageWeakRef(recording.shown.untyped_storage())  # type: ignore[no-untyped-call]
            self._released.setdefault(key, (reference, []))[1].append(recording)
        recording.tensor = None

    def restore(self, tensor: Tensor) -> None:
        """Take up again the released recordings of the storage that ``tensor`` lies in."""
        key = storage_key(tensor) if self._released else None
        if key is None or key not in self._released:
            return
        for recording in self._released.pop(key)[1]:
            recording.tensor = tensor.detach().as_strided(*recording.geometry)
            self._by_storage.setdefault(key, []).append(recording)

    def before_write(self, tensor: Tensor) -> None:
        """Copy every recording that shares memory with ``tensor``, which is about to be written to."""
        self.restore(tensor)
        key = storage_key(tensor) if self._by_storage else None
        if key is None or key not in self._by_storage:
            return
        region = Region.of(tensor)
        safe = []
        for recording in self._by_storage.pop(key):
            recording.touched = True
            if region.overlaps(Region.of(recording.shown)):
                recording.tensor = recording.shown.clone()
            else:
                safe.append(recording)
        if safe:
            self._by_storage[key] = safe
