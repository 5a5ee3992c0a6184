"""How alike two pictures are."""

import numpy as np

TOLERANCE = 8
"""Of 255, in any of the three channels."""


def share_alike(one: np.ndarray, other: np.ndarray, mask: np.ndarray | None = None) -> float:
    """Return the share of pixels whose three channels differ by at most TOLERANCE; of those in the mask, if any."""
    if one.shape != other.shape:
        raise ValueError(f"expected two pictures of the same size, got {one.shape} and {other.shape}")
    alike = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=2) <= TOLERANCE
    return float(alike.mean() if mask is None else alike[mask].mean())


def difference_picture(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the two pictures and, at the right, where they differ: black alike, red beyond TOLERANCE."""
    difference = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=2)
    shown = np.zeros_like(one)
    shown[..., 0] = np.where(difference > TOLERANCE, 255, 0)
    shown[..., 1] = np.clip(difference * 8, 0, 255)
    return np.concatenate([one, other, shown], axis=1)
