"""The metrics as TensorBoard event files, where tensorboardX is installed (``pip install 'deepvision[train]'``)."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deepvision.training.files import COLUMNS, Row


class Events:
    """Event files in a folder that hold what the metrics hold, no more, also after an end without warning.

    Args:
        folder: of the training; event files of earlier calls are replaced.
        history: the epochs so far.
    """

    def __init__(self, folder: Path, history: Sequence[Row]) -> None:
        import tensorboardX

        for old in folder.glob("events.out.tfevents.*"):
            old.unlink()
        self._writer: Any = tensorboardX.SummaryWriter(str(folder), write_to_disk=True)
        for row in history:
            self.add(row)

    def add(self, row: Row) -> None:
        """Write an epoch; tags such as ``loss/train`` put train and test into one chart."""
        for name in COLUMNS[1:]:
            if name in row:
                first, _, second = name.partition("_")
                is_pair = second in ("loss", "accuracy")
                self._writer.add_scalar(f"{second}/{first}" if is_pair else name, row[name], int(row["epoch"]))
        self._writer.flush()

    def close(self) -> None:
        """End the writer's thread."""
        self._writer.close()


def is_available() -> bool:
    """Return whether event files can be written."""
    return importlib.util.find_spec("tensorboardX") is not None
