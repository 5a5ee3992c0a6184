"""Which bytes of a storage a strided tensor covers, and whether two tensors share any of them."""

from typing import NamedTuple, Self

import torch
from torch import Tensor


class Region(NamedTuple):
    """The elements a strided tensor covers, in bytes from the start of its storage.

    Attributes:
        first: first byte of the element with index 0 in every dimension.
        last: last byte covered.
        item: bytes of one element.
        dimensions: (stride in bytes, size) of the dimensions that move, longest stride first.
    """

    first: int
    last: int
    item: int
    dimensions: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, tensor: Tensor) -> Self:
        """Return the region of a tensor of strided layout; an empty tensor covers no byte (last < first)."""
        item = tensor.element_size()
        first = int(tensor.storage_offset()) * item
        if tensor.numel() == 0:
            return cls(first, first - 1, item, ())
        moving = [
            (int(stride) * item, int(size))
            for stride, size in zip(tensor.stride(), tensor.shape, strict=True)
            if size > 1 and stride
        ]
        moving.sort(reverse=True)
        last = first + sum(stride * (size - 1) for stride, size in moving) + item - 1
        return cls(first, last, item, tuple(moving))

    def covers(self, other: "Region") -> bool:
        """Whether every byte of ``other`` is certainly in this region; False where that is not certain."""
        return self == other or (self._is_dense() and self.first <= other.first and other.last <= self.last)

    def overlaps(self, other: "Region") -> bool:
        """Whether the two regions may share a byte; True where the opposite cannot be shown."""
        if self._is_empty() or other._is_empty() or self.last < other.first or other.last < self.first:
            return False
        if self == other or self.item != other.item:
            return True
        return not _apart_in_a_dimension(self, other)

    def _is_empty(self) -> bool:
        return self.last < self.first

    def _is_dense(self) -> bool:
        count = 1
        for _, size in self.dimensions:
            count *= size
        return count * self.item == self.last - self.first + 1


def _apart_in_a_dimension(one: Region, other: Region) -> bool:
    """Whether the regions, as boxes in the mixed radix system of their strides, lie apart along one digit.

    Both are written as digits over the united strides. If every stride is longer than what the shorter ones
    together can reach, an address has only one such writing, so boxes that lie apart in one digit are disjoint.
    """
    strides = sorted({stride for stride, _ in one.dimensions + other.dimensions} | {one.item}, reverse=True)
    digits, other_digits = _digits(one, strides), _digits(other, strides)
    if digits is None or other_digits is None:
        return False
    reach = 0
    apart = False
    both = list(zip(strides, digits, other_digits, strict=True))
    for stride, (low, high), (other_low, other_high) in reversed(both):
        if reach >= stride:
            return False
        reach += max(high, other_high) * stride
        apart = apart or high < other_low or other_high < low
    return apart


def _digits(region: Region, strides: list[int]) -> list[tuple[int, int]] | None:
    sizes = dict(region.dimensions)
    if len(sizes) != len(region.dimensions):
        return None
    rest = region.first
    digits = []
    for stride in strides:
        low, rest = divmod(rest, stride)
        digits.append((low, low + sizes.get(stride, 1) - 1))
    return digits if rest == 0 else None


def storage_key(tensor: Tensor) -> int | None:
    """Return the address of the tensor's storage object, or None for a tensor that has none (sparse, a wrapper).

    The address names the storage only as long as something keeps it from being freed.
    """
    if tensor.layout is not torch.strided:
        return None
    try:
        return int(tensor.untyped_storage()._cdata)
    except (NotImplementedError, RuntimeError):
        return None
