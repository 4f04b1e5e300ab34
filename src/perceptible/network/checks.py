"""The checks at the public doors of the network: whether layers, inputs and sizes fit each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from perceptible.arrays import FloatArray, check_count, check_floats, own
from perceptible.errors import DtypeError, SettingsError, ShapeError
from perceptible.network.kinds import LAYERS, Layer
from perceptible.network.layers import Dense
from perceptible.network.local import Local
from perceptible.network.shared import Shared

__all__ = ["check_fits", "check_sizes", "checked"]


def checked(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Refuse layers that do not fit each other; return them with arrays that nobody can change."""
    if not layers:
        msg = "the network has no layers, expected at least one. Build one with Network.random((784, 16, 16, 10))."
        raise ShapeError(msg)
    for number, layer in enumerate(layers, start=1):
        _check_layer(layer, number)
    first = layers[0].weights
    for number, (below, layer) in enumerate(pairwise(layers), start=2):
        W, n_dials = layer.weights, below.n_neurons if isinstance(layer, Dense) else layer.patches.n_dials
        wanted = (*first.shape[:-2], "n_neurons", n_dials)
        if W.shape[-1] != n_dials or W.shape[:-2] != first.shape[:-2] or not isinstance(W, type(first)):
            msg = (
                f"layer {number} has weights of shape {tuple(W.shape)} ({type(W).__name__}), expected "
                f"({', '.join(map(str, wanted))}) ({type(first).__name__}) as the layers before. "
                "Row j of the weights belongs to neuron j."
            )
            raise ShapeError(msg)
        if layer.n_previous != below.n_neurons:
            msg = (
                f"layer {number} reads {layer.n_previous} numbers, expected {below.n_neurons}, the neurons of the "
                "layer before. Give it patches of a picture of that size."
            )
            raise ShapeError(msg)
    return tuple(layer.holding(own(layer.weights), own(layer.biases)) for layer in layers)


def check_fits(inputs: FloatArray, weights: FloatArray) -> None:
    """Refuse inputs that cannot be multiplied with the weights: of another library, or with other leading axes."""
    if not isinstance(inputs, type(weights)):
        msg = (
            f"inputs are {type(inputs).__name__}, expected {type(weights).__name__} as the weights are. "
            "Convert one of them, for example with torch.from_numpy(inputs)."
        )
        raise DtypeError(msg)
    if not isinstance(inputs, np.ndarray) and inputs.dtype != weights.dtype:
        msg = f"inputs hold {inputs.dtype}, expected {weights.dtype} as the weights do. Convert one of them."
        raise DtypeError(msg)
    try:
        np.broadcast_shapes(tuple(inputs.shape[:-2]), tuple(weights.shape[:-2]))
    except ValueError:
        msg = (
            f"inputs has leading axes {tuple(inputs.shape[:-2])}, expected {tuple(weights.shape[:-2])} as the network "
            "has, or none. A leading axis means many networks at once."
        )
        raise ShapeError(msg) from None


def check_sizes(sizes: Sequence[int], copies: int | None) -> None:
    """Refuse sizes that are not at least two whole numbers above 0."""
    advice = "Give the neurons by layer, the inputs first: (784, 16, 16, 10)."
    if isinstance(sizes, str) or not isinstance(sizes, Sequence):
        msg = f"sizes is {sizes!r}, expected a sequence of whole numbers. {advice}"
        raise DtypeError(msg)
    good = all(isinstance(n, (int, np.integer)) and not isinstance(n, bool) and n > 0 for n in sizes)
    if len(sizes) < 2 or not good:
        msg = f"sizes is {tuple(sizes)}, expected at least two whole numbers above 0. {advice}"
        raise SettingsError(msg)
    if copies is not None:
        check_count(copies, "copies", "Leave it out for one network.")


def _check_layer(layer: Layer, number: int) -> None:
    """Refuse what is no layer, and weights and biases that do not belong together."""
    if not isinstance(layer, tuple(LAYERS.values())):
        msg = (
            f"layer {number} is {type(layer).__name__}, expected Dense, Local or Shared. "
            "Build it as Dense(weights, biases, activation)."
        )
        raise DtypeError(msg)
    check_floats(layer.weights, f"weights of layer {number}")
    check_floats(layer.biases, f"biases of layer {number}")
    weights, biases = tuple(layer.weights.shape), tuple(layer.biases.shape)
    if len(weights) < 2 or 0 in weights or biases != weights[:-1]:
        msg = (
            f"layer {number} has weights of shape {weights} and biases of shape {biases}, expected "
            "(..., n_neurons, n_previous) and (..., n_neurons). Row j of the weights belongs to neuron j."
        )
        raise ShapeError(msg)
    if not isinstance(layer, Dense):
        _check_patches(layer, number)


def _check_patches(layer: Local | Shared, number: int) -> None:
    """Refuse weights that are not as many as a patch has inputs, and neurons that cannot be shared out evenly."""
    (n_rows, n_dials), patches = layer.weights.shape[-2:], layer.patches
    some = "n_filters" if isinstance(layer, Shared) else f"a multiple of {patches.n_places}"
    if n_dials != patches.n_dials or (isinstance(layer, Local) and n_rows % patches.n_places):
        msg = (
            f"layer {number} has weights of shape {tuple(layer.weights.shape)}, expected (..., {some}, "
            f"{patches.n_dials}) for {patches.n_places} patches of {patches.n_dials} inputs. "
            f"Draw them with {type(layer).__name__}.random(patches)."
        )
        raise ShapeError(msg)
