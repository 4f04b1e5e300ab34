"""Averages over few examples: how far their gradient is from that over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.insight.in_parts import slopes_in_parts
from perceptible.network import Network

__all__ = ["Apart", "apart", "gradient_over"]


@dataclass(frozen=True)
class Apart:
    """Two gradients held against each other; `apart` makes it.

    Parameters
    ----------
    degrees : float
        The angle between their directions, 0 to 180; 90 where one of them is 0 everywhere.
    times_as_long : float
        The length of the first in lengths of the second; infinite where only the second is 0, 1 where both are.
    """

    degrees: float
    times_as_long: float


def apart(found: FloatArray, whole: FloatArray) -> Apart:
    """Hold a gradient against another.

    Parameters
    ----------
    found, whole : float arrays of shape (n_parameters,)
        Such as the gradient over a few examples, and that over all.

    Returns
    -------
    Apart
        The angle between them, and how long the first is.

    Raises
    ------
    ShapeError
        If they have not as many components.

    Examples
    --------
    >>> apart(np.array([2.0, 0.0]), np.array([0.0, 1.0]))
    Apart(degrees=90.0, times_as_long=2.0)
    """
    if found.shape != whole.shape:
        msg = f"the gradients have shapes {found.shape} and {whole.shape}, expected one. Take those of one network."
        raise ShapeError(msg)
    length, other = float(np.linalg.norm(found)), float(np.linalg.norm(whole))
    if length == 0 or other == 0:
        return Apart(90.0, 1.0 if length == other else (length / other if other else float("inf")))
    a, b = found / length, whole / other
    # Exact for small angles too, where the arc cosine is not (Kahan 2006, "How futile are mindless assessments of
    # roundoff in floating-point computation?", section 12).
    angle = 2 * np.arctan2(np.linalg.norm(a - b), np.linalg.norm(a + b))
    return Apart(float(np.degrees(angle)), length / other)


def gradient_over(network: Network, split: Split, indices: Sequence[int] | None = None) -> FloatArray:
    """Return the gradient of the average cost over some examples.

    Parameters
    ----------
    network : Network
        One network, without leading axes; computed in float64 here.
    split : Split
        The examples.
    indices : sequence of int, optional
        Which of them; by default all.

    Returns
    -------
    float64 array of shape (n_parameters,)
        In the order of `Parameters.to_vector`.

    Raises
    ------
    ShapeError
        If the network is several, the split does not fit it, or there is no example.
    ValueRangeError
        If there is no such example.

    Examples
    --------
    >>> split = Split(np.array([[1.0], [0.0]]), np.array([0, 0]), n_classes=1)
    >>> network = Network.random((1, 1), start="zeros")
    >>> gradient_over(network, split).tolist(), gradient_over(network, split, [0]).tolist()
    ([-0.125, -0.25], [-0.25, -0.25])
    """
    if indices is not None:
        wrong = [index for index in indices if not 0 <= index < len(split)]
        if wrong:
            msg = f"there is no example {wrong[0]}, expected 0 to {len(split) - 1}. Choose one of these."
            raise ValueRangeError(msg)
        split = split.take(np.array(indices, np.int64))
    *_, found = slopes_in_parts(network, split)
    return found.slopes
