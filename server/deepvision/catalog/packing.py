"""A network as bytes from which another machine makes the same one: its script's text and its weights, no module."""

import importlib.metadata
import io
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from deepvision.catalog.errors import CatalogError
from deepvision.catalog.networks import LoadedNetwork, load_network


@dataclass(frozen=True)
class PackedNetwork:
    """What a network is made from elsewhere.

    Attributes:
        name: file name of its script, or ``torchvision:NAME``, ``timm:NAME``.
        script: the script's text; None for a library's network.
        weights: its state dict, as ``torch.save`` writes it.
        digest: of the network this was packed from.
        library: name and version of the library that holds the architecture; None for a script.
    """

    name: str
    script: bytes | None
    weights: bytes
    digest: str
    library: tuple[str, str] | None

    def unpack(self, device: torch.device) -> LoadedNetwork:
        """Return the network, on ``device``.

        Raises:
            CatalogError: it cannot be made here, or it is not the one that was packed.
        """
        self._check_library()
        with TemporaryDirectory(prefix="deepvision-") as folder:
            weights = Path(folder, "packed_weights.pt")
            weights.write_bytes(self.weights)
            name = self.name
            if self.script is not None:
                script = Path(folder, self.name)
                script.write_bytes(self.script)
                name = str(script)
            try:
                loaded = load_network(name, weights=weights, device=device)
            except CatalogError as error:
                raise CatalogError(
                    f"{error} (Sent along were the text of {self.name} and the weights; files that a script opens "
                    "itself are not, nor are packages that it imports.)"
                ) from error
        if loaded.digest != self.digest:
            raise CatalogError(
                f"{self.name}: expected the network {self.digest[:12]}, got {loaded.digest[:12]}: its script has "
                "changed since it was loaded, or makes another network each time. Start again with the script as it "
                "is now."
            )
        return loaded

    def _check_library(self) -> None:
        if self.library is None:
            return
        name, expected = self.library
        found = version_of(name)
        if found != expected:
            raise CatalogError(
                f"{self.name}: expected {name} {expected}, got {found or 'none'}. "
                f"Run there: pip install {name}=={expected}"
            )


def pack(loaded: LoadedNetwork) -> PackedNetwork:
    """Return what makes ``loaded`` elsewhere.

    Raises:
        CatalogError: its script cannot be read any more.
    """
    content = io.BytesIO()
    torch.save({name: value.detach().cpu() for name, value in loaded.network.module.state_dict().items()}, content)
    if loaded.script is None:
        base = loaded.name.rpartition("@")[0] or loaded.name
        library = base.partition(":")[0]
        return PackedNetwork(base, None, content.getvalue(), loaded.digest, (library, version_of(library) or ""))
    try:
        text = loaded.script.read_bytes()
    except OSError as error:
        raise CatalogError(f"{loaded.script}: the file cannot be read any more ({error.strerror}).") from error
    return PackedNetwork(loaded.script.name, text, content.getvalue(), loaded.digest, None)


def version_of(package: str) -> str | None:
    """Return the public version of an installed package, without ``+cpu`` and the like; None if there is none."""
    try:
        return importlib.metadata.version(package).partition("+")[0]
    except importlib.metadata.PackageNotFoundError:
        return None
