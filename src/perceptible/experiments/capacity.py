"""Capacity: how many labels drawn at random a network can learn by heart, found by doubling and halving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.experiments.capacity_result import Capacity, CapacityResult
from perceptible.experiments.classifier import classifier
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.spread import over_seeds
from perceptible.insight.shuffled import random_labels
from perceptible.insight.smaller import smaller_images
from perceptible.rng import as_generator
from perceptible.training import EpochDone, Settings, train

__all__ = ["EXPERIMENT", "CapacitySettings", "Learner", "largest_known"]


@dataclass(frozen=True, kw_only=True)
class Learner:
    """A network, and how hard it tries.

    Parameters
    ----------
    hidden : tuple of int
        Hidden layers: ReLU, with softmax and cross-entropy.
    side : int or None
        Makes images of so many rows and columns; None for images as they are.
    first, most : int
        How many labels are tried first, and at most.
    epochs : int
        How often it may see every image before that counts as too many.
    batch_size, learning_rate
        Of Adam, whose steps shrink along a cosine.
    n_seeds : int
        As many seeds at most, for networks that take long.
    """

    hidden: tuple[int, ...] = (16, 16)
    side: int | None = None
    first: int = 512
    most: int = 60_000
    epochs: int = 2_000
    batch_size: int = 20
    learning_rate: float = 0.003
    n_seeds: int = 100


@dataclass(frozen=True, kw_only=True)
class CapacitySettings:
    """Which networks learn by heart.

    Parameters
    ----------
    learners : tuple of Learner
        The smallest first.
    precision : float
        The largest number that is known may be this many times smaller than the least that was too many.
    seeds : tuple of int
        Each decides start, labels and order.
    """

    learners: tuple[Learner, ...]
    precision: float = 1.1
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class CapacityJob:
    """One network that learns ever more labels, until they are too many."""

    learner: Learner
    precision: float
    seed: int


def largest_known(knows: Callable[[int], bool], first: int, most: int, precision: float) -> tuple[int, int | None]:
    """Double a number as long as it is not too much, or halve it as long as it is; then close in.

    Parameters
    ----------
    knows : callable
        Tells whether a number is not too much.
    first, most : int
        Where to begin, and what is not exceeded.
    precision : float
        Above 1: ends when the least that is too much is at most so many times the most that is not.

    Returns
    -------
    tuple of int and int or None
        The most that was found not to be too much, 0 where even 1 is; and the least that was, None where nothing was.

    Examples
    --------
    >>> largest_known(lambda n: n <= 700, first=100, most=10_000, precision=1.05)
    (673, 703)
    >>> largest_known(lambda n: True, first=100, most=150, precision=1.05)
    (150, None)
    """
    low, high, n = 0, None, min(first, most)
    while n and (high is None or high > precision * max(low, 1)) and n not in {low, high}:
        if knows(n):
            low = n
        else:
            high = n
        between = round(sqrt(low * high)) if high and low else (high or 0) // 2
        n = min(2 * low, most) if high is None else between
    return low, high


def _jobs(settings: CapacitySettings, data: Dataset) -> tuple[CapacityJob, ...]:
    """Return a job for each network and seed; none for images that cannot be made as small as asked."""
    possible = [one for one in settings.learners if one.side is None or _can_shrink(data, one.side)]
    return tuple(
        CapacityJob(learner, settings.precision, seed)
        for learner in possible
        for seed in settings.seeds[: learner.n_seeds]
    )


def _can_shrink(data: Dataset, side: int) -> bool:
    """Tell whether the data are images of at least so many rows and columns."""
    return data.image_shape is not None and min(data.image_shape) >= side


def _run(job: CapacityJob, data: Dataset) -> dict[str, Any]:
    """Find how many labels one network can learn."""
    learner = job.learner
    start_rng, label_rng = as_generator(job.seed).spawn(2)
    seen = data if learner.side is None else smaller_images(data, (learner.side, learner.side))
    told = replace(seen, train=random_labels(seen.train, rng=label_rng), test=seen.test.take(np.arange(0)))
    network = classifier(told, learner.hidden, rng=start_rng)
    settings = Settings(
        epochs=learner.epochs,
        batch_size=learner.batch_size,
        learning_rate=learner.learning_rate,
        optimizer="adam",
        schedule="cosine",
    )
    tried: list[tuple[int, float]] = []

    def knows(n_labels: int) -> bool:
        best = 0.0
        for event in train(network, told.first(n_labels), settings, rng=job.seed):
            if isinstance(event, EpochDone):
                best = max(best, event.row.train_accuracy)
                if best == 1:  # every image, at the time when it was seen
                    break
        tried.append((n_labels, best))
        return best == 1

    known, too_many = largest_known(knows, learner.first, min(learner.most, len(told.train)), job.precision)
    sizes = list(network.sizes)
    return {
        "known": known,
        "too_many": too_many,
        "tried": tried,
        "sizes": sizes,
        "n_parameters": network.n_parameters,
    }


def _combine(
    settings: CapacitySettings, _data: Dataset, jobs: Sequence[CapacityJob], answers: Sequence[Mapping[str, Any]]
) -> CapacityResult:
    """Put the seeds together."""
    own: dict[Learner, list[Mapping[str, Any]]] = {}
    for job, answer in zip(jobs, answers, strict=True):
        own.setdefault(job.learner, []).append(answer)
    return CapacityResult(tuple(_capacity(one, found) for one, found in own.items()), settings.seeds)


def _capacity(learner: Learner, found: Sequence[Mapping[str, Any]]) -> Capacity:
    """Return what all seeds of one network came to."""
    beyond = [answer["too_many"] for answer in found if answer["too_many"] is not None]
    return Capacity(
        sizes=tuple(found[0]["sizes"]),
        n_parameters=found[0]["n_parameters"],
        labels=over_seeds(answer["known"] for answer in found),
        too_many=over_seeds(beyond) if len(beyond) == len(found) else None,
        epochs=learner.epochs,
    )


SMALL = Learner(side=14)
LESSON = Learner(first=1_024, learning_rate=0.001)
WIDE = Learner(hidden=(512,), first=4_000, epochs=200, batch_size=50, learning_rate=0.001, n_seeds=3)
DEEP = replace(WIDE, hidden=(512, 512, 512), first=2_500)

EXPERIMENT = Experiment(
    name="capacity",
    title="Capacity",
    question="How many random labels can a network learn by heart, by its size?",
    takes={
        "quick": "2 seeds, 196-16-16-10 and the lesson's network, 500 epochs: half a minute",
        "standard": "3 seeds, these with 2,000 epochs, and a wide network up to 8,000 labels: minutes",
        "full": "5 seeds of these, 3 of wide networks, up to 60,000 labels: half an hour",
    },
    sizes={
        "quick": CapacitySettings(
            learners=(replace(SMALL, epochs=500), replace(LESSON, first=512, epochs=500)), precision=1.2, seeds=(0, 1)
        ),
        "standard": CapacitySettings(learners=(SMALL, LESSON, replace(WIDE, most=8_000))),
        "full": CapacitySettings(learners=(SMALL, LESSON, WIDE, replace(DEEP, most=20_000)), seeds=tuple(range(5))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
