"""Activations: what a neuron makes of its weighted sum, each curve with its slope beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, namespace
from perceptible.errors import find_named

__all__ = ["ACTIVATIONS", "Activation", "activation_named", "identity", "relu", "sigmoid", "softmax", "tanh"]


@dataclass(frozen=True)
class Activation:
    r"""A rule that turns pre-activations z into activations a, with its backward rule.

    Parameters
    ----------
    name : str
        What settings and files call it.
    value : function of z
        The activations, of the shape of z.
    pull_back : function of (wishes, z, a)
        Turns :math:`\partial C/\partial a` into :math:`\partial C/\partial z`, both of shape (..., n_neurons).
    slope : function of (z, a), or None
        The derivative da/dz at each z; None where one output depends on every z (softmax).

    Examples
    --------
    >>> import numpy as np
    >>> z = np.array([[0.0]])
    >>> float(ACTIVATIONS["sigmoid"].slope(z, sigmoid(z))[0, 0])
    0.25
    """

    name: str
    value: Callable[[FloatArray], FloatArray]
    pull_back: Callable[[FloatArray, FloatArray, FloatArray], FloatArray]
    slope: Callable[[FloatArray, FloatArray], FloatArray] | None


def sigmoid(z: FloatArray) -> FloatArray:
    r"""Squash pre-activations into activations between 0 and 1.

    Very negative values come out near 0, very positive ones near 1.

    Parameters
    ----------
    z : array of shape (..., n_neurons)
        Pre-activations, any finite value. Not modified.

    Returns
    -------
    array of shape (..., n_neurons)
        Activations in [0, 1]; exactly 0.5 where `z` is 0. NaN stays NaN.

    Notes
    -----
    .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}

    No finite `z` gives an error, a warning or NaN: where :math:`e^{-z}` overflows, the result is exactly 0.
    Source: 3Blue1Brown (2017), Neural networks, chapter 1.

    Examples
    --------
    >>> import numpy as np
    >>> sigmoid(np.array([[-2.0, 0.0, 2.0]])).round(3)
    array([[0.119, 0.5  , 0.881]])
    """
    with np.errstate(over="ignore"):  # far below 0, e^-z is infinite and 1/infinity the 0 that is wanted
        return _logistic(z)


def relu(z: FloatArray) -> FloatArray:
    r"""Keep what is positive and silence the rest.

    Parameters
    ----------
    z : array of shape (..., n_neurons)
        Pre-activations. Not modified.

    Returns
    -------
    array of shape (..., n_neurons)
        :math:`\max(0, z)`. NaN stays NaN.

    Notes
    -----
    .. math:: \mathrm{ReLU}(z) = \max(0, z)

    Examples
    --------
    >>> import numpy as np
    >>> relu(np.array([[-2.0, 0.0, 2.0]]))
    array([[0., 0., 2.]])
    """
    return namespace(z).where(~(z <= 0), z, 0.0)  # not z > 0, which would turn NaN into 0 and hide a divergence


def tanh(z: FloatArray) -> FloatArray:
    r"""Squash pre-activations into activations between -1 and 1.

    Parameters
    ----------
    z : array of shape (..., n_neurons)
        Pre-activations. Not modified.

    Returns
    -------
    array of shape (..., n_neurons)
        Activations in [-1, 1]; 0 where `z` is 0.

    Notes
    -----
    .. math:: \tanh(z) = 2\,\sigma(2z) - 1

    Examples
    --------
    >>> import numpy as np
    >>> tanh(np.array([[0.0, 100.0]]))
    array([[0., 1.]])
    """
    return namespace(z).tanh(z)


def identity(z: FloatArray) -> FloatArray:
    """Pass pre-activations on as they are.

    Parameters
    ----------
    z : array of shape (..., n_neurons)
        Pre-activations.

    Returns
    -------
    array of shape (..., n_neurons)
        The same array.

    Examples
    --------
    >>> import numpy as np
    >>> identity(np.array([[-2.0, 3.0]]))
    array([[-2.,  3.]])
    """
    return z


def softmax(z: FloatArray) -> FloatArray:
    r"""Turn the pre-activations of a layer into shares that add up to 1.

    Parameters
    ----------
    z : array of shape (..., n_neurons)
        Pre-activations, any finite value. Not modified.

    Returns
    -------
    array of shape (..., n_neurons)
        Activations in [0, 1] whose sum over the last axis is 1.

    Notes
    -----
    .. math:: a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}

    Computed from :math:`z - \max z`, so that no finite `z` overflows.

    Examples
    --------
    >>> import numpy as np
    >>> softmax(np.array([[1000.0, 1000.0]]))
    array([[0.5, 0.5]])
    """
    xp = namespace(z)
    powers = xp.exp(z - xp.max(z, axis=-1, keepdims=True))
    return powers / xp.sum(powers, axis=-1, keepdims=True)


def activation_named(name: str) -> Activation:
    """Return the activation that has this name.

    Parameters
    ----------
    name : str
        One of the keys of `ACTIVATIONS`.

    Returns
    -------
    Activation
        Its value and its backward rule.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> activation_named("relu").name
    'relu'
    """
    return find_named(ACTIVATIONS, name, "activation")


def _logistic(z: FloatArray) -> FloatArray:
    """Return 1 / (1 + e^-z), for callers that have told NumPy that e^-z may overflow: once, not in each layer."""
    return 1.0 / (1.0 + namespace(z).exp(-z))


def _neuron_by_neuron(
    name: str, value: Callable[[FloatArray], FloatArray], slope: Callable[[FloatArray, FloatArray], FloatArray]
) -> Activation:
    """Make an activation in which each neuron looks at its own z only."""
    return Activation(name, value, lambda wishes, z, a: wishes * slope(z, a), slope)


def _softmax_pull_back(wishes: FloatArray, _z: FloatArray, a: FloatArray) -> FloatArray:
    """Multiply by the Jacobian of softmax, diag(a) - a a^T, without building it."""
    return a * (wishes - namespace(a).sum(wishes * a, axis=-1, keepdims=True))


def _relu_slope(z: FloatArray, a: FloatArray) -> FloatArray:
    """Return 1 where z is above 0; at 0 itself, where there is no slope, the usual choice is 0."""
    return namespace(z).astype(z > 0, a.dtype)


def _identity_slope(z: FloatArray, _a: FloatArray) -> FloatArray:
    """Return ones."""
    return namespace(z).zeros_like(z) + 1.0


ACTIVATIONS: dict[str, Activation] = {
    "sigmoid": _neuron_by_neuron("sigmoid", _logistic, lambda _z, a: a * (1.0 - a)),
    "relu": _neuron_by_neuron("relu", relu, _relu_slope),
    "tanh": _neuron_by_neuron("tanh", tanh, lambda _z, a: 1.0 - a * a),
    "identity": Activation("identity", identity, lambda wishes, _z, _a: wishes, _identity_slope),
    "softmax": Activation("softmax", softmax, _softmax_pull_back, None),
}
