"""The stand-in for the engine is as strict as it says, and keeps the engine's order."""

from tests.unity_client import building


def test_the_stub(mono):
    run = building.run_tests(building.compile_target("UnityEngine.Tests"))
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Tests run: 0" not in run.stdout
