"""Every setting of the server once: name, default, help. The command line and the documentation are made from it."""

import argparse
import os
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args, get_origin

MEBIBYTE = 1 << 20


def _setting(default: Any, help_text: str, **options: Any) -> Any:
    metadata = {"help": help_text, **options}
    if isinstance(default, list | dict):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a user can set; :func:`add_arguments` makes a command-line option of each field."""

    network: list[str] = _setting(
        ["covidresnet"],
        "networks to show, side by side: the name of a script in networks/ (covidresnet, or covidresnet@WEIGHTS for "
        "one of its weights), the path of a script of your own, torchvision:NAME or timm:NAME",
        metavar="NETWORK",
    )
    weights: Path | None = _setting(
        None,
        "weights for the network (for one network only): a safetensors file, or a state dict saved by torch.save",
        metavar="FILE",
    )
    dataset: list[str] = _setting(
        ["shapes", "photographs"],
        "data sets to pick pictures from: the names of scripts in datasets/, or paths of your own",
        metavar="DATASET",
    )
    images: list[Path] = _setting(
        [], "folders of your own pictures; a subfolder is a class; they come first on the shelf", metavar="DIR"
    )
    device: str = _setting(
        "auto",
        "where networks run; auto takes the first there is of cuda, mps, cpu",
        choices=("auto", "cpu", "cuda", "mps"),
    )
    executor: str = _setting(
        "local",
        "where pictures that excite channels are made: local is this process, ray a cluster (docs/cluster.md)",
        choices=("local", "ray"),
    )
    ray_address: str | None = _setting(
        None,
        "head node of the Ray cluster for --executor ray, as ray start prints it; auto finds the one that runs here",
        metavar="HOST:PORT",
    )
    host: str = _setting("127.0.0.1", "address to listen on; any other than the default needs --token", metavar="HOST")
    port: int = _setting(5570, "port to listen on", metavar="PORT")
    token: str | None = _setting(None, "secret that clients have to know; opened once with ?token=…", metavar="TOKEN")
    allow_host: list[str] = _setting(
        [], "further host names under which the server may be reached, as behind a proxy", metavar="NAME"
    )
    browser: bool = _setting(True, "open a browser when the server is ready, where there is one")
    threads: int = _setting(32, "requests that are answered at the same time", metavar="N")
    max_upload_mb: int = _setting(32, "largest picture that can be uploaded, in MiB", metavar="MIB")
    max_upload_pixels: int = _setting(50_000_000, "largest picture that can be uploaded, in pixels", metavar="N")
    upload_memory_mb: int = _setting(256, "memory for uploaded pictures, in MiB; the oldest go first", metavar="MIB")
    cache: Path | None = _setting(
        None,
        "folder for what took long to compute, generated pictures above all (default: deepvision in the user's cache)",
        metavar="DIR",
    )
    cache_mb: int = _setting(
        2048, "how much generated pictures may take there, in MiB; the least recently used go", metavar="MIB"
    )
    run_memory_mb: int = _setting(
        1024, "memory for the activations of past runs, in MiB; they are computed again when needed", metavar="MIB"
    )


LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


def add_arguments(parser: argparse.ArgumentParser, names: Collection[str] | None = None) -> None:
    """Add one option per setting, or per setting named; one that is not given leaves the setting's default."""
    for setting in fields(Settings):
        if names is not None and setting.name not in names:
            continue
        flag = "--" + setting.name.replace("_", "-")
        default = getattr(Settings(), setting.name)
        shown = " ".join(map(str, default)) if isinstance(default, list) else default
        text = setting.metadata["help"] + (f" (default: {shown})" if shown not in ("", None, True) else "")
        options = {key: value for key, value in setting.metadata.items() if key != "help"}
        if setting.type is bool:
            parser.add_argument(
                flag, action=argparse.BooleanOptionalAction, default=argparse.SUPPRESS, help=text, dest=setting.name
            )
            continue
        parser.add_argument(
            flag,
            type=_parser_of(setting.type),
            nargs="+" if get_origin(setting.type) is list else None,
            default=argparse.SUPPRESS,
            help=text,
            dest=setting.name,
            **options,
        )


def from_arguments(arguments: argparse.Namespace) -> Settings:
    """Return the settings given on the command line, and defaults for the others.

    Raises:
        ValueError: settings that contradict each other.
    """
    names = {setting.name for setting in fields(Settings)}
    given = {name: value for name, value in vars(arguments).items() if name in names}
    if "token" not in given and os.environ.get("DEEPVISION_TOKEN"):
        given["token"] = os.environ["DEEPVISION_TOKEN"]
    settings = Settings(**given)
    check(settings)
    return settings


def check(settings: Settings) -> None:
    """Raise ValueError when settings contradict each other, with what to do."""
    if settings.token is not None and not settings.token.strip():
        raise ValueError("--token: expected a secret, got an empty one; leave the option out for none")
    if settings.host not in LOCAL_HOSTS and not settings.token:
        raise ValueError(
            f"--host {settings.host} lets other computers connect, so --token is needed: choose a secret, "
            "for example --token $(openssl rand -hex 16), and open the address with ?token=…"
        )
    if settings.weights is not None and len(settings.network) != 1:
        raise ValueError(
            f"--weights fits one network, and {len(settings.network)} were named; "
            "give the others their weights as NAME@WEIGHTS, or start a second server"
        )
    if (settings.executor == "ray") != (settings.ray_address is not None):
        raise ValueError(
            "--executor ray and --ray-address HOST:PORT belong together: give both, or none for this process. "
            f"Got --executor {settings.executor} and {settings.ray_address or 'no address'}."
        )
    if not 0 <= settings.port <= 65535:
        raise ValueError(f"--port: expected a number from 0 to 65535, got {settings.port}")
    for name in ("threads", "max_upload_mb", "max_upload_pixels", "upload_memory_mb", "run_memory_mb", "cache_mb"):
        if getattr(settings, name) < 1:
            raise ValueError(f"--{name.replace('_', '-')}: expected at least 1, got {getattr(settings, name)}")


def cache_folder(settings: Settings) -> Path:
    """Return the folder for what took long to compute."""
    if settings.cache is not None:
        return settings.cache
    named = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    return (Path(named) if named else Path.home() / ".cache") / "deepvision"


def _parser_of(annotation: Any) -> Any:
    if get_origin(annotation) is list:
        return get_args(annotation)[0]
    if get_args(annotation):
        return next(choice for choice in get_args(annotation) if choice is not type(None))
    return annotation
