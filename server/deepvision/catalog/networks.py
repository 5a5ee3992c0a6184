"""A network by name: loaded, checked, traced once."""

import copy
import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Integral, Real
from pathlib import Path

import torch
from torch import Tensor, nn

from deepvision.catalog import scripts, zoo
from deepvision.catalog.errors import RAISED, CatalogError, line_in
from deepvision.catalog.network import Network
from deepvision.catalog.weights import load_weights
from deepvision.tracking import Graph, Tracer


@dataclass(frozen=True)
class LoadedNetwork:
    """A network that is ready to run.

    Attributes:
        id: slug of the name, unique among the networks that stand side by side.
        name: what the user asked for.
        network: what the script returned, its module in inference mode on ``device``.
        weights: name of the weights in it, or None.
        trained: whether it holds trained weights.
        parameters: number of trainable values.
        digest: SHA-256 over the architecture's source and the weights, in hex.
        tracer: records its forward passes.
        graph: of a forward pass of zeros.
        script: the file it came from; None: a library's.
    """

    id: str
    name: str
    network: Network
    weights: str | None
    trained: bool
    parameters: int
    digest: str
    device: torch.device
    tracer: Tracer
    graph: Graph
    script: Path | None = None


def load_network(
    name: str, *, weights: Path | None = None, device: torch.device | None = None, taken: Iterable[str] = ()
) -> LoadedNetwork:
    """Load a network named as on the command line.

    Args:
        name: a script's name or path, ``torchvision:NAME`` or ``timm:NAME``; ``@WEIGHTS`` picks one of its weights.
        weights: a weights file instead.
        device: where it will run; the CPU by default.
        taken: ids that are in use already.

    Raises:
        CatalogError: it cannot be shown; the message says why, where, and what to do.
    """
    base, chosen = _split(name)
    wanted = chosen if weights is None else zoo.UNTRAINED  # nothing is fetched only to be replaced
    if base.startswith("torchvision:"):
        network, digest, script = zoo.torchvision_network(base.removeprefix("torchvision:"), wanted), base, None
    elif base.startswith("timm:"):
        network, digest, script = zoo.timm_network(base.removeprefix("timm:"), wanted), base, None
    else:
        loaded = scripts.load("network", scripts.find("network", base))
        network, digest, script = _checked(scripts.call(loaded), loaded.path), loaded.digest, loaded.path
    weights_name, trained = chosen if network.trained else None, network.trained
    if weights is not None:
        load_weights(network.module, weights)
        weights_name, trained = weights.name, True
    elif script is not None:
        weights_name, trained = _load_named_weights(network, chosen, name, script)
    target = device or torch.device("cpu")
    tracer, graph = _traced(network, script, target)
    module = network.module
    return LoadedNetwork(
        id=_slug(Path(base).stem + (f"-{chosen}" if chosen else "") if script else name, taken),
        name=name if script is None or base == script.stem else script.stem + (f"@{chosen}" if chosen else ""),
        network=network,
        weights=weights_name,
        trained=trained,
        parameters=sum(p.numel() for p in module.parameters() if p.requires_grad),
        digest=_digest(digest, module),
        device=target,
        tracer=tracer,
        graph=graph,
        script=script,
    )


def ready(name: str, network: Network, source: str, device: torch.device) -> LoadedNetwork:
    """Return a network that is at hand, such as one that is being trained, as one that can be shown.

    Args:
        name: what the user asked for.
        network: whose module is taken over.
        source: what its values depend on besides the weights.
        device: where it will run.

    Raises:
        CatalogError: it cannot be shown.
    """
    tracer, graph = _traced(network, None, device)
    shown = Path(name).stem if name.endswith(".py") else name
    return LoadedNetwork(
        id=_slug(shown, ()),
        name=shown,
        network=network,
        weights=None,
        trained=network.trained,
        parameters=sum(p.numel() for p in network.module.parameters() if p.requires_grad),
        digest=_digest(source, network.module),
        device=device,
        tracer=tracer,
        graph=graph,
    )


def with_weights(loaded: LoadedNetwork, state: Mapping[str, Tensor], weights: str, *, trained: bool) -> LoadedNetwork:
    """Return the network with other weights, as a copy: what runs on the old ones goes on undisturbed.

    Args:
        loaded: the network.
        state: the state dict.
        weights: what the weights are called.
        trained: whether they mean something.
    """
    module = copy.deepcopy(loaded.network.module)
    module.load_state_dict(dict(state))
    network = replace(loaded.network, module=module)
    tracer, graph = _traced(network, None, loaded.device)
    digest = _digest(loaded.digest, module)
    return replace(loaded, network=network, weights=weights, trained=trained, digest=digest, tracer=tracer, graph=graph)


