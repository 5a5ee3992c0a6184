"""What a Unity editor would complain about, or silently ignore, found without one."""

import json
import re
from pathlib import Path

import pytest
from tests.unity_client import building
from tools import unity_metas

PACKAGE = building.PACKAGE
RUNTIME = PACKAGE / "Runtime"
SOURCES = sorted(PACKAGE.rglob("*.cs"))
TYPE = re.compile(
    r"^ {4}(?:(?:public|internal|private|sealed|static|abstract|readonly|partial|ref|unsafe)\s+)*"
    r"(?:class|struct|interface|enum|delegate\s+\S+)\s+(\w+)",
    re.MULTILINE,
)
NO_CODE = re.compile(r'@"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\])\'|//[^\n]*|/\*.*?\*/', re.DOTALL)
# What the packages' documentation releases for this editor; those built into it must be exactly its own.
EDITOR = "6000.3"
BUILT_IN = {"com.unity.render-pipelines.universal": "17.3.0", "com.unity.test-framework": "1.6.0"}
RELEASED = {
    "com.unity.inputsystem": "1.19.0",
    "com.unity.nuget.newtonsoft-json": "3.2.2",
    "com.unity.xr.management": "4.5.2",
    "com.unity.xr.openxr": "1.16.1",
}


def assemblies() -> dict[str, dict]:
    """Our assembly definitions by name."""
    found = [json.loads(path.read_text()) for path in PACKAGE.rglob("*.asmdef")]
    return {asmdef["name"]: asmdef for asmdef in found}


def text_of(path: Path) -> str:
    """A source without comments and without what strings hold."""
    return NO_CODE.sub('""', path.read_text(encoding="utf-8"))


def test_every_file_has_its_meta():
    assert unity_metas.problems() == []


def test_assembly_definitions_are_named_like_their_files():
    for path in PACKAGE.rglob("*.asmdef"):
        assert json.loads(path.read_text())["name"] == path.stem


def test_references_of_assemblies_exist_and_go_one_way():
    ours = assemblies()
    for name, asmdef in ours.items():
        for reference in asmdef["references"]:
            known = reference in ours or reference.startswith(("Unity.", "UnityEngine.", "UnityEditor."))
            assert known, f"{name} refers to {reference}"
    done: set[str] = set()
    while len(done) < len(ours):
        ready = {name for name, asmdef in ours.items() if set(asmdef["references"]) & ours.keys() <= done} - done
        assert ready, f"a circle among {sorted(ours.keys() - done)}"
        done |= ready


def test_the_compiler_here_sees_the_references_that_unity_sees():
    """An assembly compiled here must not find more of our own code than its definition names."""
    for name, asmdef in assemblies().items():
        here, there = building.TARGETS[name].references, asmdef["references"]
        assert {one for one in here if "Unity" not in one} == {one for one in there if "Unity" not in one}, name


def test_core_knows_no_engine():
    assert assemblies()["DeepVision.Core"]["noEngineReferences"] is True
    for path in (RUNTIME / "Core").rglob("*.cs"):
        assert not re.search(r"\bUnity(?:Engine|Editor)\b", text_of(path)), path


def test_folders_of_core_know_each_other_one_way():
    """A circle of folders is one folder with two names."""
    core = RUNTIME / "Core"
    uses = {
        folder.name: {
            name
            for path in folder.rglob("*.cs")
            for name in re.findall(r"\bDeepVision\.(\w+)\b", text_of(path))
            if name != folder.name and (core / name).is_dir()
        }
        for folder in core.iterdir()
        if folder.is_dir()
    }
    done: set[str] = set()
    while len(done) < len(uses):
        ready = {name for name, others in uses.items() if others <= done} - done
        assert ready, f"a circle among {sorted(uses.keys() - done)}"
        done |= ready


def test_the_runtime_knows_no_editor():
    """Except in code that the compiler sees in the editor only."""
    for path in RUNTIME.rglob("*.cs"):
        player = re.sub(r"#if UNITY_EDITOR\b.*?#endif", "", text_of(path), flags=re.DOTALL)
        assert "UnityEditor" not in player, path
    assert assemblies()["DeepVision.Editor"]["includePlatforms"] == ["Editor"]


def test_the_product_does_not_know_the_stub():
    for path in SOURCES:
        assert not re.search(r"\b(?:DeepVision\.Host|InternalsVisibleTo.*Host|STUB|HEADLESS)\b", text_of(path)), path


@pytest.mark.parametrize("path", sorted(RUNTIME.rglob("*.cs")), ids=lambda path: path.stem)
def test_one_type_per_file_in_its_namespace(path):
    text = text_of(path)
    names = TYPE.findall(text)
    if path.name == "AssemblyInfo.cs":
        assert names == []
        return
    assert names == [path.stem]
    part, *folders = path.relative_to(RUNTIME).parts[:-1]
    namespace = f"DeepVision.{folders[0]}" if part == "Core" else "DeepVision.Client"
    assert re.findall(r"^namespace (\S+)", text, re.MULTILINE) == [namespace]


def test_versions_of_the_packages():
    manifest = json.loads((building.PROJECT / "Packages" / "manifest.json").read_text())["dependencies"]
    package = json.loads((PACKAGE / "package.json").read_text())
    for name, version in {**BUILT_IN, **RELEASED}.items():
        assert manifest[name] == version, name
    for name, version in package["dependencies"].items():
        assert manifest[name] == version, f"{name}: package.json and manifest.json differ"
    assert package["unity"] == EDITOR
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert package["name"] == PACKAGE.name
    assert f"m_EditorVersion: {EDITOR}." in (building.PROJECT / "ProjectSettings" / "ProjectVersion.txt").read_text()
    assert not (building.PROJECT / "Packages" / "packages-lock.json").exists(), "only a real editor may write it"


def test_the_project_holds_no_yaml_written_by_hand():
    """Scenes, prefabs and settings are made by the editor script; these two files only say how."""
    written = {path.name for path in (building.PROJECT / "ProjectSettings").iterdir()}
    assert written <= {"ProjectVersion.txt", "EditorSettings.asset"}
    for ending in ("*.unity", "*.prefab", "*.asset", "*.mat"):
        for root in unity_metas.ROOTS:
            assert [path for path in root.rglob(ending) if "Generated" not in path.parts] == []


def test_sources_keep_to_the_house_style():
    told = []
    for path in [*SOURCES, *building.HERE.rglob("*.cs")]:
        text = path.read_text(encoding="utf-8")
        if not text.endswith("\n"):
            told.append(f"{path.name}: its last line has no end")
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > 120:
                told.append(f"{path.name}:{number}: {len(line)} columns")
            if line != line.rstrip() or "\t" in line or "\r" in line:
                told.append(f"{path.name}:{number}: tabs, or blanks at its end")
            if "TODO" in line or "FIXME" in line:
                told.append(f"{path.name}:{number}: something is left to do")
    assert told == []
