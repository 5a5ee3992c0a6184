"""The engine's members that the client uses, and the list of those that were looked up in the engine's sources.

``python -m tests.unity_client.api_members`` prints what the client uses now and the list does not hold, and the other
way round; ``--write`` writes the list. Write it only after every member was found in the published sources of the
engine and its packages: the first lines of api-verified.txt say which.
"""

import argparse
import sys
from pathlib import Path

from tests.unity_client import building
from tests.unity_client.metadata import Assembly

LIST = Path(__file__).parent / "api-verified.txt"
OURS = ("DeepVision.Client", "DeepVision.Client.InEditor", "DeepVision.Editor")
STUBS = ("UnityEngine", "UnityEditor")


def used(out: Path = building.OUT) -> set[str]:
    """Return types, members, overridden and implemented methods, and the constants that the stub declares."""
    stubs = [Assembly(building.compile_target(name, out)) for name in STUBS]
    found: set[str] = set()
    for stub in stubs:
        found |= stub.literals()
    for name in OURS:
        ours = Assembly(building.compile_target(name, out))
        interfaces = ours.implemented_interfaces("Unity")
        found |= ours.referenced_types("Unity") | ours.referenced_members("Unity") | ours.overrides("Unity")
        found |= {method for stub in stubs for interface in interfaces for method in stub.methods(interface)}
    return found


def verified() -> set[str]:
    """Return what was looked up."""
    return {line for line in LIST.read_text().splitlines() if line and not line.startswith("#")}


def main() -> int:
    """Return 1 when the list is not what the client uses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=building.OUT)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    now = used(arguments.out.resolve())
    if arguments.write:
        head = [line for line in LIST.read_text().splitlines() if line.startswith("#")]
        LIST.write_text("\n".join([*head, *sorted(now)]) + "\n")
        return 0
    before = verified()
    for member in sorted(now - before):
        print(f"not looked up: {member}")
    for member in sorted(before - now):
        print(f"no longer used: {member}")
    return 1 if now != before else 0


if __name__ == "__main__":
    sys.exit(main())