def pick_device(wanted: str) -> torch.device:
    """Return the device named ``auto``, ``cpu``, ``cuda`` or ``mps``.

    Raises:
        CatalogError: there is no such device here.
    """
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted == "auto":
        return torch.device(next(name for name, there in available.items() if there))
    if not available[wanted]:
        there = ", ".join(name for name, is_there in available.items() if is_there)
        raise CatalogError(f"--device {wanted}: PyTorch finds no such device here. There is: {there}.")
    return torch.device(wanted)


def _split(name: str) -> tuple[str, str | None]:
    base, at, weights = name.rpartition("@")
    if not at or "/" in weights or "\\" in weights or Path(name).is_file():  # the name of a file may hold an @
        return name, None
    return base, weights


def _checked(returned: object, script: Path) -> Network:
    if not isinstance(returned, Network):
        raise CatalogError(
            f"{script.name}: network() returned {type(returned).__name__}, expected deepvision.Network. "
            "Return Network(module=…, input_size=(H, W), mean=…, std=…, class_names=…)."
        )
    complaint = _complaint(returned)
    if complaint is not None:
        raise CatalogError(f"{script.name}: network() returned a Network that cannot be shown: {complaint}.")
    return replace(returned, class_names=[str(name) for name in returned.class_names])


def _complaint(network: Network) -> str | None:
    """Return what was expected and what came, for what a script can get wrong."""
    size, mean, std, names = network.input_size, network.mean, network.std, network.class_names
    if not isinstance(network.module, nn.Module):
        return f"expected module, a torch.nn.Module object, got {_kind(network.module)}"
    if not _is_list(size) or len(size) != 2 or not all(isinstance(side, Integral) and side > 0 for side in size):
        return f"expected a positive input_size, two whole numbers (height, width), got {size!r}"
    if not all(_is_list(v) and all(isinstance(x, Real) and math.isfinite(x) for x in v) for v in (mean, std)):
        return f"expected mean and std to be lists of finite numbers, got {mean!r} and {std!r}"
    if len(mean) != len(std) or len(mean) not in (1, 3):
        return (
            "expected mean and std of one length, 1 for grey or 3 for colour pictures, "
            f"got {len(mean)} means and {len(std)} stds"
        )
    if 0 in std:
        return "std holds a zero, and pictures are divided by it; use 1 for no scaling"
    if not _is_list(names) or not names:
        return f"expected class_names, a list with one name per class, got {_kind(names)}"
    if not isinstance(network.weights, Mapping):
        return f"expected weights, a dictionary of names and files, got {_kind(network.weights)}"
    return None


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _kind(value: object) -> str:
    return f"the class {value.__name__}" if isinstance(value, type) else type(value).__name__


def _load_named_weights(network: Network, chosen: str | None, name: str, script: Path) -> tuple[str | None, bool]:
    if chosen is None and not network.weights:
        return None, network.trained
    weights_name = chosen if chosen is not None else next(iter(network.weights))
    if weights_name not in network.weights:
        raise CatalogError(
            f"{name}: {script.name} names no weights {weights_name!r}. "
            f"There are: {', '.join(network.weights) or 'none'}."
        )
    load_weights(network.module, script.parent / network.weights[weights_name])
    return weights_name, True


def _traced(network: Network, script: Path | None, device: torch.device) -> tuple[Tracer, Graph]:
    """Return the tracer of a network in inference mode on its device, and the graph of a picture of zeros."""
    shape = (1, len(network.mean), *network.input_size)
    try:
        network.module.eval()
        network.module.to(device)
        tracer = Tracer(network.module)
        with torch.no_grad():
            trace = tracer.record(torch.zeros(shape, device=device))
    except RAISED as error:
        place = line_in(script, error) if script else type(network.module).__name__
        raise CatalogError(
            f"{place}: the network raised {type(error).__name__} for an input of shape {shape}: "
            f"{str(error).splitlines()[0] if str(error) else ''} — check input_size, mean (its length is the number "
            "of channels) and this line."
        ) from error
    _check_output(trace.output, network, script)
    return tracer, trace.graph


def _check_output(output: object, network: Network, script: Path | None) -> None:
    place = script.name if script else type(network.module).__name__
    expected = (1, len(network.class_names))
    shape = tuple(output.shape) if isinstance(output, torch.Tensor) else type(output).__name__
    if shape != expected:
        raise CatalogError(
            f"{place}: expected logits of shape {expected}, one per class name, got {shape}. "
            "Return the logits from forward, and name every class once."
        )


def _slug(name: str, taken: Iterable[str]) -> str:
    used = set(taken)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "network"
    candidate, number = slug, 2
    while candidate in used:
        candidate, number = f"{slug}-{number}", number + 1
    return candidate


def _digest(source: str, module: nn.Module) -> str:
    digest = hashlib.sha256(source.encode())
    for name, tensor in module.state_dict().items():
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().data)
    return digest.hexdigest()
