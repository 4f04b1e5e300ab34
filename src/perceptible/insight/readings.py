"""How well each baseline reads: made from training images, measured on test images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.errors import find_named
from perceptible.insight.baselines import BASELINES, Reader
from perceptible.rng import Rng, as_generator

__all__ = ["QUICK", "Reading", "read_with"]

QUICK = 1_000  # test images for what compares each of them with all training images


@dataclass(frozen=True)
class Reading:
    """How well something reads.

    Parameters
    ----------
    name, summary : str
        What it is called, and what it does.
    n_parameters : int
        How many numbers it holds.
    n_images, n_correct : int
        How many test images it was shown, and how many of them it read.
    """

    name: str
    summary: str
    n_parameters: int
    n_images: int
    n_correct: int

    @property
    def accuracy(self) -> float:
        """Return the fraction that it read."""
        return self.n_correct / self.n_images


def read_with(name: str, data: Dataset, *, most: int | None = None, rng: Rng = None) -> Reading:
    """Make a baseline and measure it.

    Parameters
    ----------
    name : str
        One of the keys of `BASELINES`.
    data : Dataset
        Its training images are learned from, its test images measure.
    most : int, optional
        Measure on the first so many test images only.
    rng : None, int or numpy.random.Generator, optional
        Decides what the baseline leaves to chance.

    Returns
    -------
    Reading
        The result.

    Raises
    ------
    UnknownNameError
        If there is no such baseline.
    ShapeError
        As `baseline`.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=500, n_test=100)
    >>> read_with("mean images", digits, most=50).n_images
    50
    """
    kind = find_named(BASELINES, name, "baseline")
    reader = kind.make(data, as_generator(rng))
    test = data.test if most is None else data.test.take(np.arange(min(most, len(data.test))))
    n_correct = int(np.sum(reader.predict(test.inputs) == test.labels))
    return Reading(name, kind.summary, _size(reader), len(test), n_correct)


def _size(reader: Reader) -> int:
    """Return how many numbers a reader holds."""
    return int(getattr(reader, "n_parameters", 0))
