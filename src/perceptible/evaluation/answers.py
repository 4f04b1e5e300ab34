"""Answers: what networks say about every image of a split, a few thousand images at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen, to_numpy
from perceptible.data.dataset import Split
from perceptible.errors import DivergedError, DtypeError, ShapeError
from perceptible.kernels import can_run, last_pre_activations, lit_images, one_thread
from perceptible.network.costs import cost_named
from perceptible.network.forward import Trace, propagate
from perceptible.network.model import Network, check_network

__all__ = ["answers", "check_fit", "check_single", "outputs_and_costs"]

# Measured: activations of 2,000 images stay in the processor's cache; more at once were up to 15 % slower.
IMAGES_AT_ONCE = 2_000
# What is held at once, whatever the size of the split, the layers and the number of networks: 8 MB in float32.
NUMBERS_AT_ONCE = 2_000_000


def answers(network: Network, split: Split) -> IntArray:
    """Return the class that the network answers for each image: the number of its brightest output.

    Parameters
    ----------
    network : Network
        One network, or many at once along leading axes.
    split : Split
        The images.

    Returns
    -------
    int64 array of shape (..., n_images)
        Class numbers, read-only. Where two outputs are equally bright, the lower class number.

    Raises
    ------
    ShapeError
        If the split is empty, or its images or classes do not fit the network.
    DivergedError
        If an output is NaN or infinite.
    """
    check_fit(network, split)
    found = np.empty((*network.parameters.leading, len(split)), np.int64)
    with one_thread():
        for images, trace in _in_chunks(network, split):
            found[..., images] = trace.outputs.argmax(axis=-1)
    return frozen(found)


def outputs_and_costs(network: Network, split: Split) -> tuple[FloatArray, FloatArray]:
    """Return the outputs for each image, (n_images, n_classes), and its cost, (n_images,), both read-only.

    Raises
    ------
    ShapeError
        If the network has leading axes, the split is empty, or its images or classes do not fit the network.
    DivergedError
        If an output or a cost is NaN or infinite.
    """
    check_single(network)
    check_fit(network, split)
    rule, last = cost_named(network.cost), network.layers[-1]
    outputs, costs = [], []
    with one_thread():  # so that the last bits of a cost do not depend on the number of processors
        for images, z, a in _last_layer(network, split):
            with np.errstate(over="ignore", invalid="ignore"):  # reported below, with the place
                each = rule.value(z, a, split.targets[images], last.activation)
            _check_no_overflow(each, "cost", images.start)
            outputs.append(a)
            costs.append(each)
    return frozen(np.concatenate(outputs)), frozen(np.concatenate(costs))


def check_single(network: Network) -> None:
    """Refuse many networks at once where one is asked for."""
    check_network(network)
    leading = network.parameters.leading
    if leading:
        msg = (
            f"the network has leading axes {leading}, that is many networks at once, expected one network. "
            "Use accuracies(network, split) for all of them, or take one: "
            "network.with_parameters(network.parameters.map(lambda array: array[0]))."
        )
        raise ShapeError(msg)


def check_fit(network: Network, split: Split) -> None:
    """Refuse what is no split, one that is empty, or whose images or classes do not fit the network."""
    check_network(network)
    if not isinstance(split, Split):
        msg = f"split is of type {type(split).__name__}, expected a Split. Give one of a data set's: data.test."
        raise DtypeError(msg)
    if len(split) == 0:
        msg = "the split holds 0 images, expected at least one. Take more images before you evaluate."
        raise ShapeError(msg)
    n_inputs, n_outputs = network.sizes[0], network.sizes[-1]
    if (n_inputs, n_outputs) != (split.n_inputs, split.n_classes):
        msg = (
            f"the split has {split.n_inputs} inputs and {split.n_classes} classes, expected {n_inputs} inputs "
            f"and {n_outputs} classes as the network {'-'.join(map(str, network.sizes))} has. "
            "Use the data that the network was trained for."
        )
        raise ShapeError(msg)


def _last_layer(network: Network, split: Split) -> Iterator[tuple[slice, FloatArray, FloatArray]]:
    """Yield which images, and z and a of the outputs for them: from compiled code in one go where that is there."""
    layers = _in_numpy(network).layers
    if can_run(layers, network.cost):
        z = last_pre_activations(layers, lit_images(split))
        with np.errstate(over="ignore", invalid="ignore"):  # reported below, with the place
            a = layers[-1].activation.value(z)
        _check_no_overflow(a, "output", 0)
        yield slice(0, len(split)), z, a
        return
    for images, trace in _in_chunks(network, split):
        yield images, trace.pre_activations[-1], trace.outputs


def _in_chunks(network: Network, split: Split) -> Iterator[tuple[slice, Trace]]:
    """Yield which images, and every number that came up while the network looked at them."""
    layers = _in_numpy(network).layers
    numbers_per_image = 2 * sum(network.sizes[1:]) * int(np.prod(network.parameters.leading, dtype=int))
    step = max(1, min(IMAGES_AT_ONCE, NUMBERS_AT_ONCE // max(1, numbers_per_image)))
    for start in range(0, len(split), step):
        images = slice(start, min(start + step, len(split)))
        with np.errstate(over="ignore", invalid="ignore"):  # reported below, with the place
            trace = propagate(layers, split.inputs[images])
        _check_no_overflow(trace.outputs, "output", start)
        yield images, trace


def _in_numpy(network: Network) -> Network:
    """Return the same network with its dials in NumPy arrays, as the images of a split are."""
    if all(isinstance(array, np.ndarray) for array in (*network.weights, *network.biases)):
        return network
    return network.with_parameters(network.parameters.map(lambda array: cast("FloatArray", to_numpy(array))))


def _check_no_overflow(numbers: FloatArray, name: str, start: int) -> None:
    """Refuse outputs and costs that are no longer numbers, naming the first image."""
    good = np.isfinite(numbers)
    if good.all():
        return
    place = tuple(int(axis[0]) for axis in np.nonzero(~good))
    axis = -1 if name == "cost" else -2
    msg = (
        f"the {name} for image {start + place[axis]} is {numbers[place]}, expected a finite number. "
        "The weights have grown too large: train again with a smaller learning rate."
    )
    raise DivergedError(msg)
