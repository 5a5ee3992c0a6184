"""Declare the two operators that torchvision refers to while it is imported.

torchvision's wheels are built for CUDA; beside a CPU build of torch their compiled library cannot load, and
``import torchvision`` fails because it registers Python implementations for operators that do not exist.
"""

import importlib.util
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, FileFinder

import torch

_SIGNATURE = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"


def declare_missing() -> None:
    """Declare ``torchvision::nms`` and ``torchvision::qnms`` when, and only when, nothing else does.

    The compiled library is tried first: where it loads, it declares the operators itself.
    """
    spec = importlib.util.find_spec("torchvision")
    if spec is None or not spec.submodule_search_locations:
        return
    _load_compiled_operators(spec.submodule_search_locations[0])
    for name in ("torchvision::nms", "torchvision::qnms"):
        if not torch._C._jit_get_schemas_for_operator(name):
            torch.library.define(name, _SIGNATURE)


def _load_compiled_operators(folder: str) -> None:
    library = FileFinder(folder, (ExtensionFileLoader, EXTENSION_SUFFIXES)).find_spec("_C")
    if library is None or library.origin is None:
        return
    try:
        torch.ops.load_library(library.origin)  # type: ignore[no-untyped-call]
    except OSError:
        return  # built for another torch: its operators stay undeclared
