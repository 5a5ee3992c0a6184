import pytest

from deepvision.reproduce import Request, find


class QuickRuns(dict):
    """Quick runs by an experiment's name, each made when it is first asked for."""

    def __missing__(self, name):
        self[name] = find(name).run(Request(quick=True))
        return self[name]


@pytest.fixture(scope="session")
def quick():
    """Return every experiment's quick run by name, made once."""
    return QuickRuns()
