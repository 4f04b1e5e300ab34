"""What a neuron detects: how well its weights fit an edge, how well it alone tells two classes apart, who is silent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen, to_numpy
from perceptible.data.dataset import IMAGE_SHAPE, N_PIXELS, Split
from perceptible.errors import MismatchError, ShapeError
from perceptible.insight.contributions import check_place
from perceptible.insight.extremes import neuron_activations
from perceptible.network.model import Network

__all__ = ["EdgeMatch", "edge_picture", "match_edge", "silent_neurons", "stroke_pictures", "tell_apart"]

# The lesson's horizontal edge, rows and columns counted from 0: where there should be ink, and where none.
INK_ROWS, BAND_ROWS, COLUMNS = slice(7, 10), (6, 10), slice(10, 18)
MOVED = 3  # rows
BLOCK = (slice(4, 13), slice(8, 20))
ON = 0.5


@dataclass(frozen=True)
class EdgeMatch:
    """How well a neuron of the first layer detects the lesson's edge; `match_edge` makes it.

    Parameters
    ----------
    correlation : float
        Of its weights with `edge_picture`, from -1 to 1; 0 where all weights are equal.
    activations : tuple of float
        For the stroke that it should find, and for the three of `stroke_pictures` that it should not.
    n_right : int
        How many of these four it gets right: above 0.5 for the stroke, below for the others.
    """

    correlation: float
    activations: tuple[float, ...]
    n_right: int


def edge_picture() -> FloatArray:
    """Return the weights of an ideal detector of one horizontal edge, (28, 28): 1 in a region, -1 above and below.

    The region has rows 7 to 9 and columns 10 to 17, counted from 0; the bands are rows 6 and 10 of these columns.

    Examples
    --------
    >>> int(edge_picture().sum()), edge_picture()[5:12, 10]
    (8, array([ 0., -1.,  1.,  1.,  1., -1.,  0.]))
    """
    picture = np.zeros(IMAGE_SHAPE)
    picture[INK_ROWS, COLUMNS] = 1
    for row in BAND_ROWS:
        picture[row, COLUMNS] = -1
    return frozen(picture)


def stroke_pictures() -> FloatArray:
    """Return the stroke that fits the edge, the same three rows lower, a large block over it, and no ink, (4, 784).

    Examples
    --------
    >>> stroke_pictures().sum(axis=1)
    array([ 24.,  24., 108.,   0.], dtype=float32)
    """
    pictures = np.zeros((4, *IMAGE_SHAPE), np.float32)
    pictures[0, INK_ROWS, COLUMNS] = 1
    pictures[1] = np.roll(pictures[0], MOVED, axis=0)
    pictures[2][BLOCK] = 1
    return frozen(pictures.reshape(-1, N_PIXELS))


def match_edge(network: Network, neuron: int) -> EdgeMatch:
    """Say how well a neuron of the first layer detects the edge of `edge_picture`.

    Parameters
    ----------
    network : Network
        One network of images of 28 x 28 pixels.
    neuron : int
        Which neuron of layer 1, from 0.

    Returns
    -------
    EdgeMatch
        How its weights look, and what it says to a stroke there, elsewhere, to a block and to nothing.

    Raises
    ------
    ShapeError
        If the network has leading axes.
    ValueRangeError
        If there is no such neuron.
    MismatchError
        If the network reads other images.

    Examples
    --------
    >>> match_edge(Network.random((784, 2), start="zeros"), 0)
    EdgeMatch(correlation=0.0, activations=(0.5, 0.5, 0.5, 0.5), n_right=0)
    """
    check_place(network, 1, neuron)
    if network.sizes[0] != N_PIXELS:
        msg = f"the network reads {network.sizes[0]} numbers, expected {N_PIXELS}. Take one for images of 28 x 28."
        raise MismatchError(msg)
    weights = np.asarray(to_numpy(network.weights[0][neuron]), np.float64)
    a = np.asarray(to_numpy(network.forward(stroke_pictures()).activations[1]), np.float64)[:, neuron]
    n_right = int(a[0] > ON) + int(np.sum(a[1:] < ON))
    return EdgeMatch(_correlation(weights, edge_picture().ravel()), tuple(map(float, a)), n_right)


def tell_apart(network: Network, split: Split, labels: tuple[int, int], *, layer: int = 1, neuron: int = 0) -> float:
    """Return how well one neuron alone tells two classes apart, by whether it is above 0.5.

    Parameters
    ----------
    network : Network
        One network.
    split : Split
        Images of these classes, among others.
    labels : tuple of two ints
        The classes. The neuron may be above 0.5 for the one or for the other, whichever serves better.
    layer, neuron : int, optional
        Which neuron: the layer from 1, the neuron from 0.

    Returns
    -------
    float
        The fraction of the images of both classes that it puts on the right side, from 0.5.

    Raises
    ------
    ShapeError, ValueRangeError
        If the neuron is not there, the split does not fit, or it has no image of these classes.

    Examples
    --------
    >>> split = Split(np.ones((5, 1)), np.array([0, 1, 1, 1, 2]), n_classes=3)
    >>> tell_apart(Network.random((1, 3), start="zeros"), split, (0, 1))
    0.75
    """
    chosen = np.flatnonzero(np.isin(split.labels, labels))
    if len(chosen) == 0:
        msg = f"the split has 0 images of the classes {labels[0]} and {labels[1]}, expected some. Choose other classes."
        raise ShapeError(msg)
    images = split.take(chosen)
    fires = neuron_activations(network, images, layer=layer, neuron=neuron) > ON
    right = float(np.mean(fires == (images.labels == labels[1])))
    return max(right, 1 - right)


def silent_neurons(network: Network) -> tuple[IntArray, ...]:
    """Return which neurons of each hidden layer say nothing to the next: all their outgoing weights are 0.

    Examples
    --------
    >>> silent_neurons(Network.random((2, 3, 1), start="zeros"))
    (array([0, 1, 2]),)
    """
    outgoing = network.weights[1:]
    return tuple(frozen(np.flatnonzero(~np.asarray(to_numpy(weights)).any(axis=0))) for weights in outgoing)


def _correlation(first: FloatArray, second: FloatArray) -> float:
    """Return the correlation of two rows of numbers; 0 where one of them does not vary."""
    first, second = first - first.mean(), second - second.mean()
    size = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / size if size else 0.0
