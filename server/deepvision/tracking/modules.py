"""The two modules that a network script places: they compute nothing and change nothing."""

from torch import nn


class TrackerModule(nn.Identity):
    """Marks an activation to be shown: put it behind a layer or an operation and pass the tensor through it.

    It overrides nothing of ``nn.Identity``, so it has no parameters, no state, and no effect on outputs,
    gradients, compilation, copying or scripting.
    """

    __is_tracker__ = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Marker(nn.Identity):
    """Opens a section of the network: the trackers from here to the next marker of the same module belong to it.

    A marker is no node; like :class:`TrackerModule` it has no effect on what the network computes.
    """

    __is_marker__ = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
