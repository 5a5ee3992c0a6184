"""The thesis's evidence, computed again: one module per table or figure.

for experiment in EXPERIMENTS:
    for row in experiment.run(Request(quick=True)).rows:
        print(row.what, row.thesis, row.ours)
"""

from deepvision.reproduce.experiment import Experiment, Reproduction, Request, Row
from deepvision.reproduce.experiments import EXPERIMENTS, find

__all__ = ["EXPERIMENTS", "Experiment", "Reproduction", "Request", "Row", "find"]
