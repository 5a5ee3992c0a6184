import pytest

from deepvision.reproduce import EXPERIMENTS, Request


@pytest.fixture(scope="session")
def quick():
    """Return every experiment's quick run by name, made once."""
    return {experiment.name: experiment.run(Request(quick=True)) for experiment in EXPERIMENTS}
