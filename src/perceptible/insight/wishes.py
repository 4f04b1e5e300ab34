"""Wishes: backpropagation of one example as the lesson tells it, every number of it there to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, frozen, to_numpy
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.evaluation.answers import check_fit, check_single
from perceptible.gradients import Backpropagation, backpropagate, per_example_gradients
from perceptible.insight.chains import Chain, delta_factors, output_factors
from perceptible.insight.contributions import check_place
from perceptible.network import Network, Parameters

__all__ = ["ExamplesTable", "Ways", "Wishes", "examples_table", "in_float64", "wishes"]

MOST_NUMBERS = 50_000_000  # of a table: 400 MB


@dataclass(frozen=True, eq=False)
class Ways:
    """The three ways to raise a neuron, and how strongly each is wished for; `Wishes.ways` makes it.

    Each number is how fast the cost would fall if that one thing grew: above 0 it should grow, below 0 shrink.

    Parameters
    ----------
    wish : float
        How strongly the neuron's weighted sum is wished to grow: -dC/dz.
    bias : float
        First way, the bias: the wish itself.
    weights : float64 array of shape (n_previous,)
        Second way, its weights: the wish times the activation that each of them weighs. Weights from dark neurons
        do nothing.
    activations : float64 array of shape (n_previous,)
        Third way, the activations before: the wish times the weight of each. They cannot be turned, and become wishes
        for the layer before.
    """

    wish: float
    bias: float
    weights: FloatArray
    activations: FloatArray


@dataclass(frozen=True, eq=False)
class Wishes:
    """One example on its way forward and backward; `wishes` makes it. Everything is float64 and read-only.

    Parameters
    ----------
    network : Network
        The network in float64.
    targets : float64 array of shape (n_outputs,)
        y: what the outputs should be.
    cost : float
        The cost of this example.
    activations : tuple of arrays of shape (n_l,)
        a(0), which is the input, to a(L), the outputs.
    pre_activations, deltas : tuple of arrays of shape (n_l,)
        z(l) and dC/dz(l) at index l - 1.
    pulls : tuple of arrays of shape (n_l,)
        dC/da(l) at index l, from the input to the last hidden layer: what all neurons above ask of it together.
    gradient : Parameters
        Of this example's cost.
    """

    network: Network
    targets: FloatArray
    cost: float
    activations: tuple[FloatArray, ...]
    pre_activations: tuple[FloatArray, ...]
    deltas: tuple[FloatArray, ...]
    pulls: tuple[FloatArray, ...]
    gradient: Parameters

    @property
    def of_outputs(self) -> FloatArray:
        """Return what the outputs wish: y - a, (n_outputs,), above 0 where an output should be brighter."""
        return frozen(self.targets - self.activations[-1])

    def of(self, layer: int) -> FloatArray:
        """Return how strongly each neuron of a layer is wished to be brighter, (n_l,): y - a, and -dC/da below that."""
        if layer == len(self.network.layers):
            return self.of_outputs
        if not 0 <= layer < len(self.network.layers):
            check_place(self.network, layer, 0)
        return frozen(-self.pulls[layer])

    def passed(self, layer: int) -> FloatArray:
        """Return who wishes what of a layer, (n_above, n_l): row k is what neuron k above asks.

        Layer 0 is the input. The rows add up to `of`: the wishes of all neurons above, passed back.
        """
        if not 0 <= layer < len(self.network.layers):
            msg = f"layer is {layer}, expected 0 to {len(self.network.layers) - 1}. Nothing is above the outputs."
            raise ValueRangeError(msg)
        return frozen(-self.deltas[layer][:, None] * np.asarray(self.network.weights[layer]))

    def ways(self, layer: int, neuron: int) -> Ways:
        """Return the three ways to raise a neuron, as `contributions` counts layers and neurons."""
        check_place(self.network, layer, neuron)
        wish = -float(self.deltas[layer - 1][neuron])
        weights = np.asarray(self.network.weights[layer - 1][neuron])
        return Ways(wish, wish, frozen(wish * self.activations[layer - 1]), frozen(wish * weights))

    def delta(self, layer: int, neuron: int) -> Chain:
        """Write out dC/dz of a neuron: for an output 2 (a - y) times the slope, below that the wish times the slope."""
        check_place(self.network, layer, neuron)
        dense, index = self.network.layers[layer - 1].written_out(), layer - 1
        rows = self.pre_activations[index], self.activations[layer]
        if layer == len(self.network.layers):
            return output_factors(dense, self.network.cost, (*rows, self.targets), neuron)
        return delta_factors(dense, (*rows, self.pulls[layer]), neuron)

    def bias(self, layer: int, neuron: int) -> Chain:
        """Write out dC/db of a neuron: its delta, since z grows as fast as the bias."""
        return self.delta(layer, neuron)

    def weight(self, layer: int, neuron: int, previous: int) -> Chain:
        """Write out dC/dw of the weight from a neuron of the layer before: the delta times that neuron's activation."""
        chain = self.delta(layer, neuron)
        n_previous = self.network.sizes[layer - 1]
        if not 0 <= previous < n_previous:
            msg = f"previous is {previous}, expected 0 to {n_previous - 1}. Neurons are counted from 0."
            raise ValueRangeError(msg)
        return chain.times("activation", float(self.activations[layer - 1][previous]))


