"""Specks: separate marks beside writing that are too small, too faint or too near the edge to be part of it."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.resampling import area_resize

__all__ = ["Mask", "grown", "largest_around", "limited", "parts_of", "without_specks"]

Mask = NDArray[np.bool_]
Values = TypeVar("Values", FloatArray, IntArray)

LONGEST = 160  # pixels: specks are looked for in a smaller picture, which is faster
FAINTEST = 0.2  # ink below this connects nothing
DARKEST = 0.5  # what the darkest pixel of a part must reach
SMALLEST = 0.02  # of the ink of the largest part
SMALLEST_AT_EDGE = 0.3  # likewise, of parts at the edge of the picture: dark corners, the next word


def without_specks(ink: FloatArray) -> FloatArray:
    """Leave out separate marks that are no part of the writing.

    Parameters
    ----------
    ink : float array of shape (height, width)
        0 none to 1 full.

    Returns
    -------
    float array of shape (height, width)
        The same, 0 at specks and around them.
    """
    small = area_resize(ink, limited(ink.shape, LONGEST))
    parts = parts_of(small > FAINTEST)
    amounts = np.bincount(parts.ravel(), weights=small.ravel())
    amounts[0] = 0
    least = np.full(len(amounts), SMALLEST * amounts.max())
    least[_at_edge(parts)] = SMALLEST_AT_EDGE * amounts.max()
    kept = (amounts >= least) & (amounts > 0)
    kept[0] = False
    dark_enough = np.unique(parts[small >= DARKEST])
    kept &= np.isin(np.arange(len(kept)), dark_enough)
    near = area_resize(grown(grown(kept[parts])).astype(np.float64), (ink.shape[0], ink.shape[1]))
    return np.where(near > 0, ink, 0)


def parts_of(mask: Mask) -> IntArray:
    """Give each connected part of a mask a number.

    Parameters
    ----------
    mask : boolean array of shape (height, width)
        True where there is something. Pixels that touch at a side or a corner are connected.

    Returns
    -------
    integer array of shape (height, width)
        0 outside; the same number, above 0, within each part. Numbers are not consecutive.

    Examples
    --------
    >>> parts_of(np.array([[True, False, True], [True, False, True]]))
    array([[4, 0, 6],
           [4, 0, 6]])
    """
    numbers = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    while True:
        before = numbers
        numbers = np.where(mask, largest_around(numbers), 0)
        # then take over the number of the pixel of one's number: long parts agree in few rounds
        flat = np.concatenate([[0], numbers.ravel()])
        numbers = np.asarray(flat[flat[numbers]])
        if np.array_equal(numbers, before):
            return numbers


def grown(mask: Mask) -> Mask:
    """Add to a mask all pixels that touch it.

    Examples
    --------
    >>> grown(np.array([[True, False, False]]))
    array([[ True,  True, False]])
    """
    return largest_around(mask.astype(np.int64)) > 0


def largest_around(values: Values) -> Values:
    """Return the largest value among each pixel of a picture and its eight neighbors; 0 beyond the edge.

    Examples
    --------
    >>> largest_around(np.array([[0.0, 0.0, 1.0, 0.5]]))
    array([[0., 1., 1., 1.]])
    """
    for _ in range(2):  # along one axis, then along the other
        padded = np.pad(values, ((1, 1), (0, 0)))
        values = np.maximum(np.maximum(padded[:-2], padded[2:]), values).T
    return values


def limited(shape: tuple[int, ...], longest: int) -> tuple[int, int]:
    """Return a height and width in the same proportion, neither above `longest`.

    Examples
    --------
    >>> limited((300, 400), 200), limited((3, 4), 200)
    ((150, 200), (3, 4))
    """
    shrink = min(1.0, longest / max(shape))
    height, width = (max(1, round(length * shrink)) for length in shape)
    return height, width


def _at_edge(parts: IntArray) -> IntArray:
    """Return the numbers of the parts that touch the edge of the picture."""
    return np.unique(np.concatenate([parts[0], parts[-1], parts[:, 0], parts[:, -1]]))
