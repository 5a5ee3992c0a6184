"""The parts of a data set to train and to test on, where its script can be asked for them by ``dataset(split)``."""

import inspect
import re

from deepvision.catalog import scripts
from deepvision.catalog.datasets import LoadedDataset, checked
from deepvision.catalog.errors import CatalogError


def has_splits(name: str) -> bool:
    """Say whether the function ``dataset`` of a script, named as for ``load_dataset``, takes a ``split``.

    Raises:
        CatalogError: the script cannot be used.
    """
    return _takes_split(scripts.load("dataset", scripts.find("dataset", name)))


def load_split(name: str, split: str) -> LoadedDataset:
    """Load one split of a data set named by its script in ``datasets/``, or by a path; its id is ``NAME-SPLIT``.

    Args:
        name: as for ``load_dataset``.
        split: "train" or "test", or what else the script offers.

    Raises:
        CatalogError: it cannot be used, or its script has no splits; the message says why.
    """
    script = scripts.load("dataset", scripts.find("dataset", name))
    if not _takes_split(script):
        raise CatalogError(
            f"{script.path.name}: expected dataset(split=…) to choose {split!r}, and its function takes no split. "
            "Hold a share of it out for testing instead."
        )
    stem = script.path.stem
    name_shown = f"{stem.replace('_', ' ')}, {split}"
    identity = re.sub(r"[^\w.-]+", "-", f"{stem}-{split}")
    return checked(identity, name_shown, scripts.call(script, split), script.path.name)


def _takes_split(script: scripts.Script) -> bool:
    """Say whether the first parameter of the script's function is ``split``."""
    return next(iter(inspect.signature(script.function).parameters), None) == "split"
