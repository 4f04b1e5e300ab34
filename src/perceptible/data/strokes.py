"""From pen strokes to ink: a moving pen leaves round dots, and a pixel is inked as far as the nearest dot covers it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from perceptible.arrays import FloatArray, IntArray, check_finite
from perceptible.errors import DtypeError, ShapeError, ValueRangeError

__all__ = ["BOX", "DOT_SPACING", "FIELD", "Stroke", "center_by_mass", "fit_to_box", "ink", "pen_dots", "unit_strokes"]

# MNIST's own preparation, as its authors describe it and as all 60,000 training images show it: the longer
# side of the ink is 20 pixels, and a move by whole pixels brings the center of mass within half a pixel of (14, 14).
BOX = 20
FIELD = 28
CHUNK = 256  # digits inked together: their distances (400 kB) stay in the second-level cache
DOT_SPACING = 0.25  # of the thickness: the edge between two dots dips by less than 2 % of it
MOST_POINTS = 10_000  # of a drawing: minutes of drawing
LONGEST_WAY = 1000  # of the pen, in sizes of the drawing

Stroke = FloatArray


def pen_dots(strokes: Sequence[Stroke], spacing: float) -> FloatArray:
    """Put dots along strokes, at most `spacing` apart.

    Parameters
    ----------
    strokes : sequence of float arrays of shape (n_points, 2)
        Where the pen went: x to the right, y down, each stroke from pen down to pen up. One point is a dot.
    spacing : float
        The largest distance between two dots of one stroke, in units of the points; positive.

    Returns
    -------
    float64 array of shape (n_dots, 2)
        The dots of all strokes; each point of each stroke is one of them.

    Examples
    --------
    >>> pen_dots([np.array([[0.0, 0.0], [1.0, 0.0]])], spacing=0.5)
    array([[0. , 0. ],
           [0.5, 0. ],
           [1. , 0. ]])
    """
    return np.concatenate([_dots_of_one(np.asarray(stroke, dtype=np.float64), spacing) for stroke in strokes])


def unit_strokes(strokes: Sequence[Stroke]) -> list[FloatArray]:
    """Check the strokes of a drawing, and scale it to a size of 1.

    Parameters
    ----------
    strokes : sequence of float arrays of shape (n_points, 2)
        Where the pen went, in any units.

    Returns
    -------
    list of float64 arrays of shape (n_points, 2)
        The same strokes from 0 to 1, in proportion.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If there is no point at all, a stroke is no such array, a number is not finite, or the way is absurdly long.

    Examples
    --------
    >>> unit_strokes([np.array([[10, 20], [14, 22]])])
    [array([[0. , 0. ],
           [1. , 0.5]])]
    """
    checked = [_checked_stroke(stroke, number) for number, stroke in enumerate(strokes)]
    points = np.concatenate([np.empty((0, 2)), *checked])
    if not 1 <= len(points) <= MOST_POINTS:
        msg = f"strokes have {len(points):,} points, expected 1 to {MOST_POINTS:,}. Draw one digit, and not endlessly."
        raise ValueRangeError(msg)
    halves = [stroke / 2 for stroke in checked]  # so that no difference of two numbers overflows
    low, high = points.min(axis=0) / 2, points.max(axis=0) / 2
    size = max(float((high - low).max()), np.finfo(np.float64).tiny)
    unit = [(stroke - low) / size for stroke in halves]
    way = sum(float(np.hypot(*np.diff(stroke, axis=0).T).sum()) for stroke in unit)
    if way > LONGEST_WAY:
        msg = (
            f"the strokes are {way:,.0f} times as long as the drawing, expected at most {LONGEST_WAY}. Draw one digit."
        )
        raise ValueRangeError(msg)
    return unit


def fit_to_box(dots: FloatArray, radii: FloatArray, *, box: int = BOX) -> FloatArray:
    """Scale and move the dots of many digits so that the ink of each fills a box and keeps its proportions.

    Parameters
    ----------
    dots : float array of shape (n_digits, n_dots, 2)
        Dots in any units.
    radii : float array of shape (n_digits, n_dots)
        How far the ink of each dot reaches, in pixels of the box.
    box : int, default 20
        The longer side of the ink, in pixels. The shorter side is centered.

    Returns
    -------
    float array of shape (n_digits, n_dots, 2)
        The dots in pixels, from (0, 0) at the corner of the box to (box, box) at the other.
    """
    reach = radii.max(axis=1)[:, None]
    low, high = dots.min(axis=1), dots.max(axis=1)
    extent = (high - low).max(axis=1)[:, None]
    scale = np.maximum(box - 2 * reach, 1) / np.maximum(extent, 1e-6)
    scaled: FloatArray = (dots - ((low + high) / 2)[:, None, :]) * scale[:, None, :] + box / 2
    return scaled


def ink(dots: FloatArray, radii: FloatArray, *, box: int = BOX) -> FloatArray:
    r"""Ink the dots of many digits on grids of square pixels, with smooth edges.

    Parameters
    ----------
    dots : float array of shape (n_digits, n_dots, 2)
        Where the pen was, x and y in pixels from the upper left corner of the grid.
    radii : float array of shape (n_digits, n_dots)
        How far the ink reaches around each dot, in pixels.
    box : int, default 20
        Height and width of each grid.

    Returns
    -------
    float array of shape (n_digits, box, box)
        In the precision of `dots`: how much of each pixel is inked: 0 none, 1 all.

    Notes
    -----
    .. math:: \text{ink} = \min(1, \max(0, r + \tfrac12 - d))

    with the distance :math:`d` from the middle of the pixel to the nearest dot: the exact share of a pixel that a
    straight upright edge leaves inked. Where radii differ, :math:`d^2 - r^2` decides which dot is nearest.
    """
    images = np.empty((len(dots), box, box), dots.dtype)
    for start in range(0, len(dots), CHUNK):
        part = slice(start, start + CHUNK)
        images[part] = _ink_chunk(dots[part], radii[part].astype(dots.dtype), box)
    return images


def center_by_mass(images: FloatArray, *, field: int = FIELD) -> FloatArray:
    """Move each image by whole pixels into a larger field, so that its center of mass comes to the middle.

    Parameters
    ----------
    images : float array of shape (n_digits, height, width)
        Images that are black around their ink, none of them without ink.
    field : int, default 28
        Height and width of the field.

    Returns
    -------
    float array of shape (n_digits, field, field)
        The same pixels, moved. The center of mass is within half a pixel of (field / 2, field / 2), counted
        from the middle of the first pixel; ink that would leave the field stops at its edge instead.
    """
    n_digits, height, width = images.shape
    mass = images.sum(axis=(1, 2))
    top = _first_pixel(images.sum(axis=2), mass, field)
    left = _first_pixel(images.sum(axis=1), mass, field)
    centered = np.zeros((n_digits, field, field), images.dtype)
    rows = (top[:, None] + np.arange(height))[:, :, None]
    columns = (left[:, None] + np.arange(width))[:, None, :]
    centered[np.arange(n_digits)[:, None, None], rows, columns] = images
    return centered


def _checked_stroke(stroke: Stroke, number: int) -> FloatArray:
    """Return one stroke as float64 points, or refuse it."""
    points = np.asarray(stroke)
    if points.dtype.kind not in "fiu":
        msg = f"strokes[{number}] holds {points.dtype}, expected numbers. Give an array of shape (n_points, 2)."
        raise DtypeError(msg)
    if points.ndim != 2 or points.shape[1] != 2:
        msg = f"strokes[{number}] has shape {points.shape}, expected (n_points, 2): x and y of each point. Reshape it."
        raise ShapeError(msg)
    check_finite(points.astype(np.float64), f"strokes[{number}]")
    return points.astype(np.float64)


def _first_pixel(profile: FloatArray, mass: FloatArray, field: int) -> IntArray:
    """Return the row or column of the field in which each image begins."""
    length = profile.shape[1]
    center = ((profile @ np.arange(length)) / mass).astype(np.float64)
    # A symmetric drawing lies just between two pixels; rounding errors must not choose for it.
    first: IntArray = np.clip(np.rint(np.round(field / 2 - center, 9)), 0, field - length).astype(np.int64)
    return first


def _ink_chunk(dots: FloatArray, radii: FloatArray, box: int) -> FloatArray:
    """Ink a few digits; the axis of the digits is last, where long rows are fastest."""
    middles = (np.arange(box, dtype=dots.dtype) + 0.5)[None, :, None]
    radius = radii.mean(axis=1)
    x, y = (np.ascontiguousarray(dots[:, :, axis].T)[:, None, :] for axis in (0, 1))  # (n_dots, 1, n_digits)
    across = (middles - x) ** 2  # (n_dots, box, n_digits)
    down = (middles - y) ** 2 + (radius**2 - radii.T**2)[:, None, :]
    nearest = np.full((box, box, len(dots)), np.inf, dots.dtype)
    candidate = np.empty_like(nearest)
    for across_one, down_one in zip(across, down, strict=True):
        np.add(across_one[None, :, :], down_one[:, None, :], out=candidate)
        np.minimum(nearest, candidate, out=nearest)
    distance = np.sqrt(np.maximum(nearest, 0))
    inked: FloatArray = np.clip(radius + 0.5 - distance, 0, 1)
    return np.moveaxis(inked, -1, 0)


def _dots_of_one(stroke: FloatArray, spacing: float) -> FloatArray:
    """Put dots along one stroke."""
    pieces = [stroke[:1]]
    for start, end in pairwise(stroke):
        n_steps = max(1, int(np.ceil(np.hypot(*(end - start)) / spacing)))
        pieces.append(start + (end - start) * (np.arange(1, n_steps + 1) / n_steps)[:, None])
    return np.concatenate(pieces)
