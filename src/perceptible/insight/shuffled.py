"""Shuffled labels: the same images, some of which are now called by the label of another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from perceptible.arrays import IntArray
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.rng import Rng, as_generator

__all__ = ["random_labels", "shuffle_labels", "with_labels"]


def shuffle_labels(split: Split, share: float, *, rng: Rng = None) -> Split:
    """Shuffle the labels of some images among these images.

    Parameters
    ----------
    split : Split
        Images with their true labels. Not modified.
    share : float
        Of the images whose labels are shuffled, from 0 to 1.
    rng : None, int or numpy.random.Generator, optional
        Decides which images these are, and which label each gets. From the same seed a larger share holds the images
        of a smaller one.

    Returns
    -------
    Split
        With as many images of each label as before. By chance some shuffled images keep their label, of ten equally
        frequent ones about a tenth.

    Raises
    ------
    ValueRangeError
        If the share is outside its range.

    Examples
    --------
    >>> split = Split(np.zeros((4, 1), np.float32), np.array([0, 1, 2, 3]), n_classes=4)
    >>> shuffle_labels(split, 0.0, rng=0).labels.tolist(), sorted(shuffle_labels(split, 1.0, rng=0).labels.tolist())
    ([0, 1, 2, 3], [0, 1, 2, 3])
    """
    if not 0 <= share <= 1:
        msg = f"share is {share}, expected a number from 0 to 1. Write 0.5 to shuffle the labels of half of the images."
        raise ValueRangeError(msg)
    which_rng, order_rng = as_generator(rng).spawn(2)
    chosen = which_rng.permutation(len(split))[: round(share * len(split))]
    labels = np.array(split.labels)
    labels[chosen] = split.labels[order_rng.permutation(chosen)]
    return with_labels(split, labels)


def random_labels(split: Split, *, rng: Rng = None) -> Split:
    """Give every image a label drawn at random, each with the same probability and apart from all others.

    Parameters
    ----------
    split : Split
        The images. Not modified.
    rng : None, int or numpy.random.Generator, optional
        Where the labels are drawn from.

    Returns
    -------
    Split
        To know these labels of n images takes n log2(n_classes) bits.

    Examples
    --------
    >>> split = Split(np.zeros((1000, 1), np.float32), np.zeros(1000, int), n_classes=2)
    >>> bool(400 < random_labels(split, rng=0).labels.sum() < 600)
    True
    """
    return with_labels(split, as_generator(rng).integers(split.n_classes, size=len(split)))


def with_labels(split: Split, labels: IntArray) -> Split:
    """Return the same images with other labels, as bytes where they were bytes.

    Raises
    ------
    ShapeError, DtypeError, ValueRangeError
        As `Split`, if the labels do not fit the images.

    Examples
    --------
    >>> split = Split(np.zeros((2, 1), np.float32), np.array([0, 1]), n_classes=2)
    >>> with_labels(split, np.array([1, 1])).labels.tolist()
    [1, 1]
    """
    if split.bytes_of_inputs is not None:
        return Split.of_bytes(split.bytes_of_inputs, labels, split.n_classes)
    return replace(split, labels=labels)
