"""What the checks of the shaders need, and skipping visibly where it is missing."""

import importlib.util

import pytest
from tests.unity_client.render.crosscompile import missing_tools


def require_compilers() -> None:
    """Skip without the shader tools."""
    missing = missing_tools()
    if missing:
        pytest.skip(missing)


def require_renderer() -> None:
    """Skip without the shader tools, moderngl, or OpenGL 4.5 in software."""
    require_compilers()
    if importlib.util.find_spec("moderngl") is None:
        pytest.skip("needs moderngl")
    from tests.unity_client.render.graphics import create_context

    try:
        create_context().release()
    except Exception as error:  # whatever the driver finds wrong
        pytest.skip(f"needs OpenGL 4.5 on EGL (libegl1, libgl1-mesa-dri): {error}")
