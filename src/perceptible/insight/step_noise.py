"""Noise of a step: how far the slope of a few images points aside from that of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Split
from perceptible.errors import ValueRangeError
from perceptible.evaluation.answers import check_single
from perceptible.gradients import backpropagate
from perceptible.network import Network

__all__ = ["StepNoise", "step_noise"]


@dataclass(frozen=True)
class StepNoise:
    """The slope of the average cost of all images, and how much that of a random batch differs.

    Parameters
    ----------
    slope : float
        Length of the gradient over all images.
    noise : float
        Root of the mean squared length of what a batch's gradient has besides.
    """

    slope: float
    noise: float

    @property
    def ratio(self) -> float:
        """Return how many times longer the noise is than the slope; infinite on level ground."""
        return self.noise / self.slope if self.slope else float("inf")


def step_noise(network: Network, split: Split, batch_size: int) -> StepNoise:
    r"""Measure how noisy a step is that looks at so many images.

    Parameters
    ----------
    network : Network
        One network, without leading axes.
    split : Split
        The images that batches are drawn from.
    batch_size : int
        How many of them a step looks at, from 1 to all.

    Returns
    -------
    StepNoise
        Exact, not drawn: the average over every possible batch.

    Raises
    ------
    ShapeError
        If the network is several, or reads other images.
    ValueRangeError
        If the batch is empty or larger than all images.

    Notes
    -----
    For batches of B of n images, drawn without putting back,

    .. math:: E|g_B - g|^2 = \frac{1}{B} \, \frac{n - B}{n - 1} \left( \frac{1}{n} \sum_i |g_i|^2 - |g|^2 \right).

    The squared length of an image's own gradient is the sum over layers of :math:`|\delta|^2 (|a|^2 + 1)`, so no
    table of all images by all dials is needed.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=100, n_test=10)
    >>> start = pc.Network.random((784, 16, 16, 10), rng=0)
    >>> [round(step_noise(start, digits.train, size).ratio, 1) for size in (1, 25, 100)][-1]
    0.0
    """
    check_single(network)
    n = len(split)
    if not 1 <= batch_size <= n:
        msg = f"batch_size is {batch_size}, expected 1 to {n}, the number of images. Choose one of these."
        raise ValueRangeError(msg)
    found = backpropagate(network, split.inputs, split.targets)
    squares = np.zeros(n)
    for delta, a in zip(found.deltas, found.trace.activations[:-1], strict=True):
        squares += _squared(delta) * (_squared(a) + 1)  # the bias is a weight of an activation that is always 1
    slope = float(np.linalg.norm(np.asarray(found.gradient.to_vector(), np.float64)))
    spread = max(0.0, float(squares.mean()) - slope**2)
    return StepNoise(slope, sqrt(spread / batch_size * (n - batch_size) / max(1, n - 1)))


def _squared(rows: FloatArray) -> FloatArray:
    """Return the squared length of each row."""
    squares: FloatArray = (np.asarray(rows, np.float64) ** 2).sum(axis=1)
    return squares
