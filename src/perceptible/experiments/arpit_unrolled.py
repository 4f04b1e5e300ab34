"""Figures 3 and 4 of Arpit et al.: how the cost depends on each image that was learned from, through all steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset
from perceptible.experiments.arpit_kinds import KINDS, made, shrunk
from perceptible.experiments.classifier import classifier
from perceptible.experiments.experiment import Table
from perceptible.experiments.spread import Over, over_seeds
from perceptible.insight.unrolled import gini, loss_sensitivity
from perceptible.kernels import one_thread
from perceptible.rng import as_generator

__all__ = ["UnrolledJob", "UnrolledSettings", "Unrolling", "combine_unrolled", "run_unrolled", "unrolled_jobs"]

ENOUGH = 5  # seeds, for a verdict without reserve


@dataclass(frozen=True, kw_only=True)
class UnrolledSettings:
    """What is trained; the paper does not say how large its mini-batches are, nor for how long it trains.

    Parameters
    ----------
    hidden : tuple of int
        Hidden layers: ReLU, with softmax and cross-entropy.
    side : int
        Images are made of so many rows and columns.
    n_images, epochs, batch_size, learning_rate
        Of plain gradient descent.
    n_moments : int
        How often, at equal distances, the cost is asked about.
    """

    hidden: tuple[int, ...] = (16, 16)
    side: int = 14
    n_images: int = 1_000
    epochs: int = 120
    batch_size: int = 10
    learning_rate: float = 0.01
    n_moments: int = 20


@dataclass(frozen=True)
class UnrolledJob:
    """One network on data of one kind."""

    kind: str
    seed: int
    settings: UnrolledSettings


@dataclass(frozen=True)
class Unrolling:
    """What came out for one kind of data.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    steps : tuple of int
        After which it was asked.
    ginis : tuple of tuple of float
        For each seed and moment: how unequally the examples share in the average sensitivity so far.
    by_class : tuple of tuple of float
        Average over the seeds, at the end: row i, column j is how much the cost of the images of class i depends on
        an image of class j. -1 where no seed has images of both.
    accuracy : Over
        On the images learned from, at the end.
    """

    kind: str
    steps: tuple[int, ...]
    ginis: tuple[tuple[float, ...], ...]
    by_class: tuple[tuple[float, ...], ...]
    accuracy: Over

    @property
    def last(self) -> Over:
        """Return the Gini coefficient at the end."""
        return over_seeds(ginis[-1] for ginis in self.ginis)

    @property
    def own_class(self) -> float:
        """Return what share of all in `by_class` lies on its diagonal."""
        table = np.maximum(self.by_class, 0)
        return float(np.trace(table) / table.sum()) if table.any() else 0.0


def unrolled_jobs(settings: UnrolledSettings, seeds: Sequence[int]) -> tuple[UnrolledJob, ...]:
    """Return a piece of work for each kind and seed."""
    return tuple(UnrolledJob(kind, seed, settings) for kind in KINDS for seed in seeds)


def run_unrolled(job: UnrolledJob, data: Dataset) -> dict[str, Any]:
    """Train one network and go all steps back."""
    how = job.settings
    data_rng, start_rng, order_rng = as_generator(job.seed).spawn(3)
    some = shrunk(data.first(how.n_images), how.side)
    inputs, labels = made(some.train, job.kind, rng=data_rng)
    orders = np.concatenate([order_rng.permutation(len(labels)) for _ in range(how.epochs)])
    per_epoch = -(-len(labels) // how.batch_size)
    batches = [
        orders[epoch * len(labels) : (epoch + 1) * len(labels)][step * how.batch_size : (step + 1) * how.batch_size]
        for epoch in range(how.epochs)
        for step in range(per_epoch)
    ]
    moments = np.unique(np.linspace(0, len(batches), how.n_moments + 1).astype(int)).tolist()
    start = classifier(some, how.hidden, rng=start_rng)
    with one_thread():
        found = loss_sensitivity(
            start, inputs, labels, batches=batches, learning_rate=how.learning_rate, moments=moments
        )
    so_far = np.cumsum(found.sensitivities, axis=0)  # the average over the moments so far, times their number
    right = found.network.predict(inputs) == labels
    return {
        "steps": moments,
        "ginis": [gini(each) for each in so_far],
        "by_class": np.nan_to_num(found.by_class, nan=-1).tolist(),
        "accuracy": float(right.mean()),
    }


def combine_unrolled(jobs: Sequence[UnrolledJob], answers: Sequence[Mapping[str, Any]]) -> tuple[Unrolling, ...]:
    """Put the seeds together."""
    found = []
    for kind in KINDS:
        own = [answer for job, answer in zip(jobs, answers, strict=True) if job.kind == kind]
        by_class = _known_mean(np.array([answer["by_class"] for answer in own], np.float64))
        found.append(
            Unrolling(
                kind,
                tuple(own[0]["steps"]),
                tuple(tuple(answer["ginis"]) for answer in own),
                tuple(map(tuple, by_class.tolist())),
                over_seeds(answer["accuracy"] for answer in own),
            )
        )
    return tuple(found)


def _known_mean(tables: FloatArray) -> FloatArray:
    """Return the average over the seeds, of those in which there is a number; -1 where there is in none."""
    is_known = tables >= 0
    total, count = np.where(is_known, tables, 0).sum(axis=0), is_known.sum(axis=0)
    mean: FloatArray = np.where(count > 0, total / np.maximum(count, 1), -1)
    return mean


def unrolled_findings(found: Sequence[Unrolling]) -> tuple[str, ...]:
    """Say on how few examples the cost depends."""
    real, others = found[0], found[1:]
    said = ", ".join(f"{one.kind} {one.last.words('.2f')}" for one in found)
    plural = "one seed" if len(real.ginis) == 1 else f"{len(real.ginis)} seeds"
    few = f", by {plural} only" if len(real.ginis) < ENOUGH else ""
    if all(real.last.low > one.last.high for one in others):
        verdict = f"with real data fewer images matter more{few}"
    elif all(real.last.high < one.last.low for one in others):
        verdict = f"with real data more images matter{few}"
    else:
        verdict = "real data lie neither above nor below both others with every seed, so this is open"
    own = ", ".join(f"{one.kind} {100 * one.own_class:.0f} %" for one in found)
    return (
        f"How unequally images share in the cost through all of training (Gini coefficient): {said}; {verdict}.",
        f"Share of images of the same class in what the cost of a class depends on: {own}.",
    )


def unrolled_tables(found: Sequence[Unrolling]) -> tuple[Table, ...]:
    """Return the coefficients over training, and what classes do to each other."""
    rows = tuple(
        (one.kind, seed, step, value)
        for one in found
        for seed, ginis in enumerate(one.ginis)
        for step, value in zip(one.steps, ginis, strict=True)
    )
    cells = tuple(
        (one.kind, place, other, value)
        for one in found
        for place, row in enumerate(one.by_class)
        for other, value in enumerate(row)
    )
    return (
        Table("arpit-gini", ("data", "seed, counted from 0", "step", "Gini coefficient"), rows),
        Table("arpit-classes", ("data", "cost of class", "images of class", "sensitivity"), cells),
    )
