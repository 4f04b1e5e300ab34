"""Backpropagation: which way each dial should turn, from the outputs' wishes passed back layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perceptible.arrays import FloatArray, check_inputs, check_targets
from perceptible.errors import ShapeError
from perceptible.network.costs import cost_named
from perceptible.network.forward import Trace
from perceptible.network.kinds import Layer
from perceptible.network.model import Network, check_network
from perceptible.network.parameters import Parameters

__all__ = [
    "Backpropagation",
    "backpropagate",
    "backward",
    "check_one_network",
    "gradient",
    "input_gradient",
    "per_example_gradients",
]


@dataclass(frozen=True, eq=False, slots=True)
class Backpropagation:
    r"""Every number of one forward and backward pass.

    Parameters
    ----------
    trace : Trace
        The forward pass: all pre-activations and activations.
    costs : array of shape (..., n_samples)
        The cost of each sample.
    deltas : tuple of arrays of shape (..., n_samples, n_l)
        `deltas[l - 1]` is :math:`\partial C/\partial z^{(l)}` of each sample.
    gradient : Parameters
        :math:`\partial C/\partial W` and :math:`\partial C/\partial b`, averaged over the samples; in cost per unit
        of parameter.
    """

    trace: Trace
    costs: FloatArray
    deltas: tuple[FloatArray, ...]
    gradient: Parameters


def backward(layers: Sequence[Layer], trace: Trace, delta: FloatArray) -> tuple[tuple[FloatArray, ...], Parameters]:
    r"""Pass the wishes of the outputs back through the layers.

    A neuron that should change can be helped in three ways: by its bias; by its weights, each in proportion to the
    activation that it weighs; and by those activations, each in proportion to its weight. The last cannot be turned,
    so they become the wishes for the layer before, and the same is asked there.

    Parameters
    ----------
    layers : sequence of layers
        Those that made the trace.
    trace : Trace
        The forward pass.
    delta : array of shape (..., n_samples, n_outputs)
        :math:`\partial C/\partial z` at the last layer.

    Returns
    -------
    deltas : tuple of arrays of shape (..., n_samples, n_l)
        :math:`\partial C/\partial z` at every layer, the first hidden layer first.
    gradient : Parameters
        Added up over the samples.

    Notes
    -----
    .. math::

        \frac{\partial C}{\partial W^{(l)}} = \delta^{(l)} \, {a^{(l-1)}}^T, \quad
        \frac{\partial C}{\partial b^{(l)}} = \delta^{(l)}, \quad
        \delta^{(l-1)} = \sigma'(z^{(l-1)}) \odot {W^{(l)}}^T \delta^{(l)}

    Source: Rumelhart, Hinton and Williams (1986), Learning representations by back-propagating errors.
    """
    deltas, weights, biases = [delta], [], []
    for number in range(len(layers) - 1, -1, -1):  # from the outputs to the first hidden layer
        layer, previous = layers[number], trace.activations[number]
        weight_gradient, bias_gradient = layer.backward(deltas[-1], previous)
        weights.append(weight_gradient)
        biases.append(bias_gradient)
        if number > 0:
            wishes, below = layer.wishes(deltas[-1]), layers[number - 1]
            # From dC/da to dC/dz: times the slope of the activation, almost 0 where the neuron is saturated.
            deltas.append(below.activation.pull_back(wishes, trace.pre_activations[number - 1], previous))
    return tuple(deltas[::-1]), Parameters(tuple(weights[::-1]), tuple(biases[::-1]))


def backpropagate(network: Network, inputs: FloatArray, targets: FloatArray) -> Backpropagation:
    """Compute the gradient of the average cost, keeping every number on the way.

    Parameters
    ----------
    network : Network
        Whose dials are asked about, with its own cost.
    inputs : float array of shape (..., n_samples, n_inputs)
        Pixels in [0, 1]. Not modified.
    targets : float array of shape (..., n_samples, n_outputs)
        What the outputs should be.

    Returns
    -------
    Backpropagation
        The trace, the cost of each sample, all deltas and the gradient.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If `network` is none, inputs or targets are not finite floats of these shapes, or there are no samples.

    Examples
    --------
    >>> import numpy as np
    >>> network = Network.random((1, 1), start="zeros")
    >>> back = backpropagate(network, np.ones((1, 1)), np.ones((1, 1)))
    >>> float(back.deltas[0][0, 0])  # 2 (a - y) a (1 - a) = 2 * -0.5 * 0.25
    -0.25
    """
    check_network(network)
    trace = network.forward(inputs)
    check_targets(targets, inputs.shape[-2], network.sizes[-1])
    rule, last = cost_named(network.cost), network.layers[-1]
    z, a = trace.pre_activations[-1], trace.outputs
    deltas, total = backward(network.layers, trace, rule.delta(z, a, targets, last.activation))
    average = total.map(lambda array: array / inputs.shape[-2])
    return Backpropagation(trace, rule.value(z, a, targets, last.activation), deltas, average)


def gradient(network: Network, inputs: FloatArray, targets: FloatArray) -> Parameters:
    """Return which way is up: how fast the average cost grows with each weight and bias.

    Parameters
    ----------
    network, inputs, targets
        As for `backpropagate`.

    Returns
    -------
    gradient : Parameters
        The layout of the network's parameters; in cost per unit of parameter. Its negative says how to turn
        each dial: the sign says up or down, the size how much it matters.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        As `backpropagate`.

    Examples
    --------
    >>> import numpy as np
    >>> network = Network.random((1, 1), start="zeros")
    >>> gradient(network, np.ones((1, 1)), np.ones((1, 1))).to_vector()
    array([-0.25, -0.25])
    """
    return backpropagate(network, inputs, targets).gradient


def input_gradient(network: Network, inputs: FloatArray, targets: FloatArray) -> FloatArray:
    """Return how fast the cost of each sample grows with each of its own inputs.

    Parameters
    ----------
    network, inputs, targets
        As for `backpropagate`.

    Returns
    -------
    array of shape (..., n_samples, n_inputs)
        In cost per unit of input.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        As `backpropagate`.

    Examples
    --------
    >>> import numpy as np
    >>> network = Network.random((1, 1), start="zeros")
    >>> float(input_gradient(network, np.ones((1, 1)), np.ones((1, 1)))[0, 0])  # the weight is 0
    0.0
    """
    back = backpropagate(network, inputs, targets)
    return network.layers[0].wishes(back.deltas[0])


def per_example_gradients(network: Network, inputs: FloatArray, targets: FloatArray) -> Parameters:
    """Return the gradient of each sample's own cost; their average is the gradient.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    inputs : float array of shape (n_samples, n_inputs)
        Pixels in [0, 1].
    targets : float array of shape (n_samples, n_outputs)
        What the outputs should be.

    Returns
    -------
    gradients : Parameters
        With a leading axis of n_samples. 1,000 samples of the lesson's network are 13 million numbers.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        As `backpropagate`.

    Examples
    --------
    >>> import numpy as np
    >>> network = Network.random((2, 1), start="zeros")
    >>> per_example_gradients(network, np.eye(2), np.ones((2, 1))).weights[0].shape
    (2, 1, 2)
    """
    check_one_network(network, inputs, targets)
    # A sample with an axis of its own is a batch of one, and each batch keeps its own gradient.
    return gradient(network, inputs[:, None, :], targets[:, None, :])


def check_one_network(network: Network, inputs: FloatArray, targets: FloatArray) -> None:
    """Refuse anything but one network, and one table of samples with their targets.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If the network, the inputs or the targets have leading axes, there are no samples, or they do not fit.
    """
    check_network(network)
    if network.parameters.leading:
        msg = (
            f"the network holds {network.parameters.leading} networks, expected one. "
            "Ask about them one by one: each with the parameters at its own index."
        )
        raise ShapeError(msg)
    check_inputs(inputs, network.sizes[0])
    check_targets(targets, inputs.shape[-2], network.sizes[-1])
    if inputs.ndim != 2 or targets.ndim != 2:
        msg = (
            f"inputs and targets have shapes {tuple(inputs.shape)} and {tuple(targets.shape)}, expected no axes before "
            "(n_samples, ...). Give one table of samples: inputs.reshape(-1, inputs.shape[-1])."
        )
        raise ShapeError(msg)
