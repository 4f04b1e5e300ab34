"""Scores: how well a network reads images, in accuracy, cost, confusion, classes, calibration and mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.data.dataset import Split
from perceptible.evaluation.answers import answers, outputs_and_costs
from perceptible.evaluation.calibration import Calibration, calibrate
from perceptible.evaluation.intervals import Interval, wilson_interval
from perceptible.evaluation.mistakes import Mistake, mistakes_in
from perceptible.network.model import Network

__all__ = ["ClassScore", "Evaluation", "accuracies", "evaluate"]

WORST = 10


@dataclass(frozen=True)
class ClassScore:
    """How well the network reads one class.

    Parameters
    ----------
    label : int
        The class.
    n_images : int
        How many images are of this class.
    n_answers : int
        How many images the network says are.
    n_correct : int
        How many are both.
    """

    label: int
    n_images: int
    n_answers: int
    n_correct: int

    @property
    def recall(self) -> float | None:
        """Return the fraction of the images of this class that were found; None where there are none."""
        return self.n_correct / self.n_images if self.n_images else None

    @property
    def precision(self) -> float | None:
        """Return the fraction of the answers "this class" that were right; None where there are none."""
        return self.n_correct / self.n_answers if self.n_answers else None

    @property
    def interval(self) -> Interval | None:
        """Return the 95 % interval of the recall; None where there are no images."""
        return wilson_interval(self.n_correct, self.n_images) if self.n_images else None

    def as_dict(self) -> dict[str, object]:
        """Return the row as values that JSON can hold."""
        interval = None if self.interval is None else list(self.interval)
        return {**vars(self), "recall": self.recall, "precision": self.precision, "interval": interval}


@dataclass(frozen=True, eq=False, repr=False)
class Evaluation:
    """What a network made of every image of a split; `evaluate` makes it.

    Parameters
    ----------
    outputs : float array of shape (n_images, n_classes)
        The last layer's activations for each image.
    labels : int64 array of shape (n_images,)
        The class that each image should have been given.
    costs : float array of shape (n_images,)
        The cost of each image, by the network's own cost.

    Notes
    -----
    What takes time is computed when it is first asked for, and kept.
    """

    outputs: FloatArray
    labels: IntArray
    costs: FloatArray

    @property
    def n_images(self) -> int:
        """Return how many images there were."""
        return len(self.labels)

    @property
    def n_classes(self) -> int:
        """Return how many classes there are."""
        return int(self.outputs.shape[1])

    @cached_property
    def answers(self) -> IntArray:
        """Return the class of the brightest output for each image; of equally bright ones, the lowest number."""
        return frozen(self.outputs.argmax(axis=-1))

    @cached_property
    def confidences(self) -> FloatArray:
        """Return the largest output for each image; outputs of sigmoid are not probabilities."""
        return frozen(self.outputs.max(axis=-1))

    @cached_property
    def n_correct(self) -> int:
        """Return how many images were answered as their labels say."""
        return int(np.sum(self.answers == self.labels))

    @property
    def accuracy(self) -> float:
        """Return the fraction of the images answered correctly, from 0 to 1."""
        return self.n_correct / self.n_images

    @property
    def interval(self) -> Interval:
        """Return the 95 % interval of the accuracy; see `wilson_interval`."""
        return wilson_interval(self.n_correct, self.n_images)

    @cached_property
    def cost(self) -> float:
        """Return the average cost over the images."""
        return float(self.costs.mean(dtype=np.float64))

    @cached_property
    def confusion(self) -> IntArray:
        """Return how many images of each class got each answer, (n_classes, n_classes): row label, column answer."""
        n = self.n_classes
        return frozen(np.bincount(self.labels * n + self.answers, minlength=n * n).reshape(n, n))

    @cached_property
    def per_class(self) -> tuple[ClassScore, ...]:
        """Return how well each class is read."""
        counts = (self.confusion.sum(axis=1), self.confusion.sum(axis=0), self.confusion.diagonal())
        return tuple(map(ClassScore, range(self.n_classes), *(count.tolist() for count in counts)))

    @cached_property
    def calibration(self) -> Calibration:
        """Return whether confidence tells accuracy; see `calibrate`."""
        return calibrate(self.confidences, self.answers == self.labels)

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Return the images answered wrongly, the most confident first."""
        return mistakes_in(self.outputs, self.labels)

    def images_of(self, label: int, answer: int) -> IntArray:
        """Return which images stand behind one cell of the confusion matrix, in the order of the split."""
        return np.flatnonzero((self.labels == label) & (self.answers == answer))

    def as_dict(self) -> dict[str, object]:
        """Return all that describes the whole, and the worst ten mistakes, as values that JSON can hold."""
        return {
            "n_images": self.n_images,
            "n_correct": self.n_correct,
            "accuracy": self.accuracy,
            "interval": list(self.interval),
            "cost": self.cost,
            "confusion": self.confusion.tolist(),
            "per_class": [score.as_dict() for score in self.per_class],
            "calibration": self.calibration.as_dict(),
            "worst_mistakes": [mistake.as_dict() for mistake in self.mistakes[:WORST]],
        }

    def __repr__(self) -> str:
        """Describe the result in one line."""
        low, high = self.interval
        return (
            f"<Evaluation {self.n_correct:,} of {self.n_images:,} correct: {self.accuracy:.2%} "
            f"({low:.2%} to {high:.2%}), cost {self.cost:.4g}>"
        )


def evaluate(network: Network, split: Split) -> Evaluation:
    """Ask a network about every image of a split.

    Parameters
    ----------
    network : Network
        One network, without leading axes. Arrays of other libraries are copied to NumPy's.
    split : Split
        Images with labels; those of the test data say how well the network reads what it has never seen.

    Returns
    -------
    Evaluation
        Accuracy with its interval, cost, confusion, classes, calibration and mistakes.

    Raises
    ------
    DtypeError
        If `network` is no Network, or `split` no Split: give ``data.test``, not the data set.
    ShapeError
        If the network has leading axes, the split is empty, or its images or classes do not fit the network.
    DivergedError
        If an output or a cost is NaN or infinite.

    Notes
    -----
    The answer is the number of the brightest output; of equally bright ones, the lowest number. The images pass
    a few thousand at a time, so that besides outputs and costs nothing grows with the split.

    Examples
    --------
    >>> split = Split(np.ones((4, 9), np.float32), np.array([0, 0, 1, 2]), n_classes=3)
    >>> evaluation = evaluate(Network.random((9, 3), start="zeros"), split)  # always answers 0
    >>> evaluation.accuracy, evaluation.confusion.tolist()
    (0.5, [[2, 0, 0], [1, 0, 0], [1, 0, 0]])
    """
    outputs, costs = outputs_and_costs(network, split)
    return Evaluation(outputs, split.labels, costs)


def accuracies(network: Network, split: Split) -> FloatArray:
    """Return the accuracy of each of many networks at once.

    Parameters
    ----------
    network : Network
        With leading axes; without any, the result has none either.
    split : Split
        Images with labels.

    Returns
    -------
    float64 array of the leading axes
        Fractions from 0 to 1, read-only.

    Raises
    ------
    ShapeError
        If the split is empty, or its images or classes do not fit the network.
    DivergedError
        If an output is NaN or infinite.

    Examples
    --------
    >>> split = Split(np.ones((4, 9), np.float32), np.array([0, 0, 1, 2]), n_classes=3)
    >>> accuracies(Network.random((9, 3), start="zeros", copies=2), split)  # both always answer 0
    array([0.5, 0.5])
    """
    return frozen(np.asarray(np.mean(answers(network, split) == split.labels, axis=-1)))
