"""Parameters: all weights and biases of a network, as arrays by layer or as one long vector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

from perceptible.arrays import FloatArray, namespace
from perceptible.errors import ShapeError

__all__ = ["Parameters"]


@dataclass(frozen=True, eq=False, slots=True)
class Parameters:
    """The dials of a network; a gradient, a step and a moment have the same layout.

    Parameters
    ----------
    weights : tuple of arrays of shape (..., n_l, n_previous)
        One for each layer; row j belongs to neuron j.
    biases : tuple of arrays of shape (..., n_l)
        One for each layer.

    Examples
    --------
    >>> import numpy as np
    >>> parameters = Parameters((np.ones((2, 3)),), (np.zeros(2),))
    >>> parameters.n_parameters, parameters.to_vector()
    (8, array([1., 1., 1., 1., 1., 1., 0., 0.]))
    """

    weights: tuple[FloatArray, ...]
    biases: tuple[FloatArray, ...]

    @property
    def n_parameters(self) -> int:
        """Return how many dials one network has; leading axes (many networks) do not count."""
        return sum(prod(W.shape[-2:]) + b.shape[-1] for W, b in zip(self.weights, self.biases, strict=True))

    @property
    def leading(self) -> tuple[int, ...]:
        """Return the leading axes: () for one network, (64,) for 64 at once."""
        return tuple(self.weights[0].shape[:-2])

    def __repr__(self) -> str:
        """Describe the dials in one line; 13,002 numbers are no description."""
        copies = "".join(f"{n} x " for n in self.leading)
        return f"<Parameters {copies}{self.n_parameters:,} dials in {len(self.weights)} layers>"

    def map(self, function: Callable[..., FloatArray], *others: Parameters) -> Parameters:
        """Apply a function to each array, together with the arrays at the same place in the others.

        Examples
        --------
        >>> import numpy as np
        >>> ones = Parameters((np.ones((1, 2)),), (np.ones(1),))
        >>> ones.map(lambda a, b: a + 2 * b, ones).to_vector()
        array([3., 3., 3.])
        """
        if not others:
            return Parameters(tuple(map(function, self.weights)), tuple(map(function, self.biases)))
        weights = tuple(map(function, self.weights, *[other.weights for other in others]))
        biases = tuple(map(function, self.biases, *[other.biases for other in others]))
        return Parameters(weights, biases)

    def to_vector(self) -> FloatArray:
        """Return all dials in one row: weights of layer 1 row by row, biases of layer 1, layer 2, and so on.

        Returns
        -------
        array of shape (..., n_parameters)
            A copy.
        """
        xp = namespace(self.weights[0])
        pieces = []
        for W, b in zip(self.weights, self.biases, strict=True):
            pieces += [xp.reshape(W, (*W.shape[:-2], prod(W.shape[-2:]))), b]
        return xp.concat(pieces, axis=-1)

    def from_vector(self, vector: FloatArray) -> Parameters:
        """Return the parameters of this layout whose dials are given in one row; undoes `to_vector`.

        Parameters
        ----------
        vector : array of shape (..., n_parameters)
            In the order of `to_vector`. Its leading axes become those of the result.

        Returns
        -------
        parameters : Parameters
            Of the shapes of this one.

        Raises
        ------
        ShapeError
            If the last axis has another length.
        """
        if not vector.shape or vector.shape[-1] != self.n_parameters:
            msg = (
                f"the vector has shape {tuple(vector.shape)}, expected (..., {self.n_parameters}). "
                "Use a vector that to_vector made for a network of the same sizes."
            )
            raise ShapeError(msg)
        xp, leading = namespace(vector), tuple(vector.shape[:-1])
        weights, biases, start = [], [], 0
        for W, b in zip(self.weights, self.biases, strict=True):
            middle = start + prod(W.shape[-2:])
            end = middle + b.shape[-1]
            weights.append(xp.reshape(vector[..., start:middle], (*leading, *W.shape[-2:])))
            biases.append(vector[..., middle:end])
            start = end
        return Parameters(tuple(weights), tuple(biases))
