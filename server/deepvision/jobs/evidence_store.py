"""What a data set does to a network's channels, on disk: a pass over the data set is done once."""

import contextlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch

from deepvision.visualization.evidence import LayerEvidence
from deepvision.visualization.seen_pixels import Seen

log = logging.getLogger(__name__)
_FIGURES = tuple(field.name for field in fields(LayerEvidence))


@dataclass(frozen=True)
class NetworkEvidence:
    """Of all layers of a network.

    Attributes:
        layers: what the data set does to their channels.
        seen: which pixels their units see, for the layers of which it is known.
    """

    layers: Mapping[str, LayerEvidence]
    seen: Mapping[str, Seen]


class EvidenceStore:
    """NPZ files named by address, some 100 kB per network and data set.

    Args:
        folder: made when the first one is stored.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, address: str) -> NetworkEvidence | None:
        """Return what is stored; None where there is none. A damaged file is removed, so it is gathered again."""
        path = self._path(address)
        try:
            with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                return _read(dict(file))
        except FileNotFoundError:
            return None
        except Exception as error:  # NumPy raises what it likes for a damaged file
            log.warning("%s is damaged (%s) and is made again", path, error)
            with contextlib.suppress(OSError):
                path.unlink()
            return None

    def put(self, address: str, evidence: NetworkEvidence) -> None:
        """Store it; the file is there whole or not at all.

        Raises:
            OSError: the disk refuses.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez_compressed(file, **_written(evidence))
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path(address))
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _path(self, address: str) -> Path:
        return self.folder / f"{address}.npz"


def _written(evidence: NetworkEvidence) -> dict[str, Any]:
    arrays: dict[str, Any] = {"layers": np.array(json.dumps(list(evidence.layers)))}
    for number, (layer, found) in enumerate(evidence.layers.items()):
        arrays |= {f"{number}.{name}": getattr(found, name).numpy() for name in _FIGURES}
        if layer in evidence.seen:
            arrays[f"{number}.seen_rows"] = evidence.seen[layer].rows.numpy()
            arrays[f"{number}.seen_columns"] = evidence.seen[layer].columns.numpy()
    return arrays


def _read(arrays: Mapping[str, Any]) -> NetworkEvidence:
    layers: dict[str, LayerEvidence] = {}
    seen: dict[str, Seen] = {}
    for number, layer in enumerate(json.loads(str(arrays["layers"]))):
        found = {name: torch.from_numpy(arrays[f"{number}.{name}"]) for name in _FIGURES}
        layers[layer] = LayerEvidence(**found)
        if f"{number}.seen_rows" in arrays:
            rows, columns = (torch.from_numpy(arrays[f"{number}.seen_{axis}"]) for axis in ("rows", "columns"))
            seen[layer] = Seen(rows, columns)
    return NetworkEvidence(layers, seen)
