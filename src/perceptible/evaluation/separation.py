"""Separation: whether the largest output tells digits from images that are none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import ShapeError, ValueRangeError
from perceptible.evaluation.intervals import Interval, wilson_interval

__all__ = ["Separation", "auroc", "refusal_threshold", "separate"]

HALF, SURE = 0.5, 0.9
REFUSED_DIGITS = 0.01  # the share of digits that may be refused as well


@dataclass(frozen=True)
class Separation:
    """What a network says to images of one kind that are no digit, beside what it says to digits.

    Parameters
    ----------
    kind : str
        What the images are; one of `NON_DIGITS`, or a name of your own.
    n_images : int
        How many there are.
    n_above_half, n_above_nine_tenths : int
        How many are answered with an output above 0.5, and above 0.9.
    n_refused : int
        How many have no output as large as the threshold of `refusal_threshold`, which refuses 1 % of the digits.
    auroc : float
        How often a digit has a larger output than such an image: 1 always, 0.5 as by chance.
    """

    kind: str
    n_images: int
    n_above_half: int
    n_above_nine_tenths: int
    n_refused: int
    auroc: float

    @property
    def shares(self) -> tuple[float, float, float]:
        """Return the fractions above 0.5, above 0.9 and refused."""
        counts = (self.n_above_half, self.n_above_nine_tenths, self.n_refused)
        return counts[0] / self.n_images, counts[1] / self.n_images, counts[2] / self.n_images

    @property
    def intervals(self) -> tuple[Interval, Interval, Interval]:
        """Return the 95 % intervals of `shares`; see `wilson_interval`."""
        half, sure, refused = (
            wilson_interval(count, self.n_images)
            for count in (self.n_above_half, self.n_above_nine_tenths, self.n_refused)
        )
        return half, sure, refused

    def as_dict(self) -> dict[str, object]:
        """Return all of it as values that JSON can hold."""
        half, sure, refused = self.shares
        return {**vars(self), "above_half": half, "above_nine_tenths": sure, "refused": refused}


def separate(kind: str, confidences: FloatArray, digits: FloatArray) -> Separation:
    """Compare the largest outputs for images that are no digit with those for digits.

    Parameters
    ----------
    kind : str
        What the images are.
    confidences : float array of shape (n_images,)
        The largest output for each of them.
    digits : float array of shape (n_digits,)
        The largest output for each digit.

    Returns
    -------
    Separation
        Counts and the area under the curve.

    Raises
    ------
    ShapeError
        If an array is empty or has more axes.

    Examples
    --------
    >>> separate("uniform", np.array([0.25, 0.75]), np.array([0.5, 1.0, 1.0, 1.0]))
    Separation(kind='uniform', n_images=2, n_above_half=1, n_above_nine_tenths=0, n_refused=1, auroc=0.875)
    """
    _check(confidences, "confidences")
    threshold = refusal_threshold(digits)
    counts = (confidences > HALF, confidences > SURE, confidences < threshold)
    half, sure, refused = (int(np.count_nonzero(count)) for count in counts)
    return Separation(kind, len(confidences), half, sure, refused, auroc(digits, confidences))


def refusal_threshold(digits: FloatArray, share: float = REFUSED_DIGITS) -> float:
    """Return the largest threshold below which at most this share of the digits lies.

    Parameters
    ----------
    digits : float array of shape (n_digits,)
        The largest output for each digit.
    share : float, optional
        The share of digits that may be refused, in [0, 1).

    Returns
    -------
    float
        An image is refused where its largest output is below this.

    Raises
    ------
    ShapeError
        If the array is empty or has more axes.
    ValueRangeError
        If `share` is outside its range.

    Examples
    --------
    >>> refusal_threshold(np.array([0.9, 0.2, 0.8, 1.0]), share=0.25)  # refuses the one of 0.2
    0.8
    """
    _check(digits, "digits")
    if not 0 <= share < 1:
        msg = f"share is {share}, expected a number from 0 to below 1. Pass 0.01 to refuse at most 1 % of the digits."
        raise ValueRangeError(msg)
    return float(np.sort(digits)[int(share * len(digits))])


def auroc(digits: FloatArray, others: FloatArray) -> float:
    r"""Return the area under the receiver operating characteristic: how well a threshold tells two kinds apart.

    Parameters
    ----------
    digits, others : float arrays of shape (n_digits,) and (n_others,)
        A number for each image of the two kinds, such as the largest output.

    Returns
    -------
    float
        From 0 to 1: 1 where every digit has a larger number than every other image, 0.5 where it is chance.

    Raises
    ------
    ShapeError
        If an array is empty or has more axes.

    Notes
    -----
    .. math:: \mathrm{AUROC} = P(\text{digit} > \text{other}) + \tfrac12 P(\text{digit} = \text{other})

    over all pairs, counted from ranks. Source: Hanley and McNeil (1982), The meaning and use of the area under a
    receiver operating characteristic (ROC) curve, Radiology 143, 29-36.

    Examples
    --------
    >>> auroc(np.array([0.9, 0.6]), np.array([0.1, 0.6]))  # of four pairs three are larger, one is equal
    0.875
    """
    _check(digits, "digits")
    _check(others, "others")
    ordered = np.sort(others)
    n_below = np.searchsorted(ordered, digits, side="left").sum(dtype=np.float64)
    n_not_above = np.searchsorted(ordered, digits, side="right").sum(dtype=np.float64)
    return float((n_below + n_not_above) / 2 / (len(digits) * len(others)))


def _check(numbers: FloatArray, name: str) -> None:
    """Refuse what is no row of at least one number."""
    if numbers.ndim != 1 or numbers.size == 0:
        msg = (
            f"{name} has shape {numbers.shape}, expected (n_images,) with at least one image. "
            "Give the largest output for each image: outputs.max(axis=1)."
        )
        raise ShapeError(msg)
