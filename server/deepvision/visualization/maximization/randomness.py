"""Random numbers of one picture each, so that what a picture becomes does not depend on its neighbours in a batch."""

import hashlib

import torch
from torch import Tensor


def generator(seed: int, layer: str, channel: int, purpose: str) -> torch.Generator:
    """Return the random numbers of one picture for one purpose, on the CPU: the same ones on every device."""
    digest = hashlib.sha256(f"{seed}/{layer}/{channel}/{purpose}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:8], "little") >> 1)


def draws(random: torch.Generator, steps: int, each: int) -> Tensor:
    """Return (steps, each) numbers, uniform in [0, 1): all that a picture will need, drawn before it begins."""
    return torch.rand(steps, each, generator=random)
