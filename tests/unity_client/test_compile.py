"""The engine's side compiles against the stub, warnings being errors."""

import pytest
from tests.unity_client import building


@pytest.mark.parametrize(
    "target", ["DeepVision.Client", "DeepVision.Client.InEditor", "DeepVision.Editor", "DeepVision.Host"]
)
def test_it_compiles(mono, target):
    building.compile_target(target)


def test_only_those_who_name_json_net_get_it():
    for target in building.TARGETS.values():
        for folder in target.sources:
            for asmdef in folder.glob("*.asmdef"):
                assert ("Newtonsoft.Json.dll" in asmdef.read_text()) == (building.JSON in target.packages), asmdef
