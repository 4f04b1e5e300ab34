"""Images with noise on them, by a stated amount."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray, check_inputs, frozen
from perceptible.errors import ValueRangeError
from perceptible.rng import Rng, as_generator

__all__ = ["add_noise"]


def add_noise(inputs: FloatArray, amount: float, *, rng: Rng = None) -> FloatArray:
    r"""Disturb every pixel by a random number of its own.

    Parameters
    ----------
    inputs : float array of shape (n_samples, n_inputs)
        Images in [0, 1]. Not modified.
    amount : float
        The standard deviation of the noise, at least 0; 1 leaves little to see.
    rng : None, int or numpy.random.Generator, optional
        Where the noise comes from.

    Returns
    -------
    float32 array of shape (n_samples, n_inputs)
        The disturbed images, cut to [0, 1].

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If `inputs` are no images, or `amount` is negative or not finite.

    Notes
    -----
    .. math:: x' = \min(1, \max(0, x + \text{amount} \cdot n)), \quad n \sim \mathcal N(0, 1)

    Examples
    --------
    >>> add_noise(np.array([[0.0, 0.5, 1.0]]), 0.0)
    array([[0. , 0.5, 1. ]], dtype=float32)
    """
    check_inputs(inputs, inputs.shape[-1] if inputs.ndim else 0)
    if not (np.isfinite(amount) and amount >= 0):
        msg = f"amount is {amount}, expected a finite number of at least 0. Pass for example amount=0.2."
        raise ValueRangeError(msg)
    noise = as_generator(rng).standard_normal(inputs.shape, dtype=np.float32)
    return frozen(np.clip(inputs + np.float32(amount) * noise, 0, 1).astype(np.float32))
