"""One layer computed twice: by loops over single numbers, and by one product of a matrix and a column."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, to_numpy
from perceptible.insight.contributions import check_place, one_trace
from perceptible.network.model import Network

__all__ = ["LayerTiming", "sums_by_loops", "sums_by_matrix", "time_layer"]

ROUNDS = 5
SHORTEST = 1e-3  # seconds of a round: far above what a clock can tell apart


@dataclass(frozen=True)
class LayerTiming:
    """How long the weighted sums of a layer take, for one image.

    Parameters
    ----------
    loops_seconds, matrix_seconds : float
        The fastest of five rounds, for one computation.
    """

    loops_seconds: float
    matrix_seconds: float


def sums_by_loops(weights: list[list[float]], biases: list[float], activations: list[float]) -> list[float]:
    """Return the weighted sums of a layer, one multiplication at a time.

    Parameters
    ----------
    weights : list of lists of float
        A row for each neuron.
    biases : list of float
        One for each neuron.
    activations : list of float
        Of the layer before.

    Returns
    -------
    list of float
        z of each neuron.

    Examples
    --------
    >>> sums_by_loops([[1.0, 2.0], [0.5, 0.0]], [0.25, -1.0], [1.0, 0.5])
    [2.25, -0.5]
    """
    sums = []
    for row, bias in zip(weights, biases, strict=True):
        z = bias
        for weight, activation in zip(row, activations, strict=True):
            z += weight * activation
        sums.append(z)
    return sums


def sums_by_matrix(weights: FloatArray, biases: FloatArray, activations: FloatArray) -> FloatArray:
    """Return the weighted sums of a layer as one product: W a + b.

    Examples
    --------
    >>> sums_by_matrix(np.array([[1.0, 2.0], [0.5, 0.0]]), np.array([0.25, -1.0]), np.array([1.0, 0.5]))
    array([ 2.25, -0.5 ])
    """
    z: FloatArray = weights @ activations + biases  # (n_l, n_previous) (n_previous,) + (n_l,)
    return z


def time_layer(
    network: Network, inputs: FloatArray, *, layer: int = 1, clock: Callable[[], float] = time.perf_counter
) -> LayerTiming:
    """Measure how long the weighted sums of a layer take by loops and as a product.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    inputs : float array of shape (n_inputs,)
        One input.
    layer : int, optional
        From 1, the first hidden layer, to the number of layers, the outputs.
    clock : callable, optional
        Returns seconds.

    Returns
    -------
    LayerTiming
        For one computation, in float64, of numbers that lie ready as lists and as arrays.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        As `contributions`.

    Examples
    --------
    >>> network = Network.random((784, 16), rng=0)
    >>> timing = time_layer(network, np.ones(784, np.float32))
    >>> timing.loops_seconds > timing.matrix_seconds
    True
    """
    check_place(network, layer, 0)
    before = one_trace(network, inputs)[layer - 1]
    W = np.asarray(to_numpy(network.weights[layer - 1]), np.float64)  # (n_l, n_previous)
    b = np.asarray(to_numpy(network.biases[layer - 1]), np.float64)  # (n_l,)
    rows, biases, activations = W.tolist(), b.tolist(), before.tolist()
    return LayerTiming(
        _fastest(lambda: sums_by_loops(rows, biases, activations), clock),
        _fastest(lambda: sums_by_matrix(W, b, before), clock),
    )


def _fastest(compute: Callable[[], object], clock: Callable[[], float]) -> float:
    """Return the seconds of one computation: of the fastest round, each as long as a clock can well measure."""
    start = clock()
    compute()
    n_times = max(1, int(SHORTEST / max(clock() - start, 1e-7)))
    return min(_round(compute, n_times, clock) for _ in range(ROUNDS)) / n_times


def _round(compute: Callable[[], object], n_times: int, clock: Callable[[], float]) -> float:
    """Return the seconds of so many computations."""
    start = clock()
    for _ in range(n_times):
        compute()
    return clock() - start
