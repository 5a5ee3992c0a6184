"""What the pictures are before the first step."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from deepvision.visualization.maximization.randomness import generator


def noise_start(
    shape: tuple[int, int, int], keys: Sequence[tuple[str, int]], seed: int, deviation: float = 0.1
) -> Tensor:
    """Return Gaussian noise around the mean of the data (thesis, 5.3), (N, C, H, W) in normalised units.

    Args:
        shape: (C, H, W).
        keys: layer and channel of each picture; together with the seed they say what its noise is.
        seed: of the run.
        deviation: standard deviation in normalised units.
    """
    pictures = [
        torch.randn(shape, generator=generator(seed, layer, channel, "start")) * deviation for layer, channel in keys
    ]
    return torch.stack(pictures)


class Starts:
    """The first pictures of a run, made when they are asked for: all at once they might not fit into memory.

    Args:
        shape: (C, H, W) that the network expects.
        keys: layer and channel of each picture.
        seed: of the noise.
        given: (C, H, W) or (1, C, H, W) for all, (N, C, H, W) one for each, in normalised units; None: noise.
        limit: what is done to them at last.

    Raises:
        ValueError: ``given`` has another shape, or values that are not finite.
    """

    def __init__(
        self,
        shape: tuple[int, int, int],
        keys: Sequence[tuple[str, int]],
        seed: int,
        given: Tensor | None,
        limit: Callable[[Tensor], Tensor],
    ) -> None:
        self._shape = shape
        self._keys = keys
        self._seed = seed
        self._limit = limit
        self._given = None if given is None else _checked(given.detach(), shape, len(keys))

    def __getitem__(self, index: int) -> Tensor:
        """Return a picture (C, H, W), on the CPU or where it was given."""
        if self._given is None:
            return self._limit(noise_start(self._shape, [self._keys[index]], self._seed)[0])
        return self._limit(self._given[index if len(self._given) > 1 else 0])


def _checked(given: Tensor, shape: tuple[int, int, int], count: int) -> Tensor:
    batch = given[None] if given.dim() == 3 else given
    if batch.dim() != 4 or tuple(batch.shape[1:]) != tuple(shape) or batch.shape[0] not in (1, count):
        raise ValueError(
            f"Expected a start of shape {shape}, alone or one for each of {count} pictures, got {tuple(given.shape)}."
        )
    if not bool(torch.isfinite(batch).all()):
        raise ValueError("Expected a start of finite values, got NaN or infinity in it.")
    return batch
