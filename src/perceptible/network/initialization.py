"""Starts: how the dials are set before anything is learned."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import find_named

__all__ = ["STARTS", "Start", "drawn", "start_named"]

# A start draws the weights (..., n_neurons, n_previous) and the biases (..., n_neurons) of one layer.
Start = Callable[[np.random.Generator, tuple[int, ...]], tuple[FloatArray, FloatArray]]


def start_named(name: str) -> Start:
    """Return the start that has this name.

    Parameters
    ----------
    name : str
        One of the keys of `STARTS`.

    Returns
    -------
    function of (generator, shape)
        It draws the weights of this shape, (..., n_neurons, n_previous), and their biases, in float64.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> weights, biases = start_named("zeros")(np.random.default_rng(0), (16, 784))
    >>> weights.shape, biases.shape
    ((16, 784), (16,))
    """
    return find_named(STARTS, name, "start")


def drawn(start: str, rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Return weights of this shape and their biases, set by the start of this name, as layers hold them: float32."""
    weights, biases = start_named(start)(rng, shape)
    return weights.astype(np.float32), biases.astype(np.float32)


def _normal(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Draw weights and biases from N(0, 1), as the lesson does."""
    return rng.standard_normal(shape), rng.standard_normal(shape[:-1])


def _scaled(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Draw weights from N(0, 1/n_previous), so that z starts near 1 however many inputs there are."""
    return rng.standard_normal(shape) / np.sqrt(shape[-1]), rng.standard_normal(shape[:-1])


def _glorot(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Draw weights evenly within sqrt(6 / (n_previous + n_neurons)). Source: Glorot and Bengio (2010), eq. 16."""
    limit = np.sqrt(6.0 / (shape[-1] + shape[-2]))
    return rng.uniform(-limit, limit, shape), np.zeros(shape[:-1])


def _he(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Draw weights from N(0, 2/n_previous), made for ReLU. Source: He et al. (2015), eq. 10."""
    return rng.standard_normal(shape) * np.sqrt(2.0 / shape[-1]), np.zeros(shape[:-1])


def _zeros(_rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Set all to 0: neurons of a layer then stay alike for ever, which is why starts are random."""
    return np.zeros(shape), np.zeros(shape[:-1])


STARTS: dict[str, Start] = {"normal": _normal, "scaled": _scaled, "glorot": _glorot, "he": _he, "zeros": _zeros}
