"""Extremes: the images that fire one neuron most and least, and how it answers to all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen, to_numpy
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.evaluation.answers import check_fit
from perceptible.insight.contributions import check_place
from perceptible.network.model import Network

__all__ = ["SATURATED", "Extremes", "extremes", "neuron_activations"]

SATURATED = 0.05  # of an activation from 0 to 1: where the slope of the sigmoid is below a fifth of its largest
IMAGES_AT_ONCE = 2_000


@dataclass(frozen=True, eq=False)
class Extremes:
    """How one neuron answers to the images of a split; `extremes` makes it.

    Parameters
    ----------
    activations : float array of shape (n_images,)
        Its activation for each image.
    most, least : int64 arrays of shape (count,)
        The images that fire it most and least, the most extreme first; of equal ones the first in the split.
    by_label : float64 array of shape (n_classes,)
        Its mean activation over the images of each class; NaN where there are none.
    saturated : float
        The fraction of the images for which it is below 0.05 or above 0.95.
    """

    activations: FloatArray
    most: IntArray
    least: IntArray
    by_label: FloatArray
    saturated: float

    @property
    def mean(self) -> float:
        """Return its mean activation over all images."""
        return float(self.activations.mean(dtype=np.float64))


def extremes(network: Network, split: Split, *, layer: int = 1, neuron: int = 0, count: int = 8) -> Extremes:
    """Find the images that fire one neuron most and least.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    split : Split
        The images to try.
    layer : int, optional
        From 1, the first hidden layer, to the number of layers, the outputs.
    neuron : int, optional
        Which neuron of the layer, from 0.
    count : int, optional
        How many images of each kind, at least 0.

    Returns
    -------
    Extremes
        The images, and how the neuron answers to all of them.

    Raises
    ------
    ShapeError, DtypeError
        If the split does not fit the network.
    ValueRangeError
        If there is no such layer or neuron, or `count` is negative.

    Examples
    --------
    >>> network = Network.random((1, 2, 2), rng=0)
    >>> split = Split(np.array([[0.0], [1.0], [0.5]]), np.array([0, 1, 1]), n_classes=2)
    >>> found = extremes(network, split, count=1)
    >>> bool(found.activations[found.most[0]] == found.activations.max())
    True
    """
    if count < 0:
        msg = f"count is {count}, expected a whole number of at least 0. Ask for as many images as you need."
        raise ValueRangeError(msg)
    a = neuron_activations(network, split, layer=layer, neuron=neuron)
    return Extremes(
        activations=a,
        most=frozen(np.argsort(-a, kind="stable")[:count]),
        least=frozen(np.argsort(a, kind="stable")[:count]),
        by_label=frozen(_means(a, split)),
        saturated=float(np.mean((a < SATURATED) | (a > 1 - SATURATED))),
    )


def neuron_activations(network: Network, split: Split, *, layer: int = 1, neuron: int = 0) -> FloatArray:
    """Return the activation of one neuron for each image of a split, (n_images,); see `extremes`.

    Examples
    --------
    >>> network = Network.random((1, 2), start="zeros")
    >>> neuron_activations(network, Split(np.ones((3, 1)), np.array([0, 1, 1]), n_classes=2))
    array([0.5, 0.5, 0.5], dtype=float32)
    """
    check_place(network, layer, neuron)
    check_fit(network, split)
    found = []
    for start in range(0, len(split), IMAGES_AT_ONCE):
        trace = network.forward(split.inputs[start : start + IMAGES_AT_ONCE])
        found.append(np.asarray(to_numpy(trace.activations[layer])[:, neuron]))
    return frozen(np.concatenate(found))


def _means(a: FloatArray, split: Split) -> FloatArray:
    """Return the mean activation over the images of each class."""
    counts = np.bincount(split.labels, minlength=split.n_classes)
    sums = np.bincount(split.labels, weights=a, minlength=split.n_classes)
    means: FloatArray = np.divide(sums, counts, out=np.full(split.n_classes, np.nan), where=counts > 0)
    return means
