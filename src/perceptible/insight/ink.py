"""What can be measured of ink without learning anything: its box, its holes, how often a line crosses it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray, IntArray, check_inputs, frozen
from perceptible.data.dataset import IMAGE_SHAPE, N_PIXELS

__all__ = ["Ink", "measure_ink"]

INKED = 0.4  # of full ink, from which a pixel counts
SMALLEST_HOLE = 2  # pixels; smaller ones are gaps between strokes that touch
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ink:
    """Measurements of many images, each an array of shape (n_samples,); lengths are shares of the box of the ink.

    Parameters
    ----------
    holes : int array
        How many regions the ink encloses.
    hole_height : float array
        How high the middle of all holes lies: 1 at the top of the box, 0 at the bottom; 0.5 where there are none.
    hole_share : float array
        How much of the box the holes fill.
    width : float array
        The width of the box over its height.
    top_crossings, middle_crossings, bottom_crossings : int array
        How often a level line crosses ink, at a quarter, half and three quarters of the way down.
    top_side, bottom_side : float array
        Where the middle of the ink lies in the second quarter of the height from above, and in the third: 0 at the
        left edge of the box, 1 at the right.
    top_bar, foot_bar : float array
        The longest level stroke in the upper fifth, and in the lower fifth.
    """

    holes: IntArray
    hole_height: FloatArray
    hole_share: FloatArray
    width: FloatArray
    top_crossings: IntArray
    middle_crossings: IntArray
    bottom_crossings: IntArray
    top_side: FloatArray
    bottom_side: FloatArray
    top_bar: FloatArray
    foot_bar: FloatArray

    def __post_init__(self) -> None:
        """Mark every array read-only."""
        for array in vars(self).values():
            frozen(array)


def measure_ink(inputs: FloatArray) -> Ink:
    """Measure the ink of images of 28 x 28 pixels.

    Parameters
    ----------
    inputs : float array of shape (n_samples, 784)
        Images in [0, 1], 0 black, 1 white ink.

    Returns
    -------
    Ink
        The measurements. An image without ink counts as one without holes, in a box as large as the image.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If these are no such images.

    Examples
    --------
    >>> ring = np.zeros((28, 28))
    >>> ring[4:24, 6:20] = 1
    >>> ring[8:20, 10:16] = 0  # a hole of 12 x 6 in a box of 20 x 14
    >>> found = measure_ink(ring.reshape(1, 784))
    >>> int(found.holes[0]), int(found.middle_crossings[0]), float(found.width[0])
    (1, 2, 0.7)
    """
    check_inputs(inputs, N_PIXELS)
    inked = (inputs >= INKED).reshape(-1, *IMAGE_SHAPE)
    top, bottom = _ends(np.any(inked, axis=2))
    left, right = _ends(np.any(inked, axis=1))
    height, width = bottom - top, right - left
    holes = _holes(inked)
    n_hole_pixels = holes.sum(axis=(1, 2))
    rows = np.arange(IMAGE_SHAPE[0])
    depth = (rows[None, :] + 0.5 - top[:, None]) / height[:, None]  # of each row in the box, 0 top to 1 bottom
    hole_depth = (holes.sum(axis=2) * depth).sum(axis=1) / np.maximum(n_hole_pixels, 1)
    crossings = [_crossings(inked, top + share * height) for share in (0.25, 0.5, 0.75)]
    sides = [_side(inked & ((depth >= low) & (depth < low + 0.25))[:, :, None], left, width) for low in (0.25, 0.5)]
    runs = _longest_runs(inked) / width[:, None]
    bars = [np.where(part, runs, 0).max(axis=1) for part in (depth < 0.2, depth >= 0.8)]
    return Ink(
        holes=_count_regions(holes),
        hole_height=np.where(n_hole_pixels > 0, 1 - hole_depth, 0.5),
        hole_share=n_hole_pixels / (height * width),
        width=width / height,
        top_crossings=crossings[0],
        middle_crossings=crossings[1],
        bottom_crossings=crossings[2],
        top_side=sides[0],
        bottom_side=sides[1],
        top_bar=bars[0],
        foot_bar=bars[1],
    )


def _ends(lit: Mask) -> tuple[IntArray, IntArray]:
    """Return the first lit place of each row, and the one after the last; the whole row where none is lit."""
    length = lit.shape[1]
    first, last = lit.argmax(axis=1), length - lit[:, ::-1].argmax(axis=1)
    return first, np.where(lit.any(axis=1), last, length)


def _holes(inked: Mask) -> Mask:
    """Return the pixels that no way around the ink leads to from outside, without going corner to corner."""
    free = ~np.pad(inked, ((0, 0), (1, 1), (1, 1)))
    outside = np.zeros_like(free)
    outside[:, 0, :] = True
    growing = np.arange(len(inked))
    while growing.size:
        before, room = outside[growing], free[growing]
        after = before.copy()
        for step in (1, -1):
            after[:, 1:-1] |= np.roll(after, step, axis=1)[:, 1:-1]
            after[:, :, 1:-1] |= np.roll(after, step, axis=2)[:, :, 1:-1]
        after[:, :, (0, -1)] = True
        after[:, (0, -1)] = True
        after &= room
        outside[growing] = after
        growing = growing[(after != before).any(axis=(1, 2))]
    holes = (free & ~outside)[:, 1:-1, 1:-1]
    large: Mask = holes & (holes.sum(axis=(1, 2)) >= SMALLEST_HOLE)[:, None, None]
    return large


def _count_regions(mask: Mask) -> IntArray:
    """Count regions that have no holes themselves, corner to corner apart: Euler's number, from squares of 2 x 2.

    Source: Gray (1971), Local properties of binary images in two dimensions, IEEE Transactions on Computers 20.
    """
    cells = np.pad(mask, ((0, 0), (1, 1), (1, 1))).astype(np.int8)
    squares = (cells[:, :-1, :-1], cells[:, :-1, 1:], cells[:, 1:, :-1], cells[:, 1:, 1:])
    n_lit = sum(squares, start=np.zeros_like(squares[0]))
    diagonal = (n_lit == 2) & (squares[0] == squares[3])
    ones, threes, diagonals = (each.sum(axis=(1, 2)) for each in (n_lit == 1, n_lit == 3, diagonal))
    regions: IntArray = (ones - threes + 2 * diagonals) // 4
    return regions


def _crossings(inked: Mask, height: FloatArray) -> IntArray:
    """Return how often the row at a height of each image goes from paper to ink."""
    rows = np.clip(height.astype(np.int64), 0, inked.shape[1] - 1)
    line = np.pad(inked[np.arange(len(inked)), rows], ((0, 0), (1, 0)))
    crossings: IntArray = (line[:, 1:] & ~line[:, :-1]).sum(axis=1)
    return crossings


def _side(inked: Mask, left: IntArray, width: IntArray) -> FloatArray:
    """Return where the middle of the ink lies between the left edge of the box and the right; 0.5 where none is."""
    per_column = inked.sum(axis=1)
    n_pixels = per_column.sum(axis=1)
    middle = (per_column * (np.arange(inked.shape[2]) + 0.5)).sum(axis=1) / np.maximum(n_pixels, 1)
    side: FloatArray = np.where(n_pixels > 0, (middle - left) / width, 0.5)
    return side


def _longest_runs(inked: Mask) -> IntArray:
    """Return how many inked pixels follow one another at most in each row, (n_samples, n_rows)."""
    longest = np.zeros(inked.shape[:2], np.int64)
    run = np.zeros(inked.shape[:2], np.int64)
    for column in range(inked.shape[2]):
        run = (run + 1) * inked[:, :, column]
        longest = np.maximum(longest, run)
    return longest
