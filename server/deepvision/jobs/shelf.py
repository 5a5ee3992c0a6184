"""Pictures that come with the project: a folder per network, read and never written by the server."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from PIL import Image

from deepvision.jobs.result_store import StoredResult

log = logging.getLogger(__name__)
INDEX = "index.json"
"""In each folder: ``{"results": {address: {"file": name, …figures}}}``, the figures of the picture in the file."""


class Shelf:
    """Finds pictures by address.

    Args:
        folder: holds a folder per network; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._results: dict[str, tuple[StoredResult, Path]] = {}
        for index in sorted(folder.glob(f"*/{INDEX}")):
            try:
                found = read_index(index.parent)
                self._results |= {address: (result, index.parent / name) for address, (result, name) in found.items()}
            except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
                log.warning("%s is damaged (%s): its pictures are computed instead", index, error)

    def get(self, address: str) -> StoredResult | None:
        """Return the figures of a picture that is there; None where there is none."""
        known = self._results.get(address)
        return known[0] if known is not None and known[1].is_file() else None

    def picture(self, address: str) -> Image.Image | None:
        """Return a picture (RGB); None where there is none. One that is damaged is none from now on."""
        known = self._results.get(address)
        if known is None:
            return None
        try:
            with Image.open(known[1]) as file:
                return file.convert("RGB")
        except Exception as error:  # Pillow raises what it likes for a damaged file
            log.warning("%s is damaged (%s): it is computed instead", known[1], error)
            del self._results[address]
            return None


def write_index(folder: Path, results: Mapping[str, tuple[StoredResult, str]]) -> None:
    """Write the index of a network's folder, whole or not at all: per address the figures and the file's name."""
    listed = {address: {"file": name, **asdict(result)} for address, (result, name) in results.items()}
    part = folder / f"{INDEX}.part"
    part.write_text(json.dumps({"results": listed}, indent=1) + "\n")
    part.replace(folder / INDEX)


def read_index(folder: Path) -> dict[str, tuple[StoredResult, str]]:
    """Return per address the figures and the file's name, of a network's folder; nothing without an index.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is damaged.
    """
    index = folder / INDEX
    found = {}
    for address, entry in (json.loads(index.read_text())["results"] if index.exists() else {}).items():
        name = Path(entry.pop("file")).name
        found[address] = (StoredResult(**entry), name)
    return found
