"""Smaller images: the same data with fewer pixels, each the mean of the area that it covers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.dataset import Dataset, Split
from perceptible.data.resampling import area_resize
from perceptible.errors import ShapeError

__all__ = ["smaller_images"]


def smaller_images(data: Dataset, shape: tuple[int, int]) -> Dataset:
    """Give all images of a data set another height and width.

    Parameters
    ----------
    data : Dataset
        Of images. Not modified.
    shape : tuple of two ints
        The new height and width, at least 1 and at most the old ones.

    Returns
    -------
    Dataset
        Of images of this shape; each new pixel is the mean of the area that it covers.

    Raises
    ------
    ShapeError
        If the data are no images, or the shape is larger than theirs.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=100, n_test=20)
    >>> smaller_images(digits, (14, 14)).train.inputs.shape
    (100, 196)
    """
    old = data.image_shape
    if old is None or not (1 <= shape[0] <= old[0] and 1 <= shape[1] <= old[1]):
        msg = (
            f"the images of {data.name} are of shape {old}, expected at least {shape[0]} x {shape[1]} pixels to make "
            "those of. Choose a smaller shape, or data that are images."
        )
        raise ShapeError(msg)
    areas = _areas(old, shape)
    train, test = (_smaller(split, areas) for split in (data.train, data.test))
    fingerprint = sha256(f"{data.fingerprint} as {shape[0]} x {shape[1]}".encode()).hexdigest()
    return replace(data, train=train, test=test, image_shape=shape, fingerprint=fingerprint)


def _smaller(split: Split, areas: FloatArray) -> Split:
    """Return the images of a split with fewer pixels."""
    return Split(np.clip(split.inputs @ areas, 0, 1), split.labels, split.n_classes)


@cache
def _areas(old: tuple[int, int], new: tuple[int, int]) -> FloatArray:
    """Return what share of each old pixel goes into each new one, (n_old, n_new)."""
    pixels = np.eye(old[0] * old[1]).reshape(-1, *old)
    return frozen(np.array([area_resize(pixel, new).ravel() for pixel in pixels], np.float32))
