"""Calibration: whether a network that is sure is as often right as it is sure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perceptible.arrays import FloatArray
from perceptible.errors import SettingsError, ShapeError
from perceptible.evaluation.intervals import Interval, wilson_interval

__all__ = ["Calibration", "ReliabilityBin", "calibrate"]

N_BINS = 10


@dataclass(frozen=True)
class ReliabilityBin:
    """The images answered with about the same confidence: one row of the reliability table.

    Parameters
    ----------
    low, high : float
        Confidences in this row: above `low`, up to `high`; the first row has 0 as well.
    n_images : int
        How many images there are.
    confidence : float or None
        Their average confidence; None where there are none.
    accuracy : float or None
        The fraction answered correctly; None where there are none.
    interval : Interval or None
        The 95 % interval of that fraction.
    """

    low: float
    high: float
    n_images: int
    confidence: float | None
    accuracy: float | None
    interval: Interval | None

    def as_dict(self) -> dict[str, object]:
        """Return the row as values that JSON can hold."""
        interval = None if self.interval is None else list(self.interval)
        return {**vars(self), "interval": interval}


@dataclass(frozen=True)
class Calibration:
    """How well confidence tells accuracy.

    Parameters
    ----------
    error : float
        The expected calibration error (ECE), from 0 (as often right as sure) to 1.
    bins : tuple of ReliabilityBin
        The reliability table, from the least confident answers to the most.
    """

    error: float
    bins: tuple[ReliabilityBin, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the error and the table as values that JSON can hold."""
        return {"error": self.error, "bins": [row.as_dict() for row in self.bins]}


def calibrate(confidences: FloatArray, is_correct: NDArray[np.bool_], *, n_bins: int = N_BINS) -> Calibration:
    r"""Compare how sure the answers were with how often they were right.

    Parameters
    ----------
    confidences : float array of shape (n_images,)
        The largest output for each image. Outputs of sigmoid are not probabilities and do not add up to 1;
        they are taken as they are, since dividing them by their sum would make a network look sure that says
        "hardly" to all ten digits. What lies outside [0, 1], as with ReLU, counts as the nearer end.
    is_correct : bool array of shape (n_images,)
        Whether each answer was right.
    n_bins : int, optional
        Rows of the table. Fewer rows hide more, more rows hold more luck; compare only equal numbers.

    Returns
    -------
    Calibration
        The expected calibration error and the reliability table.

    Raises
    ------
    ShapeError
        If the arrays are empty or differ in length.
    SettingsError
        If `n_bins` is not at least 1.

    Notes
    -----
    .. math:: \mathrm{ECE} = \sum_{m} \frac{n_m}{n} \, \bigl| \mathrm{accuracy}_m - \mathrm{confidence}_m \bigr|

    Rows are of equal width. Source: Guo, Pleiss, Sun and Weinberger (2017), On calibration of modern neural
    networks, equation 3.

    Examples
    --------
    >>> sure = calibrate(np.array([0.75, 0.75]), np.array([True, False]))  # half are right, three quarters claimed
    >>> sure.error
    0.25
    """
    _check(confidences, is_correct, n_bins)
    edges = np.linspace(0.0, 1.0, n_bins + 1)
    within = np.clip(confidences.astype(np.float64), 0.0, 1.0)
    row = np.searchsorted(edges[1:-1], within, side="left")
    counts = np.bincount(row, minlength=n_bins)
    claimed = np.bincount(row, weights=within, minlength=n_bins)
    correct = np.bincount(row, weights=is_correct, minlength=n_bins)
    rows = map(_bin, edges[:-1].tolist(), edges[1:].tolist(), counts.tolist(), claimed.tolist(), correct.tolist())
    return Calibration(float(np.abs(correct - claimed).sum()) / len(within), tuple(rows))


def _bin(low: float, high: float, n_images: int, claimed: float, correct: float) -> ReliabilityBin:
    """Make one row from sums over its images."""
    if n_images == 0:
        return ReliabilityBin(low, high, 0, None, None, None)
    interval = wilson_interval(int(correct), n_images)
    return ReliabilityBin(low, high, n_images, claimed / n_images, correct / n_images, interval)


def _check(confidences: FloatArray, is_correct: NDArray[np.bool_], n_bins: int) -> None:
    """Refuse arrays that are empty or do not belong together, and tables without rows."""
    if confidences.ndim != 1 or confidences.shape != is_correct.shape or confidences.size == 0:
        msg = (
            f"confidences has shape {confidences.shape} and is_correct {is_correct.shape}, expected (n_images,) for "
            "both, with at least one image. Give one confidence and one answer for each image."
        )
        raise ShapeError(msg)
    if n_bins < 1:
        msg = f"n_bins is {n_bins}, expected a whole number above 0. Leave it out for {N_BINS}."
        raise SettingsError(msg)
