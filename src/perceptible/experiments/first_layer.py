"""First layers: those with local fields, and what any first layer looks at, as pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset
from perceptible.errors import ShapeError
from perceptible.network import Local, Network, Patches

__all__ = ["LEAST_SIDE", "Mask", "fields_of", "image_shape_of", "local_start", "pictures_of", "seen_by"]

Mask = NDArray[np.bool_]
LEAST_SIDE = 6
"""Rows and columns of the smallest pictures in which edges are looked for: fields in them have 2 x 2 pixels."""


def image_shape_of(data: Dataset) -> tuple[int, int]:
    """Return height and width of pictures in which edges can be looked for.

    Raises
    ------
    ShapeError
        If the data are no pictures, or have fewer rows or columns than `LEAST_SIDE`.
    """
    shape = data.image_shape
    if shape is not None and min(shape) >= LEAST_SIDE:
        return shape
    found = "no image shape, expected pictures" if shape is None else f"images of {shape[0]} x {shape[1]} pixels"
    least = "" if shape is None else f", expected at least {LEAST_SIDE} x {LEAST_SIDE}"
    msg = (
        f"{data.name} has {found}{least}. Edges are looked for in pictures; "
        "ask this of images, such as --data synthetic."
    )
    raise ShapeError(msg)


def fields_of(image_shape: tuple[int, int]) -> Patches:
    """Return overlapping patches, 4 x 4 of 10 x 10 pixels for images of 28 x 28, and in proportion for others."""
    height, width = image_shape
    side = min(height, width)
    return Patches(height=height, width=width, size=max(1, 10 * side // 28), stride=max(1, 6 * side // 28))


def local_start(patches: Patches, n_classes: int, rng: np.random.Generator, *, n_each: int = 1) -> Network:
    """Return a random network with local fields in the first layer, and 16 neurons in the second."""
    first = Local.random(patches, n_each, rng=rng)
    rest = Network.random((first.n_neurons, 16, n_classes), rng=rng)
    return Network((first, *rest.layers))


def pictures_of(network: Network) -> FloatArray:
    """Return the first-layer weights as pictures, a row for each neuron; 0 where a neuron does not look."""
    return np.asarray(network.layers[0].written_out().weights, np.float64)


def seen_by(network: Network) -> Mask:
    """Return which pixels each first-layer neuron looks at, (n_neurons, n_inputs)."""
    first = network.layers[0]
    ones = first.holding(np.ones_like(first.weights), first.biases)
    looks: Mask = np.asarray(ones.written_out().weights) != 0
    return looks
