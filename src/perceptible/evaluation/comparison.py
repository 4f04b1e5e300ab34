"""Comparison: whether one network reads better than another, or was only luckier with the images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perceptible.data.dataset import Split
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.evaluation.answers import answers, check_single
from perceptible.evaluation.intervals import Interval, paired_interval
from perceptible.network.model import Network

__all__ = ["Comparison", "compare", "compare_answers", "mcnemar"]


@dataclass(frozen=True)
class Comparison:
    """Two networks on the same images.

    Parameters
    ----------
    both_correct, only_first, only_second, both_wrong : int
        How many images were answered correctly by both networks, by one of them alone, and by neither.
    """

    both_correct: int
    only_first: int
    only_second: int
    both_wrong: int

    @property
    def n_images(self) -> int:
        """Return how many images there were."""
        return self.both_correct + self.only_first + self.only_second + self.both_wrong

    @property
    def accuracies(self) -> tuple[float, float]:
        """Return the fraction that each network answered correctly."""
        n_first, n_second = self.both_correct + self.only_first, self.both_correct + self.only_second
        return n_first / self.n_images, n_second / self.n_images

    @property
    def difference(self) -> float:
        """Return the accuracy of the first network minus that of the second."""
        return (self.only_first - self.only_second) / self.n_images

    @property
    def interval(self) -> Interval:
        """Return the 95 % interval of the difference; see `paired_interval`."""
        return paired_interval(self.only_first, self.only_second, self.n_images)

    @property
    def p_value(self) -> float:
        """Return how often luck alone would divide the networks at least as much; see `mcnemar`."""
        return mcnemar(self.only_first, self.only_second)

    def as_dict(self) -> dict[str, object]:
        """Return all of it as values that JSON can hold."""
        return {
            "n_images": self.n_images,
            "accuracies": list(self.accuracies),
            "difference": self.difference,
            "interval": list(self.interval),
            "p_value": self.p_value,
            **vars(self),
        }


def compare(first: Network, second: Network, split: Split) -> Comparison:
    """Count where two networks are right and wrong on the same images, and test whether one is better.

    Parameters
    ----------
    first, second : Network
        Two networks for the same data; they may differ in everything else.
    split : Split
        Images that neither has learned from.

    Returns
    -------
    Comparison
        The four counts, the difference of the accuracies with its interval, and McNemar's p value. It speaks
        of these two networks, not of the recipes that made them: another random start is another network.

    Raises
    ------
    ShapeError
        If a network has leading axes, or the split is empty or does not fit a network.
    DivergedError
        If an output is NaN or infinite.

    Examples
    --------
    >>> split = Split(np.ones((3, 4), np.float32), np.array([0, 0, 1]), n_classes=2)
    >>> network = Network.random((4, 2), start="zeros")  # always answers 0
    >>> compare(network, network, split)
    Comparison(both_correct=2, only_first=0, only_second=0, both_wrong=1)
    """
    check_single(first)
    check_single(second)
    return compare_answers(answers(first, split) == split.labels, answers(second, split) == split.labels)


def compare_answers(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Comparison:
    """Count where two of anything that answers, networks or not, are right and wrong on the same images.

    Parameters
    ----------
    first, second : bool arrays of shape (n_images,)
        Whether each answered each image correctly.

    Returns
    -------
    Comparison
        The four counts, and what follows from them.

    Raises
    ------
    ShapeError
        If the arrays are empty or differ in shape.

    Examples
    --------
    >>> compare_answers(np.array([True, True, False]), np.array([True, False, False]))
    Comparison(both_correct=1, only_first=1, only_second=0, both_wrong=1)
    """
    if first.ndim != 1 or first.shape != second.shape or first.size == 0:
        msg = (
            f"first has shape {first.shape} and second {second.shape}, expected (n_images,) for both, with at least "
            "one image. Ask both about the same images: answers == split.labels."
        )
        raise ShapeError(msg)
    both, either = int(np.sum(first & second)), int(np.sum(first | second))
    n_first, n_second = int(np.sum(first)), int(np.sum(second))
    return Comparison(both, n_first - both, n_second - both, len(first) - either)


def mcnemar(n_only_first: int, n_only_second: int) -> float:
    r"""Return the p value of McNemar's test, exactly and two-sided.

    Images that both networks answer correctly, or neither, say nothing about which is better. Were both equally
    good, each of the others would be a fair coin.

    Parameters
    ----------
    n_only_first, n_only_second : int
        How many images the first network alone, or the second alone, answered correctly.

    Returns
    -------
    float
        In (0, 1]: how often fair coins fall at least as unevenly. 1 where the networks never differ.

    Raises
    ------
    ValueRangeError
        If a count is below 0.

    Notes
    -----
    With n the sum of the two counts and k the smaller one:

    .. math:: p = \min\left(1, \; 2 \sum_{i=0}^{k} \binom{n}{i} 2^{-n}\right)

    in whole numbers up to the last division. Source: McNemar (1947), Note on the sampling error of the difference
    between correlated proportions or percentages, Psychometrika 12, 153-157.

    Examples
    --------
    >>> mcnemar(10, 2)  # 2 (1 + 12 + 66) / 2^12
    0.03857421875
    """
    if n_only_first < 0 or n_only_second < 0:
        msg = (
            f"the counts are {n_only_first} and {n_only_second}, expected whole numbers from 0. "
            "Count the images that one network alone answers correctly."
        )
        raise ValueRangeError(msg)
    n, k = n_only_first + n_only_second, min(n_only_first, n_only_second)
    ways = total = 1  # ways is n over i: 1 for i = 0, then from one i to the next
    for i in range(k):
        ways = ways * (n - i) // (i + 1)
        total += ways
    return min(1.0, 2 * total / (1 << n))
