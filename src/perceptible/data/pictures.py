"""Pictures of any kind, from a file, bytes, Pillow or an array, read as one number a pixel: 0 black to 1 white."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from perceptible.arrays import FloatArray, check_finite
from perceptible.data.decoding import LARGEST_PICTURE, LONGEST_SIDE, Pixels, decoded, too_large
from perceptible.data.resampling import area_resize
from perceptible.data.specks import limited
from perceptible.errors import DtypeError, FormatError, ShapeError, ValueRangeError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Picture", "read_picture"]

Picture: TypeAlias = "str | Path | bytes | Image | Pixels"

LUMINANCE = np.array([0.299, 0.587, 0.114])  # of red, green and blue: ITU-R BT.601, as in JPEG
HIGHEST = {"u1": 255, "u2": 65535, "b1": 1}
ROUNDING = 1e-5  # of the sum of a block of floats


def read_picture(picture: Picture) -> FloatArray:
    """Read a picture as lightness.

    Parameters
    ----------
    picture : path, bytes, Pillow image, or array of shape (height, width) or (height, width, 1 to 4)
        A PNG, JPEG, WebP, GIF, BMP or PPM file or its bytes, turned as its EXIF data say; or pixels, as bytes
        (0 to 255), 16-bit numbers, booleans or floats (0 to 1); with 1 channel gray, 2 gray and alpha, 3 RGB, 4 RGBA.
        See-through parts become white paper, or black where what can be seen is light.

    Returns
    -------
    float64 array of shape (height, width)
        0 black to 1 white; shrunk to 640 pixels a side where it was larger.

    Raises
    ------
    DataError
        If there is no such file.
    FormatError
        If the file is no picture, damaged, or of more than 40 million pixels.
    DtypeError, ShapeError, ValueRangeError
        If an array is no picture.
    """
    if isinstance(picture, np.ndarray):
        pixels, name = picture, "picture"
    else:
        pixels, name = decoded(picture)
    _check_shape(pixels, name)
    shape = limited(pixels.shape[:2], LONGEST_SIDE)
    gray = _gray(_unit_pixels(_block_means(pixels, shape, name), name))
    return area_resize(gray, shape)


def _check_shape(pixels: Pixels, name: str) -> None:
    """Refuse arrays that cannot be one picture of bearable size."""
    if pixels.ndim not in {2, 3} or 0 in pixels.shape or (pixels.ndim == 3 and pixels.shape[2] > 4):
        msg = (
            f"{name} has shape {pixels.shape}, expected (height, width) or (height, width, 1 to 4). "
            "Give one picture at a time, not flattened: inputs.reshape(28, 28)."
        )
        raise ShapeError(msg)
    height, width = pixels.shape[:2]
    if height * width > LARGEST_PICTURE:
        raise FormatError(too_large(name, f"{width:,} x {height:,}"))


def _block_means(pixels: Pixels, shape: tuple[int, int], name: str) -> FloatArray:
    """Turn pixels into floats (height, width, n_channels), far more than are kept into the means of small blocks."""
    highest = 1 if pixels.dtype.kind == "f" else HIGHEST.get(pixels.dtype.str[1:])
    if highest is None:
        msg = (
            f"{name} holds {pixels.dtype}, expected bytes (uint8), uint16, booleans, or floats from 0 to 1. "
            "Convert it: picture.astype('uint8')."
        )
        raise DtypeError(msg)
    channels = pixels if pixels.ndim == 3 else pixels[:, :, None]
    down, across = (max(1, old // (2 * new)) for old, new in zip(pixels.shape[:2], shape, strict=True))
    height, width = pixels.shape[0] // down * down, pixels.shape[1] // across * across
    total = np.zeros((height // down, width // across, channels.shape[2]), np.float32)
    for row in range(down):
        for column in range(across):
            total += channels[row:height:down, column:width:across]
    return total / np.float32(highest * down * across)


def _unit_pixels(unit: FloatArray, name: str) -> FloatArray:
    """Refuse pixels that are not finite numbers from 0 to 1."""
    check_finite(unit, name)
    if float(unit.min()) < 0 or float(unit.max()) > 1 + ROUNDING:
        msg = (
            f"{name} has values from {unit.min():g} to {unit.max():g}, expected 0 to 1. "
            "Divide them by the largest possible one, or pass bytes from 0 to 255: picture.astype('uint8')."
        )
        raise ValueRangeError(msg)
    return np.minimum(unit, 1)


def _gray(unit: FloatArray) -> FloatArray:
    """Turn channels (height, width, 1 to 4) into lightness; what is see-through becomes paper."""
    n_channels = unit.shape[2]
    light = unit[:, :, 0] if n_channels < 3 else unit[:, :, :3] @ LUMINANCE.astype(np.float32)
    if n_channels in {1, 3}:
        return light.astype(np.float64)
    alpha = unit[:, :, -1].astype(np.float64)
    seen = float((light * alpha).sum() / max(float(alpha.sum()), 1e-9))
    is_see_through = float(alpha.min()) < 0.5
    paper = 0.0 if is_see_through and seen > 0.5 else 1.0
    mixed: FloatArray = light * alpha + paper * (1 - alpha)
    return mixed
