"""Finding images by what a network made of them: by digit, by answer, the surest first or the most expensive."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from perceptible.arrays import FloatArray, IntArray, frozen
from perceptible.errors import find_named
from perceptible.evaluation.scores import Evaluation

__all__ = ["ORDERS", "find_images"]

ORDERS: dict[str, Callable[[Evaluation], FloatArray]] = {
    "index": lambda evaluation: np.arange(evaluation.n_images, dtype=np.float64),
    "confident": lambda evaluation: -evaluation.confidences,
    "unsure": lambda evaluation: evaluation.confidences,
    "cost": lambda evaluation: -evaluation.costs,
}


def find_images(
    evaluation: Evaluation,
    *,
    label: int | None = None,
    answer: int | None = None,
    wrong: bool = False,
    order: str = "index",
) -> IntArray:
    """Find images of a split by what a network made of them.

    Parameters
    ----------
    evaluation : Evaluation
        From `evaluate`.
    label : int, optional
        Only images of this class.
    answer : int, optional
        Only images that the network took for this class.
    wrong : bool, optional
        Only images that it answered wrongly.
    order : str, optional
        One of `ORDERS`: "index" as in the split; "confident" the largest output first, "unsure" the smallest first;
        "cost" the largest cost first. Equal ones stay as in the split.

    Returns
    -------
    int64 array of shape (n_found,)
        Their places in the split.

    Raises
    ------
    UnknownNameError
        If there is no such order.

    Examples
    --------
    >>> outputs = np.array([[0.9, 0.1], [0.6, 0.3], [0.2, 0.7]])
    >>> evaluation = Evaluation(outputs, np.array([0, 1, 1]), np.array([0.02, 0.85, 0.13]))
    >>> find_images(evaluation, order="unsure"), find_images(evaluation, wrong=True)
    (array([1, 2, 0]), array([1]))
    """
    rank = find_named(ORDERS, order, "order")
    fits = np.ones(evaluation.n_images, bool)
    if label is not None:
        fits &= evaluation.labels == label
    if answer is not None:
        fits &= evaluation.answers == answer
    if wrong:
        fits &= evaluation.answers != evaluation.labels
    found = np.flatnonzero(fits)
    return frozen(found[np.argsort(rank(evaluation)[found], kind="stable")])
