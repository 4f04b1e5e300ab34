"""Contributions: the terms w1 a1 + ... + wn an + b of one neuron's weighted sum, which add up to its z."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum

import numpy as np

from perceptible.arrays import FloatArray, frozen, to_numpy
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.evaluation.answers import check_single
from perceptible.network.layers import Dense
from perceptible.network.model import Network

__all__ = [
    "Contributions",
    "check_place",
    "contributions",
    "layer_contributions",
    "one_trace",
]


@dataclass(frozen=True, eq=False)
class Contributions:
    """What each activation of the layer before adds to one neuron's weighted sum; `contributions` makes it.

    Parameters
    ----------
    weights : float64 array of shape (n_previous,)
        The neuron's weights.
    activations : float64 array of shape (n_previous,)
        The activations of the layer before.
    bias : float
        The neuron's bias.
    """

    weights: FloatArray
    activations: FloatArray
    bias: float

    @cached_property
    def terms(self) -> FloatArray:
        """Return each weight times its activation, (n_previous,): exact where both were float32."""
        return frozen(self.weights * self.activations)

    @cached_property
    def z(self) -> float:
        """Return the sum of all terms and the bias, rounded once, at the end."""
        return fsum([*self.terms.tolist(), self.bias])


def contributions(network: Network, inputs: FloatArray, *, layer: int = 1, neuron: int = 0) -> Contributions:
    r"""Take the weighted sum of one neuron apart, for one input.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    inputs : float array of shape (n_inputs,)
        One input, such as an image unrolled row by row, in [0, 1].
    layer : int, optional
        From 1, the first hidden layer, to the number of layers, the outputs.
    neuron : int, optional
        Which neuron of the layer, from 0.

    Returns
    -------
    Contributions
        Its terms, its bias and their sum.

    Raises
    ------
    ShapeError
        If the network has leading axes, or `inputs` is not one input of it.
    ValueRangeError
        If there is no such layer or neuron, or the inputs are not finite or go from 0 to 255.
    DtypeError
        If the inputs are no floats.

    Notes
    -----
    .. math:: z_j = \sum_k w_{jk} a_k + b_j

    The terms are float64 products of float32 numbers, which are exact, and z is their exactly rounded sum. The
    forward pass, which rounds after each step in float32, differs from it by about 1e-6 of the largest partial sum.

    Examples
    --------
    >>> network = Network.random((2, 1), start="zeros")
    >>> contributions(network, np.array([0.5, 1.0], np.float32)).z
    0.0
    """
    check_place(network, layer, neuron)
    before = one_trace(network, inputs)[layer - 1]
    W, b = network.weights[layer - 1], network.biases[layer - 1]  # (n_l, n_previous), (n_l,)
    weights = np.array(to_numpy(W[neuron]), np.float64)
    return Contributions(frozen(weights), before, float(b[neuron]))


def layer_contributions(network: Network, inputs: FloatArray, *, layer: int = 1) -> FloatArray:
    """Return the terms of every neuron of a layer, (n_l, n_previous) in float64; see `contributions`.

    Examples
    --------
    >>> network = Network.random((2, 3), start="zeros")
    >>> layer_contributions(network, np.ones(2, np.float32)).shape
    (3, 2)
    """
    check_place(network, layer, 0)
    before = one_trace(network, inputs)[layer - 1]
    return frozen(np.asarray(to_numpy(network.weights[layer - 1]), np.float64) * before)


def check_place(network: Network, layer: int, neuron: int) -> None:
    """Refuse many networks at once, weights that stand for several, and a place that the network does not have."""
    check_single(network)
    narrow = next((one.kind for one in network.layers if not isinstance(one, Dense)), None)
    if narrow is not None:
        msg = (
            f"the network has a layer of kind {narrow!r}, expected dense ones, in which each weight joins two neurons. "
            "Ask about network.written_out(), which computes the same."
        )
        raise ShapeError(msg)
    n_layers = len(network.layers)
    if not 1 <= layer <= n_layers:
        msg = (
            f"layer is {layer}, expected 1 to {n_layers}, as the network {'-'.join(map(str, network.sizes))} has. "
            "Layer 1 is the first that has weights; the inputs are layer 0."
        )
        raise ValueRangeError(msg)
    n_neurons = network.sizes[layer]
    if not 0 <= neuron < n_neurons:
        msg = f"neuron is {neuron}, expected 0 to {n_neurons - 1} in layer {layer}. Neurons are counted from 0."
        raise ValueRangeError(msg)


def one_trace(network: Network, inputs: FloatArray) -> tuple[FloatArray, ...]:
    """Return the activations of every layer for one input, each (n_l,), read-only float64."""
    shape = tuple(np.shape(inputs))
    if len(shape) != 1:
        msg = (
            f"inputs has shape {shape}, expected ({network.sizes[0]},): one input. "
            "Take one row, inputs[0], or unroll one image, image.reshape(-1)."
        )
        raise ShapeError(msg)
    activations = network.forward(inputs[None]).activations
    return tuple(frozen(np.array(to_numpy(a)[0], np.float64)) for a in activations)
