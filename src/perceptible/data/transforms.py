"""Images moved, turned, scaled, thickened and inverted: each transformation by a stated amount."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray, check_inputs
from perceptible.data.dataset import IMAGE_SHAPE
from perceptible.data.resampling import affine
from perceptible.errors import ValueRangeError

__all__ = ["invert", "rotate", "scale", "shift", "spread", "thicken"]

MOST_PIXELS = 100  # to thicken by, far beyond what leaves anything to see


def shift(inputs: FloatArray, dx: float, dy: float, *, image_shape: tuple[int, int] = IMAGE_SHAPE) -> FloatArray:
    """Move images to the right and down.

    Parameters
    ----------
    inputs : float array of shape (n_samples, height * width)
        Images in [0, 1], unrolled row by row. Not modified.
    dx, dy : float
        How far to the right and how far down, in pixels; negative to the left and up. Parts of pixels are
        interpolated.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_samples, height * width)
        The moved images; black comes in where the old image ends.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If `inputs` are no such images, or a distance is not finite.

    Examples
    --------
    >>> shift(np.array([[0.0, 1.0, 0.0, 0.0]]), 1, 0, image_shape=(2, 2))
    array([[0., 0., 0., 0.]], dtype=float32)
    >>> shift(np.array([[0.0, 1.0, 0.0, 0.0]]), -0.5, 0, image_shape=(2, 2))
    array([[0.5, 0.5, 0. , 0. ]], dtype=float32)
    """
    _check(inputs, image_shape, dx=dx, dy=dy)
    moves = np.array([[-dx, -dy]])
    return affine(inputs, np.eye(2)[None], moves, image_shape=image_shape)


def rotate(inputs: FloatArray, degrees: float, *, image_shape: tuple[int, int] = IMAGE_SHAPE) -> FloatArray:
    """Turn images counterclockwise about their middle.

    Parameters
    ----------
    inputs : float array of shape (n_samples, height * width)
        Images in [0, 1], unrolled row by row. Not modified.
    degrees : float
        By how much; negative turns clockwise.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_samples, height * width)
        The turned images, black where the old image did not reach.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If `inputs` are no such images, or `degrees` is not finite.

    Examples
    --------
    >>> rotate(np.array([[0.0, 1.0, 0.0, 0.0]]), 90, image_shape=(2, 2)).round(6)
    array([[1., 0., 0., 0.]], dtype=float32)
    """
    _check(inputs, image_shape, degrees=degrees)
    angle = np.deg2rad(degrees)
    back = np.array([[[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]])
    return affine(inputs, back, np.zeros((1, 2)), image_shape=image_shape)


def scale(inputs: FloatArray, factor: float, *, image_shape: tuple[int, int] = IMAGE_SHAPE) -> FloatArray:
    """Make images larger or smaller about their middle; the field stays as it is.

    Parameters
    ----------
    inputs : float array of shape (n_samples, height * width)
        Images in [0, 1], unrolled row by row. Not modified.
    factor : float
        2 makes everything twice as long and as wide, 0.5 half; positive.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_samples, height * width)
        The scaled images. Shrinking samples the old image at points and does not average it: below about
        one half, thin strokes break.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If `inputs` are no such images, or `factor` is not positive and finite.

    Examples
    --------
    >>> scale(np.array([[0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]]), 2, image_shape=(3, 3)).reshape(3, 3)
    array([[0.25, 0.5 , 0.25],
           [0.5 , 1.  , 0.5 ],
           [0.25, 0.5 , 0.25]], dtype=float32)
    """
    _check(inputs, image_shape, factor=factor)
    if factor <= 0:
        msg = f"factor is {factor}, expected a number above 0. Pass 2 for twice the size, 0.5 for half."
        raise ValueRangeError(msg)
    return affine(inputs, np.eye(2)[None] / factor, np.zeros((1, 2)), image_shape=image_shape)


def thicken(inputs: FloatArray, pixels: float, *, image_shape: tuple[int, int] = IMAGE_SHAPE) -> FloatArray:
    """Make the ink of images thicker, or thinner.

    Parameters
    ----------
    inputs : float array of shape (n_samples, height * width)
        Images in [0, 1], unrolled row by row. Not modified.
    pixels : float
        How far the ink grows on each side, from -100 to 100; a negative number takes ink away.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_samples, height * width)
        For each whole pixel, each value becomes the largest (or smallest) among itself and its four neighbors;
        a part of a pixel goes that part of the way.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If `inputs` are no such images, or `pixels` is outside its range.

    Examples
    --------
    >>> thicken(np.array([[0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]]), 0.5, image_shape=(3, 3)).reshape(3, 3)
    array([[0. , 0.5, 0. ],
           [0.5, 1. , 0.5],
           [0. , 0.5, 0. ]], dtype=float32)
    """
    _check(inputs, image_shape, pixels=pixels)
    if abs(pixels) > MOST_PIXELS:
        msg = f"pixels is {pixels}, expected -{MOST_PIXELS} to {MOST_PIXELS}. Images of digits bear about -1 to 2."
        raise ValueRangeError(msg)
    images = inputs.astype(np.float32).reshape(-1, *image_shape)
    whole, part = divmod(abs(pixels), 1)
    for _ in range(int(whole)):
        images = spread(images, 1.0 if pixels > 0 else -1.0)
    return spread(images, part if pixels > 0 else -part).reshape(inputs.shape)


def invert(inputs: FloatArray) -> FloatArray:
    """Swap black and white: 1 - inputs.

    Examples
    --------
    >>> invert(np.array([[0.0, 0.25, 1.0]]))
    array([[1.  , 0.75, 0.  ]], dtype=float32)
    """
    check_inputs(inputs, inputs.shape[-1] if inputs.ndim else 0)
    return np.subtract(1, inputs, dtype=np.float32)


def spread(images: FloatArray, amounts: FloatArray | float) -> FloatArray:
    """Let the ink of each image (n, height, width) grow by `amounts` of -1 to 1 pixels, one number or one an image."""
    amounts = np.asarray(amounts, dtype=np.float32).reshape(-1, 1, 1)
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    neighbors = (padded[:, 1:-1, :-2], padded[:, 1:-1, 2:], padded[:, :-2, 1:-1], padded[:, 2:, 1:-1])
    grown, shrunk = images, images
    if bool((amounts > 0).any()):
        for neighbor in neighbors:
            grown = np.maximum(grown, neighbor)
    if bool((amounts < 0).any()):
        for neighbor in neighbors:
            shrunk = np.minimum(shrunk, neighbor)
    changed: FloatArray = (
        images + np.maximum(amounts, 0) * (grown - images) + np.maximum(-amounts, 0) * (shrunk - images)
    )
    return changed


def _check(inputs: FloatArray, image_shape: tuple[int, int], **amounts: float) -> None:
    """Refuse inputs that are no images of this shape, and amounts that are not finite."""
    check_inputs(inputs, image_shape[0] * image_shape[1])
    for name, amount in amounts.items():
        if not np.isfinite(amount):
            msg = f"{name} is {amount}, expected a finite number. Pass for example {name}=1."
            raise ValueRangeError(msg)
