"""Saturation: how many neurons have almost no slope left, and how steep the cost is in the weights of each layer."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray, frozen, to_numpy
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError
from perceptible.evaluation.answers import check_fit, check_single
from perceptible.gradients import gradient
from perceptible.network import Network
from perceptible.network.activations import ACTIVATIONS

__all__ = ["FLAT", "saturated", "slopes_by_layer"]

FLAT = 0.19
"""Share of its steepest slope below which a neuron counts as saturated: a sigmoid below 0.05 or above 0.95."""


def saturated(network: Network, inputs: FloatArray) -> FloatArray:
    r"""Return for each hidden layer the share of its activations that are saturated.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    inputs : float array of shape (n_samples, n_inputs)
        Images in [0, 1], at least one.

    Returns
    -------
    float64 array of shape (n_hidden_layers,)
        Of all neurons of the layer and all images together, from 0 to 1.

    Raises
    ------
    ShapeError, DtypeError, ValueRangeError
        If the network is several, or the inputs do not fit it or are none.

    Notes
    -----
    A neuron is saturated where its slope da/dz is less than 0.19 of the steepest that its activation has:
    :math:`a (1 - a) < 0.19 \cdot 1/4` for the sigmoid, outside 0.05 to 0.95; outside -0.9 to 0.9 for tanh; for ReLU
    where it is silent.

    Examples
    --------
    >>> network = Network.random((1, 2, 1), start="zeros")
    >>> saturated(network, np.ones((3, 1), np.float32))  # z = 0, where a sigmoid is steepest
    array([0.])
    """
    check_single(network)
    trace = network.forward(inputs)
    if len(inputs) == 0:
        msg = "there are no inputs, expected at least one. The share of nothing is not a number."
        raise ShapeError(msg)
    shares = []
    for layer, z, a in zip(network.layers[:-1], trace.pre_activations, trace.activations[1:], strict=False):
        slope = layer.activation.slope
        steepest = _steepest(layer.activation.name)
        flat = np.zeros(1) if slope is None else np.asarray(to_numpy(slope(z, a))) < FLAT * steepest
        shares.append(float(flat.mean()))
    return frozen(np.array(shares, np.float64))


def slopes_by_layer(network: Network, split: Split) -> FloatArray:
    r"""Return for each layer how steep the average cost is in its weights.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64, since slopes of deep networks can be tiny.
    split : Split
        The images.

    Returns
    -------
    float64 array of shape (n_layers,)
        The root mean square, over the weights of the layer, of the slope: in cost per unit of weight.

    Raises
    ------
    ShapeError, DtypeError
        If the network is several, or the split does not fit it or is empty.

    Notes
    -----
    .. math:: \sqrt{\frac{1}{n_l n_{l-1}} \sum_{jk} \left(\frac{\partial C}{\partial W^{(l)}_{jk}}\right)^2}

    Layers of different sizes can be compared, since it is the size of a single weight's slope.

    Examples
    --------
    >>> network = Network.random((1, 1), start="zeros")
    >>> slopes_by_layer(network, Split(np.array([[1.0]]), np.array([0]), n_classes=1)).tolist()  # 2 (0.5 - 1) 0.25
    [0.25]
    """
    check_single(network)
    check_fit(network, split)
    exact = network.with_parameters(network.parameters.map(lambda array: np.asarray(to_numpy(array), np.float64)))
    found = gradient(exact, split.inputs.astype(np.float64), split.targets.astype(np.float64))
    return frozen(np.array([float(np.sqrt((W**2).mean())) for W in found.weights]))


def _steepest(name: str) -> float:
    """Return the steepest slope of an activation, which all of them have at 0 or just above it."""
    z = np.array([0.0, 1e-9])
    activation = ACTIVATIONS[name]
    return 1.0 if activation.slope is None else float(np.max(activation.slope(z, activation.value(z))))
