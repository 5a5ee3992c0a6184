"""Make the .meta file of every file and folder of the Unity project, as the Unity editor would.

A GUID is made from the path when a file is new, and kept ever after, whatever happens to the path: move the .meta with
its file. ``--check`` changes nothing and fails when one is missing, doubled or left over.
"""

import argparse
import hashlib
import re
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "unity_client"
ROOTS = (PROJECT / "Assets", PROJECT / "Packages" / "org.deepvision.client")
GUID = re.compile(r"^guid: ([0-9a-f]{32})$", re.MULTILINE)
_TAIL = "  userData: \n  assetBundleName: \n  assetBundleVariant: \n"
_SCRIPT = (
    "  externalObjects: {}\n  serializedVersion: 2\n  defaultReferences: []\n  executionOrder: 0\n"
    "  icon: {instanceID: 0}\n"
)
IMPORTERS = {
    ".cs": ("MonoImporter", _SCRIPT),
    ".asmdef": ("AssemblyDefinitionImporter", "  externalObjects: {}\n"),
    ".shader": (
        "ShaderImporter",
        "  externalObjects: {}\n  defaultTextures: []\n  nonModifiableTextures: []\n  preprocessorOverride: 0\n",
    ),
    ".hlsl": ("ShaderIncludeImporter", "  externalObjects: {}\n"),
    ".json": ("TextScriptImporter", "  externalObjects: {}\n"),
    ".bytes": ("TextScriptImporter", "  externalObjects: {}\n"),
    ".txt": ("TextScriptImporter", "  externalObjects: {}\n"),
    ".md": ("TextScriptImporter", "  externalObjects: {}\n"),
    ".xml": ("TextScriptImporter", "  externalObjects: {}\n"),
}


def assets(root: Path) -> list[Path]:
    """Files and folders below a root that Unity imports: no hidden ones, none whose name ends in ``~``.

    Empty folders are left out: they are not in the repository.
    """
    found = []
    for path in sorted(root.iterdir()) if root.is_dir() else []:
        if is_hidden(path.name) or path.suffix in (".meta", ".tmp"):
            continue
        if path.is_dir():
            below = assets(path)
            found.extend([path, *below] if below else [])
        else:
            found.append(path)
    return found


def is_hidden(name: str) -> bool:
    """Whether Unity passes a name by."""
    return name.startswith(".") or name.endswith("~")


def meta_of(asset: Path) -> Path:
    """Return where an asset's .meta file is."""
    return asset.with_name(asset.name + ".meta")


def text_for(asset: Path, guid: str) -> str:
    """Return what the editor writes for an asset of this kind."""
    if asset.is_dir():
        body = "folderAsset: yes\nDefaultImporter:\n  externalObjects: {}\n"
    elif asset.name == "package.json":
        body = "PackageManifestImporter:\n  externalObjects: {}\n"
    else:
        importer, settings = IMPORTERS.get(asset.suffix, ("DefaultImporter", "  externalObjects: {}\n"))
        body = f"{importer}:\n{settings}"
    return f"fileFormatVersion: 2\nguid: {guid}\n{body}{_TAIL}"


def fresh_guid(asset: Path) -> str:
    """Return the GUID for an asset that has none yet."""
    return hashlib.md5(asset.relative_to(PROJECT).as_posix().encode(), usedforsecurity=False).hexdigest()


def problems() -> list[str]:
    """What is wrong with the .meta files, in words; empty: nothing."""
    wanted = {meta_of(asset): asset for root in ROOTS for asset in assets(root)}
    there = _existing()
    told = [f"{_name(meta)}: missing" for meta in sorted(wanted.keys() - there)]
    told += [f"{_name(meta)}: left over, its file is gone" for meta in sorted(there - wanted.keys())]
    guids: dict[str, Path] = {}
    for meta in sorted(wanted.keys() & there):
        match = GUID.search(meta.read_text())
        if match is None:
            told.append(f"{_name(meta)}: no guid of 32 hexadecimal digits")
        elif match[1] in guids:
            told.append(f"{_name(meta)}: has the guid of {_name(guids[match[1]])}")
        elif meta.read_text() != text_for(wanted[meta], match[1]):
            told.append(f"{_name(meta)}: not what this kind of file has")
        if match:
            guids.setdefault(match[1], meta)
    return told


def write() -> int:
    """Make missing .meta files, bring others into form, remove those left over; return how many files changed."""
    changed = 0
    wanted = {meta_of(asset): asset for root in ROOTS for asset in assets(root)}
    for meta in _existing() - wanted.keys():
        meta.unlink()
        changed += 1
    for meta, asset in wanted.items():
        before = meta.read_text() if meta.exists() else ""
        match = GUID.search(before)
        text = text_for(asset, match[1] if match else fresh_guid(asset))
        if text != before:
            meta.write_text(text)
            changed += 1
    return changed


def _existing() -> set[Path]:
    metas = {meta for root in ROOTS for meta in root.rglob("*.meta")}
    return {meta for meta in metas if not any(map(is_hidden, meta.relative_to(PROJECT).parts))}


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def main() -> int:
    """Return 1 when ``--check`` found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        print(f"{write()} .meta files changed")
        return 0
    told = problems()
    for line in told:
        print(line, file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
