"""Images on their way to the page: as bytes for pictures, and as the floats that networks read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from perceptible.arrays import FloatArray, check_inputs
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import ValueRangeError
from perceptible.lab.shapes import Bytes

__all__ = ["HIGHEST", "check_index", "image_bytes", "one_image", "shape_of", "split_bytes"]

HIGHEST = 255


def one_image(pixels: Sequence[float], data: Dataset) -> FloatArray:
    """Return the image that the page sent, (n_inputs,) in float32.

    Raises
    ------
    ShapeError
        If it has another number of pixels than the data's images.
    ValueRangeError
        If a pixel is not finite or far outside [0, 1].
    """
    with np.errstate(over="ignore"):
        image = np.array(pixels, np.float32)
    check_inputs(image[None], data.n_inputs)
    return image


def check_index(index: int, split: Split) -> None:
    """Refuse an image that the split does not have."""
    if not 0 <= index < len(split):
        msg = f"there is no image {index}, expected one from 0 to {len(split) - 1}. Choose one of these."
        raise ValueRangeError(msg)


def split_bytes(split: Split, indices: Sequence[int]) -> Bytes:
    """Return images of a split one behind the other, 0 to 255 each pixel."""
    chosen = split.take(np.array(indices, np.int64))
    known = chosen.bytes_of_inputs
    return known.ravel() if known is not None else image_bytes(chosen.inputs)


def image_bytes(images: FloatArray) -> Bytes:
    """Return images in [0, 1] as bytes, one behind the other."""
    return np.rint(np.clip(images, 0, 1) * HIGHEST).astype(np.uint8).ravel()


def shape_of(data: Dataset) -> tuple[int, int]:
    """Return height and width of the data's images; numbers that are no image lie in one row."""
    return data.image_shape or (1, data.n_inputs)
