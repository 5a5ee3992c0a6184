"""From pictures to batches: normalised tensors in an order that only the seed and the epoch decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from deepvision.layers.frequencies import with_high_frequencies
from deepvision.training.augmentation import augmented, with_noise
from deepvision.training.strategies import Pictures

Address = tuple[int, int]
"""(epoch, index): a picture as it is in an epoch."""


@dataclass(frozen=True)
class Shape:
    """What a network wants: (height, width), and mean and standard deviation per channel (1 grey, 3 RGB)."""

    size: tuple[int, int]
    mean: Sequence[float]
    std: Sequence[float]


class Examples(Dataset[tuple[Tensor, int]]):
    """Pictures as a network wants them: (float32 (C, H, W), label), addressed by :data:`Address`.

    Args:
        pictures: the data set.
        shape: what the network wants.
        augmentations: names; none for testing.
        seed: of the augmentations.
        mix_cutoff: of the augmentation ``mix``, in periods per picture.
    """

    def __init__(
        self,
        pictures: Pictures,
        shape: Shape,
        augmentations: Sequence[str] = (),
        seed: int = 0,
        mix_cutoff: float = 0.0,
    ) -> None:
        self.pictures, self.shape = pictures, shape
        self._augmentations, self._seed, self._mix_cutoff = tuple(augmentations), seed, mix_cutoff

    def __len__(self) -> int:
        return len(self.pictures)

    def __getitem__(self, address: Address) -> tuple[Tensor, int]:
        """Return a picture and its label; ValueError for a label that is no class."""
        epoch, index = address
        picture, label = self.pictures[index]
        if not 0 <= label < len(self.pictures.classes):
            raise ValueError(
                f"Expected a label from 0 to {len(self.pictures.classes) - 1}, got {label} for picture {index}. "
                "A data set to train on gives every picture one of its classes."
            )
        random = np.random.default_rng([self._seed, 4, epoch, index])
        values = self._augmented(picture, random)
        if "mix" in self._augmentations and len(self.pictures) > 1:
            # drawn by the picture, not by its batch, so that several processes do what one does
            other = (index + int(random.integers(1, len(self.pictures)))) % len(self.pictures)
            values = self._mixed(values, self._augmented(self.pictures[other][0], random))
        normalised = (values - np.asarray(self.shape.mean, np.float32)) / np.asarray(self.shape.std, np.float32)
        return torch.from_numpy(np.ascontiguousarray(normalised.transpose(2, 0, 1))), int(label)

    def _augmented(self, picture: Image.Image, random: Generator) -> NDArray[np.float32]:
        """Return values (H, W, C) in 0…1; noise may leave that range."""
        fitted = augmented(_with_channels(picture, len(self.shape.mean)), self.shape.size, self._augmentations, random)
        values = np.asarray(fitted, dtype=np.float32).reshape(*self.shape.size, -1) / np.float32(255)
        return with_noise(values, random) if "noise" in self._augmentations else values

    def _mixed(self, values: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return values (H, W, C) with the other picture's high frequencies added to their own, by (8.1)."""
        x, y = (torch.from_numpy(one).permute(2, 0, 1)[None] for one in (values, other))
        mixed: NDArray[np.float32] = with_high_frequencies(x, y, self._mix_cutoff)[0].permute(1, 2, 0).numpy()
        return mixed


class Order(Sampler[list[Address]]):
    """The batches of an epoch, or one process's part of each.

    Args:
        count: number of pictures.
        batch_size: pictures per batch over all processes.
        seed: of the order; None: as they come, with an incomplete last batch, as one tests.
        rank: of this process.
        processes: number of processes; process r takes the pictures r, r + processes, … of a batch.

    Raises:
        ValueError: fewer pictures than a batch to train with, or a batch too small for the processes.
    """

    def __init__(self, count: int, batch_size: int, seed: int | None, rank: int = 0, processes: int = 1) -> None:
        super().__init__()
        if seed is not None and count < batch_size:
            raise ValueError(f"batch_size: expected at most the {count} training pictures, got {batch_size}.")
        if seed is not None and batch_size < processes:
            raise ValueError(
                f"batch_size: expected at least one picture for each of the {processes} processes, got {batch_size}."
            )
        self.epoch = 0
        self._count, self._batch_size, self._seed, self._rank, self._processes = (
            count,
            batch_size,
            seed,
            rank,
            processes,
        )

    def __len__(self) -> int:
        whole = self._count // self._batch_size
        return whole if self._seed is not None else whole + (self._count % self._batch_size > 0)

    def __iter__(self) -> Iterator[list[Address]]:
        order = np.arange(self._count)
        if self._seed is not None:
            order = np.random.default_rng([self._seed, 5, self.epoch]).permutation(order)
        for number in range(len(self)):
            batch = order[number * self._batch_size : (number + 1) * self._batch_size]
            part = [(self.epoch, int(index)) for index in batch[self._rank :: self._processes]]
            if part:  # the last batch of a test may be too small for all processes
                yield part


def loader(examples: Examples, order: Order, workers: int, to_gpu: bool) -> DataLoader[tuple[Tensor, Tensor]]:
    """Return what yields the batches: pictures (N, C, H, W) and labels (N,) int64."""
    return DataLoader(
        examples,  # type: ignore[arg-type]
        batch_sampler=order,
        num_workers=workers,
        pin_memory=to_gpu,
        persistent_workers=workers > 0,
        generator=torch.Generator(),  # else it takes numbers from the global one
        collate_fn=_collated,
    )


def _collated(examples: list[tuple[Tensor, int]]) -> tuple[Tensor, Tensor]:
    return torch.stack([x for x, _ in examples]), torch.tensor([label for _, label in examples])


def _with_channels(picture: Image.Image, channels: int) -> Image.Image:
    return picture.convert("L" if channels == 1 else "RGB")
