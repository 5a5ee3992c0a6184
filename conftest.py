import os

import pytest

import deepvision  # noqa: F401  (first: it makes `import torchvision` work beside a CPU build of torch)


def pytest_runtest_makereport(item, call):
    """With CI=true what a machine lacks is a failure; only tests marked `gpu` may be skipped there."""
    skipped = call.excinfo is not None and call.excinfo.errisinstance(pytest.skip.Exception)
    if skipped and os.environ.get("CI") == "true" and item.get_closest_marker("gpu") is None:
        call.excinfo = pytest.ExceptionInfo.from_exc_info(
            (pytest.fail.Exception, pytest.fail.Exception(f"skipped in CI: {call.excinfo.value}"), call.excinfo.tb)
        )
