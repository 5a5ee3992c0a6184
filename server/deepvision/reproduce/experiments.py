"""Every experiment by name. To add one, write a module with an ``EXPERIMENT`` and name it here."""

from deepvision.catalog.errors import CatalogError, near_names
from deepvision.reproduce import (
    appendix_a_2,
    appendix_a_3,
    figure_5_2,
    figure_5_4,
    figure_a_1,
    table_4_2,
    table_5_1,
    table_5_2,
    table_5_4,
    table_6_1,
    table_6_2,
    table_6_7,
    table_7_3,
    trained_tables,
)
from deepvision.reproduce.experiment import Experiment

_TRAINED = trained_tables.EXPERIMENTS
EXPERIMENTS: tuple[Experiment, ...] = (
    table_4_2.EXPERIMENT,
    table_5_1.EXPERIMENT,
    table_5_2.EXPERIMENT,
    figure_5_2.EXPERIMENT,
    figure_5_4.EXPERIMENT,
    _TRAINED["table-5.3"],
    table_5_4.EXPERIMENT,
    table_6_1.EXPERIMENT,
    table_6_2.EXPERIMENT,
    *(_TRAINED[f"table-6.{number}"] for number in (3, 4, 5, 6)),
    table_6_7.EXPERIMENT,
    _TRAINED["table-6.8"],
    _TRAINED["table-7.2"],
    table_7_3.EXPERIMENT,
    _TRAINED["table-7.4"],
    figure_a_1.EXPERIMENT,
    appendix_a_2.EXPERIMENT,
    appendix_a_3.EXPERIMENT,
)
"""In the order of the thesis."""


def find(name: str) -> Experiment:
    """Return the experiment of a name.

    Raises:
        CatalogError: there is none; the message says which names are near.
    """
    known = {experiment.name: experiment for experiment in EXPERIMENTS}
    if name not in known:
        raise CatalogError(f"{name}: this part of the thesis cannot be reproduced here. {near_names(name, known)}")
    return known[name]
