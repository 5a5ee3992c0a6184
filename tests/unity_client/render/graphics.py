"""What moderngl leaves out of OpenGL: texture arrays with given levels of detail, and one viewport for each eye."""

import ctypes

import moderngl
import numpy as np
from tests.unity_client.render.frame import FORMATS, TextureData

_TEXTURE_2D, _TEXTURE_ARRAY, _TEXTURE0 = 0x0DE1, 0x8C1A, 0x84C0
_INTERNAL = {"R8": 0x8229, "RG16": 0x822B, "RGBA32": 0x8058, "RGBAFloat": 0x8814}
_LAYOUT = {1: 0x1903, 2: 0x8227, 4: 0x1908}
_TYPE = {np.uint8: 0x1401, np.float32: 0x1406}
_MAGNIFIED = {"Point": 0x2600, "Bilinear": 0x2601, "Trilinear": 0x2601}
_MINIFIED = {"Point": 0x2700, "Bilinear": 0x2701, "Trilinear": 0x2703}
_WRAP = {"Clamp": 0x812F, "Repeat": 0x2901}
_MIN_FILTER, _MAG_FILTER, _WRAP_S, _WRAP_T, _MAX_LEVEL, _ANISOTROPY = 0x2801, 0x2800, 0x2802, 0x2803, 0x813D, 0x84FE
_UNPACK_ALIGNMENT = 0x0CF5

_INT, _POINTER = ctypes.c_int, ctypes.c_void_p
_SIGNATURES = {
    "glGenTextures": [_INT, _POINTER],
    "glDeleteTextures": [_INT, _POINTER],
    "glActiveTexture": [_INT],
    "glBindTexture": [_INT, ctypes.c_uint],
    "glTexParameteri": [_INT, _INT, _INT],
    "glPixelStorei": [_INT, _INT],
    "glTexImage2D": [_INT] * 8 + [_POINTER],
    "glTexImage3D": [_INT] * 9 + [_POINTER],
    "glViewportIndexedf": [_INT] + [ctypes.c_float] * 4,
}


def create_context() -> moderngl.Context:
    """Return OpenGL 4.5 without a window. Raises an exception that says what is missing."""
    return moderngl.create_context(standalone=True, backend="egl", require=450)


class Functions:
    """The functions of OpenGL itself, of the context that is current."""

    def __init__(self) -> None:
        address = ctypes.CDLL("libEGL.so.1").eglGetProcAddress
        address.restype, address.argtypes = _POINTER, [ctypes.c_char_p]
        self._functions = {
            name: ctypes.CFUNCTYPE(None, *arguments)(address(name.encode())) for name, arguments in _SIGNATURES.items()
        }

    def __call__(self, name: str, *arguments: object) -> None:
        self._functions[name](*arguments)


class Texture:
    """A texture on the card, with the filter, levels and borders of a recorded one."""

    def __init__(self, call: Functions, data: TextureData) -> None:
        self._call = call
        self._target = _TEXTURE_ARRAY if data.dimension == "2DArray" else _TEXTURE_2D
        number = ctypes.c_uint()
        call("glGenTextures", 1, ctypes.byref(number))
        self._number = number.value
        self.size = data.levels[0].shape[2], data.levels[0].shape[1]
        self.anisotropic = data.aniso > 1
        self.bind(0)
        call("glPixelStorei", _UNPACK_ALIGNMENT, 1)
        for level, texels in enumerate(data.levels):
            self._upload(level, np.ascontiguousarray(texels), data.format)
        minified = _MINIFIED if len(data.levels) > 1 else _MAGNIFIED
        parameters = {
            _MIN_FILTER: minified[data.filter],
            _MAG_FILTER: _MAGNIFIED[data.filter],
            _WRAP_S: _WRAP[data.wrap],
            _WRAP_T: _WRAP[data.wrap],
            _MAX_LEVEL: len(data.levels) - 1,
            _ANISOTROPY: max(1, data.aniso),
        }
        for name, value in parameters.items():
            call("glTexParameteri", self._target, name, value)

    def bind(self, unit: int) -> None:
        self._call("glActiveTexture", _TEXTURE0 + unit)
        self._call("glBindTexture", self._target, self._number)

    def release(self) -> None:
        self._call("glDeleteTextures", 1, ctypes.byref(ctypes.c_uint(self._number)))

    def _upload(self, level: int, texels: np.ndarray, kind: str) -> None:
        depth, height, width, components = texels.shape
        size = (width, height, depth) if self._target == _TEXTURE_ARRAY else (width, height)
        function = "glTexImage3D" if self._target == _TEXTURE_ARRAY else "glTexImage2D"
        layout = (_LAYOUT[components], _TYPE[FORMATS[kind][1]])
        self._call(function, self._target, level, _INTERNAL[kind], *size, 0, *layout, texels.ctypes.data)
