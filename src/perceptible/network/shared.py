"""Shared weights: a layer of small filters, each of which is moved over the whole picture; convolution, that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from perceptible.arrays import FloatArray, IntArray, check_count, namespace
from perceptible.network.activations import Activation, activation_named
from perceptible.network.initialization import drawn
from perceptible.network.layers import Dense
from perceptible.network.local import places_in_dense, spread_out
from perceptible.network.patches import Patches, taken
from perceptible.rng import Rng, as_generator

__all__ = ["Shared"]


@dataclass(frozen=True, eq=False, slots=True)
class Shared:
    r"""A layer in which the neurons at all patches of the picture have the same weights.

    Parameters
    ----------
    weights : array of shape (..., n_filters, patches.n_dials)
        Row f is filter f, which each patch is multiplied with.
    biases : array of shape (..., n_filters)
        One for each filter.
    activation : Activation
        What each neuron makes of its weighted sum.
    patches : Patches
        Where the filters are laid on. There is a neuron for each patch and filter; those of a patch stand side by
        side, so that a next layer of patches reads a picture with as many channels as there are filters.

    Notes
    -----
    .. math:: z_{pf} = \sum_k w_{fk} \, a_{s(p, k)} + b_f

    where :math:`s(p, k)` is the k-th input of patch p. A filter's gradient is added up over all patches, since one
    dial turns them all. Strictly this is cross-correlation: the filter is not flipped.
    Source: LeCun et al. (1989), Backpropagation applied to handwritten zip code recognition.

    Examples
    --------
    >>> layer = Shared.random(Patches(height=28, width=28, size=5, stride=2), 8, rng=0)
    >>> layer.n_neurons, layer.weights.shape  # 12 x 12 patches by 8 filters, from 8 x 25 weights
    (1152, (8, 25))
    """

    weights: FloatArray
    biases: FloatArray
    activation: Activation
    patches: Patches

    kind: ClassVar[str] = "shared"

    @classmethod
    def random(
        cls, patches: Patches, n_filters: int, *, activation: str = "sigmoid", start: str = "normal", rng: Rng = None
    ) -> Shared:
        """Make a layer whose dials are set at random.

        Parameters
        ----------
        patches : Patches
            Where the filters are laid on.
        n_filters : int
            How many there are.
        activation : str, optional
            One of `ACTIVATIONS`.
        start : str, optional
            One of `STARTS`; those that go by the number of inputs go by that of a patch.
        rng : None, int or numpy.random.Generator, optional
            Where the randomness comes from.

        Raises
        ------
        SettingsError
            If `n_filters` is no whole number above 0.
        UnknownNameError
            If a name is in none of the families.
        """
        check_count(n_filters, "n_filters", "Change n_filters.")
        weights, biases = drawn(start, as_generator(rng), (n_filters, patches.n_dials))
        return cls(weights, biases, activation_named(activation), patches)

    @property
    def n_filters(self) -> int:
        """Return how many filters there are."""
        return int(self.weights.shape[-2])

    @property
    def n_previous(self) -> int:
        """Return how many numbers the layer reads."""
        return self.patches.n_inputs

    @property
    def n_neurons(self) -> int:
        """Return how many neurons it has: one for each patch and filter."""
        return self.patches.n_places * self.n_filters

    def forward(self, previous: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return z and a, both (..., n_samples, n_neurons), from the activations before."""
        by_patch = self._patches_of(previous) @ self.weights.mT + self.biases[..., None, :]
        z = namespace(by_patch).reshape(by_patch, (*by_patch.shape[:-2], previous.shape[-2], self.n_neurons))
        return z, self.activation.value(z)

    def backward(self, delta: FloatArray, previous: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the gradient with respect to the weights and the biases, added up over the samples.

        `delta` is dC/dz, of shape (..., n_samples, n_neurons).
        """
        xp, n_rows = namespace(delta), delta.shape[-2] * self.patches.n_places
        by_patch = xp.reshape(delta, (*delta.shape[:-2], n_rows, self.n_filters))
        return by_patch.mT @ self._patches_of(previous), xp.sum(by_patch, axis=-2)

    def wishes(self, delta: FloatArray) -> FloatArray:
        """Return dC/da of the layer before, (..., n_samples, n_previous); see `Dense.wishes`."""
        return delta @ self._spread()

    def holding(self, weights: FloatArray, biases: FloatArray) -> Shared:
        """Return the same layer with other numbers in it."""
        return Shared(weights, biases, self.activation, self.patches)

    def written_out(self) -> Dense:
        """Return the dense layer that computes the same: each filter once for each patch, and 0 elsewhere."""
        return Dense(self._spread(), taken(self.biases, _rows(self.patches, self.n_filters)), self.activation)

    def _spread(self) -> FloatArray:
        """Return the weights of the dense layer that computes the same."""
        return spread_out(self.weights, _places(self.patches, self.n_filters))

    def _patches_of(self, previous: FloatArray) -> FloatArray:
        """Return the patches of all samples in rows, (..., n_samples * n_places, n_dials)."""
        n_rows = previous.shape[-2] * self.patches.n_places
        squares = taken(previous, self.patches.indices)
        return namespace(previous).reshape(squares, (*previous.shape[:-2], n_rows, self.patches.n_dials))


@lru_cache(maxsize=16)
def _places(patches: Patches, n_filters: int) -> IntArray:
    """Return the places in the dense layer: every filter once for each patch."""
    return places_in_dense(patches, _rows(patches, n_filters))


def _rows(patches: Patches, n_filters: int) -> IntArray:
    """Return which filter each neuron has, (n_neurons,)."""
    return np.tile(np.arange(n_filters), patches.n_places)
