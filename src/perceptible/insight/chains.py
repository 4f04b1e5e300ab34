"""Chains: a slope written out by the chain rule, as factors whose product it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perceptible.arrays import FloatArray
from perceptible.network.layers import Dense

__all__ = ["Chain", "Factor", "delta_factors", "output_factors"]


@dataclass(frozen=True)
class Factor:
    """One factor of a chain.

    Parameters
    ----------
    name : str
        What it is: one of "2", "a - y", "slope", "dC/da", "activation", "share" and "dC/da less its average".
    value : float
        The number, in float64.
    """

    name: str
    value: float


@dataclass(frozen=True)
class Chain:
    """A slope as a product; `Wishes` makes it.

    Parameters
    ----------
    factors : tuple of Factor
        In the order in which they are multiplied.

    Examples
    --------
    >>> Chain((Factor("2", 2.0), Factor("a - y", -0.5), Factor("slope", 0.25))).product
    -0.25
    """

    factors: tuple[Factor, ...]

    @property
    def product(self) -> float:
        """Return all factors multiplied, from the first to the last: to the last bit what backpropagation computes."""
        product = 1.0
        for factor in self.factors:
            product *= factor.value
        return product

    def times(self, name: str, value: float) -> Chain:
        """Return the chain with one more link."""
        return Chain((*self.factors, Factor(name, value)))


def output_factors(layer: Dense, cost: str, rows: Sequence[FloatArray], neuron: int) -> Chain:
    """Write out dC/dz of an output; `rows` are z, a and y of the layer, each (n_outputs,)."""
    z, a, y = rows
    if cost == "cross-entropy":  # the slope of the output cancels, which is why the two belong together
        total = float(y.sum()) if layer.activation.name == "softmax" else 1.0
        return Chain((Factor("a - y", float(a[neuron]) * total - float(y[neuron])),))
    wishes = 2.0 * (a - y)
    if layer.activation.slope is None:
        return delta_factors(layer, (z, a, wishes), neuron)
    start = Chain((Factor("2", 2.0), Factor("a - y", float(a[neuron] - y[neuron]))))
    return start.times("slope", float(layer.activation.slope(z, a)[neuron]))


def delta_factors(layer: Dense, rows: Sequence[FloatArray], neuron: int) -> Chain:
    """Write out dC/dz of a hidden neuron; `rows` are z, a and dC/da of its layer, each (n_l,)."""
    z, a, above = rows
    slope = layer.activation.slope
    if slope is None:  # softmax: each activation depends on every z of its layer
        average = float((above * a).sum())
        return Chain(
            (Factor("share", float(a[neuron])), Factor("dC/da less its average", float(above[neuron]) - average))
        )
    return Chain((Factor("dC/da", float(above[neuron])), Factor("slope", float(slope(z, a)[neuron]))))
