"""Networks of torchvision and timm by their own names."""

import http.client
import importlib
import importlib.util
import logging
import pickle
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
import torchvision

from deepvision.catalog.errors import CatalogError, near_names
from deepvision.catalog.network import Network

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
UNTRAINED = "none"
_PATIENCE = 5.0
"""Seconds for a server of weights to answer at all; without a network some libraries try for a minute."""

log = logging.getLogger(__name__)


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
    size = _crop_size(chosen)
    trained = module is not None
    if module is None:
        torch.manual_seed(0)  # untrained weights are the same at every start
        module = torchvision.models.get_model(name, weights=None, **_untrained_options(name, size))
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

    Where they can neither be found on this computer nor fetched, the network is shown untrained.

    Raises:
        CatalogError: timm is not installed, or does not know the name or the weights.
    """
    if importlib.util.find_spec("timm") is None:
        raise CatalogError(f"timm:{name}: timm is not installed. Run: pip install 'deepvision[timm]'")
    import timm

    base = name.split(".")[0]
    if base not in timm.list_models():
        raise CatalogError(f"timm:{name}: timm has no such network. {near_names(base, timm.list_models())}")
    if weights not in (None, UNTRAINED) or ("." in name and name not in timm.list_pretrained()):
        tags = ", ".join(timm.list_pretrained(f"{base}.*")) or "none"
        raise CatalogError(
            f"timm:{name}{f'@{weights}' if weights else ''}: timm has no such weights. They are named behind a dot, "
            f"as in timm:resnet18.a1_in1k; {UNTRAINED} behind an @ means untrained. There are: {tags}."
        )
    module, trained = (None, False) if weights == UNTRAINED else (_pretrained_of_timm(name), True)
    if module is None:
        torch.manual_seed(0)  # untrained weights are the same at every start
        module, trained = timm.create_model(name, pretrained=False), False
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
    file = Path(torch.hub.get_dir(), "checkpoints", Path(weights.url).name)
    try:
        if not file.is_file():
            _ask(weights.url)
        module: torch.nn.Module = torchvision.models.get_model(name, weights=weights)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError, http.client.HTTPException) as error:
        remedy = f"Remove {file}, which is damaged" if file.is_file() else f"Download {weights.url} to {file}"
        _tell_untrained(f"torchvision:{name}", error, remedy)
        return None
    return module


def _pretrained_of_timm(name: str) -> torch.nn.Module | None:
    import timm

    hub: Any = importlib.import_module("huggingface_hub.constants")
    try:
        with _offline_unless_it_answers(hub):
            module: torch.nn.Module = timm.create_model(name, pretrained=True)
    except Exception as error:  # timm and its hub raise what their HTTP library does
        _tell_untrained(f"timm:{name}", error, "Start once with a connection")
        return None
    return module


@contextmanager
def _offline_unless_it_answers(hub: Any) -> Iterator[None]:
    """Let the hub look into its files only while its server does not answer: it would try for 47 s."""
    before = hub.HF_HUB_OFFLINE
    try:
        if not before:
            _ask(hub.ENDPOINT)
    except (OSError, http.client.HTTPException):
        hub.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        hub.HF_HUB_OFFLINE = before


def _ask(address: str) -> None:
    """Raise OSError when the server at ``address`` does not answer soon; any answer will do."""
    try:
        urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=_PATIENCE).close()
    except urllib.error.HTTPError as answer:
        answer.close()


def _tell_untrained(name: str, error: Exception, remedy: str) -> None:
    reason = str(getattr(error, "reason", "") or error or type(error).__name__).splitlines()[0]
    log.warning(
        "%s is shown untrained: its weights are not on this computer and cannot be fetched (%s). %s, or name a file "
        "with --weights.",
        name,
        reason,
        remedy,
    )


def _crop_size(weights: Any) -> int:
    size = weights.transforms().crop_size
    return int(size[0] if isinstance(size, list | tuple) else size)


def _untrained_options(name: str, size: int) -> dict[str, Any]:
    if name.startswith("vit_"):  # made for pictures of one size
        return {"image_size": size}
    return {"init_weights": False} if name in ("googlenet", "inception_v3") else {}  # slow


def _imagenet_names(classes: int) -> list[str]:
    imagenet = torchvision.models.ResNet18_Weights.DEFAULT.meta["categories"]
    return list(imagenet) if classes == len(imagenet) else [f"class {index}" for index in range(classes)]
