"""Blends: the images on the way from one to another, pixel by pixel or shape by shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, check_inputs, frozen
from perceptible.data.dataset import IMAGE_SHAPE
from perceptible.errors import ShapeError, ValueRangeError, find_named

__all__ = ["BLENDS", "Blend", "Images", "Shape", "blend", "way_between"]

Shape = tuple[int, int]
Images = Callable[[FloatArray], FloatArray]
INK = 0.5  # from here on a pixel belongs to the shape


@dataclass(frozen=True, eq=False)
class Blend:
    """A way from one image to another.

    Parameters
    ----------
    name, summary : str
        What it is called, and what happens on it.
    needs_picture : bool
        Whether it makes sense only where the inputs are pixels side by side.
    way : callable
        From two images and the shape of the picture to what gives, for shares of the way, (n, 1), the images there.
    """

    name: str
    summary: str
    needs_picture: bool
    way: Callable[[FloatArray, FloatArray, Shape], Images]


def blend(
    start: FloatArray, end: FloatArray, shares: FloatArray, *, by: str = "pixels", image_shape: Shape = IMAGE_SHAPE
) -> FloatArray:
    r"""Return images on the way from one to another.

    Parameters
    ----------
    start, end : float arrays of shape (n_inputs,)
        Images in [0, 1], unrolled row by row. Not modified.
    shares : float array of shape (n_shares,)
        How much of the way: 0 is exactly the start, 1 the end.
    by : str, optional
        One of `BLENDS`.
    image_shape : tuple of two ints, default (28, 28)
        Height and width of each image.

    Returns
    -------
    float32 array of shape (n_shares, n_inputs)
        The images.

    Raises
    ------
    UnknownNameError
        If there is no such blend.
    DtypeError, ShapeError
        If `start` and `end` are not two images of one shape.
    ValueRangeError
        If a pixel or a share is outside [0, 1].

    Notes
    -----
    By pixels: :math:`x(t) = (1 - t) \, x_0 + t \, x_1`, one image fading into the other. By shapes the signed
    distances to the edges of the ink are blended and drawn again, so that strokes move and grow instead of fading:

    .. math::

        x(t) = \mathrm{ink}((1 - t) d_0 + t \, d_1)
        + (1 - t)(x_0 - \mathrm{ink}(d_0)) + t (x_1 - \mathrm{ink}(d_1))

    with :math:`\mathrm{ink}(d)` from 1 half a pixel inside to 0 half a pixel outside. The last two terms are the gray
    of the two images that no shape holds.

    Examples
    --------
    >>> blend(np.array([0.0, 1.0]), np.array([1.0, 1.0]), np.array([0.0, 0.25]))
    array([[0.  , 1.  ],
           [0.25, 1.  ]], dtype=float32)
    """
    return way_between(start, end, by=by, image_shape=image_shape)(shares)


def way_between(start: FloatArray, end: FloatArray, *, by: str = "pixels", image_shape: Shape = IMAGE_SHAPE) -> Images:
    """Return what gives the images on the way from one to another, for shares of it; see `blend`.

    Who asks more than once saves measuring the shapes again.

    Examples
    --------
    >>> way_between(np.zeros(1), np.ones(1))(np.array([0.5, 1.0]))
    array([[0.5],
           [1. ]], dtype=float32)
    """
    chosen = find_named(BLENDS, by, "blend")
    pair = _pair(start, end)
    if chosen.needs_picture and image_shape[0] * image_shape[1] != pair.shape[1]:
        msg = f"the images have {pair.shape[1]} pixels, expected {image_shape}. Pass their image_shape, or by='pixels'."
        raise ShapeError(msg)
    images = chosen.way(pair[0], pair[1], image_shape)

    def at(shares: FloatArray) -> FloatArray:
        """Return the images at these places."""
        t = np.asarray(shares, np.float64).reshape(-1, 1)
        if not ((t >= 0) & (t <= 1)).all():
            msg = "a share is outside [0, 1], expected 0 for the start to 1 for the end. Choose places on the way."
            raise ValueRangeError(msg)
        return frozen(np.clip(images(t), 0, 1).astype(np.float32))

    return at


def _pair(start: FloatArray, end: FloatArray) -> FloatArray:
    """Return two images in float64, one below the other."""
    if np.ndim(start) != 1 or np.shape(start) != np.shape(end):
        msg = (
            f"the images have shapes {np.shape(start)} and {np.shape(end)}, expected two of (n_inputs,). "
            "Unroll each: image.reshape(-1)."
        )
        raise ShapeError(msg)
    check_inputs(start[None], len(start))
    check_inputs(end[None], len(end))
    return np.stack([start, end]).astype(np.float64)


def _by_pixels(start: FloatArray, end: FloatArray, _shape: Shape) -> Images:
    """Fade one image into the other."""
    return lambda t: (1 - t) * start + t * end


def _by_shapes(start: FloatArray, end: FloatArray, shape: Shape) -> Images:
    """Move the edges of one image's ink to those of the other's."""
    first, last = _distances(start, shape), _distances(end, shape)
    gray_first, gray_last = start - _ink(first), end - _ink(last)
    return lambda t: _ink((1 - t) * first + t * last) + (1 - t) * gray_first + t * gray_last


def _ink(distances: FloatArray) -> FloatArray:
    """Draw shapes: 1 inside, 0 outside, and the pixels of the edge by how much of them lies inside."""
    ink: FloatArray = np.clip(0.5 - distances, 0, 1)
    return ink


def _distances(image: FloatArray, shape: Shape) -> FloatArray:
    """Return each pixel's distance to the edge of the ink, negative inside; without an edge, the field's own size."""
    is_ink = image >= INK
    rows, columns = np.divmod(np.arange(len(image)), shape[1])
    far = float(max(shape))
    if is_ink.all() or not is_ink.any():
        return np.full(len(image), -far if is_ink.all() else far)
    apart = np.hypot(rows[:, None] - rows, columns[:, None] - columns)
    to_ink, to_paper = apart[:, is_ink].min(axis=1), apart[:, ~is_ink].min(axis=1)
    signed: FloatArray = np.where(is_ink, 0.5 - to_paper, to_ink - 0.5)
    return signed


_ALL = (
    Blend("pixels", "one image fades into the other, pixel by pixel", False, _by_pixels),
    Blend("shapes", "the edges of the ink move from one shape to the other", True, _by_shapes),
)

BLENDS: dict[str, Blend] = {each.name: each for each in _ALL}
"""Ways from one image to another, by name."""
