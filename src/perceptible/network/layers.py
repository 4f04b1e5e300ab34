"""The dense layer: a frozen value with its forward rule and its backward rule side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from perceptible.arrays import FloatArray, namespace
from perceptible.network.activations import Activation

__all__ = ["Dense"]


@dataclass(frozen=True, eq=False, slots=True)
class Dense:
    r"""A layer in which every neuron is connected to every neuron of the layer before.

    Parameters
    ----------
    weights : array of shape (..., n_neurons, n_previous)
        Row j belongs to neuron j.
    biases : array of shape (..., n_neurons)
        One for each neuron.
    activation : Activation
        What each neuron makes of its weighted sum.

    Notes
    -----
    .. math:: z = a_\mathrm{previous} W^T + b, \qquad a = \sigma(z)

    A leading axis means many layers of this size at once, each with its own parameters.

    Examples
    --------
    >>> import numpy as np
    >>> from perceptible.network.activations import ACTIVATIONS
    >>> layer = Dense(np.array([[1.0, -2.0]]), np.array([0.5]), ACTIVATIONS["relu"])
    >>> z, a = layer.forward(np.array([[3.0, 1.0]]))  # 1 * 3 - 2 * 1 + 0.5
    >>> float(z[0, 0])
    1.5
    """

    weights: FloatArray
    biases: FloatArray
    activation: Activation

    kind: ClassVar[str] = "dense"

    @property
    def n_previous(self) -> int:
        """Return how many numbers the layer reads."""
        return int(self.weights.shape[-1])

    @property
    def n_neurons(self) -> int:
        """Return how many neurons it has."""
        return int(self.weights.shape[-2])

    def forward(self, previous: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return z and a, both (..., n_samples, n_neurons), from the activations before.

        Far below 0 the sigmoid's e^-z overflows, rightly; `propagate` tells NumPy so once for all layers.
        """
        z = previous @ self.weights.mT + self.biases[..., None, :]
        return z, self.activation.value(z)

    def backward(self, delta: FloatArray, previous: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the gradient with respect to the weights and the biases, added up over the samples.

        `delta` is dC/dz, of shape (..., n_samples, n_neurons).
        """
        return delta.mT @ previous, namespace(delta).sum(delta, axis=-2)

    def wishes(self, delta: FloatArray) -> FloatArray:
        """Return dC/da of the layer before, (..., n_samples, n_previous): what all neurons here wish of it, added up.

        Where it is positive the cost falls with the activation: the neuron is wished to be darker.
        """
        return delta @ self.weights

    def holding(self, weights: FloatArray, biases: FloatArray) -> Dense:
        """Return the same layer with other numbers in it."""
        return Dense(weights, biases, self.activation)

    def written_out(self) -> Dense:
        """Return the dense layer that computes the same, which is this one."""
        return self
