"""Influence: which training images taught a network its answer to a test image, added up along the training path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen, to_numpy
from perceptible.data.dataset import Split
from perceptible.errors import SettingsError, ShapeError, ValueRangeError
from perceptible.evaluation.answers import check_fit, check_single
from perceptible.gradients import backpropagate
from perceptible.network import Network
from perceptible.network.layers import Dense
from perceptible.training import Recording

__all__ = ["Influence", "gradient_products", "influence", "rank_correlation"]

Sides = list[tuple[FloatArray, FloatArray]]


@dataclass(frozen=True, eq=False)
class Influence:
    """How much each training image changed the cost of each test image; `influence` makes it.

    Parameters
    ----------
    scores : float64 array of shape (n_asked, n_taught)
        By how much the training image lowered the cost of the test image, to first order: positive where it helped,
        negative where it hurt.
    """

    scores: FloatArray

    def helped(self, asked: int = 0, count: int = 8) -> IntArray:
        """Return the training images that lowered the cost of a test image most, the most helpful first.

        Examples
        --------
        >>> Influence(np.array([[0.1, -0.5, 0.3]])).helped(0, 2)
        array([2, 0])
        """
        return frozen(np.argsort(-self.scores[asked], kind="stable")[:count])

    def hurt(self, asked: int = 0, count: int = 8) -> IntArray:
        """Return the training images that raised the cost of a test image most, the most harmful first.

        Examples
        --------
        >>> Influence(np.array([[0.1, -0.5, 0.3]])).hurt(0, 1)
        array([1])
        """
        return frozen(np.argsort(self.scores[asked], kind="stable")[:count])

    def without(self, group: IntArray) -> FloatArray:
        """Return by how much the cost of each test image should grow, (n_asked,), had the group not been there.

        Examples
        --------
        >>> Influence(np.array([[0.5, -0.25, 1.0]])).without(np.array([0, 1]))
        array([0.25])
        """
        total: FloatArray = self.scores[:, group].sum(axis=1)
        return total


def influence(recording: Recording, taught: Split, asked: Split, *, learning_rate: float) -> Influence:
    r"""Return which training images taught a network its answers.

    Parameters
    ----------
    recording : Recording
        Of a training by plain gradient descent with a constant learning rate. The more moments it holds, the closer.
    taught : Split
        All images that it was trained on.
    asked : Split
        The images whose answers are asked about, with their labels.
    learning_rate : float
        Of the training.

    Returns
    -------
    Influence
        A score for each asked and each taught image.

    Raises
    ------
    SettingsError
        If the recording holds fewer than two moments.
    ShapeError, DtypeError
        If a layer is not dense, or the splits do not fit the network.
    ValueRangeError
        If the learning rate is not above 0.

    Notes
    -----
    .. math:: \sum_t \eta \, \frac{s_{t+1} - s_t}{n} \; \nabla C_i(w_t) \cdot \nabla C_j(w_t)

    over moments t at steps s. In that many steps mini-batches of b see each of n images :math:`(s_{t+1} - s_t) b / n`
    times on average, and each time it moves the dials by :math:`\eta / b` times its own gradient. What is left out:
    the order of the images, what changes between two moments, and that with other dials later images would have
    taught something else. So it is a forecast to be checked by training again.
    Source: Pruthi, Liu, Kale and Sundararajan (2020), Estimating training data influence by tracing gradient descent,
    equation 1 and section 3.2.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=50, n_test=10)
    >>> network, recording = pc.Network.random((784, 5, 10), rng=0), Recording(every=5)
    >>> for event in recording.record(pc.train(network, digits, pc.Settings(epochs=2), rng=0, every=5)):
    ...     pass
    >>> influence(recording, digits.train, digits.test, learning_rate=1.5).scores.shape
    (10, 50)
    """
    if learning_rate <= 0:
        msg = f"learning_rate is {learning_rate}, expected a number above 0. Give that of the training's settings."
        raise ValueRangeError(msg)
    if len(recording) < 2:
        msg = (
            f"the recording holds {len(recording)} moments, expected at least 2. "
            "Record the training, with every=n so that moments within it are kept."
        )
        raise SettingsError(msg)
    total = np.zeros((len(asked), len(taught)))
    for network, n_steps in _stretches(recording):
        total += learning_rate * n_steps / len(taught) * gradient_products(network, asked, taught)
    return Influence(frozen(total))


def gradient_products(network: Network, first: Split, second: Split) -> FloatArray:
    r"""Return the product of the gradients of each image of one split with each of another.

    Parameters
    ----------
    network : Network
        One network of dense layers.
    first, second : Split
        The images, with their labels.

    Returns
    -------
    float64 array of shape (n_first, n_second)
        :math:`\nabla C_i \cdot \nabla C_j` over all weights and biases.

    Raises
    ------
    ShapeError, DtypeError
        If a layer is not dense, or the splits do not fit the network.

    Notes
    -----
    The gradient of one image in a dense layer is an outer product, so that no gradient has to be written down:

    .. math:: \nabla C_i \cdot \nabla C_j = \sum_l (\delta_i^{(l)} \cdot \delta_j^{(l)})
        (a_i^{(l-1)} \cdot a_j^{(l-1)} + 1)

    Examples
    --------
    >>> network = Network.random((1, 1), start="zeros")
    >>> split = Split(np.array([[1.0]]), np.array([0]), n_classes=1)
    >>> gradient_products(network, split, split)  # -0.25 for the weight and for the bias
    array([[0.125]])
    """
    total = np.zeros((len(first), len(second)))
    for (left_delta, left_a), (right_delta, right_a) in zip(
        _sides(network, first), _sides(network, second), strict=True
    ):
        total += (left_delta @ right_delta.T) * (left_a @ right_a.T + 1)
    return total


def rank_correlation(first: FloatArray, second: FloatArray) -> float:
    """Return Spearman's rank correlation of two lists: 1 where they rise together, -1 where one falls.

    Parameters
    ----------
    first, second : float arrays of shape (n,)
        At least two numbers each. Equal ones share the mean of their ranks.

    Returns
    -------
    float
        From -1 to 1; 0 where all numbers of one list are equal.

    Raises
    ------
    ShapeError
        If the lists are not equally long, or shorter than two.

    Examples
    --------
    >>> rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([1.0, 10.0, 100.0]))
    1.0
    """
    if first.ndim != 1 or first.shape != second.shape or len(first) < 2:
        msg = (
            f"the lists have shapes {first.shape} and {second.shape}, expected (n,) for both, n at least 2. Pair them."
        )
        raise ShapeError(msg)
    a, b = (_ranks(values) - (len(values) - 1) / 2 for values in (first, second))
    lengths = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / lengths if lengths else 0.0


def _stretches(recording: Recording) -> Iterator[tuple[Network, int]]:
    """Yield the network at each moment but the last, and how many steps were made until the next."""
    steps = recording.steps
    for step, following in pairwise(steps):
        yield recording.network_at(step), following - step


def _sides(network: Network, split: Split) -> Sides:
    """Return for each layer dC/dz of each image, and the activations below, in float64."""
    check_single(network)
    check_fit(network, split)
    other = next((layer.kind for layer in network.layers if not isinstance(layer, Dense)), None)
    if other is not None:
        msg = f"the network has a layer of kind {other!r}, expected dense ones. Ask about a network of dense layers."
        raise ShapeError(msg)
    exact = network.with_parameters(network.parameters.map(lambda array: np.asarray(to_numpy(array), np.float64)))
    back = backpropagate(exact, split.inputs.astype(np.float64), split.targets.astype(np.float64))
    return list(zip(back.deltas, back.trace.activations[:-1], strict=True))


def _ranks(values: FloatArray) -> FloatArray:
    """Return the rank of each number, from 0; equal ones share their mean rank."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: FloatArray = ((ends - counts + ends - 1) / 2)[places]
    return ranks
