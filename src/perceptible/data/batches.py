"""Which samples go together: mini-batches of one pass, and splits that keep the share of every class."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from perceptible.arrays import IntArray, frozen
from perceptible.errors import DtypeError, ShapeError, ValueRangeError
from perceptible.rng import Rng, as_generator

__all__ = ["mini_batches", "stratified_split"]


def mini_batches(n_samples: int, batch_size: int, rng: Rng = None) -> Iterator[IntArray]:
    """Deal the samples of one pass into mini-batches, in a random order.

    Parameters
    ----------
    n_samples : int
        How many samples there are, at least 1.
    batch_size : int
        How many samples a mini-batch holds, at least 1; the last one holds what is left.
    rng : None, int or numpy.random.Generator, optional
        Where the order comes from.

    Returns
    -------
    iterator of int64 arrays of shape (batch_size,)
        Indices of samples; each from 0 to `n_samples` - 1 comes exactly once.

    Raises
    ------
    DtypeError
        If a count is no whole number, or `rng` is of another kind.
    ValueRangeError
        If a count is less than 1.

    Examples
    --------
    >>> [len(indices) for indices in mini_batches(25, 10, rng=0)]
    [10, 10, 5]
    """
    _check_count("n_samples", n_samples)
    _check_count("batch_size", batch_size)
    order = frozen(as_generator(rng).permutation(n_samples))
    return (order[start : start + batch_size] for start in range(0, n_samples, batch_size))


def stratified_split(labels: IntArray, held_out: float, rng: Rng = 0) -> tuple[IntArray, IntArray]:
    """Hold samples out so that every class keeps its share, as nearly as whole samples allow.

    Parameters
    ----------
    labels : integer array of shape (n_samples,)
        The class of every sample.
    held_out : float or int
        A float between 0 and 1 is the fraction to hold out, an int is how many samples.
    rng : None, int or numpy.random.Generator, default 0
        What decides which samples of a class are held out.

    Returns
    -------
    tuple of two int64 arrays
        Indices of the samples that are kept and of those that are held out, both in rising order.

    Raises
    ------
    DtypeError
        If `labels` hold no whole numbers, or `held_out` is no number.
    ShapeError
        If `labels` have more than one axis.
    ValueRangeError
        If nothing would be held out, or nothing kept.

    Notes
    -----
    The seats are dealt by largest remainder: each class gives the whole part of its share, and the
    samples still missing come from the classes with the largest fractions.

    Examples
    --------
    >>> kept, held_out = stratified_split(np.array([0, 0, 0, 0, 1, 1]), 3)
    >>> len(kept), np.array([0, 0, 0, 0, 1, 1])[held_out]
    (3, array([0, 0, 1]))
    """
    labels = _checked_labels(labels)
    n_held_out = _count_of(held_out, len(labels))
    rng = as_generator(rng)
    _, places, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    shares = _seats(sizes, n_held_out)
    chosen = [rng.permutation(np.flatnonzero(places == number))[:share] for number, share in enumerate(shares)]
    is_held_out = np.zeros(len(labels), dtype=bool)
    is_held_out[np.concatenate(chosen)] = True
    return frozen(np.flatnonzero(~is_held_out)), frozen(np.flatnonzero(is_held_out))


def _seats(sizes: IntArray, n_held_out: int) -> IntArray:
    """Share a number of samples among classes of these sizes by largest remainder."""
    n_samples = int(sizes.sum())
    # Whole numbers throughout: quotient and remainder of size * n_held_out / n_samples, without rounding.
    seats, remainders = np.divmod(sizes * n_held_out, n_samples)
    n_missing = n_held_out - int(seats.sum())
    seats[np.argsort(-remainders, kind="stable")[:n_missing]] += 1
    return seats


def _check_count(name: str, value: int) -> None:
    """Refuse what is no whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        msg = f"{name} is {value!r}, expected a whole number of at least 1. Pass an int such as {name}=10."
        raise DtypeError(msg)
    if value < 1:
        msg = f"{name} is {value}, expected a whole number of at least 1. Pass an int such as {name}=10."
        raise ValueRangeError(msg)


def _checked_labels(labels: IntArray) -> IntArray:
    """Refuse labels that are not one whole number a sample."""
    if not isinstance(labels, np.ndarray) or labels.dtype.kind not in "iu":
        found = getattr(labels, "dtype", type(labels).__name__)
        msg = f"labels hold {found}, expected an array of whole numbers. Convert them: labels.astype('int64')."
        raise DtypeError(msg)
    if labels.ndim != 1:
        msg = f"labels has shape {labels.shape}, expected (n_samples,). Give one label for each sample, no more axes."
        raise ShapeError(msg)
    return labels


def _count_of(held_out: float, n_samples: int) -> int:
    """Turn a fraction or a number of samples into a number that leaves both sides with at least one."""
    if isinstance(held_out, bool) or not isinstance(held_out, (int, float, np.integer, np.floating)):
        msg = f"held_out is {held_out!r}, expected a fraction or a number of samples. Pass 0.2 or 1000, for example."
        raise DtypeError(msg)
    count = int(held_out) if isinstance(held_out, (int, np.integer)) else _part_of(float(held_out), n_samples)
    if not 1 <= count < n_samples:
        msg = f"{count} of {n_samples} samples would be held out, expected one or more on either side. Hold out fewer."
        raise ValueRangeError(msg)
    return count


def _part_of(fraction: float, n_samples: int) -> int:
    """Turn a fraction into the nearest number of samples that leaves both sides with at least one."""
    if not 0 < fraction < 1:
        msg = f"held_out is {fraction}, expected a fraction between 0 and 1. Pass an int for a number of samples."
        raise ValueRangeError(msg)
    return max(1, min(n_samples - 1, round(fraction * n_samples)))
