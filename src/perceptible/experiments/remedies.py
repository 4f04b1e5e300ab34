"""Remedies: what would you change so that it does pick up on edges? Candidates side by side, on all that was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.data.dataset import Dataset, Split
from perceptible.data.transforms import shift
from perceptible.evaluation import auroc, evaluate
from perceptible.experiments.experiment import Experiment
from perceptible.experiments.first_layer import image_shape_of, pictures_of, seen_by
from perceptible.experiments.penalty import train_penalized
from perceptible.experiments.remedies_candidates import CANDIDATES, Candidate
from perceptible.experiments.remedies_result import RemediesResult, Remedy
from perceptible.experiments.spread import Over, over_seeds
from perceptible.insight.edges import PictureMeasures, measure_pictures
from perceptible.insight.never_trained import never_lit
from perceptible.network import Network, Shared
from perceptible.rng import derived
from perceptible.training import fit

__all__ = ["EXPERIMENT", "RemediesSettings"]

SURE = 0.9
PIXELS = 2
DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1))
START, NOISE = 1_000_037, 1_000_039  # places of `derived` that no epoch has


@dataclass(frozen=True, kw_only=True)
class RemediesSettings:
    """Which candidates are trained, and for how long.

    Parameters
    ----------
    candidates : tuple of str
        Names of `CANDIDATES`; the first is what the others are held against.
    epochs : int
        The same for all of them.
    n_noise : int
        Images of uniform noise.
    n_shuffles : int
        How often the pixels of the weight pictures are shuffled.
    seeds : tuple of int
        One network of each candidate from each.
    """

    candidates: tuple[str, ...] = tuple(CANDIDATES)
    epochs: int = 10
    n_noise: int = 5_000
    n_shuffles: int = 49
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True)
class RemediesJob:
    """One candidate, trained from one seed and measured."""

    candidate: str
    epochs: int
    n_noise: int
    n_shuffles: int
    seed: int


def _jobs(settings: RemediesSettings, data: Dataset) -> tuple[RemediesJob, ...]:
    """Return a job for each candidate that makes sense for the data, and each seed."""
    image_shape_of(data)
    shown = settings.epochs, settings.n_noise, settings.n_shuffles
    names = [name for name in settings.candidates if CANDIDATES[name].takes(data)]
    return tuple(RemediesJob(name, *shown, seed) for name in names for seed in settings.seeds)


def _run(job: RemediesJob, data: Dataset) -> dict[str, Any]:
    """Train a candidate and measure everything."""
    network = _trained(CANDIDATES[job.candidate], job, data)
    noise = derived(job.seed, NOISE).random((job.n_noise, data.n_inputs), dtype=np.float32)
    sure = network.outputs(noise).max(axis=1)
    evaluation = evaluate(network, data.test)
    moved = [evaluate(network, split).accuracy for split in _moved(data.test, image_shape_of(data))]
    found = _measured(network, data, job)
    return {
        "n_parameters": network.n_parameters,
        "accuracy": evaluation.accuracy,
        "sure": float((sure > SURE).mean()),
        "moved": float(np.mean(moved)),
        "told_apart": auroc(network.outputs(data.test.inputs).max(axis=1), sure),
        "edginess": (found.edges.mean - found.edges.null_mean) / (1 - found.edges.null_mean),
        "edges": found.edges.mean,
        "shuffled": found.edges.null_mean,
        "z": found.edges.z,
        "smoothness": found.smoothness.mean,
    }


def _trained(candidate: Candidate, job: RemediesJob, data: Dataset) -> Network:
    """Train a candidate."""
    start = candidate.start(data, derived(job.seed, START))
    settings = replace(candidate.settings, epochs=job.epochs)
    if candidate.penalty is not None:
        return train_penalized(start, data, settings, candidate.penalty, rng=job.seed)
    return fit(data, network=start, settings=settings, rng=job.seed).network


def _moved(split: Split, image_shape: tuple[int, int]) -> list[Split]:
    """Return the split moved in four directions."""
    return [
        replace(split, inputs=_within(shift(split.inputs, PIXELS * dx, PIXELS * dy, image_shape=image_shape)))
        for dx, dy in DIRECTIONS
    ]


def _within(inputs: FloatArray) -> FloatArray:
    """Cut what interpolation left a rounding error outside [0, 1]."""
    cut: FloatArray = np.clip(inputs, 0, 1)
    return cut


def _measured(network: Network, data: Dataset, job: RemediesJob) -> PictureMeasures:
    """Measure the pictures of the first layer; a filter is a small picture of its own."""
    first = network.layers[0]
    if isinstance(first, Shared):
        filters, side = np.asarray(first.weights, np.float64), first.patches.size
        return measure_pictures(filters, (side, side), n_shuffles=job.n_shuffles, rng=job.seed)
    lit = np.ones(data.n_inputs, bool)
    lit[never_lit(data.train)] = False
    pictures, seen = pictures_of(network), seen_by(network) & lit
    return measure_pictures(pictures, image_shape_of(data), seen=seen, n_shuffles=job.n_shuffles, rng=job.seed)


def _combine(
    settings: RemediesSettings, _data: Dataset, jobs: Sequence[RemediesJob], answers: Sequence[Mapping[str, Any]]
) -> RemediesResult:
    """Put the seeds together."""
    names = dict.fromkeys(job.candidate for job in jobs)
    by_name = {
        name: [answer for job, answer in zip(jobs, answers, strict=True) if job.candidate == name] for name in names
    }
    remedies = tuple(_remedy(CANDIDATES[name], told) for name, told in by_name.items())
    return RemediesResult(remedies, settings.epochs, settings.n_noise, settings.seeds)


def _remedy(candidate: Candidate, told: Sequence[Mapping[str, Any]]) -> Remedy:
    """Put the seeds of one candidate together."""

    def over(name: str) -> Over:
        return over_seeds(one[name] for one in told)

    return Remedy(
        candidate.name,
        candidate.words,
        int(told[0]["n_parameters"]),
        accuracy=over("accuracy"),
        sure=over("sure"),
        moved=over("moved"),
        told_apart=over("told_apart"),
        edginess=over("edginess"),
        edges=over("edges"),
        shuffled=over("shuffled"),
        z=over("z"),
        smoothness=over("smoothness"),
    )


EXPERIMENT = Experiment(
    name="remedies",
    title="Remedies",
    question="What would you change so that it does pick up on edges, and is not fooled by noise?",
    takes={
        "quick": "10 candidates, 1 seed, 2 epochs: half a minute",
        "standard": "10 candidates, 3 seeds, 10 epochs: three minutes",
        "full": "10 candidates, 6 seeds, 20 epochs: a quarter of an hour",
    },
    sizes={
        "quick": RemediesSettings(epochs=2, n_noise=1_000, n_shuffles=19, seeds=(0,)),
        "standard": RemediesSettings(),
        "full": RemediesSettings(epochs=20, n_shuffles=99, seeds=tuple(range(6))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
