"""Pictures: read from untrusted bytes, fitted to a network's input, drawn as noise."""

import io
import struct
import zlib
from collections.abc import Sequence

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF")
MAX_SIDE = 2048
"""Longer sides are scaled down to this when a picture is read: no network needs more, and memory stays bounded."""

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, struct.error, zlib.error)


class PictureError(ValueError):
    """Bytes that are no picture we read."""


class PictureTooLargeError(PictureError):
    """A picture with more pixels than allowed."""


def read_picture(data: bytes, max_pixels: int) -> Image.Image:
    """Decode a picture to RGB: first frame, turned upright by its EXIF, alpha over white, 16 bit to 8 bit.

    Raises:
        PictureTooLargeError: more than ``max_pixels`` pixels, found out before they are decoded.
        PictureError: not one of :data:`FORMATS`, cut, or damaged.
    """
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLargeError(f"The picture has more than {max_pixels:,} pixels. Scale it down.") from error
    except _BROKEN as error:
        raise PictureError(
            f"Expected a picture ({', '.join(FORMATS)}), and these {len(data):,} bytes are none. "
            "Check that the file opens in a viewer and save it as PNG."
        ) from error
    if picture.width * picture.height > max_pixels:
        raise PictureTooLargeError(
            f"Expected at most {max_pixels:,} pixels, got {picture.width} × {picture.height}. Scale the picture down."
        )
    try:
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        return bounded(_to_rgb(upright))
    except _BROKEN as error:
        raise PictureError(
            f"The {picture.format} file is cut or damaged ({error}). Save the picture again and retry."
        ) from error


def bounded(picture: Image.Image) -> Image.Image:
    """Return the picture, scaled down in place if a side is longer than :data:`MAX_SIDE` pixels."""
    if max(picture.size) > MAX_SIDE:
        picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return picture


def to_input(picture: Image.Image, size: tuple[int, int], mean: Sequence[float], std: Sequence[float]) -> Tensor:
    """Return a normalised float32 input (1, C, H, W): resized to cover ``size`` = (H, W), cropped in the centre.

    C is the length of ``mean``: 1 for grey, 3 for RGB.
    """
    fitted = fit(picture, size)
    array = np.asarray(fitted.convert("L" if len(mean) == 1 else "RGB"), dtype=np.float32).reshape(*size, len(mean))
    normalised = (array / 255 - np.asarray(mean, np.float32)) / np.asarray(std, np.float32)
    return torch.from_numpy(np.ascontiguousarray(normalised.transpose(2, 0, 1)[None]))


def from_input(image: Tensor, mean: Sequence[float], std: Sequence[float]) -> Image.Image:
    """Return the RGB picture of normalised values (C, H, W), cut off where they leave the range of pictures."""
    scale = torch.tensor(std, dtype=torch.float32)[:, None, None]
    values = image.detach().cpu().float() * scale + torch.tensor(mean, dtype=torch.float32)[:, None, None]
    array = (values.nan_to_num().clamp(0, 1) * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()
    made = Image.fromarray(array[:, :, 0], "L") if array.shape[2] == 1 else Image.fromarray(array[:, :, :3], "RGB")
    return made.convert("RGB")


def fit(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture at ``size`` = (height, width): resized to cover it, cropped in the centre."""
    height, width = size
    if picture.size == (width, height):
        return picture
    return ImageOps.fit(picture, (width, height), Image.Resampling.BICUBIC, centering=(0.5, 0.5))


def noise(seed: int, width: int, height: int) -> Image.Image:
    """Return white noise, every value of every channel uniform in 0…255, the same for the same seed."""
    values = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(values)


def scaled_down(picture: Image.Image, longer_side: int) -> Image.Image:
    """Return the picture, or a copy of ``longer_side`` pixels if it is larger."""
    if max(picture.size) <= longer_side:
        return picture
    smaller = picture.copy()
    smaller.thumbnail((longer_side, longer_side), Image.Resampling.LANCZOS)
    return smaller


def to_png(picture: Image.Image, longer_side: int | None = None) -> bytes:
    """Return the picture as PNG, scaled down to ``longer_side`` pixels if it is larger."""
    if longer_side is not None:
        picture = scaled_down(picture, longer_side)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()


def _to_rgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16-bit grey, in either of Pillow's modes
        array = np.asarray(picture).astype(np.uint32)
        picture = Image.fromarray(np.clip(array // 257, 0, 255).astype(np.uint8))
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA"):
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")
