"""Made noise: images without content that have the mean and the variance of real ones."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Split
from perceptible.rng import Rng, as_generator

__all__ = ["gaussian_like"]


def gaussian_like(split: Split, *, rng: Rng = None) -> FloatArray:
    """Draw inputs from a normal distribution with the mean and the variance of all inputs of a split.

    Parameters
    ----------
    split : Split
        How many, of how many inputs, and with which mean and variance.
    rng : None, int or numpy.random.Generator, optional
        Where they are drawn from.

    Returns
    -------
    float32 array of shape (n_samples, n_inputs)
        Not clipped: about half of what is drawn like digits lies below 0. What Arpit et al. (2017) call randX.

    Examples
    --------
    >>> split = Split(np.full((100, 9), 0.5, np.float32), np.zeros(100, int), n_classes=1)
    >>> float(gaussian_like(split, rng=0).std())
    0.0
    """
    mean, spread = float(split.inputs.mean(dtype=np.float64)), float(split.inputs.std(dtype=np.float64))
    drawn = as_generator(rng).standard_normal(split.inputs.shape, dtype=np.float32)
    return np.asarray(np.float32(mean) + np.float32(spread) * drawn)
