import pytest
from tests.unity_client.driver import require_mono


@pytest.fixture(scope="session")
def mono():
    """Debian's Mono with NUnit and Json.NET; skipped, visibly, where it is missing."""
    require_mono()
