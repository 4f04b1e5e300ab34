"""Neighbors: the images that lie nearest to one, of its own class and of the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError

__all__ = ["Neighbors", "neighbors"]


@dataclass(frozen=True, eq=False)
class Neighbors:
    """The images nearest to one image; `neighbors` makes it.

    Parameters
    ----------
    own, other : int64 arrays of shape (count,)
        The nearest of the same class, without the image itself, and the nearest of all other classes.
    own_distances, other_distances : float64 arrays of shape (count,)
        How far away each lies; see `pixel_distance`.
    """

    own: IntArray
    other: IntArray
    own_distances: FloatArray
    other_distances: FloatArray


def neighbors(split: Split, index: int, *, count: int = 6) -> Neighbors:
    """Find the images nearest to one image, among its own class and among the others.

    Parameters
    ----------
    split : Split
        The images to look among.
    index : int
        Which image of the split, from 0.
    count : int, optional
        How many of each kind; fewer where there are no more.

    Returns
    -------
    Neighbors
        The nearest first; of equally near ones the first in the split.

    Raises
    ------
    ValueRangeError
        If there is no such image, or `count` is negative.

    Examples
    --------
    >>> split = Split(np.array([[0.0], [0.5], [0.1], [1.0]]), np.array([3, 3, 8, 8]))
    >>> found = neighbors(split, 0, count=1)
    >>> found.own, found.own_distances, found.other, found.other_distances
    (array([1]), array([0.5]), array([2]), array([0.1]))
    """
    if not 0 <= index < len(split):
        msg = f"index is {index}, expected 0 to {len(split) - 1}. Name one of the split's images."
        raise ValueRangeError(msg)
    if count < 0:
        msg = f"count is {count}, expected a whole number of at least 0. Ask for as many images as you need."
        raise ValueRangeError(msg)
    distances = _distances(split, index)
    is_own = split.labels == split.labels[index]
    is_own[index] = False
    own = _nearest(distances, np.flatnonzero(is_own), count)
    other = _nearest(distances, np.flatnonzero(split.labels != split.labels[index]), count)
    return Neighbors(own, other, frozen(distances[own]), frozen(distances[other]))


def _distances(split: Split, index: int) -> FloatArray:
    """Return how far every image lies from one, in float64."""
    difference = split.inputs.astype(np.float64) - split.inputs[index]
    distances: FloatArray = np.sqrt(np.einsum("ij,ij->i", difference, difference))
    return distances


def _nearest(distances: FloatArray, among: IntArray, count: int) -> IntArray:
    """Return the nearest of some images."""
    return frozen(among[np.argsort(distances[among], kind="stable")[:count]])
