"""Why activations range continuously: the cost along one dial when hidden neurons only know 0 and 1, and when not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from perceptible.arrays import FloatArray, frozen
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.evaluation.answers import check_fit, check_single
from perceptible.gradients import backpropagate
from perceptible.kernels import one_thread
from perceptible.network import Network, cost
from perceptible.network.activations import Activation

__all__ = [
    "STEP",
    "DialCurve",
    "Stairs",
    "cost_along_dial",
    "find_dial",
    "jumps_along_dial",
    "roll_dial",
    "stairs_along_dial",
    "with_steps",
]

STEP = Activation(
    "step",
    lambda z: np.asarray(z > 0, z.dtype),
    lambda _wishes, z, _a: np.zeros_like(z),
    lambda z, _a: np.zeros_like(z),
)


@dataclass(frozen=True, eq=False)
class DialCurve:
    """The cost along one dial, with its slope.

    Parameters
    ----------
    places : float64 array of shape (n_points,)
        Where the dial stands.
    costs : float64 array of shape (n_points,)
        The average cost of the images there.
    slopes : float64 array of shape (n_points,)
        How fast it grows with the dial, by backpropagation.
    """

    places: FloatArray
    costs: FloatArray
    slopes: FloatArray


@dataclass(frozen=True, eq=False)
class Stairs:
    """A cost that is level but for jumps.

    Parameters
    ----------
    edges : float64 array of shape (n_stairs + 1,)
        The two ends, and between them every place where a hidden neuron jumps for some image.
    costs : float64 array of shape (n_stairs,)
        The average cost on each stair.
    """

    edges: FloatArray
    costs: FloatArray


def with_steps(network: Network) -> Network:
    """Return the same network with hidden neurons that are either off or on: 1 where z is above 0, and 0 elsewhere.

    Examples
    --------
    >>> with_steps(Network.random((2, 3, 1), rng=0)).activations
    ('step', 'sigmoid')
    """
    check_single(network)
    *hidden, last = network.layers
    return replace(network, layers=(*(replace(layer, activation=STEP) for layer in hidden), last))


def find_dial(network: Network, dial: int) -> tuple[int, int, int | None]:
    """Return which dial that is: its layer, from 1, its neuron, and from where its weight comes, None for a bias.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    dial : int
        Its place in the row of all dials, as `Parameters.to_vector` gives them.

    Raises
    ------
    ValueRangeError
        If there is no such dial.

    Examples
    --------
    >>> network = Network.random((3, 2, 1), rng=0)
    >>> find_dial(network, 4), find_dial(network, 7)
    ((1, 1, 1), (1, 1, None))
    """
    if not 0 <= dial < network.n_parameters:
        msg = f"there is no dial {dial}, expected 0 to {network.n_parameters - 1}. Choose one of this network's."
        raise ValueRangeError(msg)
    numbers = network.parameters.from_vector(np.arange(network.n_parameters, dtype=np.float64))
    for layer, (W, b) in enumerate(zip(numbers.weights, numbers.biases, strict=True), start=1):
        in_weights, in_biases = np.argwhere(dial == W), np.argwhere(dial == b)
        if len(in_weights):
            return layer, int(in_weights[0, 0]), int(in_weights[0, 1])
        if len(in_biases):
            return layer, int(in_biases[0, 0]), None
    raise AssertionError  # every dial is a weight or a bias


@one_thread()
def cost_along_dial(network: Network, split: Split, dial: int, places: FloatArray) -> DialCurve:
    """Measure the cost, and its slope, while one dial turns and all others stay.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64 here.
    split : Split
        The images over which the cost is averaged.
    dial : int
        Its place in the row of all dials.
    places : float array of shape (n_points,)
        What the dial is turned to.

    Returns
    -------
    DialCurve
        A forward and a backward pass of all images for each place.

    Raises
    ------
    ShapeError
        If the images do not fit the network.
    ValueRangeError
        If there is no such dial.

    Examples
    --------
    A single neuron that answers its weight, 0 at first, and is asked to answer 1: C = (w - 1)^2.

    >>> network = Network.random((1, 1), activation="identity", start="zeros")
    >>> split = Split(np.ones((1, 1), np.float32), np.array([0]), n_classes=1)
    >>> found = cost_along_dial(network, split, 0, np.array([0.0, 3.0]))
    >>> found.costs.tolist(), found.slopes.tolist()
    ([1.0, 4.0], [-2.0, 4.0])
    """
    find_dial(network, dial)
    check_fit(network, split)
    found = [_cost_and_slope(network, split, dial, float(place)) for place in places]
    costs, slopes = np.array(found, np.float64).reshape(len(found), 2).T
    return DialCurve(frozen(np.array(places, np.float64)), frozen(costs.copy()), frozen(slopes.copy()))


@one_thread()
def roll_dial(network: Network, split: Split, dial: int, *, learning_rate: float, n_steps: int) -> DialCurve:
    """Let one dial go downhill from where it is, all others held: gradient descent with a single input.

    Parameters
    ----------
    network, split, dial
        As for `cost_along_dial`.
    learning_rate : float
        Above 0.
    n_steps : int
        How many steps, at least 0.

    Returns
    -------
    DialCurve
        Where it went, the start first, with the cost and the slope at each place.

    Raises
    ------
    ValueRangeError
        If there is no such dial, or the learning rate is not above 0.
    """
    if not (0 < learning_rate < np.inf and n_steps >= 0):
        msg = f"the learning rate is {learning_rate} and there are {n_steps} steps, expected a rate above 0."
        raise ValueRangeError(msg)
    find_dial(network, dial)
    check_fit(network, split)
    places = [float(network.parameters.to_vector()[dial])]
    found = [_cost_and_slope(network, split, dial, places[0])]
    for _ in range(n_steps):
        places.append(places[-1] - learning_rate * found[-1][1])
        found.append(_cost_and_slope(network, split, dial, places[-1]))
    costs, slopes = np.array(found, np.float64).T
    return DialCurve(frozen(np.array(places)), frozen(costs.copy()), frozen(slopes.copy()))


@one_thread()
def stairs_along_dial(network: Network, split: Split, dial: int, low: float, high: float) -> Stairs:
    r"""Find the stairs of the cost along one dial of a hidden layer, when hidden neurons are off or on.

    Parameters
    ----------
    network : Network
        One network, without leading axes; its hidden neurons become steps, see `with_steps`.
    split : Split
        The images over which the cost is averaged.
    dial : int
        Its place in the row of all dials; a weight or a bias of a hidden neuron.
    low, high : float
        Between which places.

    Returns
    -------
    Stairs
        Every stair, none left out: the neuron jumps for an image where its z is 0, and only there.

    Raises
    ------
    ShapeError
        If the images do not fit the network.
    ValueRangeError
        If the dial belongs to an output, or the ends are no stretch.

    Notes
    -----
    With :math:`z = z_0 + (w - w_0)\,a`, the neuron jumps at :math:`w = w_0 - z_0 / a`; where `a` is 0, never.

    Examples
    --------
    A hidden neuron that sees 1 and jumps where its weight is 0.

    >>> network = Network.random((1, 1, 1), start="zeros")
    >>> split = Split(np.ones((1, 1), np.float32), np.array([0]), n_classes=1)
    >>> stairs_along_dial(network, split, 0, -1.0, 1.0).edges.tolist()
    [-1.0, 0.0, 1.0]
    """
    stepped = with_steps(network)
    check_fit(network, split)
    jumps = jumps_along_dial(stepped, split, dial)
    if not (np.isfinite([low, high]).all() and low < high):
        msg = f"the stretch goes from {low} to {high}, expected two finite ends, the lower one first."
        raise ValueRangeError(msg)
    edges = np.array([low, *np.unique(jumps[(jumps > low) & (jumps < high)]), high])
    middles = 0.5 * (edges[1:] + edges[:-1])
    inputs, targets = split.inputs.astype(np.float64), split.targets.astype(np.float64)
    costs = [float(cost(_turned(stepped, dial, float(middle)), inputs, targets)) for middle in middles]
    return Stairs(frozen(edges), frozen(np.array(costs)))


def jumps_along_dial(stepped: Network, split: Split, dial: int) -> FloatArray:
    """Return where the dial's neuron jumps, for each image in whose sum the dial takes part."""
    layer, neuron, source = find_dial(stepped, dial)
    if layer == len(stepped.layers):
        msg = (
            f"dial {dial} belongs to an output, expected one of a hidden neuron. Outputs stay as they are, so that "
            "there is a cost: choose a hidden neuron."
        )
        raise ValueRangeError(msg)
    exact = _turned(stepped, dial, float(stepped.parameters.to_vector()[dial]))
    trace = exact.forward(split.inputs.astype(np.float64))
    z = trace.pre_activations[layer - 1][:, neuron]
    a = np.ones_like(z) if source is None else trace.activations[layer - 1][:, source]
    takes_part = a != 0
    middle = float(exact.parameters.to_vector()[dial])
    jumps: FloatArray = middle - z[takes_part] / a[takes_part]
    return jumps


def _turned(network: Network, dial: int, place: float) -> Network:
    """Return the network in float64, with one dial turned."""
    dials = np.array(network.parameters.to_vector(), np.float64)
    dials[dial] = place
    return network.with_parameters(network.parameters.from_vector(dials))


def _cost_and_slope(network: Network, split: Split, dial: int, place: float) -> tuple[float, float]:
    """Return the average cost with the dial there, and how fast it grows."""
    inputs, targets = split.inputs.astype(np.float64), split.targets.astype(np.float64)
    found = backpropagate(_turned(network, dial, place), inputs, targets)
    return float(np.mean(found.costs)), float(found.gradient.to_vector()[dial])
