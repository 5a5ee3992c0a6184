"""Activation maximization: the picture that excites a channel most, for many channels of any network at once.

maximizer = Maximizer(module, (3, 150, 175), mean=mean, std=std)
for picture in maximizer.run([channel_mean("block2.track_sum", c) for c in range(64)], Settings()):
    show(picture.image, picture.activation)
"""

from deepvision.visualization.maximization.engine import Maximizer
from deepvision.visualization.maximization.objectives import (
    Objective,
    Term,
    centre_unit,
    channel_mean,
    class_logit,
    direction,
)
from deepvision.visualization.maximization.parameterizations import colour_matrix, mean_magnitudes
from deepvision.visualization.maximization.policies import GradientPolicy
from deepvision.visualization.maximization.quality import Quality, data_maxima_of, measure
from deepvision.visualization.maximization.reaching import OUTPUT, UnknownLayerError
from deepvision.visualization.maximization.regularization import Regularization
from deepvision.visualization.maximization.results import Progress, Visualization
from deepvision.visualization.maximization.settings import PRESETS, PROXY, ROBUST, Settings, thesis
from deepvision.visualization.maximization.starts import noise_start

__all__ = [
    "OUTPUT",
    "PRESETS",
    "PROXY",
    "ROBUST",
    "GradientPolicy",
    "Maximizer",
    "Objective",
    "Progress",
    "Quality",
    "Regularization",
    "Settings",
    "Term",
    "UnknownLayerError",
    "Visualization",
    "centre_unit",
    "channel_mean",
    "class_logit",
    "colour_matrix",
    "data_maxima_of",
    "direction",
    "mean_magnitudes",
    "measure",
    "noise_start",
    "thesis",
]
