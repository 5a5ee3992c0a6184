"""Networks of torchvision and timm by their own names."""

import importlib.util
import urllib.error
from typing import Any

import torch
import torchvision

from deepvision.catalog.errors import CatalogError, near_names
from deepvision.catalog.network import Network

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
UNTRAINED = "none"


def torchvision_network(name: str, weights: str | None) -> Network:
    """Return a classification network of torchvision with its weights (default: torchvision's best ones).

    Where they are neither on this computer nor can be fetched, the network is shown untrained. ``weights`` is a
    name such as ``IMAGENET1K_V1``, or ``none`` for random ones from a fixed seed.

    Raises:
        CatalogError: an unknown name.
    """
    known = torchvision.models.list_models(module=torchvision.models)
    if name not in known:
        raise CatalogError(f"torchvision:{name}: torchvision has no such network. {near_names(name, known)}")
    available = torchvision.models.get_model_weights(name)
    if weights not in (None, UNTRAINED) and weights not in available.__members__:
        raise CatalogError(
            f"torchvision:{name}@{weights}: no such weights. "
            f"{near_names(weights or '', [*available.__members__, UNTRAINED])}"
        )
    chosen = available.DEFAULT if weights in (None, UNTRAINED) else available[weights or ""]
    module = None if weights == UNTRAINED else _pretrained(name, chosen)
    trained = module is not None
    if module is None:
        torch.manual_seed(0)  # untrained weights are the same at every start
        module = torchvision.models.get_model(name, weights=None, **_without_slow_initialisation(name))
    size = _crop_size(chosen)
    return Network(
        module=module,
        input_size=(size, size),
        mean=IMAGENET_MEAN,
        std=IMAGENET_STD,
        class_names=list(chosen.meta["categories"]),
        source=f"torchvision.models.{name}",
        trained=trained,
    )


def timm_network(name: str, weights: str | None) -> Network:
    """Return an image classification network of timm; ``weights`` is None for timm's own, or ``none``.

    Raises:
        CatalogError: timm is not installed, or does not know the name.
    """
    if importlib.util.find_spec("timm") is None:
        raise CatalogError(f"timm:{name}: timm is not installed. Run: pip install 'deepvision[timm]'")
    import timm

    base = name.split(".")[0]
    if base not in timm.list_models():
        raise CatalogError(f"timm:{name}: timm has no such network. {near_names(base, timm.list_models())}")
    torch.manual_seed(0)
    trained = weights != UNTRAINED
    try:
        module = timm.create_model(name, pretrained=trained)
    except (OSError, RuntimeError, ValueError):  # what timm and its hub raise without a network or without weights
        trained = False
        module = timm.create_model(name, pretrained=False)
    config: Any = module.pretrained_cfg
    channels, height, width = config["input_size"]
    return Network(
        module=module,
        input_size=(height, width),
        mean=tuple(config["mean"])[:channels],
        std=tuple(config["std"])[:channels],
        class_names=_imagenet_names(config["num_classes"]),
        source=f"timm {name}",
        trained=trained,
    )


def _pretrained(name: str, weights: Any) -> torch.nn.Module | None:
    try:
        module: torch.nn.Module = torchvision.models.get_model(name, weights=weights)
    except (urllib.error.URLError, OSError, RuntimeError):  # no way to the weights, or a damaged file of them
        return None
    return module


def _crop_size(weights: Any) -> int:
    size = weights.transforms().crop_size
    return int(size[0] if isinstance(size, list | tuple) else size)


def _without_slow_initialisation(name: str) -> dict[str, Any]:
    return {"init_weights": False} if name in ("googlenet", "inception_v3") else {}


def _imagenet_names(classes: int) -> list[str]:
    imagenet = torchvision.models.ResNet18_Weights.DEFAULT.meta["categories"]
    return list(imagenet) if classes == len(imagenet) else [f"class {index}" for index in range(classes)]
