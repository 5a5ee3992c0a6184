"""Compile the Unity client without Unity: Core by itself, the rest against the engine stub, with Debian's Mono.

``python tests/unity_client/building.py TARGET…`` compiles targets into ``.cache/unity``; each brings what it needs.
"""

import argparse
import fcntl
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "unity_client"
PACKAGE = PROJECT / "Packages" / "org.deepvision.client"
HERE = Path(__file__).parent
OUT = ROOT / ".cache" / "unity"
JSON = Path("/usr/lib/mono/gac/Newtonsoft.Json/6.0.0.0__b9a188c8922137c6/Newtonsoft.Json.dll")
NUNIT = Path("/usr/lib/mono/gac/nunit.framework/2.6.4.0__96d09a1eb7f44a77/nunit.framework.dll")
_SYSTEM = ["System.Numerics.dll", "System.Net.Http.dll", "System.IO.Compression.dll"]


class CompileError(RuntimeError):
    """The compiler's messages."""


@dataclass(frozen=True)
class Target:
    """An assembly: the folders of its sources and what it refers to."""

    name: str
    sources: tuple[Path, ...]
    references: tuple[str, ...] = ()
    packages: tuple[Path, ...] = ()
    kind: str = "library"
    defines: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return self.name + (".exe" if self.kind == "exe" else ".dll")


TARGETS = {
    target.name: target
    for target in (
        Target("DeepVision.Core", (PACKAGE / "Runtime" / "Core",), packages=(JSON,)),
        Target("DeepVision.Core.Tests", (PACKAGE / "Tests" / "Core",), ("DeepVision.Core",), (JSON, NUNIT)),
        Target("UnityEngine", (HERE / "stub" / "engine",)),
        Target("UnityEngine.Tests", (HERE / "stub" / "tests",), ("UnityEngine",), (NUNIT,)),
        Target("UnityEditor", (HERE / "stub" / "editor",), ("UnityEngine",)),
        Target("DeepVision.Client", (PACKAGE / "Runtime" / "Client",), ("DeepVision.Core", "UnityEngine")),
        Target(  # as the editor compiles it, where some attributes are for the editor alone
            "DeepVision.Client.InEditor",
            (PACKAGE / "Runtime" / "Client",),
            ("DeepVision.Core", "UnityEngine", "UnityEditor"),
            defines=("UNITY_EDITOR",),
        ),
        Target(
            "DeepVision.Editor",
            (PACKAGE / "Editor",),
            ("DeepVision.Client", "UnityEngine", "UnityEditor"),
        ),
        Target(
            "DeepVision.Host",
            (HERE / "host",),
            ("DeepVision.Core", "DeepVision.Client", "UnityEngine"),
            (JSON,),
            kind="exe",
        ),
    )
}


def require_mono() -> str | None:
    """Return what is missing, or None."""
    if shutil.which("mcs") is None or shutil.which("mono") is None:
        return "needs mono-mcs"
    if not JSON.exists():
        return "needs libnewtonsoft-json-cil-dev"
    return None if NUNIT.exists() else "needs libnunit-cil-dev"


def compile_target(name: str, out: Path = OUT, only: tuple[str, ...] = ()) -> Path:
    """Compile a target and what it refers to; unchanged ones are left. ``only`` limits the folders of Core's sources.

    Raises CompileError with the compiler's messages; warnings are errors. Processes and threads may call it at once for
    the same folder: each target is compiled by one of them.
    """
    out.mkdir(parents=True, exist_ok=True)
    target = TARGETS[name]
    with ThreadPoolExecutor() as pool:
        references = list(pool.map(lambda reference: compile_target(reference, out, only), target.references))
    sources = sorted(path for folder in target.sources for path in folder.rglob("*.cs") if _wanted(path, only))
    if not sources:
        raise CompileError(f"{name}: no sources")
    with _locked(out / f".{name}.lock"):
        library = out / target.file
        listed = out / f"{name}.sources"
        names = "\n".join(map(str, sources))
        inputs = [*sources, *references, Path(__file__)]
        fresh = library.exists() and library.stat().st_mtime > max(path.stat().st_mtime for path in inputs)
        if not (fresh and listed.exists() and listed.read_text() == names):
            _compile(target, references, names, out)
            listed.write_text(names)
        for dependency in target.packages:
            if not (out / dependency.name).exists():
                shutil.copy(dependency, out)
    return library


def _compile(target: Target, references: list[Path], sources: str, out: Path) -> None:
    """Compile beside the folder and move the result there: what runs from it keeps the files it has opened."""
    with tempfile.TemporaryDirectory(dir=out) as folder:
        listed = Path(folder) / "sources"
        listed.write_text(sources)
        command = [
            "mcs",
            "-nologo",
            "-langversion:latest",
            "-warn:4",
            "-warnaserror",
            "-nowarn:1591",
            "-debug",
            f"-target:{target.kind}",
            *(f"-define:{name}" for name in target.defines),
            f"-out:{Path(folder) / target.file}",
            *(f"-r:{reference}" for reference in [*_SYSTEM, *target.packages, *references]),
            f"@{listed}",
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            (out / target.file).unlink(missing_ok=True)
            raise CompileError(f"{target.name}:\n{run.stdout}{run.stderr}")
        for file in Path(folder).glob(f"{target.file}*"):
            file.replace(out / file.name)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_tests(library: Path, pattern: str = "", result: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the NUnit tests of a library.

    ``pattern`` is one fixture or test; ``result`` the file for NUnit's XML.
    """
    command = ["nunit-console", "-nologo", "-noshadow", "-nodots", str(library)]
    command.append(f"-xml={result}" if result else "-noresult")
    if pattern:
        command.append(f"-run={pattern}")
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _wanted(path: Path, only: tuple[str, ...]) -> bool:
    core = PACKAGE / "Runtime" / "Core"
    tests = PACKAGE / "Tests" / "Core"
    for folder in (core, tests):
        if folder in path.parents:
            parts = path.relative_to(folder).parts
            return not only or len(parts) == 1 or parts[0] in only
    return True


def main() -> int:
    """Compile, and run the tests where the test assembly was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="+", choices=sorted(TARGETS))
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", default="", help="folders of Core and its tests, separated by commas")
    parser.add_argument("--run", default="", help="one NUnit fixture or test: Namespace.Fixture")
    arguments = parser.parse_args()
    only = tuple(filter(None, arguments.only.split(",")))
    code = 0
    for name in arguments.targets:
        try:
            library = compile_target(name, arguments.out.resolve(), only)
        except CompileError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"{library.name}: compiled")
        if name.endswith("Tests"):
            result = run_tests(library, arguments.run)
            print(result.stdout, result.stderr)
            code = code or result.returncode
    return code


if __name__ == "__main__":
    sys.exit(main())
