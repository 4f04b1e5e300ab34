"""Candidates: changes to the lesson's network and training that might make it see edges, or doubt noise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from perceptible.data.augmentation import Augmentation
from perceptible.data.dataset import N_PIXELS, Dataset
from perceptible.experiments.first_layer import fields_of, image_shape_of, local_start
from perceptible.experiments.hope import SMOOTH
from perceptible.experiments.penalty import Penalty
from perceptible.network import Network, Patches, Shared
from perceptible.training import Settings, recipe_named

__all__ = ["CANDIDATES", "Candidate"]

Start = Callable[[Dataset, np.random.Generator], Network]
LESSON = recipe_named("lesson")
# Six neurons at each of 16 fields, and eight filters of 5 x 5 at every second pixel: for images of 28 x 28 and ten
# classes 11,418 and 11,738 dials, each as many as fit into the 13,002 of the lesson.
N_EACH, N_FILTERS, FILTER, STRIDE = 6, 8, 5, 2
# As far as digits are asked to be moved, and a little of the rest.
MOVED = Augmentation(shift=2, rotate=8, scale=0.1)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One remedy.

    Parameters
    ----------
    name, words : str
        What it is called, and what is changed from the lesson.
    start : callable
        From data and a generator to the network that training starts from.
    settings : Settings
        How it is trained, but for the number of epochs.
    penalty : Penalty or None
        On the pictures of the first layer.
    """

    name: str
    words: str
    start: Start
    settings: Settings
    penalty: Penalty | None = None

    def takes(self, data: Dataset) -> bool:
        """Tell whether it makes sense for these data: images that are no digit are made of 28 x 28 pixels only."""
        return not self.settings.non_digits or data.n_inputs == N_PIXELS


def _lesson(data: Dataset, rng: np.random.Generator) -> Network:
    """Return the lesson's random network."""
    return LESSON.network(data, rng)


def _softmax(data: Dataset, rng: np.random.Generator) -> Network:
    """Return the same with softmax outputs and cross-entropy."""
    return replace(LESSON, output="softmax", cost="cross-entropy").network(data, rng)


def _relu(data: Dataset, rng: np.random.Generator) -> Network:
    """Return the same with ReLU in the hidden layers as well, and the start that is made for it."""
    return replace(LESSON, activation="relu", output="softmax", cost="cross-entropy", start="he").network(data, rng)


def _local(data: Dataset, rng: np.random.Generator) -> Network:
    """Return a network with local fields."""
    return local_start(fields_of(image_shape_of(data)), data.n_classes, rng, n_each=N_EACH)


def _shared(output: str) -> Start:
    """Return what makes a network whose first layer has shared weights, with an output layer right above it."""

    def make(data: Dataset, rng: np.random.Generator) -> Network:
        height, width = image_shape_of(data)
        patches = Patches(height=height, width=width, size=min(FILTER, height, width), stride=STRIDE)
        first = Shared.random(patches, N_FILTERS, activation="relu", start="he", rng=rng)
        outputs = Network.random((first.n_neurons, data.n_classes), activation=output, start="he", rng=rng)
        return Network((first, *outputs.layers), "cross-entropy")

    return make


_PLAIN, _SMALL = LESSON.settings, replace(LESSON.settings, learning_rate=0.05)

_ALL = (
    Candidate(name="lesson", words="nothing", start=_lesson, settings=_PLAIN),
    Candidate(
        name="cross-entropy",
        words="softmax outputs and cross-entropy",
        start=_softmax,
        settings=replace(_PLAIN, learning_rate=0.3),
    ),
    Candidate(name="relu", words="ReLU, softmax and cross-entropy", start=_relu, settings=_SMALL),
    Candidate(name="weight-decay", words="weight decay", start=_lesson, settings=replace(_PLAIN, weight_decay=3e-4)),
    Candidate(
        name="smoothness",
        words="a penalty on rough weight pictures",
        start=_lesson,
        settings=_PLAIN,
        penalty=Penalty(smooth=SMOOTH),
    ),
    Candidate(name="local", words="local fields, 96 neurons", start=_local, settings=_PLAIN),
    Candidate(
        name="shared",
        words="shared weights with ReLU, softmax and cross-entropy",
        start=_shared("softmax"),
        settings=_SMALL,
    ),
    Candidate(
        name="augmentation",
        words="moved and turned images",
        start=_lesson,
        settings=replace(_PLAIN, augmentation=MOVED),
    ),
    Candidate(
        name="noise-class",
        words="images that are no digit, for which all outputs are to be 0",
        start=_lesson,
        settings=replace(_PLAIN, non_digits=0.6),
    ),
    Candidate(
        name="together",
        words="shared weights with ReLU, moved images and images that are no digit",
        start=_shared("sigmoid"),
        settings=replace(_SMALL, augmentation=MOVED, non_digits=0.6),
    ),
)

CANDIDATES: Mapping[str, Candidate] = {candidate.name: candidate for candidate in _ALL}
"""Every candidate by its name; the first is what the others are held against."""
