"""Weights files, read without running code from them."""

from pathlib import Path

import safetensors.torch
import torch
from torch import Tensor, nn

from deepvision.catalog.errors import CatalogError


def read_state_dict(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file, or a state dict saved by ``torch.save``, onto the CPU.

    Raises:
        CatalogError: no such file, a damaged file, or a file that would run code.
    """
    if not path.is_file():
        raise CatalogError(f"{path}: there is no such weights file.")
    try:
        if path.suffix == ".safetensors":
            return safetensors.torch.load_file(path)
        content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # a damaged file makes torch.load raise anything
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise CatalogError(
            f"{path.name}: expected a safetensors file, or a state dict saved with torch.save(module.state_dict(), …); "
            f"it cannot be read as one without running code from it ({reason})."
        ) from error
    for key in ("state_dict", "model"):  # what training scripts wrap it in
        if isinstance(content, dict) and isinstance(content.get(key), dict):
            content = content[key]
    if not isinstance(content, dict) or not all(
        isinstance(name, str) and isinstance(value, Tensor) for name, value in content.items()
    ):
        raise CatalogError(
            f"{path.name}: expected a dictionary of names and tensors, got {type(content).__name__}. "
            "Save the weights with torch.save(module.state_dict(), …)."
        )
    return content


def load_weights(module: nn.Module, path: Path) -> None:
    """Load a weights file strictly; half precision becomes the module's own type.

    Raises:
        CatalogError: names or shapes that do not fit the module.
    """
    state = read_state_dict(path)
    own = module.state_dict()
    missing = [name for name in own if name not in state]
    unexpected = [name for name in state if name not in own]
    wrong = [
        f"{name} is {tuple(state[name].shape)}, expected {tuple(own[name].shape)}"
        for name in own
        if name in state and state[name].shape != own[name].shape
    ]
    complaints = [
        f"{len(names)} {what} ({_few(names)})"
        for names, what in ((missing, "missing"), (unexpected, "not in the network"), (wrong, "of another shape"))
        if names
    ]
    if complaints:
        raise CatalogError(
            f"{path.name} does not fit the network: {'; '.join(complaints)}. "
            "Take the weights of this architecture, with the same number of classes."
        )
    module.load_state_dict(state)


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
