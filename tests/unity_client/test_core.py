"""The client's engine-free part: its NUnit tests, one test here for each fixture."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.unity_client import building


def fixtures() -> list[str]:
    """Names of the test classes: a file holds one, named like it."""
    folder = building.PACKAGE / "Tests" / "Core"
    return sorted(path.stem for path in folder.rglob("*Tests.cs"))


@pytest.fixture(scope="module")
def outcome(mono, tmp_path_factory) -> ET.Element:
    """What NUnit reports of all tests, which are run once."""
    library = building.compile_target("DeepVision.Core.Tests")
    result: Path = tmp_path_factory.mktemp("nunit") / "result.xml"
    run = building.run_tests(library, result=result)
    assert result.exists(), run.stdout + run.stderr
    return ET.parse(result).getroot()


@pytest.mark.parametrize("fixture", fixtures())
def test_core(outcome, fixture):
    suites = [suite for suite in fixture_suites(outcome) if name_of(suite) == fixture]
    cases = [case for suite in suites for case in suite.iter("test-case")]
    assert cases, f"{fixture}: no test was run"
    assert not (told := [text for case in cases if (text := complaint(case))]), "\n\n".join(told)


def test_every_test_belongs_to_a_fixture(outcome):
    """None is missed because its class is not named like its file."""
    assert {name_of(suite) for suite in fixture_suites(outcome)} == set(fixtures())


def fixture_suites(outcome: ET.Element) -> list[ET.Element]:
    return [suite for suite in outcome.iter("test-suite") if suite.get("type") == "TestFixture"]


def name_of(suite: ET.Element) -> str:
    """A fixture's name without the arguments that it was made with."""
    return str(suite.get("name")).split("(")[0]


def complaint(case: ET.Element) -> str:
    """Why a test case failed or was not run; "" when it passed."""
    if case.get("success") == "True":
        return ""
    texts = [text.strip() for part in case.iter() if part.tag in ("message", "stack-trace") and (text := part.text)]
    return f"{case.get('name')}: {case.get('result')}\n" + "\n".join(texts)
