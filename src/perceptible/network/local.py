"""Local fields: a layer in which every neuron looks at one patch of a picture, with weights of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from perceptible.arrays import FloatArray, IntArray, check_count, frozen, namespace
from perceptible.network.activations import Activation, activation_named
from perceptible.network.initialization import drawn
from perceptible.network.layers import Dense
from perceptible.network.patches import Patches, taken
from perceptible.rng import Rng, as_generator

__all__ = ["Local", "places_in_dense", "spread_out"]


@dataclass(frozen=True, eq=False, slots=True)
class Local:
    r"""A layer in which every neuron sees a patch of the picture and nothing else.

    Parameters
    ----------
    weights : array of shape (..., n_neurons, patches.n_dials)
        Row j belongs to neuron j, and holds the weights of its own patch only.
    biases : array of shape (..., n_neurons)
        One for each neuron.
    activation : Activation
        What each neuron makes of its weighted sum.
    patches : Patches
        Where the neurons look. As many neurons look at each patch as there are times more neurons than patches;
        those at the same one stand side by side.

    Notes
    -----
    .. math:: z_j = \sum_k w_{jk} \, a_{s(j, k)} + b_j

    where :math:`s(j, k)` is the k-th input of neuron j's patch. Written out, it is a dense layer whose weights are 0
    outside the patches and stay so; the gradient is that layer's, at the weights that are there.

    Examples
    --------
    >>> layer = Local.random(Patches(height=28, width=28, size=10, stride=6), rng=0)
    >>> layer.n_neurons, layer.weights.shape
    (16, (16, 100))
    """

    weights: FloatArray
    biases: FloatArray
    activation: Activation
    patches: Patches

    kind: ClassVar[str] = "local"

    @classmethod
    def random(
        cls, patches: Patches, n_each: int = 1, *, activation: str = "sigmoid", start: str = "normal", rng: Rng = None
    ) -> Local:
        """Make a layer whose dials are set at random.

        Parameters
        ----------
        patches : Patches
            Where the neurons look.
        n_each : int, optional
            How many neurons look at each patch.
        activation : str, optional
            One of `ACTIVATIONS`.
        start : str, optional
            One of `STARTS`; those that go by the number of inputs go by that of a patch.
        rng : None, int or numpy.random.Generator, optional
            Where the randomness comes from.

        Raises
        ------
        SettingsError
            If `n_each` is no whole number above 0.
        UnknownNameError
            If a name is in none of the families.
        """
        check_count(n_each, "n_each", "Change n_each.")
        weights, biases = drawn(start, as_generator(rng), (patches.n_places * n_each, patches.n_dials))
        return cls(weights, biases, activation_named(activation), patches)

    @property
    def n_previous(self) -> int:
        """Return how many numbers the layer reads."""
        return self.patches.n_inputs

    @property
    def n_neurons(self) -> int:
        """Return how many neurons it has."""
        return int(self.weights.shape[-2])

    def forward(self, previous: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return z and a, both (..., n_samples, n_neurons), from the activations before."""
        return self.written_out().forward(previous)

    def backward(self, delta: FloatArray, previous: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the gradient with respect to the weights and the biases, added up over the samples.

        `delta` is dC/dz, of shape (..., n_samples, n_neurons).
        """
        everywhere = delta.mT @ previous  # (..., n_neurons, n_previous), of which the patches are kept
        flat = namespace(everywhere).reshape(everywhere, (*everywhere.shape[:-2], self.n_neurons * self.n_previous))
        return taken(flat, _kept(self.patches, self.n_neurons)), namespace(delta).sum(delta, axis=-2)

    def wishes(self, delta: FloatArray) -> FloatArray:
        """Return dC/da of the layer before, (..., n_samples, n_previous); see `Dense.wishes`."""
        return self.written_out().wishes(delta)

    def holding(self, weights: FloatArray, biases: FloatArray) -> Local:
        """Return the same layer with other numbers in it."""
        return Local(weights, biases, self.activation, self.patches)

    def written_out(self) -> Dense:
        """Return the dense layer that computes the same: weights of 0 outside the patches."""
        weights = spread_out(self.weights, _places(self.patches, self.n_neurons))
        return Dense(weights, self.biases, self.activation)


def spread_out(weights: FloatArray, places: IntArray) -> FloatArray:
    """Return the weights that stand at these places of all weights in a row; 0 for the place after the last."""
    xp, n_dials = namespace(weights), weights.shape[-2] * weights.shape[-1]
    flat = xp.reshape(weights, (*weights.shape[:-2], n_dials))
    return taken(xp.concat([flat, xp.zeros_like(flat[..., :1])], axis=-1), places)


def places_in_dense(patches: Patches, rows: IntArray) -> IntArray:
    """Return for each neuron and input where its weight stands among all in a row, (n_neurons, n_inputs).

    `rows` says which row of weights each neuron has; the neurons at the same patch stand side by side. Where a patch
    does not reach, it is the place after the last.
    """
    slots = np.repeat(patches.slots, len(rows) // patches.n_places, axis=0)
    n_dials = patches.n_dials
    return frozen(np.where(slots < 0, (rows.max() + 1) * n_dials, rows[:, None] * n_dials + slots))


@lru_cache(maxsize=16)
def _places(patches: Patches, n_neurons: int) -> IntArray:
    """Return the places in the dense layer: every neuron has weights of its own."""
    return places_in_dense(patches, np.arange(n_neurons))


@lru_cache(maxsize=16)
def _kept(patches: Patches, n_neurons: int) -> IntArray:
    """Return which of the weights of a dense layer are there, (n_neurons, n_dials)."""
    inputs = np.repeat(patches.indices, n_neurons // patches.n_places, axis=0)
    return frozen(np.arange(n_neurons)[:, None] * patches.n_inputs + inputs)
