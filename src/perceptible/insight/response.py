"""Response: what a neuron makes of its weighted sum, and what it would make of any other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, frozen, to_numpy
from perceptible.insight.contributions import check_place, one_trace
from perceptible.network.model import Network

__all__ = ["Response", "response"]


@dataclass(frozen=True, eq=False)
class Response:
    """A neuron's activation as a curve over z, with the place on it where one input puts the neuron.

    Parameters
    ----------
    z, a : float
        The neuron's weighted sum, as its float32 forward pass has it, and its activation.
    slope : float
        da/dz there: how much the activation would change for a small change of z.
    curve_z, curve_a : float64 arrays of shape (n_points,)
        Weighted sums that the neuron might have, and the activation that each would give.
    """

    z: float
    a: float
    slope: float
    curve_z: FloatArray
    curve_a: FloatArray


def response(
    network: Network, inputs: FloatArray, z_values: FloatArray, *, layer: int = 1, neuron: int = 0
) -> Response:
    """Follow a neuron's activation over other weighted sums than the one that an input gives it.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    inputs : float array of shape (n_inputs,)
        One input.
    z_values : float array of shape (n_points,)
        The weighted sums to try.
    layer : int, optional
        From 1, the first hidden layer, to the number of layers, the outputs.
    neuron : int, optional
        Which neuron of the layer, from 0.

    Returns
    -------
    Response
        Where the neuron is, and the curve.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        As `contributions`.

    Notes
    -----
    Where one activation depends on every z of its layer (softmax), the other neurons keep theirs.

    Examples
    --------
    >>> network = Network.random((1, 1), start="zeros")
    >>> found = response(network, np.zeros(1, np.float32), np.array([-9.0, 0.0, 9.0]))
    >>> found.a, found.slope, found.curve_a.round(2)
    (0.5, 0.25, array([0. , 0.5, 1. ]))
    """
    check_place(network, layer, neuron)
    before = one_trace(network, inputs)[layer - 1]
    z = _sums(network, before, layer)
    activation = network.layers[layer - 1].activation
    tried = np.repeat(z, len(z_values), axis=0)
    tried[:, neuron] = z_values
    with np.errstate(over="ignore"):  # see sigmoid
        a, curve = activation.value(z), np.array(activation.value(tried)[:, neuron])
    wish = np.zeros_like(z)
    wish[..., neuron] = 1.0
    slope = activation.pull_back(wish, z, a)[0, neuron]
    return Response(float(z[0, neuron]), float(a[0, neuron]), float(slope), frozen(np.array(z_values)), frozen(curve))


def _sums(network: Network, before: FloatArray, layer: int) -> FloatArray:
    """Return the weighted sums of a layer in float64, (1, n_l)."""
    W = np.asarray(to_numpy(network.weights[layer - 1]), np.float64)
    b = np.asarray(to_numpy(network.biases[layer - 1]), np.float64)
    return (W @ before + b)[None]
