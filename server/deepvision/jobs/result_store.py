"""Finished pictures on disk, each in a file of its own: nothing is computed twice, also after a crash."""

import contextlib
import json
import logging
import os
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, PngImagePlugin

from deepvision.visualization.maximization import Quality, Visualization

log = logging.getLogger(__name__)
_KEY = "deepvision"


@dataclass(frozen=True)
class StoredResult:
    """What is known of a finished picture.

    Attributes:
        layer, channel: what it is for.
        activation: the objective on the network as it is; None: not finite.
        verdict: ``alive``, ``dead`` (nothing the picture does reaches the channel) or ``not-finite``.
        robustness: mean activation under small shifts and noise by that of the picture; None: not positive.
        rank: place of the channel among its layer's in this picture, 0 is the largest.
        steps: of gradient ascent.
    """

    layer: str
    channel: int
    activation: float | None
    verdict: Literal["alive", "dead", "not-finite"]
    robustness: float | None
    rank: int | None
    steps: int

    @classmethod
    def of(cls, layer: str, channel: int, made: Visualization, quality: Quality) -> "StoredResult":
        """Return what is known of a picture that a run has made."""
        finite = made.verdict != "not-finite"
        return cls(
            layer=layer,
            channel=channel,
            activation=quality.activation if finite else None,
            verdict=made.verdict,
            robustness=quality.robustness if finite else None,
            rank=None if quality.rank is None or not finite else quality.rank - 1,
            steps=made.steps,
        )


class ResultStore:
    """PNG files named by address, with their figures inside; the least recently used ones go beyond a quota.

    Safe to be used from several threads, and from several servers with the same folder.

    Args:
        folder: made when the first result is stored.
        most_bytes: of all files together.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self.folder = folder
        self._most_bytes = most_bytes
        self._lock = threading.Lock()

    def get(self, address: str) -> StoredResult | None:
        """Return the figures of a result; None where there is none. A damaged file is removed, so it is made again."""
        opened = self._open(address)
        return None if opened is None else opened[0]

    def picture(self, address: str) -> Image.Image | None:
        """Return the picture of a result (RGB); None where there is none."""
        opened = self._open(address)
        return None if opened is None else opened[1]

    def put(self, address: str, picture: Image.Image, result: StoredResult) -> None:
        """Store a result; the file is there whole or not at all.

        Raises:
            OSError: the disk refuses; what was stored before stays.
        """
        info = PngImagePlugin.PngInfo()
        info.add_text(_KEY, json.dumps(asdict(result)))
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                picture.save(file, "PNG", pnginfo=info)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path(address))
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        self._evict()

    def _open(self, address: str) -> tuple[StoredResult, Image.Image] | None:
        path = self._path(address)
        try:
            with Image.open(path) as file:
                file.load()
                result = StoredResult(**json.loads(file.info[_KEY]))
                picture = file.convert("RGB")
            os.utime(path)
        except FileNotFoundError:
            return None
        except Exception as error:  # Pillow raises what it likes for a damaged file
            log.warning("%s is damaged (%s) and is made again", path, error)
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        return result, picture

    def _evict(self) -> None:
        with self._lock:
            files = []
            for path in self.folder.glob("*.png"):
                with contextlib.suppress(FileNotFoundError):  # another server may have removed it
                    files.append((path.stat(), path))
            total = sum(stat.st_size for stat, _ in files)
            for stat, path in sorted(files, key=lambda one: one[0].st_mtime_ns)[:-1]:
                if total <= self._most_bytes:
                    return
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()
                total -= stat.st_size

    def _path(self, address: str) -> Path:
        return self.folder / f"{address}.png"
