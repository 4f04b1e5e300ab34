"""Importance: which dials matter most to the cost, by the size of the gradient's components."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.in_parts import slopes_in_parts
from perceptible.network import Network, Parameters

__all__ = ["Importance", "Place", "Ranked", "importance", "place_of", "share_of_top"]

Shape = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where a dial is.

    Parameters
    ----------
    dial : int
        Its place in the row of all dials, as `Parameters.to_vector` gives them.
    layer, n_layers : int
        From 1, the first hidden layer, to the number of layers, the outputs.
    neuron : int
        Which neuron of the layer, from 0.
    previous : int or None
        Of a weight which activation of the layer before it weighs, from 0; None for a bias.
    """

    dial: int
    layer: int
    n_layers: int
    neuron: int
    previous: int | None

    def words(self, image_shape: Shape | None = None) -> str:
        """Say where it is, as people count: from 1, and outputs by their class.

        Examples
        --------
        >>> Place(5000, 1, 3, 6, 237).words((28, 28)), Place(13001, 3, 3, 9, None).words()
        ('hidden 1, neuron 7 from row 9, column 14', 'output 9, bias')
        """
        own = _neuron(self.layer, self.n_layers, self.neuron)
        if self.previous is None:
            return f"{own}, bias"
        if self.layer > 1:
            return f"{own} from {_neuron(self.layer - 1, self.n_layers, self.previous)}"
        if image_shape is None:
            return f"{own} from input {self.previous + 1}"
        row, column = divmod(self.previous, image_shape[1])
        return f"{own} from row {row + 1}, column {column + 1}"


@dataclass(frozen=True)
class Ranked:
    """One dial of a ranked list.

    Parameters
    ----------
    rank : int
        From 1, the dial that matters most.
    place : Place
        Where it is.
    value : float
        What it is set to.
    slope : float
        How fast the cost grows with it; downhill is the other way.
    """

    rank: int
    place: Place
    value: float
    slope: float


@dataclass(frozen=True, eq=False)
class Importance:
    """The gradient of a network, ranked; `importance` makes it.

    Parameters
    ----------
    network : Network
        Whose dials they are.
    slopes : float64 array of shape (n_parameters,)
        The gradient of the average cost, in the order of `Parameters.to_vector`.
    """

    network: Network
    slopes: FloatArray

    @cached_property
    def order(self) -> IntArray:
        """Return all dials, the one with the steepest slope first; of equal ones that with the lower number."""
        return frozen(np.argsort(-np.abs(self.slopes), kind="stable"))

    @property
    def length(self) -> float:
        """Return the length of the gradient: how steep it is downhill."""
        return float(np.linalg.norm(self.slopes))

    @property
    def n_silent(self) -> int:
        """Return how many dials have slope exactly 0: turning them changes nothing."""
        return int(np.sum(self.slopes == 0))

    @property
    def gradient(self) -> Parameters:
        """Return the gradient in the layout of the parameters: its row j belongs beside row j of the weights."""
        return self.network.parameters.from_vector(self.slopes).map(frozen)

    def top(self, count: int = 10) -> tuple[Ranked, ...]:
        """Return the dials that matter most, the most bang for the buck first.

        Raises
        ------
        ValueRangeError
            If `count` is negative.
        """
        if count < 0:
            msg = f"count is {count}, expected a whole number of at least 0. Ask for as many dials as you need."
            raise ValueRangeError(msg)
        values = np.asarray(self.network.parameters.to_vector())
        return tuple(
            Ranked(rank, place_of(self.network, int(dial)), float(values[dial]), float(self.slopes[dial]))
            for rank, dial in enumerate(self.order[:count], start=1)
        )

    def pictures(self, image_shape: Shape) -> FloatArray:
        """Return a gradient picture for each neuron of the first layer, (n_1, height, width).

        Raises
        ------
        ShapeError
            If the inputs make no picture of this shape.
        """
        slopes = np.asarray(self.gradient.weights[0])
        if image_shape[0] * image_shape[1] != slopes.shape[1]:
            msg = f"the picture's shape is {image_shape}, expected one of {slopes.shape[1]} pixels, one for each input."
            raise ShapeError(msg)
        return frozen(slopes.reshape(-1, *image_shape))


