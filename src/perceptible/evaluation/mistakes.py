"""Mistakes: the images a network gets wrong, and the labels that all networks contradict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.data.dataset import Split
from perceptible.errors import DtypeError, SettingsError
from perceptible.evaluation.answers import answers
from perceptible.network.model import Network

__all__ = ["DisputedLabel", "Mistake", "disputed_labels", "mistakes_in"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """An image that the network got wrong.

    Parameters
    ----------
    index : int
        Which image of the split.
    label : int
        The class it should have answered.
    answer : int
        The class it did answer.
    confidence : float
        The output of the answer: the largest.
    runner_up : int
        The class of the second largest output.
    margin : float
        How far the largest output lies above the second largest.
    """

    index: int
    label: int
    answer: int
    confidence: float
    runner_up: int
    margin: float

    def as_dict(self) -> dict[str, object]:
        """Return the mistake as values that JSON can hold."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class DisputedLabel:
    """An image that all networks answer alike, and not as its label says.

    Parameters
    ----------
    index : int
        Which image of the split.
    label : int
        The class that the data give it.
    answer : int
        The class that every network answers.
    """

    index: int
    label: int
    answer: int

    def as_dict(self) -> dict[str, object]:
        """Return the dispute as values that JSON can hold."""
        return asdict(self)


def mistakes_in(outputs: FloatArray, labels: IntArray) -> tuple[Mistake, ...]:
    """List the images whose brightest output is not that of their label, the most confident mistake first.

    Parameters
    ----------
    outputs : float array of shape (n_images, n_classes)
        What a network makes of each image.
    labels : integer array of shape (n_images,)
        The classes they should have been given.

    Returns
    -------
    tuple of Mistake
        Sorted by confidence, the highest first; equally confident ones in the order of the images. Where two
        outputs are equally bright, the lower class number goes first.

    Examples
    --------
    >>> mistakes_in(np.array([[0.75, 0.25], [0.125, 0.5]]), np.array([1, 1]))
    (Mistake(index=0, label=1, answer=0, confidence=0.75, runner_up=1, margin=0.5),)
    """
    answered = outputs.argmax(axis=-1)
    wrong = np.flatnonzero(answered != labels)
    confidences = outputs[wrong, answered[wrong]]
    wrong = wrong[np.argsort(-confidences, kind="stable")]
    rows, others = np.arange(len(wrong)), outputs[wrong].astype(np.float64)
    first = answered[wrong]
    largest = others[rows, first]
    others[rows, first] = -np.inf
    second = others.argmax(axis=-1)
    margins = largest - others[rows, second]
    columns = (wrong, labels[wrong], first, largest, second, margins)
    return tuple(map(Mistake, *(column.tolist() for column in columns)))


def disputed_labels(networks: Sequence[Network], split: Split) -> tuple[DisputedLabel, ...]:
    """List the images whose label every network contradicts, all with the same answer.

    Some are hard images; others are mistakes of those who labeled them. Networks that learned from these very
    images contradict fewer labels, and networks from one recipe make the same mistakes more often than others.

    Parameters
    ----------
    networks : sequence of Network
        At least two; leading axes count as many networks.
    split : Split
        Images that the networks have not learned from.

    Returns
    -------
    tuple of DisputedLabel
        In the order of the images.

    Raises
    ------
    DtypeError
        If `networks` is one network instead of a sequence of them, or `split` is no Split.
    SettingsError
        If there are fewer than two networks.
    ShapeError
        If the split is empty, or its images or classes do not fit a network.
    DivergedError
        If an output is NaN or infinite.

    Examples
    --------
    >>> split = Split(np.ones((3, 4), np.float32), np.array([0, 1, 2]), n_classes=3)
    >>> networks = [Network.random((4, 3), start="zeros") for _ in range(2)]  # always answer 0
    >>> disputed_labels(networks, split)
    (DisputedLabel(index=1, label=1, answer=0), DisputedLabel(index=2, label=2, answer=0))
    """
    if isinstance(networks, Network):
        msg = "networks is one Network, expected a sequence of them. Put it into a list, with at least one more."
        raise DtypeError(msg)
    all_answers = [answers(network, split).reshape(-1, len(split)) for network in networks]
    n_networks = sum(map(len, all_answers))
    if n_networks < 2:
        msg = f"there are {n_networks} networks, expected at least two. One network alone has mistakes: see evaluate."
        raise SettingsError(msg)
    together = np.concatenate(all_answers)  # (n_networks, n_images)
    common = together[0]
    disputed = np.flatnonzero((together == common).all(axis=0) & (common != split.labels))
    columns = (disputed, split.labels[disputed], common[disputed])
    return tuple(map(DisputedLabel, *(column.tolist() for column in columns)))
