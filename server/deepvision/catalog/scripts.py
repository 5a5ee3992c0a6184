"""The scripts in ``networks/`` and ``datasets/``, and those of a user, loaded from their files."""

import hashlib
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import deepvision
from deepvision.catalog.errors import RAISED, CatalogError, line_in, near_names

Kind = Literal["network", "dataset"]


@dataclass(frozen=True)
class Script:
    """A loaded script: its file, the digest of its text, and its ``network()`` or ``dataset()`` function."""

    path: Path
    digest: str
    function: Callable[..., Any]


def folder(kind: Kind) -> Path:
    """Return the folder of our scripts: the repository's in an editable install, else the wheel's."""
    package = Path(deepvision.__file__).parent
    in_repository = package.parents[1] / f"{kind}s"
    return in_repository if in_repository.is_dir() else package / "_scripts" / f"{kind}s"


def names(kind: Kind) -> list[str]:
    """Return the names of our scripts, sorted."""
    return sorted(path.stem for path in folder(kind).glob("*.py") if not path.stem.startswith("_"))


def find(kind: Kind, name: str) -> Path:
    """Return the file of a script named by its stem or by a path.

    Raises:
        CatalogError: there is no such script.
    """
    if name.endswith(".py") or "/" in name or "\\" in name:
        path = Path(name).expanduser()
        if not path.is_file():
            raise CatalogError(f"{name}: there is no such file. Expected a Python script with a function {kind}().")
        return path
    if name not in names(kind):
        raise CatalogError(
            f"{name}: no {kind} has this name. {near_names(name, names(kind))} "
            f"A script of your own is named by its path, such as ./{name}.py."
        )
    return folder(kind) / f"{name}.py"


def load(kind: Kind, path: Path) -> Script:
    """Run a script and return its function ``network`` or ``dataset``.

    Raises:
        CatalogError: the script raises, or has no such function; the message names the line.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise CatalogError(f"{path}: the file cannot be read ({error.strerror}). Check its permissions.") from error
    digest = hashlib.sha256(text).hexdigest()
    spec = importlib.util.spec_from_file_location(f"deepvision_script_{path.stem}_{digest[:8]}", path)
    if spec is None or spec.loader is None:
        raise CatalogError(f"{path.name}: expected a Python script (.py).")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses, pickling and scripting look a class's module up there
    try:
        spec.loader.exec_module(module)
    except RAISED as error:
        del sys.modules[spec.name]
        raise CatalogError(
            f"{line_in(path, error)}: the script raised {type(error).__name__}: {error}. {_remedy(path, error)}"
        ) from error
    function = getattr(module, kind, None)
    if not callable(function):
        raise CatalogError(
            f"{path.name}: expected a function {kind}(), and there is none. Add it; the tutorial shows how."
        )
    return Script(path, digest, function)


def call(script: Script, *arguments: Any) -> Any:
    """Call the script's function.

    Raises:
        CatalogError: it raises; the message names the line.
    """
    try:
        return script.function(*arguments)
    except RAISED as error:
        message = str(error).rstrip(".")
        raise CatalogError(
            f"{line_in(script.path, error)}: {script.function.__name__}() raised {type(error).__name__}: {message}."
        ) from error


def _remedy(path: Path, error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name and (path.parent / f"{error.name}.py").is_file():
        return f"A script imports installed packages only: move what it needs from {error.name}.py into it."
    if isinstance(error, ModuleNotFoundError):
        return f"Install {error.name} into this environment, or correct the line."
    return "Correct the line."
