"""DeepVisionVR: walk through a neural network.

Importing this package first makes ``import torchvision`` work beside a torch build that torchvision's
compiled operators do not match (see :mod:`deepvision._torchvision_operators`).
"""

from deepvision import _torchvision_operators

_torchvision_operators.declare_missing()

from deepvision.catalog.network import Network  # noqa: E402  (torchvision must find its operators first)
from deepvision.tracking import Marker, TrackerModule  # noqa: E402

__version__ = "0.1.0"
__all__ = ["Marker", "Network", "TrackerModule", "__version__"]