@dataclass(frozen=True, eq=False)
class ExamplesTable:
    """The table of examples by dials; `examples_table` makes it.

    Parameters
    ----------
    wishes : float64 array of shape (n_examples, n_parameters)
        How each example would like each dial to turn: the negative gradient of its own cost.
    average : float64 array of shape (n_parameters,)
        The average of each column: the negative gradient of the average cost.
    """

    wishes: FloatArray
    average: FloatArray


def wishes(network: Network, inputs: FloatArray, targets: FloatArray) -> Wishes:
    r"""Follow one example through backpropagation.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64 here.
    inputs : float array of shape (n_inputs,)
        One input, such as an image unrolled row by row, in [0, 1].
    targets : float array of shape (n_outputs,)
        What the outputs should be; for a digit 1 at its class and 0 elsewhere.

    Returns
    -------
    Wishes
        What the outputs wish, what is wished of each layer below, and every slope as a chain of factors.

    Raises
    ------
    ShapeError
        If the network has leading axes, or inputs or targets are not those of one example.
    DtypeError, ValueRangeError
        As `backpropagate`.

    Notes
    -----
    .. math::

        \frac{\partial C}{\partial w_{jk}} = a_k \, \delta_j, \quad
        \delta^{(L)} = 2 (a - y) \, \sigma'(z), \quad
        \delta^{(l)} = \Big( \sum_j w_{jk} \delta_j^{(l+1)} \Big) \sigma'(z^{(l)})

    Examples
    --------
    >>> network = Network.random((1, 1), start="zeros")
    >>> told = wishes(network, np.ones(1), np.ones(1))
    >>> told.of_outputs, told.weight(1, 0, 0).product  # 1 - 0.5; 2 * -0.5 * 0.25 * 1
    (array([0.5]), -0.25)
    """
    check_single(network)
    shapes = tuple(np.shape(inputs)), tuple(np.shape(targets))
    if shapes != ((network.sizes[0],), (network.sizes[-1],)):
        msg = (
            f"inputs and targets have shapes {shapes[0]} and {shapes[1]}, expected ({network.sizes[0]},) and "
            f"({network.sizes[-1]},): one example. Take one row of each."
        )
        raise ShapeError(msg)
    exact = in_float64(network.written_out())
    back = backpropagate(exact, np.asarray(inputs, np.float64)[None], np.asarray(targets, np.float64)[None])
    return _told(exact, back, np.asarray(targets, np.float64))


def examples_table(network: Network, split: Split) -> ExamplesTable:
    """Ask each example how it would like every dial to turn, and average.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64 here.
    split : Split
        The examples: as many as 50 million numbers allow, 3,845 for the lesson's network.

    Returns
    -------
    ExamplesTable
        A row for each example, and their average.

    Raises
    ------
    ShapeError
        If the split does not fit the network, or the network is several.
    ValueRangeError
        If the table would be too large.

    Examples
    --------
    >>> split = Split(np.eye(2), np.array([0, 1]), n_classes=2)
    >>> found = examples_table(Network.random((2, 2), rng=0), split)
    >>> found.wishes.shape, bool(np.allclose(found.wishes.mean(axis=0), found.average))
    ((2, 6), True)
    """
    check_single(network)
    check_fit(network, split)
    most = MOST_NUMBERS // network.n_parameters
    if len(split) > most:
        msg = f"the split has {len(split):,} examples, expected at most {most:,} here. Take some: split.take(range(8))."
        raise ValueRangeError(msg)
    gradients = per_example_gradients(
        in_float64(network), split.inputs.astype(np.float64), split.targets.astype(np.float64)
    )
    rows = -np.asarray(gradients.to_vector())
    return ExamplesTable(frozen(rows), frozen(rows.mean(axis=0)))


def in_float64(network: Network) -> Network:
    """Return the same network in float64, as NumPy arrays."""
    return network.with_parameters(network.parameters.map(lambda array: np.asarray(to_numpy(array), np.float64)))


def _told(network: Network, back: Backpropagation, targets: FloatArray) -> Wishes:
    """Take the numbers of the only example out of a backpropagation."""
    deltas = tuple(frozen(delta[0]) for delta in back.deltas)
    asked = zip(network.layers, back.deltas, strict=True)
    return Wishes(
        network=network,
        targets=frozen(targets.copy()),
        cost=float(back.costs[0]),
        activations=tuple(frozen(a[0]) for a in back.trace.activations),
        pre_activations=tuple(frozen(z[0]) for z in back.trace.pre_activations),
        deltas=deltas,
        pulls=tuple(frozen(layer.wishes(delta)[0]) for layer, delta in asked),
        gradient=back.gradient.map(frozen),
    )
