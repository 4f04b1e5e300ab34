"""Firing: how bright each neuron of a layer is for each class, on average, and for which classes it fires."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray, frozen, to_numpy
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.evaluation.answers import check_fit, check_single
from perceptible.network import Network, propagate

__all__ = ["FIRES", "fires_for", "mean_activations"]

FIRES = 0.5
"""From this mean activation on a neuron counts as firing for a class: halfway, for a sigmoid."""
IMAGES_AT_ONCE = 2_000


def mean_activations(network: Network, split: Split, *, layer: int = 1) -> FloatArray:
    """Return the mean activation of every neuron of a layer over the images of each class.

    Parameters
    ----------
    network : Network
        One network, without leading axes; layers of any kind.
    split : Split
        The images.
    layer : int, optional
        From 1, the first hidden layer, to the number of layers, the outputs.

    Returns
    -------
    float64 array of shape (n_neurons, n_classes)
        NaN for a class without images. Read-only.

    Raises
    ------
    ShapeError
        If the network has leading axes, or the split does not fit it.
    ValueRangeError
        If there is no such layer.

    Examples
    --------
    >>> split = Split(np.eye(2), np.array([0, 1]), n_classes=2)
    >>> mean_activations(Network.random((2, 3, 2), start="zeros"), split)
    array([[0.5, 0.5],
           [0.5, 0.5],
           [0.5, 0.5]])
    """
    check_single(network)
    check_fit(network, split)
    if not 1 <= layer <= len(network.layers):
        msg = f"layer is {layer}, expected 1 to {len(network.layers)}. Layer 1 is the first that has weights."
        raise ValueRangeError(msg)
    totals = np.zeros((network.sizes[layer], split.n_classes))
    for start in range(0, len(split), IMAGES_AT_ONCE):
        images = slice(start, start + IMAGES_AT_ONCE)
        found = np.asarray(to_numpy(propagate(network.layers[:layer], split.inputs[images]).outputs), np.float64)
        totals += found.T @ split.targets[images]
    counts = np.bincount(split.labels, minlength=split.n_classes)
    return frozen(np.divide(totals, counts, out=np.full_like(totals, np.nan), where=counts > 0))


def fires_for(means: FloatArray) -> tuple[tuple[int, ...], ...]:
    """Return for each neuron the classes that it fires for: those of a mean activation of at least one half.

    Examples
    --------
    >>> fires_for(np.array([[0.9, 0.1, 0.6], [0.0, 0.0, 0.0]]))
    ((0, 2), ())
    """
    return tuple(tuple(int(place) for place in np.flatnonzero(row >= FIRES)) for row in means)
