"""Every engine member that the client uses was found in the engine's own published sources."""

from tests.unity_client import api_members, building
from tests.unity_client.metadata import Assembly


def test_every_member_used_was_looked_up(mono):
    """Look a new one up as docs/unity.md says, then add it: python -m tests.unity_client.api_members --write."""
    assert sorted(api_members.used() - api_members.verified()) == []


def test_the_list_holds_nothing_else(mono):
    assert sorted(api_members.verified() - api_members.used()) == []


def test_the_reader_sees_members_types_and_constants(mono):
    client = Assembly(building.compile_target("DeepVision.Client"))
    members = client.referenced_members("Unity")
    assert "UnityEngine.Texture2D.Apply(Boolean,Boolean):Void" in members
    assert "UnityEngine.Object.op_Equality(Object,Object):Boolean" in members
    assert "UnityEngine.Texture2D.SetPixelData(!!0[],Int32,Int32):Void" in members
    assert "UnityEngine.MonoBehaviour" in client.referenced_types("Unity")
    overridden = client.overrides("Unity")
    assert "UnityEngine.XR.OpenXR.Features.OpenXRFeature.OnInstanceCreate(UInt64):Boolean" in overridden
    literals = Assembly(building.compile_target("UnityEngine")).literals()
    assert "UnityEngine.FilterMode.Trilinear:FilterMode" in literals
