"""Pixels that are black in all images: the weights on them never get a gradient, and stay as they began."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import IntArray, frozen
from perceptible.data.dataset import Split

__all__ = ["never_lit"]


def never_lit(split: Split) -> IntArray:
    r"""Find the inputs that are 0 in every sample.

    Parameters
    ----------
    split : Split
        What networks learn from.

    Returns
    -------
    int64 array of shape (n_found,)
        Places among the inputs, from 0; 67 of the 784 pixels of MNIST's training images.

    Notes
    -----
    The gradient of a first-layer weight is the mean over the images of

    .. math:: \frac{\partial C}{\partial w_{jk}} = x_k \, \frac{\partial C}{\partial z_j},

    which is 0 for each of them where :math:`x_k` is: without weight decay, training leaves such a weight as it was.

    Examples
    --------
    >>> never_lit(Split(np.array([[0.0, 0.5, 0.0], [0.0, 0.0, 1.0]]), np.array([0, 1])))
    array([0])
    """
    table = split.inputs if split.bytes_of_inputs is None else split.bytes_of_inputs
    return frozen(np.flatnonzero(~table.any(axis=0)))
