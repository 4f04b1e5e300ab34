"""Baselines: what reads digits without hidden layers, from rules by hand to a network of one layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import ShapeError, find_named
from perceptible.insight.distances import nearest
from perceptible.insight.rules import read_by_rules
from perceptible.network import Network
from perceptible.rng import Rng, as_generator
from perceptible.training import Settings, Training, fit_many

__all__ = ["BASELINES", "Baseline", "MeanImages", "NearestNeighbor", "Reader", "Rules", "baseline"]

# The best of four settings on 6,000 held-out training images.
LOGISTIC = Settings(epochs=20, batch_size=50, learning_rate=0.002, optimizer="adam", schedule="one-cycle")


class Reader(Protocol):
    """Whatever answers images with class numbers; a `Network` is one too."""

    def predict(self, inputs: FloatArray) -> IntArray:
        """Return a class number for each image."""
        ...


@dataclass(frozen=True)
class Rules:
    """Reads digits by `RULES`, written by hand; learns nothing."""

    n_parameters: int = 0

    def predict(self, inputs: FloatArray) -> IntArray:
        """Return the answer of the first rule that applies to each image."""
        return read_by_rules(inputs)


@dataclass(frozen=True, eq=False)
class MeanImages:
    """Answers with the class whose mean image lies nearest.

    Parameters
    ----------
    means : float array of shape (n_classes, n_inputs)
        The mean image of each class.

    Examples
    --------
    >>> inputs = np.array([[0.0, 0.0], [0.0, 0.5], [1.0, 1.0]])
    >>> MeanImages.of(Split(inputs, np.array([0, 0, 1]), n_classes=2)).predict(np.array([[0.0, 1.0], [0.9, 0.6]]))
    array([0, 1])
    """

    means: FloatArray

    @classmethod
    def of(cls, split: Split) -> MeanImages:
        """Return the mean images of a split; refuse one that lacks a class."""
        counts = np.bincount(split.labels, minlength=split.n_classes)
        if (counts == 0).any():
            lacking = int(np.argmin(counts))
            msg = f"the split has 0 images of class {lacking}, expected at least one of each. Take more images."
            raise ShapeError(msg)
        return cls(frozen((split.targets.T @ split.inputs) / counts[:, None].astype(np.float32)))

    @property
    def n_parameters(self) -> int:
        """Return how many numbers it holds."""
        return self.means.size

    def predict(self, inputs: FloatArray) -> IntArray:
        """Return the class of the nearest mean image for each image."""
        return nearest(inputs, self.means)


@dataclass(frozen=True, eq=False)
class NearestNeighbor:
    """Answers with the label of the nearest image that it remembers, by `pixel_distance`.

    Parameters
    ----------
    remembered : Split
        All of its training images.

    Examples
    --------
    >>> known = Split(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([4, 9]))
    >>> NearestNeighbor(known).predict(np.array([[0.2, 0.3]]))
    array([4])
    """

    remembered: Split

    @property
    def n_parameters(self) -> int:
        """Return how many numbers it holds: every pixel of every image."""
        return len(self.remembered) * self.remembered.n_inputs

    def predict(self, inputs: FloatArray) -> IntArray:
        """Return the label of the nearest image for each image."""
        return frozen(self.remembered.labels[nearest(inputs, self.remembered.inputs)])


@dataclass(frozen=True)
class Baseline:
    """A way of reading without hidden layers.

    Parameters
    ----------
    name : str
        What it is called.
    summary : str
        What it does, in a sentence.
    make : callable
        Makes a reader of training data: (data, generator) -> reader. Test images are not touched.
    is_random : bool
        Whether the generator makes a difference.
    """

    name: str
    summary: str
    make: Callable[[Dataset, np.random.Generator], Reader]
    is_random: bool = False


def baseline(name: str, data: Dataset, *, rng: Rng = None) -> Reader:
    """Make a reader that has no hidden layers, from training data.

    Parameters
    ----------
    name : str
        One of the keys of `BASELINES`.
    data : Dataset
        Its training images are learned from.
    rng : None, int or numpy.random.Generator, optional
        Decides the order of the images where that makes a difference.

    Returns
    -------
    Reader
        Whose `predict(inputs)` answers with class numbers.

    Raises
    ------
    UnknownNameError
        If there is no such baseline.
    ShapeError
        If the data have no image of some class, or the rules are given images of other than 784 pixels.

    Examples
    --------
    >>> import perceptible as pc
    >>> digits = pc.load_data("synthetic", n_train=500, n_test=100)
    >>> reader = baseline("mean images", digits)
    >>> bool((reader.predict(digits.test.inputs) == digits.test.labels).mean() > 0.6)
    True
    """
    return find_named(BASELINES, name, "baseline").make(data, as_generator(rng))


def _rules(data: Dataset, rng: np.random.Generator) -> Reader:  # noqa: ARG001  # as the others have it
    """Return the rules; they learn nothing."""
    return Rules()


def _mean_images(data: Dataset, rng: np.random.Generator) -> Reader:  # noqa: ARG001  # as the others have it
    """Return the mean image of each class."""
    return MeanImages.of(data.train)


def _nearest_neighbor(data: Dataset, rng: np.random.Generator) -> Reader:  # noqa: ARG001  # as the others have it
    """Return a reader that remembers all training images."""
    return NearestNeighbor(data.train)


def _logistic_regression(data: Dataset, rng: np.random.Generator) -> Reader:
    """Train a network of one layer."""
    sizes = (data.n_inputs, data.n_classes)
    start = Network.random(sizes, output="softmax", cost="cross-entropy", start="zeros", rng=rng)
    return fit_many([Training(start, data, LOGISTIC, rng)])[0].network


_ALL = (
    Baseline("rules", "written by hand, of holes, level strokes and strokes side by side", _rules),
    Baseline("mean images", "the digit whose mean image lies nearest", _mean_images),
    Baseline("logistic regression", "one layer, softmax, cross-entropy", _logistic_regression, is_random=True),
    Baseline("nearest neighbor", "the label of the nearest of all training images", _nearest_neighbor),
)

BASELINES: dict[str, Baseline] = {each.name: each for each in _ALL}