def importance(network: Network, split: Split) -> Importance:
    """Rank the dials of a network by how much the average cost changes with each.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64 here.
    split : Split
        The images over which the cost is averaged.

    Returns
    -------
    Importance
        The gradient, ranked.

    Raises
    ------
    ShapeError
        If the network is several, or the split does not fit it.

    Examples
    --------
    A neuron that sees one bright pixel and one dark one: only the bright one's weight, and the bias, matter.

    >>> split = Split(np.array([[1.0, 0.0]]), np.array([0]), n_classes=1)
    >>> found = importance(Network.random((2, 1), start="zeros"), split)
    >>> [(each.place.words(), each.slope) for each in found.top(2)], found.n_silent
    ([('output 0 from input 1', -0.25), ('output 0, bias', -0.25)], 1)
    """
    *_, last = slopes_in_parts(network, split)
    return Importance(network, last.slopes)


def share_of_top(slopes: FloatArray, fraction: float = 0.01) -> float:
    """Return the share of a gradient's squared length that its largest components hold.

    Parameters
    ----------
    slopes : float array of shape (n_parameters,)
        The gradient.
    fraction : float, optional
        How many of the components, as a fraction, above 0 and up to 1; at least one of them is taken.

    Returns
    -------
    float
        From 0 to 1; 0 where the gradient is 0. What a step in these dials alone would gain, of the whole step's gain.

    Raises
    ------
    ValueRangeError
        If the fraction is out of range.

    Examples
    --------
    >>> share_of_top(np.array([3.0, 1.0]), 0.5)  # 9 of 9 + 1
    0.9
    """
    if not 0 < fraction <= 1:
        msg = f"fraction is {fraction}, expected above 0 and at most 1. For the top 1 % give 0.01."
        raise ValueRangeError(msg)
    squares = np.sort(np.asarray(slopes, np.float64) ** 2)[::-1]
    total = float(squares.sum())
    return float(squares[: max(1, round(fraction * len(squares)))].sum()) / total if total else 0.0


def place_of(network: Network, dial: int) -> Place:
    """Find a dial by its number in the row of all dials.

    Parameters
    ----------
    network : Network
        One network.
    dial : int
        As `Parameters.to_vector` orders them: weights of layer 1 row by row, biases of layer 1, layer 2, and so on.

    Returns
    -------
    Place
        Its layer, its neuron, and what it weighs.

    Raises
    ------
    ValueRangeError
        If there is no such dial.

    Examples
    --------
    >>> network = Network.random((784, 16, 16, 10), rng=0)
    >>> place_of(network, 784 + 2).words((28, 28)), place_of(network, 13001).words()
    ('hidden 1, neuron 2 from row 1, column 3', 'output 9, bias')
    """
    if not 0 <= dial < network.n_parameters:
        msg = f"there is no dial {dial}, expected 0 to {network.n_parameters - 1}. Choose one of this network's."
        raise ValueRangeError(msg)
    n_layers, left = len(network.layers), dial
    for layer, (n_previous, n_neurons) in enumerate(zip(network.sizes[:-1], network.sizes[1:], strict=True), start=1):
        n_weights = n_neurons * n_previous
        if left < n_weights:
            return Place(dial, layer, n_layers, left // n_previous, left % n_previous)
        if left < n_weights + n_neurons:
            return Place(dial, layer, n_layers, left - n_weights, None)
        left -= n_weights + n_neurons
    raise AssertionError  # the layers' dials add up to n_parameters


def _neuron(layer: int, n_layers: int, neuron: int) -> str:
    """Name a neuron as people do."""
    return f"output {neuron}" if layer == n_layers else f"hidden {layer}, neuron {neuron + 1}"
