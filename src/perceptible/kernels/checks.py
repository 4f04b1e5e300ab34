"""Checks before compiled code runs: it does not look where an array ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perceptible.arrays import IntArray
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.kernels.images import LitImages
from perceptible.network import Layer, Parameters

__all__ = ["check_dials", "check_images", "check_inputs", "check_moments", "check_rates"]

MAX_BATCH = 2**31 - 1  # what an int32 holds


def check_dials(layers: Sequence[Layer], kept: Iterable[Parameters]) -> None:
    """Refuse dials, and what is kept for each of them, that are not those of these layers.

    Raises
    ------
    ShapeError
        If the shapes differ.
    """
    expected = [layer.weights.shape for layer in layers]
    for parameters in kept:
        found = [W.shape for W in parameters.weights]
        if found != expected:
            msg = f"the dials have the shapes {found}, expected {expected} as the layers have. Keep to one network."
            raise ShapeError(msg)


def check_moments(n_found: int, n_needed: int) -> None:
    """Refuse the memory of another optimizer.

    Raises
    ------
    ShapeError
        If it remembers more or fewer averages of past gradients.
    """
    if n_found != n_needed:
        msg = f"there are {n_found} moments, expected {n_needed}. Begin with the optimizer's own: optimizer.init(...)."
        raise ShapeError(msg)


def check_rates(n_rates: int, n_images: int, batch_size: int) -> None:
    """Refuse another number of learning rates than of mini-batches.

    Raises
    ------
    ShapeError
        If there are more or fewer, or mini-batches have an impossible size.
    """
    if not 1 <= batch_size <= MAX_BATCH or n_rates != -(-n_images // batch_size):
        msg = (
            f"there are {n_rates} learning rates for {n_images} images in mini-batches of {batch_size}, expected one "
            f"for each mini-batch of 1 to {MAX_BATCH} images. Give as many rates as steps are to be made."
        )
        raise ShapeError(msg)


def check_images(layers: Sequence[Layer], images: LitImages, order: IntArray) -> None:
    """Refuse images and labels that are not there.

    Raises
    ------
    ShapeError
        If the images have other inputs than the first layer.
    ValueRangeError
        If a label is no output of the last layer, or the order names an image that is not there.
    """
    check_inputs(layers, images)
    n_outputs = layers[-1].weights.shape[0]
    if images.n_classes > n_outputs:
        msg = (
            f"a label is {images.n_classes - 1}, expected at most {n_outputs - 1}, the last output of the network. "
            "Give the network an output for each class."
        )
        raise ValueRangeError(msg)
    if len(order) and not 0 <= order.min() <= order.max() < len(images):
        msg = (
            f"the order goes from image {order.min()} to {order.max()}, expected 0 to {len(images) - 1}. "
            "Take an order of these very images."
        )
        raise ValueRangeError(msg)


def check_inputs(layers: Sequence[Layer], images: LitImages) -> None:
    """Refuse images of another size than the first layer reads.

    Raises
    ------
    ShapeError
        If the numbers of inputs differ.
    """
    if images.n_inputs != layers[0].weights.shape[1]:
        msg = (
            f"the images have {images.n_inputs} inputs, expected {layers[0].weights.shape[1]} as the first layer has. "
            "Use the data that the network is for."
        )
        raise ShapeError(msg)
