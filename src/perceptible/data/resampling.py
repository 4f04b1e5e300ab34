"""Reading images between their pixels: the one step beneath every move, turn, bend and change of size."""

from __future__ import annotations

from functools import cache

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.data.dataset import IMAGE_SHAPE

__all__ = ["affine", "area_resize", "resample"]

CHUNK = 64  # images resampled together: their coordinates (200 kB each) stay in the second-level cache


def affine(
    inputs: FloatArray,
    matrices: FloatArray,
    moves: FloatArray,
    *,
    bends: FloatArray | None = None,
    image_shape: tuple[int, int] = IMAGE_SHAPE,
) -> FloatArray:
    r"""Fetch every pixel of new images from where it lay in the old ones.

    Parameters
    ----------
    inputs : float array of shape (n_samples, height * width)
        Images in [0, 1], unrolled row by row. Not checked, not modified.
    matrices : float array of shape (n_samples or 1, 2, 2)
        What turns (x, y) of a new pixel into (x, y) of the old one, counted from the middle of the image.
    moves : float array of shape (n_samples or 1, 2)
        What is then added, in pixels.
    bends : float array of shape (n_samples, 2, height * width), optional
        What is added for each pixel, in pixels.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_samples, height * width)
        New images, interpolated between the four old pixels around each place; outside all is black.

    Notes
    -----
    .. math:: p_\text{old} = M \, p_\text{new} + m + b(p_\text{new})
    """
    n_samples, (height, width) = len(inputs), image_shape
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    back = np.empty((n_samples, 2, 3), np.float32)
    back[:, :, :2] = matrices
    back[:, :, 2] = moves + middle
    images = np.empty((n_samples, height * width), np.float32)
    for start in range(0, n_samples, CHUNK):
        part = slice(start, start + CHUNK)
        places = (back[part].reshape(-1, 3) @ _grid(image_shape)).reshape(-1, 2, height * width)
        if bends is not None:
            places += bends[part]
        images[part] = resample(inputs[part], places, image_shape)
    return images


def resample(inputs: FloatArray, places: FloatArray, image_shape: tuple[int, int]) -> FloatArray:
    """Read images at places between their pixels.

    Parameters
    ----------
    inputs : float array of shape (n_samples, height * width)
        Images, unrolled row by row.
    places : float32 array of shape (n_samples, 2, n_places)
        Columns and rows to read at, (0, 0) in the middle of the first pixel.
    image_shape : tuple of two ints
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_samples, n_places)
        Values interpolated between the four pixels around each place; outside all is black.
    """
    n_samples, (height, width) = len(inputs), image_shape
    row_length = width + 3
    # one black row and column before each image and two after it: places outside need no case of their own
    padded = np.zeros((n_samples, height + 3, row_length), np.float32)
    padded[:, 1:-2, 1:-2] = inputs.reshape(n_samples, height, width)
    x = np.clip(places[:, 0] + np.float32(1), 0, width + 1)
    y = np.clip(places[:, 1] + np.float32(1), 0, height + 1)
    column, row = x.astype(np.int32), y.astype(np.int32)
    x -= column
    y -= row
    row *= row_length
    row += column
    row += (np.arange(n_samples, dtype=np.int32) * (padded.shape[1] * row_length))[:, None]
    return _between(padded.reshape(-1), row.astype(np.intp), (x, y), row_length)


def area_resize(picture: FloatArray, shape: tuple[int, int]) -> FloatArray:
    """Give a picture another size: each new pixel is the mean of the area that it covers.

    Parameters
    ----------
    picture : float array of shape (height, width)
        Any picture.
    shape : tuple of two ints
        The new height and width, at least 1. Where one is larger than before, pixels are interpolated.

    Returns
    -------
    float array of the new shape
        Values within the range of the old ones.

    Examples
    --------
    >>> area_resize(np.array([[0.0, 1.0, 0.0, 0.0]]), (1, 2))
    array([[0.5, 0. ]])
    """
    down, across = (_shares(old, new) for old, new in zip(picture.shape, shape, strict=True))
    return down @ picture @ across.T


def _between(pixels: FloatArray, first: IntArray, parts: tuple[FloatArray, FloatArray], row_length: int) -> FloatArray:
    """Interpolate between the pixels at `first`, its right neighbor, and the two below."""
    x, y = parts
    upper, upper_right, lower, lower_right = (
        pixels[offset:].take(first, mode="clip") for offset in (0, 1, row_length, row_length + 1)
    )
    _toward(upper, upper_right, x)
    _toward(lower, lower_right, x)
    _toward(upper, lower, y)
    return upper


def _toward(here: FloatArray, there: FloatArray, share: FloatArray) -> None:
    """Change `here` into here + (there - here) * share; `there` is used up."""
    there -= here
    there *= share
    here += there


@cache
def _grid(image_shape: tuple[int, int]) -> FloatArray:
    """Return x, y and 1 of each pixel, (3, height * width), counted from the middle of the image."""
    height, width = image_shape
    rows, columns = np.indices(image_shape).reshape(2, -1)
    grid = np.stack([columns - (width - 1) / 2, rows - (height - 1) / 2, np.ones(height * width)])
    return frozen(grid.astype(np.float32))


def _shares(n_old: int, n_new: int) -> FloatArray:
    """Return how much of each old pixel goes into each new one, (n_new, n_old); each row adds up to 1."""
    ratio = n_old / n_new
    middles = (np.arange(n_new) + 0.5) * ratio - 0.5
    away = np.abs(middles[:, None] - np.arange(n_old))
    covered = np.clip((max(ratio, 1.0) + 1) / 2 - away, 0, 1)
    shares: FloatArray = covered / covered.sum(axis=1, keepdims=True)
    return shares
