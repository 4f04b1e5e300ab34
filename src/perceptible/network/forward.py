"""The network as a function: numbers go in, activations propagate layer by layer, numbers come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.network.kinds import Layer

__all__ = ["Trace", "propagate"]


@dataclass(frozen=True, eq=False, slots=True)
class Trace:
    """Every number that came up while the network looked at its inputs.

    Parameters
    ----------
    activations : tuple of arrays of shape (..., n_samples, n_l)
        a(0), which is the inputs, to a(L), which is the outputs.
    pre_activations : tuple of arrays of shape (..., n_samples, n_l)
        z(1) to z(L): `pre_activations[l - 1]` is the weighted sum that `activations[l]` came from.
    """

    activations: tuple[FloatArray, ...]
    pre_activations: tuple[FloatArray, ...]

    def __repr__(self) -> str:
        """Describe the trace by the shapes of its activations."""
        return f"<Trace of activations {', '.join(str(tuple(a.shape)) for a in self.activations)}>"

    @property
    def outputs(self) -> FloatArray:
        """Return the activations of the last layer, of shape (..., n_samples, n_outputs)."""
        return self.activations[-1]


def propagate(layers: Sequence[Layer], inputs: FloatArray) -> Trace:
    r"""Send inputs through the layers and keep every number on the way.

    A neuron holds a number, its activation. To find it, the neuron weighs the activations of the layer before, adds
    them up, adds its bias, and squashes the sum. All neurons of a layer do so at once: row j of the weights is
    neuron j's.

    Parameters
    ----------
    layers : sequence of layers
        From the first hidden layer to the outputs.
    inputs : array of shape (..., n_samples, n_inputs)
        What the first layer reads. Not checked here: `Network.forward` is the public door.

    Returns
    -------
    Trace
        All activations and pre-activations.

    Notes
    -----
    .. math:: a^{(l)} = \sigma\left(W^{(l)} a^{(l-1)} + b^{(l)}\right), \quad l = 1 \ldots L

    Source: 3Blue1Brown (2017), Neural networks, chapter 1.
    """
    activations, pre_activations = [inputs], []
    with np.errstate(over="ignore"):  # e^-z of a very negative z is infinite, and 1 / (1 + e^-z) rightly 0
        for layer in layers:
            # z = a W^T + b, then sigma(z): the layer does both, in layers.py; each is (..., n_samples, n_l)
            z, a = layer.forward(activations[-1])
            pre_activations.append(z)
            activations.append(a)
    return Trace(tuple(activations), tuple(pre_activations))
