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
        version: its version counter at that time, None where it has none that counts.
        overwritten: the network wrote to this memory later, so ``tensor`` is a copy.
    """

    tensor: Tensor
    geometry: tuple[tuple[int, ...], tuple[int, ...], int]
    version: int | None
    overwritten: bool = False

    def is_intact(self) -> bool:
        """Whether nothing has written to the memory behind the back of the dispatcher."""
        return self.overwritten or self.version is None or self.tensor._version == self.version


def geometry(tensor: Tensor) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Return shape, strides and offset: two tensors of one storage with the same show the same values."""
    return tuple(tensor.shape), tuple(tensor.stride()), tensor.storage_offset()


class Recordings:
    """The recordings of one pass, found by the storage they share.

    Args:
        copy_all: copy at once instead of before a write.
    """

    def __init__(self, *, copy_all: bool = False) -> None:
        self._copy_all = copy_all
        self._all: list[Recording] = []
        self._by_storage: dict[int, list[Recording]] = {}

    def record(self, tensor: Tensor, *, has_version: bool) -> Recording | None:
        """Record what the tensor holds now; None if it is of a kind that cannot be shown (sparse, a wrapper).

        Args:
            tensor: any tensor of the pass.
            has_version: in-place operations of the network count up the version counter of ``tensor.detach()``.
        """
        key = storage_key(tensor)
        if key is None:
            return None
        shown = tensor.detach()
        counted = has_version and not shown.is_inference()
        recording = Recording(shown, geometry(tensor), shown._version if counted else None)
        self._all.append(recording)
        if self._copy_all:
            _copy(recording)
        else:
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
            if region.overlaps(Region.of(recording.tensor)):
                _copy(recording)
            else:
                safe.append(recording)
        if safe:
            self._by_storage[key] = safe

    def are_intact(self) -> bool:
        """Whether every recording is still what was recorded."""
        return all(recording.is_intact() for recording in self._all)


def _copy(recording: Recording) -> None:
    recording.tensor = recording.tensor.clone()
    recording.overwritten = True
