"""Write both clients' types from ``deepvision/api/schemas.py``; with ``--check`` only compare.

TypeScript: ``web_client/src/api/types.ts``; C#: one file per type in the Unity client's ``Core/Api/Contract``.
"""

import inspect
import sys
from pathlib import Path

from contract_csharp import csharp
from contract_typescript import typescript
from pydantic import BaseModel

from deepvision.api import schemas

_ROOT = Path(__file__).parents[1]
TYPESCRIPT = _ROOT / "web_client" / "src" / "api" / "types.ts"
CSHARP = _ROOT / "unity_client/Packages/org.deepvision.client/Runtime/Core/Api/Contract"


def models() -> list[type[BaseModel]]:
    """Return every body of the contract in the order of the file."""
    found = (value for value in vars(schemas).values() if inspect.isclass(value))
    return [m for m in found if issubclass(m, BaseModel) and m not in (BaseModel, schemas.Model)]


def generated() -> dict[Path, str]:
    """Return the text of every file."""
    version = schemas.API_VERSION
    files = {CSHARP / name: text for name, text in csharp(models(), version).items()}
    return {TYPESCRIPT: typescript(models(), version), **files}


def different(files: dict[Path, str]) -> list[Path]:
    """Return the files that are missing, that differ, or that no model stands for any more."""
    changed = [path for path, text in files.items() if not path.exists() or path.read_text() != text]
    return changed + [path for path in sorted(CSHARP.glob("*.cs")) if path not in files]


def main(check: bool) -> str | None:
    """Write what differs, or with ``check`` say what does."""
    files = generated()
    changed = different(files)
    if check:
        names = ", ".join(path.name for path in changed)
        return f"{names}: not what the schemas say: run python tools/generate_types.py" if changed else None
    for path in changed:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path])
        else:
            path.unlink()
    return None


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
