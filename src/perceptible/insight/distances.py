"""Distances between images, pixel by pixel: why a 3 may lie nearer to an 8 than to another 3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray, check_inputs, frozen
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError

__all__ = ["MisleadingPair", "misleading_pairs", "nearest", "pixel_distance"]

ROWS_AT_ONCE = 500  # of the table of distances: 120 MB where it has 60,000 columns


@dataclass(frozen=True)
class MisleadingPair:
    """An image that lies nearer to an image of another class than to any other of its own.

    Parameters
    ----------
    index, label : int
        Which image of the split, and its class.
    other, other_label : int
        The nearest image of another class, and that class.
    own : int
        The nearest other image of its own class.
    distance, own_distance : float
        How far away these two lie; see `pixel_distance`.
    """

    index: int
    label: int
    other: int
    other_label: int
    own: int
    distance: float
    own_distance: float


def pixel_distance(first: FloatArray, second: FloatArray) -> float:
    r"""Return how far apart two images lie, pixel by pixel.

    Parameters
    ----------
    first, second : float arrays of shape (n_inputs,)
        Two images in [0, 1].

    Returns
    -------
    float
        From 0 where they are equal to the square root of `n_inputs`, which is 28 for a black and a white image of
        28 x 28.

    Raises
    ------
    ShapeError
        If they differ in shape, or have more axes.

    Notes
    -----
    .. math:: d = \sqrt{\sum_i (x_i - y_i)^2}

    Examples
    --------
    >>> pixel_distance(np.array([0.0, 0.75, 0.5]), np.array([1.0, 0.0, 0.5]))
    1.25
    """
    if first.ndim != 1 or first.shape != second.shape:
        msg = (
            f"first has shape {first.shape} and second {second.shape}, expected (n_inputs,) for both. "
            "Give one image each, unrolled: image.reshape(-1)."
        )
        raise ShapeError(msg)
    difference = first.astype(np.float64) - second
    return float(np.sqrt(difference @ difference))


def nearest(inputs: FloatArray, among: FloatArray) -> IntArray:
    """Return which of many images lies nearest to each of some.

    Parameters
    ----------
    inputs : float array of shape (n_samples, n_inputs)
        Images to find the nearest to.
    among : float array of shape (n_known, n_inputs)
        Images to choose from.

    Returns
    -------
    int64 array of shape (n_samples,)
        For each its nearest by `pixel_distance`; of equally near ones the first.

    Raises
    ------
    ShapeError, DtypeError, ValueRangeError
        If these are no images of equal length, or there are none to choose from.

    Notes
    -----
    Computed in float32 as a product of matrices, a few hundred rows at a time: two that are equally near to about
    six digits may change places.

    Examples
    --------
    >>> nearest(np.array([[0.9, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]]))
    array([1])
    """
    check_inputs(inputs, among.shape[-1] if among.ndim else 0)
    if among.ndim != 2 or len(among) == 0:
        msg = f"among has shape {among.shape}, expected (n_known, n_inputs) with at least one. Give images to find."
        raise ShapeError(msg)
    found = np.empty(len(inputs), np.int64)
    for rows, closeness in _closeness(inputs, among):
        found[rows] = closeness.argmax(axis=1)
    return frozen(found)


def misleading_pairs(split: Split, label: int, *, most: int = 10) -> list[MisleadingPair]:
    """Find images of one class that lie nearer to another class than to any other image of their own.

    Parameters
    ----------
    split : Split
        The images to look among; the time grows with the images of this class times all images.
    label : int
        The class, such as 3.
    most : int, default 10
        How many pairs at most.

    Returns
    -------
    list of MisleadingPair
        The most misleading first: those whose nearest of another class is the nearest in proportion.

    Raises
    ------
    ValueRangeError
        If the split has fewer than two images of this class, or none of another.

    Examples
    --------
    >>> inputs = np.array([[0.0, 0.0], [0.0, 0.9], [0.1, 0.2]])
    >>> pairs = misleading_pairs(Split(inputs, np.array([3, 3, 8])), 3)
    >>> [(pair.index, pair.other, pair.own) for pair in pairs]
    [(0, 2, 1), (1, 2, 0)]
    """
    mine, others = np.flatnonzero(split.labels == label), np.flatnonzero(split.labels != label)
    if len(mine) < 2 or len(others) == 0:
        msg = (
            f"the split has {len(mine)} images of class {label} and {len(others)} of others, expected at least 2 and "
            "1. Take more images, or another class."
        )
        raise ValueRangeError(msg)
    inputs = split.inputs[mine]
    own, other = mine[_nearest_other(inputs)], others[nearest(inputs, split.inputs[others])]
    pairs = [_pair(split, *map(int, three)) for three in zip(mine, other, own, strict=True)]
    misleading = [pair for pair in pairs if pair.distance < pair.own_distance]
    return sorted(misleading, key=lambda pair: pair.distance / pair.own_distance)[:most]


def _closeness(inputs: FloatArray, among: FloatArray) -> Iterator[tuple[slice, FloatArray]]:
    """Yield which rows, and for them a number that grows as the distance to each image shrinks."""
    known = np.ascontiguousarray(among, dtype=np.float32)
    # |x - y|^2 = |x|^2 - 2 (x y - |y|^2 / 2), and |x|^2 is the same in a whole row
    halves = (known.astype(np.float64) ** 2).sum(axis=1).astype(np.float32) / 2
    for start in range(0, len(inputs), ROWS_AT_ONCE):
        rows = slice(start, min(start + ROWS_AT_ONCE, len(inputs)))
        closeness = inputs[rows].astype(np.float32) @ known.T
        closeness -= halves
        yield rows, closeness


def _nearest_other(inputs: FloatArray) -> IntArray:
    """Return for each image the nearest of the others."""
    found = np.empty(len(inputs), np.int64)
    for rows, closeness in _closeness(inputs, inputs):
        places = np.arange(len(closeness))
        closeness[places, rows.start + places] = -np.inf
        found[rows] = closeness.argmax(axis=1)
    return found


def _pair(split: Split, index: int, other: int, own: int) -> MisleadingPair:
    """Measure one image beside its nearest of another class and of its own."""
    labels, images = split.labels, split.inputs
    away, own_away = (pixel_distance(images[index], images[neighbor]) for neighbor in (other, own))
    return MisleadingPair(index, int(labels[index]), other, int(labels[other]), own, away, own_away)
