"""Intervals: how far a fraction measured on some images may lie from what all images would give."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from perceptible.errors import ValueRangeError

__all__ = ["Interval", "paired_interval", "wilson_interval"]

# Half of the intervals' 5 % lie above this many standard deviations: the 97.5 % point of N(0, 1).
DEVIATIONS = 1.959963984540054


class Interval(NamedTuple):
    """A 95 % interval: of many made this way, 95 in 100 hold the true value.

    Parameters
    ----------
    low, high : float
        Its ends.
    """

    low: float
    high: float


def wilson_interval(n_correct: int, n_images: int) -> Interval:
    r"""Return the 95 % interval of a fraction, such as an accuracy.

    It says how far luck in the choice of the images may have moved the fraction, and nothing else: another
    random start, or images of another kind, can move it further.

    Parameters
    ----------
    n_correct : int
        How many of the images count, from 0 to `n_images`.
    n_images : int
        How many images there were, at least 1.

    Returns
    -------
    Interval
        Within [0, 1], and never of width 0, not even where every image counts.

    Raises
    ------
    ValueRangeError
        If the counts contradict each other.

    Notes
    -----
    .. math::

        \frac{1}{1 + z^2 / n} \left( \hat p + \frac{z^2}{2n}
        \pm z \sqrt{\frac{\hat p (1 - \hat p)}{n} + \frac{z^2}{4 n^2}} \right), \quad z = 1.96

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22, 209-212.

    Examples
    --------
    >>> low, high = wilson_interval(9_363, 10_000)
    >>> round(low, 4), round(high, 4)
    (0.9313, 0.9409)
    """
    _check_counts(n_correct, n_images)
    fraction, squared = n_correct / n_images, DEVIATIONS**2 / n_images
    center = (fraction + squared / 2) / (1 + squared)
    half = sqrt(squared * fraction * (1 - fraction) + squared**2 / 4) / (1 + squared)
    low = center - half if n_correct > 0 else 0.0  # exactly 0 and 1 at the ends, where rounding would miss them
    high = center + half if n_correct < n_images else 1.0
    return Interval(low, high)


def paired_interval(n_only_first: int, n_only_second: int, n_images: int) -> Interval:
    r"""Return the 95 % interval of the difference of two accuracies on the same images.

    Parameters
    ----------
    n_only_first, n_only_second : int
        How many images the first network alone, or the second alone, answered correctly.
    n_images : int
        How many images there were, at least 1.

    Returns
    -------
    Interval
        Of first minus second, within [-1, 1].

    Raises
    ------
    ValueRangeError
        If the counts contradict each other.

    Notes
    -----
    With b and c for the two counts, and one half added to each of the four counts of the 2 x 2 table:

    .. math:: \frac{b - c}{n + 2} \pm \frac{z}{n + 2} \sqrt{b + c + 1 - \frac{(b - c)^2}{n + 2}}, \quad z = 1.96

    Source: Agresti and Min (2005), Simple improved confidence intervals for comparing matched proportions,
    Statistics in Medicine 24, 729-740.

    Examples
    --------
    >>> low, high = paired_interval(40, 20, 160)
    >>> round(low, 3), round(high, 3)
    (0.031, 0.216)
    """
    _check_counts(min(n_only_first, n_only_second), n_images)
    _check_counts(n_only_first + n_only_second, n_images)
    surplus, n = n_only_first - n_only_second, n_images + 2
    half = DEVIATIONS * sqrt(n_only_first + n_only_second + 1 - surplus**2 / n) / n
    return Interval(max(-1.0, surplus / n - half), min(1.0, surplus / n + half))


def _check_counts(count: int, n_images: int) -> None:
    """Refuse counts that contradict each other."""
    if n_images < 1 or not 0 <= count <= n_images:
        msg = (
            f"the count is {count} of {n_images} images, expected 0 to the number of images, which is at least 1. "
            "Count each image once."
        )
        raise ValueRangeError(msg)
